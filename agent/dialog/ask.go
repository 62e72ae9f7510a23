package dialog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// rungs of the repair ladder: a question that was missed this often goes to a person.
const rungs = 3

// saidKept is how many catalogue ids are remembered as said.
const saidKept = 8

// question is one thing to ask. Its words are stem + first, again (rephrased, with an example), brief (after something else was
// answered) or options.
type question struct {
	ask     agent.Ask
	stem    string
	values  agent.SayValues
	options []agent.Option
}

// ask says the question in the words that fit what came before.
func (r *run) ask(q question) {
	was := r.st.Work.Was
	before := r.st.Ask
	r.st.Ask = q.ask
	same := was != "" && r.question() == was && before == q.ask
	if !same {
		r.st.Misses = 0
	}
	id := q.stem + "." + r.variant(same)
	if id == "ask.address.first" && r.name() == "" && r.profile() == "" && !r.skipped(agent.AskName) {
		id = "ask.address.first_name"
	}
	if r.last() == id {
		id = r.rephrase(q.stem, id)
	}
	options := q.options
	if strings.HasSuffix(id, ".options") && len(options) == 0 {
		options = ladderOptions(q.ask, r.st.Proposal)
	}
	q.values.Misses = r.st.Misses
	r.say(id, q.ask, q.values, options)
}

func (r *run) variant(same bool) string {
	switch {
	case !same:
		return "first"
	case r.st.Work.Repeat:
		return "again"
	case r.st.Work.Missed && r.st.Misses > 1, r.st.Work.Typed:
		return "options"
	case r.st.Work.Missed:
		return "again"
	default:
		return "brief"
	}
}

func (r *run) rephrase(stem, said string) string {
	for _, v := range []string{"brief", "first", "again"} {
		id := stem + "." + v
		if id == "ask.slot.first" && slices.Contains(r.st.Said, id) {
			id += "_2"
		}
		if id != said {
			return id
		}
	}
	return said
}

// other is id, or its second wording when id was the last thing said.
func (r *run) other(id string) string {
	switch first, second := strings.CutSuffix(id, "_2"); {
	case r.last() != id:
		return id
	case second:
		return first
	default:
		return id + "_2"
	}
}

// question names what is pending, so that a question can be told from the same one asked again.
func (r *run) question() string {
	switch r.st.Ask {
	case "", agent.AskNone:
		return ""
	case agent.AskDetail:
		q, _ := r.detail()
		return string(agent.AskDetail) + ":" + q.ID
	case agent.AskConfirm:
		if r.st.Proposal != nil {
			return string(agent.AskConfirm) + ":" + r.st.Proposal.Kind
		}
		return string(agent.AskConfirm)
	default:
		return string(r.st.Ask)
	}
}

// miss climbs the ladder of the pending question; true means that a person takes over.
func (r *run) miss() bool {
	if r.takeText() {
		return false
	}
	r.st.Work.Missed = !r.seenMedia() && !r.openQuestion()
	if r.st.Misses++; r.st.Misses < rungs {
		return false
	}
	r.handOff(handOff{cause: booking.CauseLowConfidence, priority: booking.P4, id: "human.lost"})
	return true
}

// takeText takes what nobody could read as the answer to a question whose answer is any text.
func (r *run) takeText() bool {
	h := r.ev.Heard
	if h == nil || len(h.Commands) > 0 || r.text() == "" {
		return false
	}
	f := &r.st.Form
	switch {
	case r.flow() == agent.FlowApply || r.flow() == agent.FlowInvoice: // read by their own
		return false
	case r.st.Ask == agent.AskService && f.Pin != nil && f.Address == nil && letters(r.text()) >= 6: // words to a pin
		r.setAddress(&agent.Command{Kind: agent.CmdSet, Value: agent.Value{Address: &booking.Address{
			Raw: clip(r.text(), 240), Reference: clip(r.text(), 240),
		}}})
		r.answered("note.taken", agent.SayValues{})
	case r.st.Ask == agent.AskProblem:
		f.Problem = clip(r.text(), 500)
	case r.st.Ask == agent.AskDetail:
		r.setDetail(r.text(), &agent.Command{Slot: agent.SlotDetail})
	case r.st.Ask == agent.AskAddress && (f.Address != nil || digits(r.text()) && letters(r.text()) >= 3):
		r.setAddress(&agent.Command{Kind: agent.CmdSet, Value: agent.Value{Text: r.text()}})
	default:
		return false
	}
	r.st.Work.Progress = true
	return true
}

