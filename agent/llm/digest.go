package llm

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// expects says what kind of answer a question wants.
var expects = map[agent.Ask]string{
	agent.AskService: "what kind of work", agent.AskProblem: "the symptom", agent.AskName: "a person's name",
	agent.AskAddress: "street and number", agent.AskLocation: "a locality", agent.AskWhen: "a day or part of a day",
	agent.AskSlot: "one of the options", agent.AskConfirm: "yes or no", agent.AskPhone: "a phone number", agent.AskVisit: "which of their visits",
	agent.AskQuantity: "how many units", agent.AskDetail: "a detail of the work",
}

// lettered is how many options get a letter.
const lettered = 12

// letter of the i-th option: models know options by letters, never by ids.
func letter(i int) string { return string(rune('A' + i)) }

// catalogue is the list of services, the same for all turns of a unit.
func catalogue(p agent.Prompt) string {
	var b strings.Builder
	b.WriteString("Services, by code:\n")
	for _, s := range p.Services {
		fmt.Fprintf(&b, "%s: %s / %s\n", s.Code, s.Names["es"], s.Names["pt"])
	}
	return b.String()
}

// digest is the state in codes: no value of anybody, no clock, so that the same question of a day is the same.
func digest(p agent.Prompt) string {
	var b strings.Builder
	fmt.Fprintf(&b, "flow: %s\nasked: %s", orNone(string(p.Flow)), orNone(string(p.Ask)))
	if e := expects[p.Ask]; e != "" {
		fmt.Fprintf(&b, " (%s)", e)
	}
	fmt.Fprintf(&b, "\nlanguage: %s\nvisits: %d\nknown:", orNone(p.Language), p.Visits)
	for _, s := range p.Filled {
		fmt.Fprintf(&b, " %s", s)
	}
	if p.Service != "" {
		fmt.Fprintf(&b, "\nservice talked about: %s", p.Service)
	}
	if p.Offers != "" {
		fmt.Fprintf(&b, "\nwaits for a yes to: %s", p.Offers)
	}
	for i, o := range p.Options[:min(len(p.Options), lettered)] {
		fmt.Fprintf(&b, "\noption %s) %s", letter(i), describe(o, p.Zone))
	}
	if len(p.Recent) > 0 {
		fmt.Fprintf(&b, "\nsaid last: %s", strings.Join(p.Recent, " "))
	}
	fmt.Fprintf(&b, "\ntoday: %s\n", in(p.Now, p.Zone).Format("Monday 2006-01-02"))
	return b.String()
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func in(t time.Time, z *time.Location) time.Time {
	if z == nil {
		return t.UTC()
	}
	return t.In(z)
}

// describe names an option without saying whose it is.
func describe(o agent.Option, z *time.Location) string {
	const layout = "Mon 2 Jan 15:04"
	switch {
	case o.Slot != nil:
		return in(o.Slot.Window.Start, z).Format(layout) + in(o.Slot.Window.End, z).Format("-15:04")
	case o.Visit != nil:
		return "their visit of " + in(o.Visit.Window.Start, z).Format(layout) + ", " + string(o.Visit.Service)
	case o.Service != "":
		return string(o.Service)
	case o.Wish != nil && len(o.Wish.Windows) > 0:
		return in(o.Wish.Windows[0].Start, z).Format(layout)
	case o.Wish != nil:
		return string(o.Wish.Prefer)
	default:
		return strings.TrimPrefix(o.Key, "option.")
	}
}

// fenced puts the words between the marks that the prompt names; they cannot close them.
func fenced(words string) string {
	words = strings.NewReplacer("<<<", "<", ">>>", ">").Replace(words)
	return "message <<<" + words + ">>>"
}

// question is what is sent for a prompt, and the key of its answer: prompt version, server and model, services, state, masked words.
type question struct {
	catalogue, state, words string
	masks                   masks
}

func newQuestion(p agent.Prompt) question {
	words := clean(p.Text)
	m := mask(words, masking{Names: p.Names, Country: p.Country, KeepAddress: p.Ask == agent.AskAddress})
	return question{catalogue: catalogue(p), state: digest(p), words: m.text, masks: m}
}

func (q question) key(server, model string) string {
	h := sha256.New()
	for _, part := range []string{promptVersion, server, model, q.catalogue, q.state, normal(q.words)} {
		fmt.Fprintf(h, "%d %s\n", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// normal is how words are compared: case, accents and spaces aside.
func normal(s string) string { return strings.Join(strings.Fields(text.Fold(s)), " ") }
