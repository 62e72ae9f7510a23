package llm_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/money"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
	"github.com/chasqui-fsm/chasqui/locales"
)

var (
	speaker = say.New(locales.Must())
	ears    = turn.Ears{Rules: rules, Speaker: speaker}
)

// talk is a dialogue in memory: the true ears, merge and steps over an office without a store.
type talk struct {
	view  agent.View
	state agent.State
	now   time.Time
	n     int
	last  agent.Say // said last
}

func newTalk(rng *rand.Rand) *talk {
	t := &talk{now: testkit.Start, view: agent.View{
		Org: "Andes", Zone: santiago, Desk: agent.DeskHours{Open: true}, Owner: channels.OwnerBot, Services: offered,
		Unit:    booking.Unit{Code: "CL", Name: "Andes", Country: "CL", Currency: "CLP", Locale: "es-CL", TimeZone: "America/Santiago"},
		Contact: agent.Contact{ID: "contact-1", Phone: "+56911112222", Country: "CL"},
		Changes: booking.ChangePolicy{Late: 3 * time.Hour, Fee: money.New(9990, "CLP"), MaxMoves: 3},
	}}
	if rng.IntN(3) == 0 {
		t.view.Visits = []agent.Visit{t.visit()}
	}
	if rng.IntN(2) == 0 {
		t.view.Contact.Name = "Ana Soto"
	}
	return t
}

// visit of the person, in two days.
func (t *talk) visit() agent.Visit {
	return agent.Visit{
		ID: "visit-9", Service: "ac_maintenance", Status: booking.VisitScheduled, Window: span.Of(t.now.Add(49*time.Hour), 4*time.Hour),
		TimeZone: "America/Santiago", Locality: "Ñuñoa", Technician: "Pedro Soto", Unit: "CL", Territory: "RM-Oriente",
	}
}

// hear is what the rules understand of a message.
func (t *talk) hear(text string) (channels.TurnWork, agent.Heard) {
	work := channels.TurnWork{Turn: fmt.Sprint("turn-", t.n), N: t.n, At: t.now, Messages: []channels.Stored{{
		ID: fmt.Sprint("in-", t.n), Inbound: channels.Inbound{Kind: channels.KindText, Text: text, SentAt: t.now},
	}}}
	return work, ears.Understand(work, t.view, t.state)
}

// frozen is what the turn keeps of what was proposed.
func frozen(tb testing.TB, proposed []agent.Command) []agent.Command {
	raw, err := json.Marshal(proposed)
	if err != nil {
		tb.Fatal(err)
	}
	var back []agent.Command
	if err := json.Unmarshal(raw, &back); err != nil {
		tb.Fatal(err)
	}
	return back
}

// play steps from a state until nothing is left to wait for, and gives all effects in order.
func (t *talk) play(st agent.State, first agent.Event) (agent.State, []agent.Effect) {
	first.Now, first.Turn, first.View = t.now, fmt.Sprint("turn-", t.n), t.view
	var all []agent.Effect
	st, queue := dialog.Step(st, first)
	for len(queue) > 0 && len(all) < 60 {
		e := queue[0]
		queue = queue[1:]
		all = append(all, e)
		res := agent.Result{Of: e.Kind}
		switch {
		case e.Kind == agent.EffSay:
			res.Msg = booking.MessageID(fmt.Sprint("out-", t.n))
		case e.Kind.Answers():
			t.answer(e, &res)
		default:
			continue
		}
		var more []agent.Effect
		st, more = dialog.Step(st, agent.Event{Now: t.now, Turn: first.Turn, View: t.view, Result: &res})
		queue = append(queue, more...)
	}
	return st, all
}

func (t *talk) answer(e agent.Effect, res *agent.Result) {
	switch e.Kind {
	case agent.EffLocate:
		id := e.Locate.Place
		if e.Locate.Pin != nil {
			id = "cl-nunoa"
		}
		names := map[booking.PlaceID]string{"cl-nunoa": "Ñuñoa", "cl-maipu": "Maipú"}
		if name := names[id]; name != "" {
			res.Place = &booking.Place{ID: id, Country: "CL", Name: name, Territory: "RM-Oriente", Unit: "CL", TimeZone: "America/Santiago"}
		}
	case agent.EffOffer:
		res.Slots = t.slots(e.Offer)
	case agent.EffPrice:
		res.Price = &booking.Price{Service: e.Price.Service, Unit: e.Price.Unit, Range: money.NewRange(34990, 69990, "CLP"), TaxIncluded: true, TaxName: "IVA"}
	case agent.EffLead:
		res.LeadID = "lead-1"
	case agent.EffHold:
		res.Hold = &booking.Hold{ID: booking.HoldID(fmt.Sprint("hold-", t.n)), Slot: e.Hold.Slot, Expires: t.now.Add(booking.HoldFor)}
	case agent.EffMove:
		res.Booked = &booking.Booked{VisitID: "visit-2", Window: e.Move.Slot.Window, TimeZone: e.Move.Slot.TimeZone, Service: e.Move.Request.Service}
	case agent.EffBook:
		res.Booked = &booking.Booked{
			VisitID: "visit-1", Number: 4321, Window: e.Book.Slot.Window, TimeZone: e.Book.Slot.TimeZone, Service: e.Book.Request.Service,
			Technician: "Pedro Soto", Locality: "Ñuñoa", Country: "CL",
		}
	}
}

// slots are the mornings and afternoons of the next six days, those of the wish first.
func (t *talk) slots(q *booking.SlotRequest) []booking.Slot {
	var fit, rest []booking.Slot
	for day := 1; day <= 6; day++ {
		for _, hour := range []int{9, 14} {
			start := booking.DayOf(t.now, santiago).Add(day).At(time.Duration(hour)*time.Hour, santiago)
			s := booking.Slot{Window: span.Of(start, 4*time.Hour), TimeZone: "America/Santiago", Territory: q.Territory, Resource: "tech-1"}
			skip := false
			for _, k := range q.Skip {
				skip = skip || k.Same(s)
			}
			for _, w := range q.Wish.Exclude {
				skip = skip || w.Overlaps(s.Window)
			}
			if skip {
				continue
			}
			s.Fits = len(q.Wish.Windows) == 0
			for _, w := range q.Wish.Windows {
				s.Fits = s.Fits || w.Overlaps(s.Window)
			}
			if s.Fits {
				fit = append(fit, s)
			} else {
				rest = append(rest, s)
			}
		}
	}
	if len(fit) == 0 {
		fit = rest
	}
	return fit[:min(len(fit), 3)]
}

// take makes the outcome of a turn the state of the talk.
func (t *talk) take(st agent.State, effects []agent.Effect) {
	t.state = st
	for _, e := range effects {
		switch e.Kind {
		case agent.EffSay:
			t.last = *e.Say
		case agent.EffRemember:
			c := &t.view.Contact
			if e.Remember.Name != "" {
				c.Name = e.Remember.Name
			}
			if e.Remember.Language != "" {
				c.Language = e.Remember.Language
			}
		case agent.EffBook:
			t.view.Visits = []agent.Visit{t.visit()}
		case agent.EffCancel:
			t.view.Visits = nil
		}
	}
}

func find(effects []agent.Effect, kind agent.EffectKind) *agent.Effect {
	for i := range effects {
		if effects[i].Kind == kind {
			return &effects[i]
		}
	}
	return nil
}
