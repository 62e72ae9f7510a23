package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// number is one of ours as it is stored.
type number struct {
	Channel     channels.Channel
	Value       string
	Transport   string
	Unit        string
	State       channels.NumberState
	Detail      string
	Since       time.Time
	Until       *time.Time
	PhoneSeenAt *time.Time
	Quality     string
	Tier        string
	CreatedAt   time.Time
}

// NumberStatus is one of our numbers as a dispatcher sees it.
type NumberStatus struct {
	channels.Number
	Unit      string // business unit whose it is; empty: anybody's
	Since     time.Time
	LastIn    time.Time // when somebody last wrote to it; zero: never
	LastOut   time.Time
	Waiting   int // messages that wait to leave by it
	CreatedAt time.Time
}

// number reads one of ours as it is now: a state whose time is over has ended by itself. ok is false for a web page.
func (g *Gateway) number(ctx context.Context, ours channels.Address) (n number, ok bool, err error) {
	found, err := db.Collect[number](ctx, g.db, sqlFindNumber, db.Args{"channel": ours.Channel, "value": ours.Value})
	if err != nil {
		return number{}, false, fmt.Errorf("number: %w", err)
	}
	if len(found) == 0 {
		return number{}, false, nil
	}
	n = found[0]
	if n.State == channels.NumberLimited && n.Until != nil && !g.db.Now().Before(*n.Until) {
		n.State = channels.NumberUp
	}
	return n, true, nil
}

const sqlFindNumber = `
SELECT channel, value, transport, coalesce(unit_code, '') AS unit, state, detail, since, until, phone_seen_at, quality, tier, created_at
FROM numbers WHERE channel = @channel AND value = @value`

// Assign says whose one of our numbers is: replies and notices to a unit's contacts leave by it. An empty unit is anybody's. One
// that is not known yet is made, as being connected.
func (g *Gateway) Assign(ctx context.Context, tx *db.Tx, n channels.Number, unit string) error {
	if n.State == "" {
		n.State = channels.NumberConnecting
	}
	_, err := db.Exec(ctx, tx, sqlAssignNumber, db.Args{
		"channel": n.Ours.Channel, "value": n.Ours.Value, "transport": n.Transport, "unit": db.Null(unit), "state": n.State, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("assign number: %w", err)
	}
	return nil
}

const sqlAssignNumber = `
INSERT INTO numbers (channel, value, transport, unit_code, state, since, created_at)
VALUES (@channel, @value, @transport, @unit, @state, @now, @now)
ON CONFLICT (channel, value) DO UPDATE SET transport = excluded.transport, unit_code = coalesce(excluded.unit_code, numbers.unit_code)`

// Report records how one of our numbers is. A new state is a fact (channel.down, channel.up), and wakes what waited for it.
func (g *Gateway) Report(ctx context.Context, n channels.Number) error {
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		was, err := db.Value[channels.NumberState](ctx, tx, sqlReportNumber, db.Args{
			"channel": n.Ours.Channel, "value": n.Ours.Value, "transport": n.Transport, "state": n.State, "detail": n.Detail,
			"until": db.Null(n.Until), "seen": db.Null(n.PhoneSeen), "quality": n.Quality, "tier": n.Tier, "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("report number: %w", err)
		}
		if was == n.State {
			return nil
		}
		g.log.InfoContext(ctx, "number changed", "channel", n.Ours.Channel, "transport", n.Transport, "state", n.State, "was", was)
		if err := g.tellNumber(ctx, tx, n, was); err != nil {
			return err
		}
		if n.State.Sends(channels.ClassReply, false) {
			return wakeNumber(ctx, tx, n.Ours)
		}
		return nil
	})
}

// The state before comes back: the row is locked before it is read.
const sqlReportNumber = `
WITH before AS MATERIALIZED (SELECT state FROM numbers WHERE channel = @channel AND value = @value FOR UPDATE),
after AS (
  INSERT INTO numbers AS n (channel, value, transport, state, detail, since, until, phone_seen_at, quality, tier, created_at)
  VALUES (@channel, @value, @transport, @state, @detail, @now, @until, @seen, @quality, @tier, @now)
  ON CONFLICT (channel, value) DO UPDATE SET transport = excluded.transport, detail = excluded.detail, until = excluded.until,
    phone_seen_at = coalesce(excluded.phone_seen_at, n.phone_seen_at),
    quality = coalesce(nullif(excluded.quality, ''), n.quality), tier = coalesce(nullif(excluded.tier, ''), n.tier),
    since = CASE WHEN n.state = excluded.state THEN n.since ELSE excluded.since END, state = excluded.state
)
SELECT coalesce((SELECT state FROM before), '')`

