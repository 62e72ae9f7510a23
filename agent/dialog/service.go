package dialog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// listAtMost is how many services are shown at once, beside "something else".
const listAtMost = 8

// notes of the booking frame that say which list of services is on the table.
const (
	noteWhich = "which:" // + codes with commas: candidates for what was said
	noteOther = "other"  // none of the lists
	noteKind  = "kind:"  // + kind: the services of one kind
)

// askService asks what is to be done: openly at the start, with a list when work was asked for without saying which.
func (r *run) askService() {
	w, note := r.st.Work, r.note()
	switch {
	case strings.HasPrefix(note, noteWhich):
		r.say(r.other("ask.service.which"), agent.AskService, agent.SayValues{}, r.whichOptions(note[len(noteWhich):]))
	case note == noteOther:
		r.st.Misses = rungs - 1
		r.say(r.other("ask.service.tell"), agent.AskService, agent.SayValues{}, nil)
	case strings.HasPrefix(note, noteKind):
		r.say(r.other("ask.service.kind"), agent.AskService, agent.SayValues{}, r.kindOptions(booking.ServiceKind(note[len(noteKind):])))
	case w.Missed || w.Intent || w.Typed || w.Was == string(agent.AskService):
		r.ask(question{ask: agent.AskService, stem: "ask.service", options: r.listServices()})
	default:
		r.ask(question{ask: agent.AskService, stem: "ask.service"})
	}
}

// listServices lists what the unit does: all of it when it is short, otherwise by kind.
func (r *run) listServices() []agent.Option {
	if len(r.view.Services) <= listAtMost {
		return numbered(append(serviceOptions(r.view.Services), agent.Option{Key: keyOther}))
	}
	var options []agent.Option
	for _, kind := range []booking.ServiceKind{
		booking.KindRepair, booking.KindInstall, booking.KindMaintenance, booking.KindVisit,
	} {
		switch of := r.ofKind(kind); len(of) {
		case 0:
		case 1:
			options = append(options, serviceOptions(of)...)
		default:
			options = append(options, agent.Option{Key: keyKind + string(kind)})
		}
	}
	return numbered(append(options, agent.Option{Key: keyOther}))
}

func (r *run) kindOptions(kind booking.ServiceKind) []agent.Option {
	of := r.ofKind(kind)
	return numbered(append(serviceOptions(of[:min(len(of), listAtMost)]), agent.Option{Key: keyOther}))
}

func (r *run) ofKind(kind booking.ServiceKind) []agent.Service {
	var of []agent.Service
	for _, s := range r.view.Services {
		if s.Kind == kind {
			of = append(of, s)
		}
	}
	return of
}

// candidates keeps the services that the words may mean, to ask which.
func (r *run) candidates(codes []booking.ServiceCode) {
	var ours []string
	for _, c := range codes {
		if _, ok := r.view.Find(c); ok && len(ours) < listAtMost {
			ours = append(ours, string(c))
		}
	}
	if len(ours) == 0 {
		return
	}
	r.st.Form.Service = ""
	r.st.Work.Progress, r.st.Work.Intent = true, true
	r.giveBack("wish")
	r.push(agent.FlowBook, noteWhich+strings.Join(ours, ","))
}

// narrowed keeps those of the services that were already asked about: "no prende" to "which of these, the washer or the TV?" is of one
// of them.
func (r *run) narrowed(codes []booking.ServiceCode) []booking.ServiceCode {
	asked, which := strings.CutPrefix(r.note(), noteWhich)
	if !which || r.st.Ask != agent.AskService {
		return codes
	}
	list := strings.Split(asked, ",")
	kept := slices.Clone(codes)
	kept = slices.DeleteFunc(kept, func(c booking.ServiceCode) bool { return !slices.Contains(list, string(c)) })
	if len(kept) == 0 {
		return codes
	}
	return kept
}

func (r *run) whichOptions(codes string) []agent.Option {
	var of []agent.Service
	for code := range strings.SplitSeq(codes, ",") {
		if s, ours := r.view.Find(booking.ServiceCode(code)); ours {
			of = append(of, s)
		}
	}
	return numbered(append(serviceOptions(of), agent.Option{Key: keyOther}))
}

func serviceOptions(services []agent.Service) []agent.Option {
	options := make([]agent.Option, 0, len(services)+1)
	for _, s := range services {
		options = append(options, agent.Option{Service: s.Code})
	}
	return options
}

func numbered(options []agent.Option) []agent.Option {
	for i := range options {
		options[i].ID = strconv.Itoa(i + 1)
	}
	return options
}
