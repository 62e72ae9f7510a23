package dialog

import (
	"maps"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Step moves a dialogue by one event. It does not change st.
func Step(st agent.State, ev agent.Event) (agent.State, []agent.Effect) {
	r := &run{st: clone(st), ev: ev, view: ev.View}
	switch {
	case ev.Heard != nil && r.view.Technician != nil:
		r.tech()
	case ev.Heard != nil:
		r.hear()
	case ev.Notice != nil:
		r.notice()
	case ev.Result != nil:
		r.result()
	}
	r.sort()
	return r.st, r.out
}

// sort puts the effects of a turn in the order in which they cost least: what reads comes first, so that no transaction is
// open while it runs; what writes is kept until the first effect that must write before the dialogue goes on.
func (r *run) sort() {
	w := r.st.Work
	switch {
	case w == nil, w.Wait != "" && len(r.out) == 0:
	case w.Wait != "" && !w.Wait.Writes():
		last := len(r.out) - 1
		w.Later = append(w.Later, r.out[:last]...)
		r.out = r.out[last:]
	default:
		r.out = append(w.Later, r.out...)
		w.Later = nil
		if w.Wait == "" {
			r.st.Work = nil
		}
	}
}

// run is one step under way.
type run struct {
	st     agent.State
	ev     agent.Event
	view   agent.View
	out    []agent.Effect
	chosen *agent.Option // the option that the message picks
	curt   bool          // no greeting in this turn's message
	later  *agent.Later  // a job that the message put off: what else it says of work is of that one
}

func (r *run) emit(e agent.Effect) { r.out = append(r.out, e) }

// wait asks for an effect and ends the step until its result comes.
func (r *run) wait(e agent.Effect) {
	r.emit(e)
	r.st.Work.Wait = e.Kind
}

func (r *run) result() {
	res := r.ev.Result
	switch res.Of {
	case agent.EffSay:
		if p := r.st.Proposal; p != nil && p.Message == "" {
			p.Message = res.Msg
		}
		if r.st.Asked = res.Msg; r.st.Ask == agent.AskNone {
			r.st.Asked = ""
		}
		return
	case agent.EffLead:
		if res.LeadID != "" {
			r.st.Form.LeadID = res.LeadID
		}
		return
	}
	w := r.st.Work
	if w == nil || w.Wait != res.Of {
		return
	}
	w.Wait = ""
	if res.Failed {
		r.failed(res.Of)
		return
	}
	switch res.Of {
	case agent.EffLocate:
		r.located(res.Place)
	case agent.EffPrice:
		r.priced(res.Price)
	case agent.EffLookup:
		r.lookedUp(res.Snippets)
	case agent.EffOffer:
		r.offered(res.Slots)
	case agent.EffHold:
		r.held(res)
	case agent.EffBook:
		r.booked(res)
	case agent.EffMove:
		r.moved(res)
	case agent.EffCancel:
		r.canceled()
	case agent.EffVerify:
		r.verified(res.Verified)
	case agent.EffRecord:
		r.recorded(res.Day)
	case agent.EffReply:
		r.repliedOffer(res)
	}
}

// proceed does the next thing of the turn: it asks for what must be known first, or says the reply.
func (r *run) proceed() {
	w := r.st.Work
	switch {
	case w.Locate != nil:
		r.locate()
	case len(w.Topics) > 0:
		r.lookup()
	case w.Price && r.st.Form.Service != "" && r.unpriced():
		r.askPrice()
	case r.flow() == agent.FlowWaitlist:
		r.askWaitlist()
	case r.flow() == agent.FlowBook:
		r.bookNext()
	case r.flow() == agent.FlowMove:
		r.moveNext()
	case r.flow() == agent.FlowCancel:
		r.cancelNext()
	case r.flow() == agent.FlowAttend:
		r.askAttend()
	case r.flow() == agent.FlowDelay:
		r.askDelay(r.delayStem())
	case r.flow() == agent.FlowRate:
		r.askRating()
	case r.flow() == agent.FlowApply:
		r.applyNext()
	case r.flow() == agent.FlowInvoice:
		r.invoiceNext()
	default:
		r.idle()
	}
}

func (r *run) flow() agent.FlowName {
	if n := len(r.st.Stack); n > 0 {
		return r.st.Stack[n-1].Flow
	}
	return ""
}

func (r *run) top() *agent.Frame { return &r.st.Stack[len(r.st.Stack)-1] }

func (r *run) push(flow agent.FlowName, note string) {
	if r.flow() != flow {
		r.st.Stack = append(r.st.Stack, agent.Frame{Flow: flow})
	}
	r.top().Note = note
}

// note of the booking frame; it says which list of services is on the table.
func (r *run) note() string {
	if r.flow() != agent.FlowBook {
		return ""
	}
	return r.top().Note
}

func (r *run) setNote(note string) {
	if r.flow() == agent.FlowBook {
		r.top().Note = note
	}
}

func (r *run) pop(flow agent.FlowName) {
	r.st.Stack = slices.DeleteFunc(r.st.Stack, func(f agent.Frame) bool { return f.Flow == flow })
}

// rest puts the conversation at rest: nothing pending, nothing gathered but who the person is.
func (r *run) rest() {
	f := r.st.Form
	r.st.Stack, r.st.Options, r.st.Proposal, r.st.Misses = nil, nil, nil, 0
	r.st.Ask = agent.AskNone
	r.st.Form = agent.Form{Name: f.Name, Phone: f.Phone}
	if w := r.st.Work; w != nil {
		w.Intent, w.Echo = false, nil
	}
}

// clone copies what a step may change in place.
func clone(st agent.State) agent.State {
	st.Stack = slices.Clone(st.Stack)
	st.Options = slices.Clone(st.Options)
	st.Said = slices.Clone(st.Said)
	st.Form.Answers = maps.Clone(st.Form.Answers)
	st.Form.Sources = maps.Clone(st.Form.Sources)
	st.Form.Shown = slices.Clone(st.Form.Shown)
	st.Form.Skipped = slices.Clone(st.Form.Skipped)
	st.Later = slices.Clone(st.Later)
	if st.Proposal != nil {
		p := *st.Proposal
		st.Proposal = &p
	}
	if st.Work != nil {
		w := *st.Work
		w.Before, w.Answers, w.Echo = slices.Clone(w.Before), slices.Clone(w.Answers), slices.Clone(w.Echo)
		w.Later, w.Topics = slices.Clone(w.Later), slices.Clone(w.Topics)
		st.Work = &w
	}
	return st
}
