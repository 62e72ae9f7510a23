package demo

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// escalation waits for a person, since some minutes before the demo's now.
type escalation struct {
	id       booking.EscalationID
	talk     *talk
	visit    *visit // nil: none
	cause    booking.Cause
	priority booking.Priority
	ago      time.Duration
}

// waiting are the escalations of each unit: the last words of the customer are the phrasebook's, by index.
var waiting = []struct {
	words    int
	cause    booking.Cause
	priority booking.Priority
	visit    bool
	ago      time.Duration
}{
	{0, booking.CauseAnger, booking.P3, true, 22 * time.Minute},
	{1, booking.CauseVisitChange, booking.P2, true, 6 * time.Minute},
	{2, booking.CauseAskedHuman, booking.P4, false, 48 * time.Minute},
}

// further is one more escalation for a unit, so that they are not all alike.
var further = map[booking.UnitCode]int{"CL": 3, "BR": 4}

// complain makes the escalations that are open.
func (w *world) complain(d draw) {
	for _, u := range units {
		list := waiting
		if words, ok := further[u.Code]; ok {
			one := waiting[0]
			one.words, one.ago = words, 71*time.Minute
			list = append(list[:len(list):len(list)], one)
		}
		for _, x := range list {
			v := w.somebodyToday(d, u.Code)
			if v == nil {
				return
			}
			e := &escalation{
				id: booking.EscalationID(w.ids.New()), cause: x.cause, priority: x.priority, ago: x.ago,
				talk: w.complaint(v.person, x.words, x.ago),
			}
			if x.visit {
				e.visit = v
			}
			w.escalations = append(w.escalations, e)
			w.talks = append(w.talks, e.talk)
		}
	}
}

// somebodyToday is a visit of the Monday whose customer has no conversation yet; nil when there is none.
func (w *world) somebodyToday(d draw, u booking.UnitCode) *visit {
	talking := map[*person]bool{}
	for _, t := range w.talks {
		talking[t.person] = true
	}
	var list []*visit
	for _, v := range w.visits {
		if v.day == 0 && v.person.unit == u && v.technician != nil && !talking[v.person] {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return one(d, list)
}

// complaint is a short conversation that a person of ours has to take over. Its times are set when the demo learns its now.
func (w *world) complaint(p *person, words int, ago time.Duration) *talk {
	say := wordsOf[p.language]
	at := w.Monday.At(9*time.Hour, mustZone(unitOf(p.unit).TimeZone)).Add(-ago)
	t := &talk{id: booking.ConversationID(w.ids.New()), person: p, human: true}
	t.lines = []line{
		{id: booking.MessageID(w.ids.New()), in: true, body: say.anger[words], author: "contact", at: at.Add(-8 * time.Second)},
		{id: booking.MessageID(w.ids.New()), body: say.wait, author: "bot", at: at},
	}
	return t
}
