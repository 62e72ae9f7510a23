package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
)

// gone answers who picks from, or agrees to, an older message of ours: nothing comes of it, and what is pending is shown again.
func (r *run) gone() {
	if r.busy() {
		r.beforeOnce("choice.gone")
		r.st.Work.Aside = true
		return
	}
	r.curt = true
	r.reply("choice.gone_idle", agent.SayValues{})
}

// aboutPending tells whether the message quotes nothing of ours, or what shows what is pending.
func (r *run) aboutPending() bool {
	q := r.ev.Heard.Quoted
	return q == "" || q == r.st.Asked
}

// beforeOnce says a sentence ahead of the reply, and its second wording when it was said lately.
func (r *run) beforeOnce(id string) {
	said := slices.Contains(r.st.Said, id)
	r.st.Said = append(r.st.Said, id)
	if said {
		id += "_2"
	}
	r.before(id, agent.SayValues{})
}
