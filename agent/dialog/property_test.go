package dialog_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// mostEffects is how many effects one turn may have.
const mostEffects = 20

var kinds = []agent.CommandKind{
	agent.CmdAffirm, agent.CmdAffirm, agent.CmdDeny, agent.CmdMore, agent.CmdBook, agent.CmdPrice, agent.CmdHours, agent.CmdCoverage,
	agent.CmdWarranty, agent.CmdStatus, agent.CmdMove, agent.CmdCancel, agent.CmdStop, agent.CmdSkip, agent.CmdRepeat, agent.CmdHelp,
	agent.CmdWait, agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdAbuse, agent.CmdGreet, agent.CmdThanks, agent.CmdBye,
	agent.CmdWrong, agent.CmdSupplier, agent.CmdWorker, agent.CmdMove, agent.CmdCancel, agent.CmdLate,
	agent.CmdPay, agent.CmdInvoice, agent.CmdPromo, agent.CmdNote, agent.CmdPrefer, agent.CmdBusiness, agent.CmdElse, agent.CmdOdd,
	agent.CmdLanguage,
}

// notices that may come between two messages.
var notices = []agent.NoticeKind{
	agent.NoticeTomorrow, agent.NoticeToday, agent.NoticeOnTheWay, agent.NoticeDelayed, agent.NoticeDone, agent.NoticeIncomplete, agent.NoticeMissed,
	agent.NoticeCanceled, agent.NoticeBack,
}

func drawCommand(t *rapid.T, w *world) agent.Command {
	switch rapid.IntRange(0, 15).Draw(t, "command") {
	case 0, 1:
		return service(rapid.SampledFrom([]booking.ServiceCode{"washer_repair", "ac_maintenance", "ac_install_small", "nothing"}).Draw(t, "service"))
	case 2, 3:
		return at(rapid.SampledFrom([]string{"cl-nunoa", "cl-maipu", "cl-arica", "nowhere"}).Draw(t, "place"))
	case 4:
		return w.on(rapid.IntRange(0, 9).Draw(t, "day"))
	case 5:
		return correct(agent.SlotWhen, agent.Value{When: &agent.When{Alternatives: []booking.Wish{w.day(1), w.day(8)}}})
	case 6, 7:
		return pick(rapid.SampledFrom([]string{"1", "2", "3", "5", "9", agent.ChoiceAny, agent.ChoiceNone}).Draw(t, "option"))
	case 8:
		return rapid.SampledFrom([]agent.Command{
			address("Irarrázaval", "1234"), address("Pajaritos", ""), set(agent.SlotAddress, agent.Value{Text: "la casa verde"}),
			set(agent.SlotPin, agent.Value{Pin: &booking.Pin{Lat: -33, Lng: -70}}),
		}).Draw(t, "address")
	case 9:
		return rapid.SampledFrom([]agent.Command{
			named("Marta"), problem("no enciende"), set(agent.SlotQuantity, agent.Value{Number: 2}), set(agent.SlotDetail, agent.Value{Text: "9000"}),
			set(agent.SlotPhone, agent.Value{Text: "+56911112222"}),
			set(agent.SlotDocument, agent.Value{Text: "12.345.678-5"}), set(agent.SlotQuantity, agent.Value{Number: 4}), set(agent.SlotService, agent.Value{Services: []booking.ServiceCode{"ac_leak", "washer_repair"}}),
		}).Draw(t, "value")
	case 10:
		return danger(rapid.SampledFrom([]agent.Urgency{agent.UrgentGas, agent.UrgentWater, agent.UrgentSoon}).Draw(t, "urgency"))
	case 11:
		return rapid.SampledFrom([]agent.Command{
			cmd(agent.CmdAffirm), unclear(agent.CmdMove, agent.CmdCancel), unclear(agent.CmdHuman, agent.CmdOptOut), unclear(),
		}).Draw(t, "affirm or clarify")
	case 12:
		return cmd(agent.CmdAffirm)
	default:
		return cmd(rapid.SampledFrom(kinds).Draw(t, "kind"))
	}
}

// shown is a proposal that a message showed.
type shown struct {
	turn int
	at   time.Time
	msg  booking.MessageID
}

func TestNothingIsCommittedWithoutAYesToWhatWasShownBefore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var pending *shown
		for range rapid.IntRange(1, 25).Draw(t, "turns") {
			commands := drawTurn(t, w, pending)
			sent, quoted := w.sentAt, w.quoted
			if sent.IsZero() {
				sent = w.now
			}
			human := w.state.Ask == agent.AskHuman && w.view.Owner != channels.OwnerBot
			before := len(w.said)
			effects := w.hear("es", rapid.SampledFrom([]string{"", "texto", "calle 12"}).Draw(t, "text"), commands...)

			for _, kind := range []agent.EffectKind{agent.EffBook, agent.EffMove, agent.EffCancel} {
				if e := has(effects, kind); e != nil {
					checkYes(t, commands, pending, sent, quoted, w)
					checkWhole(t, e)
				}
			}
			if n := len(w.said) - before; n > 1 || n == 0 && !human {
				t.Fatalf("%d messages in one turn; a person owns it: %v\n%s", n, human, w.log.String())
			}
			if len(effects) > mostEffects {
				t.Fatalf("%d effects in one turn\n%s", len(effects), w.log.String())
			}
			checkState(t, w)
			checkWords(t, w, before)
			pending = nextPending(w, effects, pending)
			if rapid.IntRange(0, 5).Draw(t, "notice") == 0 {
				pending = drawNotice(t, w, pending)
			}
			w.now = w.now.Add(rapid.SampledFrom([]time.Duration{0, time.Second, 11 * time.Minute, 40 * time.Minute, 30 * time.Hour}).Draw(t, "pause"))
		}
	})
}

