package main

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// outside is the demo organisation with true transports, whose clock is the test's.
type outside struct {
	t   testing.TB
	ctx context.Context
	sys *system
	clk *clock.Manual
	url string
}

// person is somebody outside, on whatever channel.
type person interface {
	Number() string // digits only
	Tell(ctx context.Context, text string) error
	Pin(ctx context.Context, lat, lng float64) error
	Photo(ctx context.Context, caption string) error
	Voice(ctx context.Context) error
	Heard(ctx context.Context) (text string, err error) // the next that they are told
}

// errNotHere is what people say who cannot send such a thing on their channel.
var errNotHere = errors.New("not on this channel")

// newOutside opens a copy of the demo with the transports of a configuration, which run until the test ends.
func newOutside(t testing.TB, clk *clock.Manual, cfg config.Config) *outside {
	t.Helper()
	ctx, stop := context.WithTimeout(context.WithoutCancel(t.Context()), 4*time.Minute)
	t.Cleanup(stop)
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	sys, end, err := openSystem(ctx, url, clk, ids.Seeded(chatSeed, clk), systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: []channels.Transport{webchat.Transport{}},
		Log: logs.Discard(), Demo: true, Config: &cfg,
	}, drop)
	must(t, err)
	t.Cleanup(end)
	must(t, demo.Prepare(ctx, sys.db))
	// the demo's own customers are not in this play: what is due for them would go to numbers that nobody has
	_, err = sys.db.Pool().Exec(ctx, `DELETE FROM river_job WHERE kind = 'notify.visit'`)
	must(t, err)
	return &outside{t: t, ctx: ctx, sys: sys, clk: clk, url: url}
}

// run lets the transports hear until the test ends. What uses them ends before they do.
func (o *outside) run() {
	o.t.Helper()
	ctx, stop := context.WithCancel(o.ctx)
	var ways *sync.WaitGroup
	ways, err := o.sys.runTransports(ctx)
	must(o.t, err)
	o.t.Cleanup(func() { stop(); ways.Wait() })
	for deadline := testNow().Add(20 * time.Second); o.count(`SELECT count(*) FROM numbers WHERE state <> 'up'`) > 0; {
		if testNow().After(deadline) {
			o.t.Fatal("our numbers did not come up")
		}
		must(o.t, waitABit(o.ctx))
	}
}

func demoStart(t testing.TB) *clock.Manual {
	t.Helper()
	at, err := time.Parse(time.RFC3339, dialogueStart)
	must(t, err)
	return clock.NewManual(at)
}

// pass lets time go by.
func (o *outside) pass(d time.Duration) {
	o.t.Helper()
	report, err := queue.Drain(o.ctx, o.sys.db, o.sys.registry, o.clk, o.clk.Now().Add(d))
	must(o.t, err)
	for _, err := range report.Errors {
		o.t.Errorf("a job failed: %v", err)
	}
}

func (o *outside) count(sql string, args ...any) (n int) {
	o.t.Helper()
	must(o.t, o.sys.db.Pool().QueryRow(o.ctx, sql, args...).Scan(&n))
	return n
}

// does has somebody do something, waits until it is stored, and lets it be answered.
func (o *outside) does(act func() error) {
	o.t.Helper()
	before := o.count(`SELECT count(*) FROM messages WHERE direction = 'in'`)
	must(o.t, act())
	o.comesIn(before)
}

// comesIn waits until there are more messages in than before, and lets them be answered.
func (o *outside) comesIn(before int) {
	o.t.Helper()
	for deadline := testNow().Add(20 * time.Second); o.count(`SELECT count(*) FROM messages WHERE direction = 'in'`) == before; {
		if testNow().After(deadline) {
			o.t.Fatalf("what was sent did not come in; the last were %v", o.lastLines())
		}
		must(o.t, waitABit(o.ctx))
	}
	o.pass(time.Second)
}

// line is the last that somebody was told.
type line struct{ Text, Ask string }

// told are all that somebody was told so far, in order, on any channel.
func (o *outside) told(p person) (list []line) {
	o.t.Helper()
	rows, err := o.sys.db.Pool().Query(o.ctx, `SELECT m.body, coalesce(m.payload->>'ask', '') FROM messages m
		JOIN conversations c ON c.id = m.conversation_id JOIN contact_handles h ON h.contact_id = c.contact_id
		WHERE h.kind = 'e164' AND h.value = $1 AND m.direction = 'out' AND m.status IN ('sent','delivered','read')
		AND c.channel <> 'webchat' ORDER BY m.sent_at, m.seq`,
		"+"+p.Number())
	must(o.t, err)
	for rows.Next() {
		var l line
		must(o.t, rows.Scan(&l.Text, &l.Ask))
		list = append(list, l)
	}
	must(o.t, rows.Err())
	return list
}

