package dialog

import (
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// recallWithin is how long after a visit the same fault counts as ours (DOMAIN.md 4.10).
const recallWithin = 30 * 24 * time.Hour

// recall opens a job for work that we did within the last weeks and that failed again, when the warranty is asked about: what it costs
// is not the price of the book.
func (r *run) recall() {
	f := &r.st.Form
	if r.busy() && r.flow() != agent.FlowBook || f.Recall != "" {
		return
	}
	for i := range r.view.Past {
		v := r.view.Past[i]
		if r.ev.Now.Sub(v.Window.End) > recallWithin || !r.meansAgain(v.Service) {
			continue
		}
		if _, ours := r.view.Find(v.Service); !ours {
			continue
		}
		f.Service, f.Recall, f.Price, f.Priced = v.Service, v.ID, nil, true
		r.setNote("")
		if f.Problem == "" {
			f.Problem = r.text()
		}
		if !r.busy() {
			r.push(agent.FlowBook, "")
		}
		r.st.Work.Echo, r.st.Work.Price = nil, false
		r.answered("recall.answer", agent.SayValues{Visit: &v})
		r.st.Work.Intent, r.st.Work.Progress = true, true
		return
	}
}

// meansAgain tells whether what is talked about may be a service that was done.
func (r *run) meansAgain(done booking.ServiceCode) bool {
	if s := r.st.Form.Service; s != "" {
		return r.thing(s) == r.thing(done)
	}
	codes, which := strings.CutPrefix(r.note(), noteWhich)
	return which && slices.Contains(strings.Split(codes, ","), string(done))
}

// unpriced tells whether it must be looked up what the job costs.
func (r *run) unpriced() bool { return !r.st.Form.Priced && r.st.Form.Recall == "" }