// tellNumber makes a change a fact, and an alarm of whoever cares.
func (g *Gateway) tellNumber(ctx context.Context, tx *db.Tx, n channels.Number, was channels.NumberState) error {
	name := ""
	switch {
	case n.State.Alarm():
		name = "channel.down"
	case n.State == channels.NumberUp && was.Alarm() && was != "":
		name = "channel.up"
	}
	if name != "" {
		err := events.Append(ctx, tx, events.Fact{
			Name: name, SubjectKind: "number", SubjectID: string(n.Ours.Channel) + " " + n.Ours.Value,
			Data: events.Data(map[string]string{"state": string(n.State), "detail": n.Detail, "transport": n.Transport}),
		})
		if err != nil {
			return err
		}
	}
	if g.alarm == nil {
		return nil
	}
	return g.alarm(ctx, tx, n, was)
}

// wakeNumber has everything looked at that waits to leave by a number.
func wakeNumber(ctx context.Context, tx *db.Tx, ours channels.Address) error {
	list, err := db.Values[string](ctx, tx, sqlWaitingFor, db.Args{"channel": ours.Channel, "value": ours.Value})
	if err != nil {
		return fmt.Errorf("messages that wait for a number: %w", err)
	}
	for _, conv := range list {
		if err := enqueueSend(ctx, tx, sending{Conversation: conv, Class: channels.ClassService}); err != nil {
			return err
		}
	}
	return nil
}

const sqlWaitingFor = `
SELECT DISTINCT c.id::text FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE m.direction = 'out' AND m.status = 'queued' AND c.channel = @channel AND c.ours = @value`

// Numbers lists ours, those in alarm first.
func (g *Gateway) Numbers(ctx context.Context, q db.Querier) ([]NumberStatus, error) {
	type row struct {
		number
		LastIn, LastOut *time.Time
		Waiting         int
	}
	rows, err := db.Collect[row](ctx, q, sqlListNumbers, nil)
	if err != nil {
		return nil, fmt.Errorf("numbers: %w", err)
	}
	out := make([]NumberStatus, len(rows))
	for i, r := range rows {
		out[i] = NumberStatus{
			Unit: r.Unit, Since: r.Since, LastIn: orZero(r.LastIn), LastOut: orZero(r.LastOut), Waiting: r.Waiting, CreatedAt: r.CreatedAt,
			Number: channels.Number{
				Ours: channels.Address{Channel: r.Channel, Value: r.Value}, Transport: r.Transport, State: r.State, Detail: r.Detail,
				Until: orZero(r.Until), PhoneSeen: orZero(r.PhoneSeenAt), Quality: r.Quality, Tier: r.Tier,
			},
		}
	}
	return out, nil
}

func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

const sqlListNumbers = `
SELECT n.channel, n.value, n.transport, coalesce(n.unit_code, '') AS unit, n.state, n.detail, n.since, n.until, n.phone_seen_at,
  n.quality, n.tier, n.created_at, max(c.last_in_at) AS last_in, max(c.last_out_at) AS last_out,
  (SELECT count(*) FROM messages m JOIN conversations x ON x.id = m.conversation_id
   WHERE m.direction = 'out' AND m.status = 'queued' AND x.channel = n.channel AND x.ours = n.value)::int AS waiting
FROM numbers n LEFT JOIN conversations c ON c.channel = n.channel AND c.ours = n.value
GROUP BY n.channel, n.value
ORDER BY n.state IN ('up','connecting'), n.channel, n.value`

// NumberFor is the address of ours by which a unit's contacts are written to on a channel; ok is false when we have none.
func (g *Gateway) NumberFor(ctx context.Context, q db.Querier, channel channels.Channel, unit string) (ours channels.Address, ok bool, err error) {
	found, err := db.Values[string](ctx, q, sqlNumberFor, db.Args{"channel": channel, "unit": unit})
	if err != nil || len(found) == 0 {
		return channels.Address{}, false, err
	}
	return channels.Address{Channel: channel, Value: found[0]}, true, nil
}

const sqlNumberFor = `
SELECT value FROM numbers WHERE channel = @channel AND (unit_code IS NULL OR unit_code = @unit)
ORDER BY unit_code IS NULL, state IN ('up','connecting','away','limited') DESC, value LIMIT 1`