// talk is one person and what they have heard.
type talk struct {
	*outside
	person
	heard int
	all   []string
}

// listen takes what was told to the person since, which must be what they hear, and gives what is asked now.
func (k *talk) listen() (ask string) {
	k.t.Helper()
	told := k.told(k.person)
	for _, l := range told[k.heard:] {
		ctx, stop := context.WithTimeout(k.ctx, 20*time.Second)
		got, err := k.Heard(ctx)
		stop()
		if err != nil {
			k.t.Fatalf("told %q: %v", l.Text, err)
		}
		if !sameWords(got, l.Text) {
			k.t.Errorf("%s heard %q, and was told %q", k.Number(), got, l.Text)
		}
		k.all = append(k.all, l.Text)
	}
	k.heard = len(told)
	if len(told) == 0 {
		return ""
	}
	return told[len(told)-1].Ask
}

// sameWords compares without what a channel may change: accents and signs by SMS, numbered choices that became buttons, the opening
// of a template.
func sameWords(got, said string) bool {
	fold := func(s string) string { return strings.Join(strings.Fields(gsm.Plain(gsm.WithoutEmoji(s))), " ") }
	return fold(got) == fold(said) || strings.HasPrefix(fold(said), fold(got)) || strings.HasSuffix(fold(got), fold(said))
}

// say says something and listens to the answer.
func (k *talk) say(text string) string {
	k.t.Helper()
	k.does(func() error { return k.Tell(k.ctx, text) })
	return k.listen()
}

// sends sends what words cannot say; false when the person's channel cannot either.
func (k *talk) sends(what string) bool {
	k.t.Helper()
	act := map[string]func() error{
		"@photo": func() error { return k.Photo(k.ctx, "") }, "@voice": func() error { return k.Voice(k.ctx) },
		"@pin": func() error { return k.Pin(k.ctx, -33.4569, -70.5975) },
	}[what]
	sent := true
	before := k.count(`SELECT count(*) FROM messages WHERE direction = 'in'`)
	if err := act(); errors.Is(err, errNotHere) {
		sent = false
	} else {
		must(k.t, err)
	}
	if sent {
		k.comesIn(before)
	}
	return sent
}

// answer says what is asked for, from a store of answers, until nothing is asked that has one. What cannot be sent on a channel is
// passed over.
func (k *talk) answer(ask string, answers map[string][]string) {
	k.t.Helper()
	for range 20 {
		list := answers[ask]
		if len(list) == 0 {
			return
		}
		answers[ask] = list[1:]
		if text := list[0]; !strings.HasPrefix(text, "@") {
			ask = k.say(text)
		} else if k.sends(text) {
			ask = k.listen()
		}
	}
	k.t.Fatalf("no end of questions; the last is %s", ask)
}

// wasTold wants each of some parts in what a person was told, in order.
func (k *talk) wasTold(parts ...string) {
	k.t.Helper()
	all := gsm.Plain(strings.Join(k.all, "\n"))
	for _, p := range parts {
		_, rest, ok := strings.Cut(all, gsm.Plain(p))
		if !ok {
			k.t.Fatalf("%s was not told %q (after the others); was told:\n%s", k.Number(), p, strings.Join(k.all, "\n---\n"))
		}
		all = rest
	}
}

// visit is the one that goes on.
type visitNow struct {
	Status, Phone string
	Start         time.Time
}

func (o *outside) visit(number string) (v visitNow) {
	o.t.Helper()
	err := o.sys.db.Pool().QueryRow(o.ctx, `SELECT v.status, coalesce(r.phone, ''), lower(v.arrival) FROM visits v
		JOIN work_orders w ON w.id = v.work_order_id JOIN contact_handles h ON h.contact_id = w.contact_id AND h.kind = 'e164'
		LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active') LEFT JOIN resources r ON r.id = a.resource_id
		WHERE h.value = $1 ORDER BY v.created_at DESC LIMIT 1`, "+"+number).Scan(&v.Status, &v.Phone, &v.Start)
	if !errors.Is(err, pgx.ErrNoRows) {
		must(o.t, err)
	}
	return v
}

// lastLines are the last things that anybody said, for who reads a failure.
func (o *outside) lastLines() (list []string) {
	o.t.Helper()
	rows, err := o.sys.db.Pool().Query(o.ctx, `SELECT direction || ' ' || status || ' ' || failure || ': ' || body FROM messages ORDER BY seq DESC LIMIT 4`)
	must(o.t, err)
	list, err = pgx.CollectRows(rows, pgx.RowTo[string])
	must(o.t, err)
	return list
}