func drawWorld(t *rapid.T) *world {
	w := newWorld("CL")
	if rapid.Bool().Draw(t, "known") {
		w.view.Contact.Name = "Ana Soto"
	}
	if rapid.IntRange(0, 3).Draw(t, "no phone") == 0 {
		w.view.Contact.Phone = ""
	}
	if rapid.IntRange(0, 3).Draw(t, "past") == 0 {
		w.view.Past = []agent.Visit{{
			ID: "visit-8", Service: "ac_leak", Status: booking.VisitCompleted, Window: span.Of(w.now.Add(-26*time.Hour), 4*time.Hour), Locality: "Ñuñoa",
		}}
	}
	if rapid.IntRange(0, 3).Draw(t, "visits") == 0 {
		w.view.Visits = []agent.Visit{{
			ID: "visit-9", Service: "ac_leak", Status: booking.VisitScheduled, Window: span.Of(w.now.Add(time.Hour), 4*time.Hour), Locality: "Ñuñoa",
		}}
	}
	return w
}

// drawTurn draws a message; half of the time a helpful one, so that dialogues reach the read-back.
func drawTurn(t *rapid.T, w *world, pending *shown) []agent.Command {
	w.lose = rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(t, "lose")
	w.empty = rapid.IntRange(0, 14).Draw(t, "empty") == 0
	w.fail = ""
	if rapid.IntRange(0, 29).Draw(t, "fail") == 0 {
		w.fail = rapid.SampledFrom([]agent.EffectKind{agent.EffLocate, agent.EffOffer, agent.EffPrice, agent.EffHold, agent.EffBook}).Draw(t, "failing")
	}
	w.view.Owner = rapid.SampledFrom([]channels.Owner{"", "", "", channels.OwnerBot}).Draw(t, "owner")
	if rapid.Bool().Draw(t, "helpful") {
		return helpful(w)
	}
	if pending != nil {
		w.sentAt = rapid.SampledFrom([]time.Time{{}, {}, pending.at.Add(-time.Minute)}).Draw(t, "sent")
		w.quoted = rapid.SampledFrom([]booking.MessageID{"", "", pending.msg, "out-0"}).Draw(t, "quoted")
	}
	var commands []agent.Command
	for range rapid.IntRange(0, 3).Draw(t, "commands") {
		commands = append(commands, drawCommand(t, w))
	}
	return commands
}

// helpful answers what is asked.
func helpful(w *world) []agent.Command {
	switch w.state.Ask {
	case agent.AskService, "", agent.AskNone:
		return []agent.Command{service("washer_repair")}
	case agent.AskProblem:
		return []agent.Command{problem("no centrifuga")}
	case agent.AskLocation:
		return []agent.Command{at("cl-nunoa")}
	case agent.AskWhen:
		return []agent.Command{w.on(2)}
	case agent.AskSlot, agent.AskVisit:
		return []agent.Command{pick("1")}
	case agent.AskAddress:
		return []agent.Command{address("Irarrázaval", "1234")}
	case agent.AskName:
		return []agent.Command{named("Marta Rojas")}
	case agent.AskConfirm:
		return []agent.Command{cmd(agent.CmdAffirm)}
	default:
		return []agent.Command{cmd(agent.CmdSkip)}
	}
}

// drawNotice says something unasked; what it asks is a proposal of its own.
func drawNotice(t *rapid.T, w *world, pending *shown) *shown {
	v := agent.Visit{ID: "visit-9", Service: "ac_leak", Status: booking.VisitScheduled, Window: span.Of(w.now.Add(time.Hour), 4*time.Hour), Locality: "Ñuñoa"}
	if len(w.view.Visits) > 0 {
		v = w.view.Visits[0]
	}
	kind := rapid.SampledFrom(notices).Draw(t, "kind of notice")
	switch kind {
	case agent.NoticeIncomplete:
		v.Status = booking.VisitIncomplete
	case agent.NoticeMissed:
		v.Status = booking.VisitMissed
	}
	effects := w.notice(agent.Notice{Kind: kind, Visit: v, Text: "pasamos el jueves"})
	if has(effects, agent.EffBook) != nil || has(effects, agent.EffMove) != nil || has(effects, agent.EffCancel) != nil {
		t.Fatalf("a notice commits to something\n%s", w.log.String())
	}
	checkState(t, w)
	return nextPending(w, effects, pending)
}

