package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
)

// stranger answers those who are no customers: a wrong number, who sells to us, who looks for work.
func (r *run) stranger() bool {
	if r.st.Work.Progress && (r.st.Form.Service != "" || !r.has(agent.CmdWorker, agent.CmdSupplier)) {
		return false
	}
	switch {
	case r.has(agent.CmdWorker):
		r.apply(r.find(agent.CmdWorker))
	case r.has(agent.CmdSupplier):
		r.curt = true
		r.reply("stranger.supplier", agent.SayValues{})
	case r.has(agent.CmdWrong):
		r.release()
		r.rest()
		r.curt = true
		r.reply("stranger.wrong", agent.SayValues{Org: firstOf(r.view.Org, r.view.Unit.Name)})
	default:
		return false
	}
	return true
}