// seenMedia says what became of a photo or a file that came without words.
func (r *run) seenMedia() bool {
	h := r.ev.Heard
	if h == nil || r.text() != "" {
		return false
	}
	for _, kind := range h.Media {
		if kind == "audio" { // said already, or read
			return h.Voice.Lost()
		}
		if id, ok := seen[kind]; ok {
			r.before(id, agent.SayValues{})
			return true
		}
	}
	return false
}

// seen is what is said of the kinds of messages that carry no words. A sticker is a nod.
var seen = map[string]string{
	"image": "media.photo", "video": "media.file", "document": "media.file", "contact": "media.contact",
	"other": "media.other",
}

// unclear answers a message that nothing was made of, outside any flow.
func (r *run) unclear() {
	r.push(agent.FlowBook, "")
	if r.miss() {
		return
	}
	r.st.Ask, r.st.Work.Was = agent.AskService, string(agent.AskService)
	if w := r.st.Work; len(w.Before) == 1 && w.Before[0].ID == seen["image"] { // one question about what is on it
		w.Before = nil
		r.say(r.other("ask.service.photo"), agent.AskService, agent.SayValues{}, nil)
		return
	}
	r.askService()
}

// Keys of the fixed options.
const (
	keySkip          = "option.skip"
	keyHuman         = "option.human"
	keyLeave         = "option.leave"
	keyOther         = "option.else"
	keySoon          = "option.soon"
	keyMorning       = "option.morning"
	keyAfternoon     = "option.afternoon"
	keyChangeWhen    = "option.change_when"
	keyChangeAddress = "option.change_address"
	keyChangeService = "option.change_service"
	keyKeep          = "option.keep"
	keyMove          = "option.move"
	keyKind          = "option.kind_" // + booking.ServiceKind
)

// ladderOptions are what can be picked instead of an answer, on the second rung.
func ladderOptions(a agent.Ask, p *agent.Proposal) []agent.Option {
	switch a {
	case agent.AskProblem, agent.AskDetail, agent.AskName, agent.AskPhone, agent.AskQuantity:
		return keyOptions(keySkip, keyHuman)
	case agent.AskWhen:
		options := keyOptions(keySoon, keyMorning, keyAfternoon, keyHuman)
		for i, prefer := range []booking.Prefer{booking.PreferASAP, booking.PreferEarly, booking.PreferLate} {
			options[i].Wish = &booking.Wish{Prefer: prefer}
		}
		return options
	case agent.AskConfirm:
		switch {
		case p == nil:
		case p.Kind == agent.ProposeBook:
			return keyOptions(keyChangeWhen, keyChangeAddress, keyHuman)
		case p.Kind == agent.ProposeMove:
			return keyOptions(keyChangeWhen, keyKeep, keyHuman)
		case p.Kind == agent.ProposeCancel, p.Kind == agent.ProposeVisit, p.Kind == agent.ProposeDelay:
			return keyOptions(keyKeep, keyMove, keyHuman)
		}
	}
	return keyOptions(keyHuman, keyLeave)
}

func keyOptions(keys ...string) []agent.Option {
	options := make([]agent.Option, 0, len(keys))
	for i, k := range keys {
		options = append(options, agent.Option{ID: strconv.Itoa(i + 1), Key: k})
	}
	return options
}

func wishOptions(wishes []booking.Wish) []agent.Option {
	options := make([]agent.Option, 0, len(wishes))
	for i := range wishes {
		options = append(options, agent.Option{ID: strconv.Itoa(i + 1), Wish: &wishes[i]})
	}
	return options
}
