package dialog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// about is the topic that each kind of question is about.
var about = map[agent.CommandKind]booking.Topic{
	agent.CmdPay: booking.TopicPayment, agent.CmdInvoice: booking.TopicInvoice, agent.CmdPromo: booking.TopicPromo,
	agent.CmdHours: booking.TopicHours, agent.CmdWarranty: booking.TopicWarranty,
}

// asked notes what is to be looked up before the turn's reply: each topic that the message is about, once.
func (r *run) asked() {
	w := r.st.Work
	for _, c := range r.ev.Heard.Commands {
		topic, ok := about[c.Kind]
		if ok && r.foreign() { // what a unit says is no answer where it does not work
			w.Coverage, w.Aside = true, true
			if r.st.Form.Place == nil && w.Locate == nil && len(w.Answers) == 0 {
				r.answered("coverage.which", agent.SayValues{})
			}
			continue
		}
		if !ok || slices.Contains(w.Topics, topic) || c.Kind == agent.CmdPay && c.Option == payNow && r.payNow(c) {
			continue
		}
		switch topic {
		case booking.TopicWarranty:
			r.recall()
		case booking.TopicPromo: // where it is comes first: offers hold somewhere
			w.Coverage = true
		}
		w.Topics, w.Aside = append(w.Topics, topic), true
	}
}

// foreign tells whether a person is of a country that the unit does not work in, and has not said a place where it does.
func (r *run) foreign() bool {
	country := r.view.Contact.Country
	if country == "" || country == r.view.Unit.Country {
		return false
	}
	p := r.st.Form.Place
	return p == nil || !p.Served()
}

// lookup asks for what the organisation says of the topics.
func (r *run) lookup() {
	r.wait(agent.Effect{Kind: agent.EffLookup, Lookup: &agent.Lookup{
		Unit: r.unit(), Language: r.st.Language, Topics: slices.Clone(r.st.Work.Topics),
	}})
}

// lookedUp answers with the snippets found, word by word. What nobody wrote about is not made up: the desk is asked.
func (r *run) lookedUp(found []booking.Snippet) {
	w := r.st.Work
	var open []string
	for _, topic := range w.Topics {
		i := slices.IndexFunc(found, func(s booking.Snippet) bool { return s.Topic == topic && s.Text != "" })
		switch {
		case i >= 0:
			r.answered("snippet.answer", agent.SayValues{Text: found[i].Text, Snippet: found[i].ID})
		case topic == booking.TopicWarranty && r.st.Form.Recall != "": // they were told that it holds
		case topic == booking.TopicHours: // the free hours themselves are an answer
			r.answered("hours.answer", agent.SayValues{})
		default:
			open = append(open, string(topic))
		}
	}
	w.Topics = nil
	if len(open) > 0 {
		r.answered("snippet.none", r.withDesk(agent.SayValues{}))
		r.alert(booking.OpenEscalation{
			Cause: booking.CauseKnowledge, Priority: booking.P4, Summary: fmt.Sprintf("%s · %s", strings.Join(open, ", "), r.summary()),
		})
	}
	r.proceed()
}

// openQuestion sends a question that nobody could read, asked beside the pending one, to the desk: "¿los técnicos vienen identificados?".
func (r *run) openQuestion() bool {
	h, w := r.ev.Heard, r.st.Work
	if h == nil || len(h.Commands) > 0 && !r.onlyNamesIt() || r.flow() != agent.FlowBook || w.Was == "" || r.st.Misses+1 >= rungs ||
		!strings.Contains(r.text(), "?") || len(strings.Fields(r.text())) < 2 || letters(r.text()) < 6 {
		return false
	}
	r.toDesk()
	return true
}

// onlyNamesIt tells whether a message holds nothing but the work that is talked about.
func (r *run) onlyNamesIt() bool {
	c := r.ev.Heard.Commands
	return len(c) == 1 && c[0].Slot == agent.SlotService && c[0].Value.Service == r.st.Form.Service && c[0].Value.Service != ""
}

// toDesk says that the question was passed on, and passes it on.
func (r *run) toDesk() {
	id := "snippet.none"
	if slices.Contains(r.st.Said, id) {
		id += "_2"
	}
	r.answered(id, r.withDesk(agent.SayValues{}))
	r.st.Said = append(r.st.Said, id)
	r.alert(booking.OpenEscalation{Cause: booking.CauseKnowledge, Priority: booking.P4, Summary: r.summary()})
}

// payNow is the option of a wish to pay at once.
const payNow = "now"

// payNow has the desk send what is needed to pay for a visit; false when there is nothing to pay for.
func (r *run) payNow(c agent.Command) bool {
	visits := slices.Concat(r.view.Past, r.view.Visits)
	if len(visits) == 0 {
		return false
	}
	v := visits[0]
	r.alert(booking.OpenEscalation{
		Visit: v.ID, Cause: booking.CausePayment, Priority: booking.P3,
		Summary: clip(strings.TrimSuffix(string(v.Service)+" · "+c.Value.Text, " · ")+" · \""+r.text()+"\"", 400),
	})
	r.answered("pay.asked", r.withDesk(agent.SayValues{Visit: &v}))
	return true
}
