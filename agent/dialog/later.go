package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// mostLater is how many jobs wait for their turn.
const mostLater = 3

// apart tells whether a service that is named is other work than the one under way, rather than another name for it: the thing that
// is worked on differs and nothing was corrected.
func (r *run) apart(code booking.ServiceCode, c *agent.Command) bool {
	f := r.st.Form
	if f.Service == "" || code == f.Service || c.Kind != agent.CmdSet || r.has(agent.CmdDeny) || r.chosen != nil {
		return false
	}
	return r.thing(code) != r.thing(f.Service)
}

// thing is what a service works on.
func (r *run) thing(code booking.ServiceCode) string {
	s, _ := r.view.Find(code)
	return firstOf(s.Thing, string(code))
}

// keepForLater keeps a job to take up after the one under way, and says so.
func (r *run) keepForLater(code booking.ServiceCode) {
	w := r.st.Work
	w.Aside = true
	if slices.ContainsFunc(r.st.Later, func(l agent.Later) bool { return l.Service == code }) || len(r.st.Later) >= mostLater {
		return
	}
	r.st.Later = append(r.st.Later, agent.Later{Service: code})
	r.later = &r.st.Later[len(r.st.Later)-1]
	r.answered("later.kept", agent.SayValues{Service: code})
}

// closing ends what was under way with a sentence. A job that waited is taken up in the same message, at the place that is known.
func (r *run) closing(id string, v agent.SayValues, was agent.Form) {
	if len(r.st.Later) == 0 {
		r.say(id, agent.AskNone, v, nil)
		return
	}
	next := r.st.Later[0]
	r.st.Later = slices.Clone(r.st.Later[1:])
	f, w := &r.st.Form, r.st.Work
	f.Service, f.Quantity, f.Problem = next.Service, next.Quantity, next.Problem
	f.Place, f.Address, f.Pin, f.Access = was.Place, was.Address, was.Pin, was.Access
	if f.Place != nil && !f.Place.Served() {
		f.Place, f.Address, f.Pin = nil, nil, nil
	}
	r.st.Ask, w.Was = agent.AskNone, ""
	r.push(agent.FlowBook, "")
	r.before(id, v)
	r.before("later.begin", agent.SayValues{Service: f.Service, Quantity: f.Quantity})
	w.Progress = true
	r.proceed()
}
