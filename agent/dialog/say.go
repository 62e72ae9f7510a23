package dialog

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// slotSlot names the chosen slot among the values to say back.
const slotSlot agent.SlotName = "slot"

// before adds a sentence to say ahead of everything else in this turn's message.
func (r *run) before(id string, v agent.SayValues) {
	r.st.Work.Before = append(r.st.Work.Before, agent.Say{ID: id, Values: v})
}

// answered adds the answer to something that was asked by the way.
func (r *run) answered(id string, v agent.SayValues) {
	r.st.Work.Answers = append(r.st.Work.Answers, agent.Say{ID: id, Values: v})
	r.st.Work.Aside = true
}

// say ends the turn with its one message: greeting, echo of what was understood, answers, and the sentence id, which leaves ask
// pending with options.
func (r *run) say(id string, ask agent.Ask, v agent.SayValues, options []agent.Option) {
	w := r.st.Work
	r.st.Ask, r.st.Options = ask, options
	if r.question() != w.Was {
		r.st.Misses = 0
	}
	if ask != agent.AskConfirm {
		r.st.Proposal = nil
	}
	r.saveLead()
	m := agent.Say{ID: id, Values: v, Options: options, Ask: ask}
	if r.st.Proposal != nil {
		m.Proof = r.st.Proposal.ID
	}
	greeting := r.greeting() // it names the person, who is not thanked for the name once more
	m.Before = append(greeting, w.Before...)
	m.Before = append(m.Before, r.echoes(len(greeting) > 0)...)
	m.Before = append(m.Before, w.Answers...)
	w.Before, w.Answers, w.Echo, w.Locate = nil, nil, nil, nil
	r.emit(agent.Effect{Kind: agent.EffSay, Say: &m})
	r.st.Said = append(r.st.Said, id)
	if n := len(r.st.Said); n > saidKept {
		r.st.Said = slices.Clone(r.st.Said[n-saidKept:])
	}
}

// reply ends the turn with a sentence that leaves what is pending as it is.
func (r *run) reply(id string, v agent.SayValues) {
	ask, proposal := r.st.Ask, r.st.Proposal
	r.st.Proposal = nil // the sentence does not show it
	if ask == "" {
		ask = agent.AskNone
	}
	r.say(r.other(id), ask, v, r.st.Options)
	r.st.Proposal = proposal
}

// said tells whether the turn's message is out.
func (r *run) said() bool {
	return slices.ContainsFunc(r.out, func(e agent.Effect) bool { return e.Kind == agent.EffSay })
}

func (r *run) last() string {
	if n := len(r.st.Said); n > 0 {
		return r.st.Said[n-1]
	}
	return ""
}

// lastAsk is the last question said, leaving out what was said between.
func (r *run) lastAsk() string {
	for i := len(r.st.Said) - 1; i >= 0; i-- {
		if strings.HasPrefix(r.st.Said[i], "ask.") {
			return r.st.Said[i]
		}
	}
	return ""
}

// greeting opens a session, once; later it answers a greeting only.
func (r *run) greeting() []agent.Say {
	if r.curt {
		r.st.Greeted = true
		return nil
	}
	v := agent.SayValues{Org: firstOf(r.view.Org, r.view.Unit.Name), Name: r.name()}
	if !r.st.Greeted {
		r.st.Greeted = true
		return []agent.Say{{ID: "greet.first", Values: v}}
	}
	if r.has(agent.CmdGreet) {
		return []agent.Say{{ID: "greet.again", Values: v}}
	}
	return nil
}

// echoes says back what was understood: service and place in one sentence, the slot that is held, the name, and
// what was spoken.
func (r *run) echoes(greeted bool) []agent.Say {
	f, w := r.st.Form, r.st.Work
	has := func(s agent.SlotName) bool { return slices.Contains(w.Echo, s) }
	var out []agent.Say
	service := (has(agent.SlotService) || has(agent.SlotQuantity)) && f.Service != ""
	v := agent.SayValues{Service: f.Service, Quantity: f.Quantity}
	if f.Place != nil {
		v.Place = f.Place.Name
	}
	switch place := has(agent.SlotPlace) && f.Place != nil; {
	case service && place:
		out = append(out, agent.Say{ID: "echo.service_place", Values: v})
	case service:
		out = append(out, agent.Say{ID: "echo.service", Values: v})
	case place:
		out = append(out, agent.Say{ID: "echo.place", Values: v})
	}
	out = append(out, r.spokenEchoes()...)
	if has(slotSlot) && f.Slot != nil {
		out = append(out, agent.Say{ID: "echo.slot", Values: agent.SayValues{Slot: f.Slot}})
	}
	if has(agent.SlotPerson) && f.Name != "" && !greeted {
		out = append(out, agent.Say{ID: "echo.name", Values: agent.SayValues{Name: f.Name}})
	}
	return out
}