// checkWhole wants a commitment that lacks nothing.
func checkWhole(t *rapid.T, e *agent.Effect) {
	switch {
	case e.Book != nil && (e.Book.Slot.Window.IsZero() || e.Book.Place == "" || e.Book.Request.Service == "" || e.Book.Consent == ""),
		e.Move != nil && (e.Move.Slot.Window.IsZero() || e.Move.Visit == "" || e.Move.Request.Service == "" || e.Move.Consent == ""),
		e.Cancel != nil && (e.Cancel.Visit == "" || e.Cancel.Consent == ""):
		t.Fatalf("something is missing: %+v", e)
	}
}

func checkYes(t *rapid.T, commands []agent.Command, pending *shown, sent time.Time, quoted booking.MessageID, w *world) {
	yes := false
	for _, c := range commands {
		yes = yes || c.Kind == agent.CmdAffirm
	}
	switch {
	case !yes:
		t.Fatalf("booked without a yes\n%s", w.log.String())
	case pending == nil || pending.turn >= w.turn:
		t.Fatalf("booked without a proposal of an earlier turn\n%s", w.log.String())
	case sent.Before(pending.at):
		t.Fatalf("booked on a yes sent before the proposal was shown\n%s", w.log.String())
	case quoted != "" && quoted != pending.msg:
		t.Fatalf("booked on a yes that quotes another message\n%s", w.log.String())
	}
}

func nextPending(w *world, effects []agent.Effect, pending *shown) *shown {
	p := w.state.Proposal
	if p == nil || p.Kind != "book" && p.Kind != "move" && p.Kind != "cancel" {
		return nil
	}
	for _, e := range effects {
		if e.Kind == agent.EffSay && e.Say.Proof == p.ID {
			return &shown{turn: w.turn, at: p.ShownAt, msg: p.Message}
		}
	}
	return pending
}

// checkState: something is pending, or the conversation is at rest or with a person; the state survives JSON.
func checkState(t *rapid.T, w *world) {
	st := w.state
	busy := len(st.Stack) > 0
	switch {
	case st.Work != nil:
		t.Fatalf("the turn left work behind: %+v\n%s", st.Work, w.log.String())
	case busy && (st.Ask == "" || st.Ask == agent.AskNone):
		t.Fatalf("a flow is open and nothing is asked\n%s", w.log.String())
	case !busy && st.Ask != agent.AskNone && st.Ask != "":
		t.Fatalf("%s is asked outside any flow\n%s", st.Ask, w.log.String())
	case (st.Ask == agent.AskHuman) != (busy && st.Stack[len(st.Stack)-1].Flow == agent.FlowHuman):
		t.Fatalf("ask %s with stack %+v", st.Ask, st.Stack)
	}
	first, err := json.Marshal(st)
	if err != nil {
		t.Fatal(err)
	}
	var back agent.State
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(back)
	if err != nil || string(first) != string(second) {
		t.Fatalf("the state changes on its way through JSON (%v):\n%s\n%s", err, first, second)
	}
	w.state = back
}

// checkWords: ids are known, and no message comes twice in a row.
func checkWords(t *rapid.T, w *world, before int) {
	for i := before; i < len(w.said); i++ {
		now, choices := renderer.Render(w.view, "es", w.said[i])
		for _, m := range append(w.said[i].Before, w.said[i]) {
			if !known[m.ID] {
				t.Fatalf("%s is not among dialog.IDs", m.ID)
			}
		}
		for n, c := range choices {
			if c.ID != fmt.Sprint(n+1) || c.Title == "" || strings.Contains(c.Title, "option.") {
				t.Fatalf("choice %+v at place %d", c, n+1)
			}
		}
		if i == 0 {
			continue
		}
		if last, _ := renderer.Render(w.view, "es", w.said[i-1]); last == now {
			t.Fatalf("said twice in a row: %s\n%s", now, w.log.String())
		}
	}
}

var known = func() map[string]bool {
	ids := map[string]bool{}
	for _, id := range dialog.IDs() {
		ids[id] = true
	}
	return ids
}()

func TestAStepDoesNotChangeTheStateItIsGiven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for range rapid.IntRange(1, 8).Draw(t, "turns") {
			w.hear("es", "texto", drawTurn(t, w, nil)...)
		}
		before, _ := json.Marshal(w.state)
		event := agent.Event{Now: w.now, Turn: "turn-x", View: w.view, Heard: &agent.Heard{Text: "x", SentAt: w.now, Commands: drawTurn(t, w, nil)}}
		_, first := dialog.Step(w.state, event)
		if after, _ := json.Marshal(w.state); string(after) != string(before) {
			t.Fatalf("changed:\n%s\n%s", before, after)
		}
		_, again := dialog.Step(w.state, event)
		x, _ := json.Marshal(first)
		y, _ := json.Marshal(again)
		if string(x) != string(y) {
			t.Fatalf("the same step gave other effects:\n%s\n%s", x, y)
		}
	})
}
