package turn_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
	"github.com/chasqui-fsm/chasqui/locales"
)

// world is an engine over a true gateway and dialogue, in an office that keeps its bookings in the database.
type world struct {
	*testkit.TheWorld
	t      testing.TB
	gw     *gateway.Gateway
	office *office
	engine *turn.Engine
	conv   string
	n      int
}

// restart builds everything anew over the same database.
func (w *world) restart() {
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: w.office, Debounce: func(channels.Inbound) time.Duration { return 0 }}, tape{})
	w.engine = &turn.Engine{
		DB: w.DB, Inbox: w.gw, Viewer: w.office, Understand: script{}, Reader: w.office, Writer: w.office,
		Speaker: say.New(locales.Must()), Step: dialog.Step,
	}
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{TheWorld: testkit.World(t), t: t}
	const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
VALUES ('CL', 'Andes', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56221234567', 'IVA');
CREATE TABLE ledger (entry text PRIMARY KEY, by text NOT NULL);
CREATE TABLE noise (n int)`
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	w.office = &office{zone: zone}
	w.restart()
	return w
}

var (
	theirs = channels.Address{Channel: channels.Terminal, Value: "+56911112222"}
	ours   = channels.Address{Channel: channels.Terminal, Value: "chasqui"}
)

// receive stores a message of the person.
func (w *world) receive(in channels.Inbound) {
	w.t.Helper()
	w.n++
	in.From, in.To, in.ExternalID, in.SentAt = theirs, ours, fmt.Sprint("ext-", w.n), w.Clock.Now()
	got, err := w.gw.Receive(w.t.Context(), in)
	if err != nil {
		w.t.Fatal(err)
	}
	w.conv = got.Conversation
}

func text(s string) channels.Inbound { return channels.Inbound{Kind: channels.KindText, Text: s} }

func (w *world) run() turn.Outcome {
	w.t.Helper()
	out, ok, err := w.engine.Run(w.t.Context(), w.conv)
	if err != nil || !ok {
		w.t.Fatalf("run: %v, %v", ok, err)
	}
	return out
}

// says runs a turn of one text; a minute passes.
func (w *world) says(s string) turn.Outcome {
	w.t.Helper()
	w.Clock.Advance(time.Minute)
	w.receive(text(s))
	return w.run()
}

// talk runs a turn for each text.
func (w *world) talk(texts ...string) {
	w.t.Helper()
	for _, s := range texts {
		w.says(s)
	}
}

// replies are all that we said.
func (w *world) replies() (out []channels.Line) {
	w.t.Helper()
	lines, err := w.gw.Transcript(w.t.Context(), w.DB, w.conv, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range lines {
		if l.Out {
			out = append(out, l)
		}
	}
	return out
}

// last is what we said last; empty when nothing.
func (w *world) last() string {
	w.t.Helper()
	all := w.replies()
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Text
}

// ledger is what the office wrote down, by kind.
func (w *world) ledger(kind string) []string {
	w.t.Helper()
	got, err := db.Values[string](w.t.Context(), w.DB,
		`SELECT entry FROM ledger WHERE starts_with(entry, @kind) ORDER BY entry`, db.Args{"kind": kind + " "})
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *world) count(sql string) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.DB, sql, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) state() agent.State {
	w.t.Helper()
	conv, err := w.gw.Conversation(w.t.Context(), w.DB, w.conv)
	if err != nil {
		w.t.Fatal(err)
	}
	var st agent.State
	if err := json.Unmarshal(conv.State, &st); err != nil {
		w.t.Fatal(err)
	}
	return st
}

func (w *world) hand(owner channels.Owner) {
	w.t.Helper()
	err := w.DB.InTx(w.t.Context(), func(tx *db.Tx) error { return w.gw.SetOwner(w.t.Context(), tx, w.conv, owner) })
	if err != nil {
		w.t.Fatal(err)
	}
}

type tape struct{}

func (tape) Channel() channels.Channel    { return channels.Terminal }
func (tape) Serves(channels.Address) bool { return true }

func (tape) Send(context.Context, channels.Outbound) (channels.Receipt, error) {
	return channels.Receipt{Status: channels.StatusSent}, nil
}

// script understands the sentences of these tests and takes others for a name.
type script struct{}

func (script) Understand(work channels.TurnWork, view agent.View, state agent.State) agent.Heard {
	h := agent.Heard{Language: "es"}
	for _, m := range work.Messages {
		h.Text += m.Text
		h.SentAt, h.Message = m.SentAt, booking.MessageID(m.ID)
	}
	one := func(k agent.CommandKind, slot agent.SlotName, v agent.Value) {
		h.Commands = append(h.Commands, agent.Command{Kind: k, Slot: slot, Value: v, Quote: h.Text, Score: 1, Source: "rules"})
	}
	switch h.Text {
	case "lavadora":
		one(agent.CmdSet, agent.SlotService, agent.Value{Service: "washer_repair"})
		one(agent.CmdSet, agent.SlotProblem, agent.Value{Text: "no enciende"})
	case "ñuñoa":
		one(agent.CmdSet, agent.SlotPlace, agent.Value{Place: "cl-nunoa", Text: "ñuñoa"})
	case "pronto":
		one(agent.CmdSet, agent.SlotWhen, agent.Value{When: &agent.When{Wish: booking.Wish{Prefer: booking.PreferASAP}}})
	case "1", "2", "3":
		h.Commands = append(h.Commands, agent.Command{Kind: agent.CmdChoose, Option: h.Text, Score: 1, Source: "rules"})
	case "Irarrázaval 1234":
		one(agent.CmdSet, agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: h.Text, Street: "Irarrázaval", Number: "1234"}})
	case "sí":
		one(agent.CmdAffirm, "", agent.Value{})
	case "hola":
		one(agent.CmdGreet, "", agent.Value{})
	case "humano":
		one(agent.CmdHuman, "", agent.Value{})
	case "gas":
		one(agent.CmdDanger, "", agent.Value{Urgency: agent.UrgentGas})
	case "no me escriban":
		one(agent.CmdOptOut, "", agent.Value{})
	default:
		one(agent.CmdSet, agent.SlotPerson, agent.Value{Text: h.Text})
	}
	return h
}

// toProposal is a talk up to the question whose yes books.
var toProposal = []string{"lavadora", "ñuñoa", "pronto", "1", "Irarrázaval 1234", "Marta"}

// office knows one contact and one place. It keeps what it does in the ledger, where a slot can be taken once.
type office struct {
	zone   *time.Location
	broken map[agent.EffectKind]error // what fails, after it made noise
	lose   map[agent.EffectKind]bool
	during func(agent.EffectKind) // before an effect
	blind  error                  // of View
}

func (o *office) ContactFor(ctx context.Context, tx *db.Tx, _ channels.Address, _ gateway.Hint) (string, error) {
	id := tx.NewID()
	const add = `INSERT INTO contacts (id, unit_code, country, language, created_at) VALUES (@id, 'CL', 'CL', 'es', @now)`
	_, err := db.Exec(ctx, tx, add, db.Args{"id": id, "now": tx.Now})
	return id, err
}

func (o *office) View(_ context.Context, work channels.TurnWork) (agent.View, error) {
	if o.blind != nil {
		return agent.View{}, o.blind
	}
	return agent.View{
		Org: "Andes", Zone: o.zone, Desk: agent.DeskHours{Open: true},
		Unit: booking.Unit{Code: "CL", Country: "CL", Currency: "CLP", Locale: "es-CL", TimeZone: "America/Santiago"},
		Contact: agent.Contact{
			ID: booking.ContactID(work.Conversation.ContactID), Phone: theirs.Value, Country: "CL", Language: "es",
		},
		Services: []agent.Service{
			{Code: "washer_repair", Kind: booking.KindRepair, AsksProblem: true, Names: map[string]string{"es": "reparación de lavadora"}},
			{Code: "ac_maintenance", Kind: booking.KindMaintenance, Names: map[string]string{"es": "mantención de aire"}},
		},
	}, nil
}

func (o *office) Read(ctx context.Context, q db.Querier, view agent.View, e agent.Effect) (agent.Result, error) {
	if err := o.before(e.Kind); err != nil {
		return agent.Result{}, err
	}
	switch e.Kind {
	case agent.EffLocate:
		return agent.Result{Place: &booking.Place{
			ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Territory: "RM-Oriente", Unit: "CL", TimeZone: view.Unit.TimeZone,
		}}, nil
	case agent.EffOffer:
		taken, err := db.Values[string](ctx, q, `SELECT entry FROM ledger`, nil)
		if err != nil {
			return agent.Result{}, err
		}
		return agent.Result{Slots: o.slots(strings.Join(taken, "\n"))}, nil
	default:
		return agent.Result{}, nil
	}
}

// slots are the mornings from tomorrow on that the ledger does not hold a visit of.
func (o *office) slots(taken string) (out []booking.Slot) {
	for day := 1; len(out) < 3; day++ {
		w := span.Of(booking.DayOf(testkit.Start, o.zone).Add(day).At(9*time.Hour, o.zone), 4*time.Hour)
		if !strings.Contains(taken, "visit "+w.Start.UTC().Format(time.RFC3339)) {
			out = append(out, booking.Slot{Window: w, TimeZone: "America/Santiago", Territory: "RM-Oriente", Fits: true})
		}
	}
	return out
}

func (o *office) before(k agent.EffectKind) error {
	if o.during != nil {
		o.during(k)
	}
	return o.broken[k]
}

func (o *office) Write(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	if _, err := tx.Exec(ctx, `INSERT INTO noise VALUES (1)`); err != nil { // undone when the effect fails
		return agent.Result{}, err
	}
	if err := o.before(e.Kind); err != nil {
		return agent.Result{}, err
	}
	if o.lose[e.Kind] {
		return agent.Result{}, fmt.Errorf("at the desk: %w", turn.ErrLost)
	}
	switch e.Kind {
	case agent.EffLead:
		return agent.Result{LeadID: "lead-1"}, o.keep(ctx, tx, "lead "+who.Key, "")
	case agent.EffHold:
		hold := booking.Hold{ID: booking.HoldID(tx.NewID()), Slot: e.Hold.Slot, Expires: tx.Now.Add(booking.HoldFor)}
		return agent.Result{Hold: &hold}, o.keep(ctx, tx, "hold "+who.Key, "")
	case agent.EffBook:
		err := o.keep(ctx, tx, "visit "+e.Book.Slot.Window.Start.UTC().Format(time.RFC3339), who.Said)
		if db.IsUnique(err) {
			return agent.Result{}, turn.ErrLost
		}
		return agent.Result{Booked: &booking.Booked{
			VisitID: "visit-1", WorkOrderID: "order-1", Number: 7, Window: e.Book.Slot.Window, TimeZone: e.Book.Slot.TimeZone,
			Service: e.Book.Request.Service, Technician: "Pedro", Locality: "Ñuñoa", Country: "CL",
		}}, err
	default:
		return agent.Result{}, o.keep(ctx, tx, string(e.Kind)+" "+who.Key, "")
	}
}

func (o *office) keep(ctx context.Context, tx *db.Tx, entry, by string) error {
	_, err := db.Exec(ctx, tx, `INSERT INTO ledger VALUES (@entry, @by)`, db.Args{"entry": entry, "by": by})
	return err
}

var errBroken = errors.New("broken")

func (o *office) Profile(context.Context, db.Querier, string) (gateway.Profile, error) {
	return gateway.Profile{Zone: time.UTC}, nil
}

func (o *office) Withdraw(context.Context, *db.Tx, gateway.Withdrawal) error { return nil }
