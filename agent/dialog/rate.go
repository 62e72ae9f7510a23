package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// rated takes the grade for a visit that was made. A bad one calls a person; another matter ends the question.
func (r *run) rated() bool {
	if r.flow() != agent.FlowRate {
		return false
	}
	v := r.st.Form.Visit
	score := 0
	for _, c := range r.ev.Heard.Commands {
		if c.Kind == agent.CmdSet && c.Slot == agent.SlotRating {
			score = c.Value.Number
		}
	}
	switch {
	case score > 0 && v != nil:
		r.rate(*v, score)
		return true
	case r.has(agent.CmdBook, agent.CmdPrice, agent.CmdMove, agent.CmdCancel, agent.CmdStatus, agent.CmdWarranty, agent.CmdCoverage), r.gathered():
		r.pop(agent.FlowRate)
		r.st.Ask = agent.AskNone
		return false
	case r.has(agent.CmdSkip, agent.CmdDeny, agent.CmdStop, agent.CmdBye):
		r.rest()
		r.curt = true
		r.reply("ok.close", agent.SayValues{})
		return true
	case r.st.Misses >= rungs-1: // nobody is chased for a grade
		r.rest()
		r.curt = true
		r.reply("ok.close", agent.SayValues{})
		return true
	}
	return false
}

func (r *run) rate(v agent.Visit, score int) {
	comment := r.text()
	if len([]rune(comment)) <= bareGrade {
		comment = ""
	}
	r.emit(agent.Effect{Kind: agent.EffRate, Rate: &booking.RateVisit{
		Visit: v.ID, Contact: r.view.Contact.ID, Message: r.ev.Heard.Message, Score: score, Comment: comment,
	}})
	r.rest()
	r.curt = true
	if score <= booking.LowScore {
		r.handOff(handOff{
			cause: booking.CauseLowRating, priority: booking.P3, id: "human.low_rating", visit: v.ID, values: agent.SayValues{Visit: &v},
		})
		return
	}
	id := "rate.thanks"
	if score == booking.LowScore+1 {
		id = "rate.noted"
	}
	r.say(id, agent.AskNone, agent.SayValues{Visit: &v}, nil)
}

// bareGrade is how long a message may be that holds nothing but the grade.
const bareGrade = 12

func (r *run) askRating() {
	r.ask(question{ask: agent.AskRating, stem: "ask.rating", values: agent.SayValues{Visit: r.st.Form.Visit}})
}
