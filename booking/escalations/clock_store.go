package escalations

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// due is when somebody must have answered what is asked now.
func due(ctx context.Context, tx *db.Tx, unit booking.UnitCode, p booking.Priority) (time.Time, error) {
	if p == booking.P1 {
		return tx.Now.Add(p.FirstResponse()), nil
	}
	hours, zone, err := team(ctx, tx, unit)
	return hours.After(tx.Now, p.FirstResponse(), zone), err
}

// resume lets the clock of a paused escalation run on: the time in which the customer was waited for does not count.
func resume(ctx context.Context, tx *db.Tx, e *Escalation) error {
	if e.PausedAt == nil {
		return nil
	}
	since := *e.PausedAt
	e.PausedAt = nil
	if e.AnsweredAt != nil {
		return nil
	}
	if e.Priority == booking.P1 {
		e.DueAt = e.DueAt.Add(tx.Now.Sub(since))
		return nil
	}
	hours, zone, err := team(ctx, tx, e.Unit)
	e.DueAt = hours.After(e.DueAt, hours.Between(since, tx.Now, zone), zone)
	return err
}

const sqlFindTeam = `
SELECT time_zone, desk_opens - time '00:00' AS opens, desk_closes - time '00:00' AS closes, desk_weekdays AS weekdays
FROM business_units WHERE code = @unit`

// team is the hours of a unit's people.
func team(ctx context.Context, q db.Querier, unit booking.UnitCode) (booking.DeskHours, *time.Location, error) {
	h, err := db.One[booking.DeskHours](ctx, q, sqlFindTeam, db.Args{"unit": unit})
	if err != nil {
		return h, time.UTC, fmt.Errorf("hours of unit %q: %w", unit, err)
	}
	zone, err := time.LoadLocation(h.TimeZone)
	if err != nil {
		return h, time.UTC, fmt.Errorf("hours of unit %q: %w", unit, err)
	}
	return h, zone, nil
}

// tickJob looks at the clocks.
type tickJob struct{}

// Kind of the job.
func (tickJob) Kind() string { return "escalation.tick" }

// Register has the clocks looked at every five minutes. Pages do not wait for it: who is late is counted as they are drawn.
func (s *Store) Register(r *queue.Registry) error {
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, _ queue.Job[tickJob]) error { return s.Tick(ctx, tx) })
	return r.Periodic("*/5 * * * *", tickJob{}, queue.Unique("escalation.tick"))
}

// Tick takes up what waited for a customer who has written since, marks the clocks that ran out, and closes what was resolved
// longer ago than it may be reopened. When there is nothing to do it asks one question.
func (s *Store) Tick(ctx context.Context, tx *db.Tx) error {
	if anything, err := db.Value[bool](ctx, tx, sqlAnythingDue, db.Args{"now": tx.Now}); err != nil || !anything {
		return err
	}
	for _, step := range []struct {
		sql  string
		done func(Escalation) (Escalation, string, error)
	}{
		{sqlListHeard, func(e Escalation) (Escalation, string, error) {
			e.Status = booking.EscalationClaimed
			if e.AnsweredAt != nil {
				e.Status = booking.EscalationInProgress
			}
			err := resume(ctx, tx, &e)
			return e, booking.FactEscalationUpdated, err
		}},
		{sqlListBreached, func(e Escalation) (Escalation, string, error) {
			e.BreachedAt = &tx.Now
			return e, booking.FactEscalationBreached, nil
		}},
		{sqlListPast, func(e Escalation) (Escalation, string, error) {
			e.Status = booking.EscalationClosed
			return e, booking.FactEscalationClosed, nil
		}},
	} {
		list, err := db.Collect[Escalation](ctx, tx, step.sql, db.Args{"now": tx.Now})
		if err != nil {
			return fmt.Errorf("look at the clocks: %w", err)
		}
		for _, e := range list {
			e, fact, err := step.done(e)
			if err != nil {
				return err
			}
			if _, err := s.save(ctx, tx, e, change{fact: fact}); err != nil {
				return err
			}
		}
	}
	return nil
}

const sqlAnythingDue = `
SELECT EXISTS (SELECT FROM escalations e JOIN conversations v ON v.id = e.conversation_id
    WHERE e.status = 'waiting_customer' AND v.last_in_at > e.paused_at)
  OR EXISTS (SELECT FROM escalations WHERE status NOT IN ('resolved','closed','auto_closed') AND answered_at IS NULL
    AND breached_at IS NULL AND paused_at IS NULL AND due_at < @now)
  OR EXISTS (SELECT FROM escalations WHERE status = 'resolved' AND resolved_at < @now::timestamptz - interval '72 hours')`

// A customer is heard when a message came after the wait began.
const sqlListHeard = `SELECT` + escalationColumns + escalationTables + `
JOIN conversations v ON v.id = e.conversation_id
WHERE e.status = 'waiting_customer' AND v.last_in_at > e.paused_at AND e.paused_at <= @now
ORDER BY e.id LIMIT 500 FOR UPDATE OF e SKIP LOCKED`

const sqlListBreached = `SELECT` + escalationColumns + escalationTables + `
WHERE e.status NOT IN ('resolved','closed','auto_closed') AND e.answered_at IS NULL AND e.breached_at IS NULL
  AND e.paused_at IS NULL AND e.due_at < @now
ORDER BY e.due_at, e.id LIMIT 500 FOR UPDATE OF e SKIP LOCKED`

const sqlListPast = `SELECT` + escalationColumns + escalationTables + `
WHERE e.status = 'resolved' AND e.resolved_at < @now::timestamptz - interval '72 hours'
ORDER BY e.resolved_at, e.id LIMIT 500 FOR UPDATE OF e SKIP LOCKED`

const sqlListCured = `
SELECT id FROM escalations
WHERE status = 'open' AND unit_code = @unit AND cause = @cause AND visit_id IS NOT DISTINCT FROM @visit
  AND conversation_id IS NOT DISTINCT FROM @conversation
ORDER BY id`

// CloseIfCured ends what an alert opened and nobody took, now that its cause is gone, and says how many that were.
func (s *Store) CloseIfCured(ctx context.Context, tx *db.Tx, c booking.CuredCause) (int, error) {
	list, err := db.Values[booking.EscalationID](ctx, tx, sqlListCured, db.Args{
		"unit": c.Unit, "cause": c.Cause, "visit": db.Null(c.Visit), "conversation": db.Null(c.Conversation),
	})
	if err != nil {
		return 0, fmt.Errorf("find cured escalations: %w", err)
	}
	n := 0
	for _, id := range list {
		closed, err := s.AutoClose(ctx, tx, id)
		if err != nil {
			return n, err
		}
		if closed {
			n++
		}
	}
	return n, nil
}
