package turn

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// Sure tells whether the rules understood a turn well enough to go without a model: then it is not asked.
//
//   - Never asked: for a technician, for a conversation that a person owns, and where any words are an answer (why, how was it).
//   - What is plain is plain: a danger, a person wanted, an opt-out; a yes, no, choice, number, phone or id that was asked for.
//   - Otherwise the rules are sure when every command has a score of 0.8, one of them is more than courtesy, and no more than one
//     word with a meaning of its own is left over.
func Sure(h agent.Heard, st agent.State, v agent.View) bool {
	switch {
	case v.Technician != nil, v.Owner == channels.OwnerHuman, v.Owner != channels.OwnerBot && withHuman(st), beyond(st.Ask):
		return true
	case has(h, agent.CmdDanger, agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdAbuse):
		return true
	case answered(h, st.Ask):
		return true
	}
	substance := false
	for _, c := range h.Commands {
		if c.Score < sureScore && !freeText(c, st.Ask) {
			return false
		}
		substance = substance || !slices.Contains(courtesies, c.Kind)
	}
	if !substance {
		return h.Unread == 0 && len(h.Commands) > 0
	}
	return h.Unread <= unreadLeft && h.Clauses == 0
}

const (
	sureScore  = 0.8
	unreadLeft = 1
)

var courtesies = []agent.CommandKind{agent.CmdGreet, agent.CmdThanks, agent.CmdBye, agent.CmdLanguage}

// beyond tells whether a question is one that a model has no part in.
func beyond(a agent.Ask) bool {
	switch a {
	case agent.AskReason, agent.AskRating, agent.AskHuman, agent.AskPhoto:
		return true
	}
	return false
}

func withHuman(st agent.State) bool {
	n := len(st.Stack)
	return n > 0 && st.Stack[n-1].Flow == agent.FlowHuman
}

// freeText tells whether a command takes the words as they are, as the answer to a question that any words answer.
func freeText(c agent.Command, ask agent.Ask) bool {
	return c.Slot == agent.SlotProblem && ask == agent.AskProblem || c.Slot == agent.SlotDetail && ask == agent.AskDetail
}

// answered tells whether the rules hold the answer to a question of which they are the judges.
func answered(h agent.Heard, ask agent.Ask) bool {
	switch ask {
	case agent.AskConfirm:
		return has(h, agent.CmdAffirm, agent.CmdDeny, agent.CmdChoose)
	case agent.AskSlot, agent.AskVisit:
		return has(h, agent.CmdChoose)
	case agent.AskPhone:
		return sets(h, agent.SlotPhone)
	case agent.AskDocument:
		return sets(h, agent.SlotDocument)
	case agent.AskEmail:
		return sets(h, agent.SlotEmail)
	case agent.AskQuantity:
		return sets(h, agent.SlotQuantity)
	}
	return false
}

func has(h agent.Heard, kinds ...agent.CommandKind) bool {
	return slices.ContainsFunc(h.Commands, func(c agent.Command) bool { return slices.Contains(kinds, c.Kind) })
}

func sets(h agent.Heard, slot agent.SlotName) bool {
	return slices.ContainsFunc(h.Commands, func(c agent.Command) bool {
		return (c.Kind == agent.CmdSet || c.Kind == agent.CmdCorrect) && c.Slot == slot
	})
}
