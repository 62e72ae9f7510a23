package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Keys of what may have been meant.
const (
	keyMeansMove   = "option.means_move"
	keyMeansCancel = "option.means_cancel"
	keyMeansBook   = "option.means_book"
	keyMeansOptOut = "option.means_optout"
	keyGoOn        = "option.go_on"
)

// meanings are the options by which a person says which of several wishes was theirs. Anger gets the offer of a person.
var meanings = map[agent.CommandKind]string{
	agent.CmdMove: keyMeansMove, agent.CmdCancel: keyMeansCancel, agent.CmdBook: keyMeansBook, agent.CmdOptOut: keyMeansOptOut,
	agent.CmdHuman: keyHuman, agent.CmdComplain: keyHuman, agent.CmdStop: keyLeave,
}

// clarify asks which of several things was meant, by number: nothing with consequences is done on a guess. A proposal that waited
// for its yes is shown again before any yes counts for it.
func (r *run) clarify() bool {
	c := r.find(agent.CmdClarify)
	if c == nil {
		return false
	}
	var keys []string
	for _, k := range c.Value.Kinds {
		if key := meanings[k]; key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return false
	}
	if !r.busy() {
		r.push(agent.FlowBook, "")
	}
	if r.question() == "" { // a flow that this very message opened has asked nothing yet
		r.st.Ask = agent.AskService
	}
	r.st.Proposal = nil
	r.st.Work.Progress = true
	r.say(r.other("clarify.which"), r.st.Ask, agent.SayValues{}, keyOptions(append(keys, keyGoOn)...))
	return true
}

// meant turns the answer to that question into what it says, as if it had been written.
func (r *run) meant() {
	if r.chosen == nil {
		return
	}
	for kind, key := range meanings {
		if key == r.chosen.Key && key != keyHuman && key != keyLeave {
			h := *r.ev.Heard
			h.Commands = append(slices.Clone(h.Commands), agent.Command{Kind: kind, Score: 1, Source: agent.SourceRules})
			h.Commands = slices.DeleteFunc(h.Commands, func(c agent.Command) bool { return c.Kind == agent.CmdChoose })
			r.ev.Heard, r.chosen = &h, nil
			return
		}
	}
}
