package dialog

import (
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// What is asked of somebody who looks for work, in order. Any words answer.
const (
	applyName    = "name"
	applyTrade   = "trade"
	applyCity    = "city"
	applyVehicle = "vehicle"
	applyYears   = "years" // told with the trade
)

var applySteps = []struct {
	key string
	ask agent.Ask
}{
	{applyName, agent.AskName}, {applyTrade, agent.AskDetail}, {applyCity, agent.AskLocation}, {applyVehicle, agent.AskDetail},
}

// apply begins the talk with somebody who looks for work; what the message tells already is not asked.
func (r *run) apply(c *agent.Command) {
	r.release()
	r.rest()
	r.push(agent.FlowApply, "")
	r.curt = true
	r.st.Form.Reason = r.text()
	r.answerTo(applyTrade, clip(c.Value.Text, 120))
	if c.Value.Number > 0 {
		r.answerTo(applyYears, strconv.Itoa(c.Value.Number))
	}
	if c.Option != "" {
		r.answerTo(applyVehicle, firstOf(c.Option, c.Quote))
	}
	for _, h := range r.ev.Heard.Commands {
		if h.Slot == agent.SlotPlace {
			r.answerTo(applyCity, clip(firstOf(h.Value.Text, h.Quote), 60))
		}
		if h.Slot == agent.SlotPerson {
			r.setName(&h)
		}
	}
	r.answerTo(applyName, r.name())
	r.st.Work.Echo = nil
	r.before("apply.hello", agent.SayValues{Org: firstOf(r.view.Org, r.view.Unit.Name)})
	r.applyNext()
}

// applying reads an answer of somebody who looks for work. False: the message is about something else.
func (r *run) applying() bool {
	if r.flow() != agent.FlowApply || r.has(agent.CmdDanger, agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdAbuse, agent.CmdLanguage) ||
		r.chosen != nil {
		return false
	}
	f := &r.st.Form
	switch {
	case r.has(agent.CmdStop):
		r.applied("apply.left")
		return true
	case r.has(agent.CmdWait):
		r.reply("wait.answer", agent.SayValues{})
		return true
	case r.text() == "" || r.has(agent.CmdRepeat):
		r.seenMedia()
		r.applyNext()
		return true
	}
	text := r.text()
	for _, c := range r.ev.Heard.Commands {
		switch {
		case c.Slot == agent.SlotPerson && r.top().Note == applyName:
			text = c.Value.Text
		case c.Kind == agent.CmdSkip:
			text = "-"
		}
	}
	if key := r.top().Note; key != "" {
		r.answerTo(key, clip(strings.TrimSpace(text), 160))
		if key == applyName && text != "-" {
			f.Name = clip(text, 80)
			r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Name: f.Name}})
		}
	}
	r.applyNext()
	return true
}

// answerTo keeps an answer; an empty one is none.
func (r *run) answerTo(key, text string) {
	f := &r.st.Form
	if text == "" {
		return
	}
	if f.Answers == nil {
		f.Answers = map[string]string{}
	}
	f.Answers[key] = text
}

// applyNext asks the first thing that is not known, or passes on what is.
func (r *run) applyNext() {
	for _, s := range applySteps {
		if r.st.Form.Answers[s.key] == "" {
			r.top().Note = s.key
			r.say(r.other("ask.apply_"+s.key), s.ask, agent.SayValues{}, nil)
			return
		}
	}
	r.applied("apply.done")
}

// applied passes on what somebody who looks for work told, and says what happens next.
func (r *run) applied(id string) {
	f := r.st.Form
	parts := []string{f.Answers[applyName], f.Answers[applyTrade], f.Answers[applyYears], f.Answers[applyCity], f.Answers[applyVehicle], "\"" + f.Reason + "\""}
	var told []string
	for _, p := range parts {
		if p != "" && p != "-" {
			told = append(told, p)
		}
	}
	r.alert(booking.OpenEscalation{Cause: booking.CauseHiring, Priority: booking.P4, Summary: clip(strings.Join(told, " · "), 400)})
	r.rest()
	r.curt = true
	r.say(r.other(id), agent.AskNone, r.withDesk(agent.SayValues{Name: r.name()}), nil)
}
