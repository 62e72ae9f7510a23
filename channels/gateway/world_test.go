package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// world is a gateway with one recorded transport and a bot that says back what it heard.
type world struct {
	*testkit.TheWorld
	t    testing.TB
	gw   *gateway.Gateway
	tape *tape
	reg  *queue.Registry
	n    int
}

const unitCL = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
VALUES ('CL', 'Andes', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56221234567', 'IVA')`

func newWorld(t testing.TB, patience func(channels.Inbound) time.Duration) *world {
	t.Helper()
	w := &world{TheWorld: testkit.World(t), t: t, tape: &tape{}}
	w.over(w.DB, patience)
	if _, err := w.DB.Exec(t.Context(), unitCL); err != nil {
		t.Fatal(err)
	}
	return w
}

// over builds the gateway anew, as a restart does.
func (w *world) over(d *db.DB, patience func(channels.Inbound) time.Duration) {
	w.gw = gateway.New(d, gateway.Options{Contacts: people{}, Debounce: patience}, w.tape)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, w.echo)
}

func atOnce(channels.Inbound) time.Duration { return 0 }

// people makes a contact of every address.
type people struct{}

func (people) ContactFor(ctx context.Context, tx *db.Tx, from channels.Address, _ gateway.Hint) (string, error) {
	const known = `SELECT contact_id::text FROM contact_handles WHERE kind = 'wa_jid' AND value = @value`
	found, err := db.Values[string](ctx, tx, known, db.Args{"value": from.Value})
	if err != nil || len(found) > 0 {
		return strings.Join(found, ""), err
	}
	id := tx.NewID()
	const add = `
WITH c AS (INSERT INTO contacts (id, unit_code, country, created_at) VALUES (@id, 'CL', 'CL', @now))
INSERT INTO contact_handles (kind, value, contact_id, created_at) VALUES ('wa_jid', @value, @id, @now)`
	_, err = db.Exec(ctx, tx, add, db.Args{"id": id, "value": from.Value, "now": tx.Now})
	return id, err
}

// Profile is of somebody in Santiago; their number is that of their JID.
func (people) Profile(ctx context.Context, q db.Querier, id string) (gateway.Profile, error) {
	const find = `SELECT value FROM contact_handles WHERE contact_id = @id AND kind = 'wa_jid' LIMIT 1`
	jid, err := db.Value[string](ctx, q, find, db.Args{"id": id})
	phone, _, _ := strings.Cut(jid, "@")
	country, zone := "CL", "America/Santiago"
	if strings.HasPrefix(phone, "57") {
		country, zone = "CO", "America/Bogota"
	}
	local, errZone := time.LoadLocation(zone)
	return gateway.Profile{Phone: "+" + phone, Country: country, Unit: "CL", Zone: local}, errors.Join(err, errZone)
}

// Withdraw records that somebody wants no offers.
func (people) Withdraw(ctx context.Context, tx *db.Tx, wd gateway.Withdrawal) error {
	const add = `INSERT INTO consents (id, contact_id, purpose, status, quote, message_id, at)
		VALUES (@id, @contact, 'marketing', 'withdrawn', @quote, @message, @now)`
	_, err := db.Exec(ctx, tx, add, db.Args{"id": tx.NewID(), "contact": wd.Contact, "quote": wd.Quote, "message": wd.Message, "now": tx.Now})
	return err
}

// tape is a transport that records.
type tape struct {
	mu   sync.Mutex
	sent []channels.Outbound
	fail func(n int, out channels.Outbound) error // of the nth send, from 1
	n    int
	got  chan channels.Outbound // may be nil

	fetched int // files asked for
}

func (t *tape) Channel() channels.Channel         { return channels.WhatsApp }
func (t *tape) Serves(ours channels.Address) bool { return ours.Channel == channels.WhatsApp }

func (t *tape) Send(_ context.Context, out channels.Outbound) (channels.Receipt, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
	if t.fail != nil {
		if err := t.fail(t.n, out); err != nil {
			return channels.Receipt{}, err
		}
	}
	t.sent = append(t.sent, out)
	if t.got != nil {
		t.got <- out
	}
	return channels.Receipt{ExternalID: "wamid." + out.ID, Status: channels.StatusSent}, nil
}

func (t *tape) texts() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []string
	for _, m := range t.sent {
		out = append(out, m.Text)
	}
	return out
}

var ours = channels.Address{Channel: channels.WhatsApp, Value: "56221234567@s.whatsapp.net"}

func from(phone string) channels.Address {
	return channels.Address{Channel: channels.WhatsApp, Value: phone + "@s.whatsapp.net"}
}

// text is a message of 56911112222 with an id of its own.
func (w *world) text(s string) channels.Inbound {
	w.n++
	return channels.Inbound{
		From: from("56911112222"), To: ours, ExternalID: fmt.Sprintf("ext-%d", w.n), SentAt: w.Clock.Now(), Kind: channels.KindText, Text: s,
	}
}

func (w *world) receive(in channels.Inbound) channels.Received {
	w.t.Helper()
	got, err := w.gw.Receive(w.t.Context(), in)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

// drain lets d pass.
func (w *world) drain(d time.Duration) queue.Report {
	w.t.Helper()
	r, err := queue.Drain(w.t.Context(), w.DB, w.reg, w.Clock, w.Clock.Now().Add(d))
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) freeze(conv string) channels.TurnWork {
	w.t.Helper()
	work, ok, err := w.gw.Freeze(w.t.Context(), conv, "test")
	if err != nil || !ok {
		w.t.Fatalf("nothing to freeze: %v", err)
	}
	return work
}

func (w *world) tx(fn func(ctx context.Context, tx *db.Tx) error) error {
	return w.DB.InTx(w.t.Context(), func(tx *db.Tx) error { return fn(w.t.Context(), tx) })
}

func (w *world) must(fn func(ctx context.Context, tx *db.Tx) error) {
	w.t.Helper()
	if err := w.tx(fn); err != nil {
		w.t.Fatal(err)
	}
}

func count(w *world, sql string) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.DB, sql, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// echo is a turn: it says back the texts of its messages.
func (w *world) echo(ctx context.Context, j queue.Job[gateway.TurnJob]) error {
	release, ok, err := w.gw.Claim(ctx, j.Args.Conversation)
	if err != nil {
		return err
	}
	if !ok {
		return queue.Snooze(10 * time.Millisecond)
	}
	defer release()
	work, ok, err := w.gw.Freeze(ctx, j.Args.Conversation, "test")
	if err != nil || !ok {
		return err
	}
	return w.commit(ctx, work)
}

func (w *world) commit(ctx context.Context, work channels.TurnWork) error {
	var said []string
	for _, m := range work.Messages {
		if t := m.Transcript; t != nil {
			m.Text = fmt.Sprintf("(%s: %s)", t.State, t.Text)
		}
		said = append(said, m.Text)
	}
	id := w.IDs.New()
	return w.DB.InTx(ctx, func(tx *db.Tx) error {
		if _, err := w.gw.Owner(ctx, tx, work.Conversation.ID); err != nil {
			return err
		}
		return w.gw.Commit(ctx, tx, channels.TurnDone{
			Work: work, State: []byte(`{}`), Language: "es", Replies: []channels.Outbound{{
				ID: id, Conversation: work.Conversation.ID, Class: channels.ClassReply, Text: strings.Join(said, " | "),
			}},
		})
	})
}
