package evals

import (
	"context"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Dialogue is one written conversation: what is said first, and what is answered to each question.
type Dialogue struct {
	Name    string              `yaml:"name"`
	As      string              `yaml:"as"`
	Open    []string            `yaml:"open"`
	After   []string            `yaml:"after"` // said when nothing that is asked has an answer left: mostly @wait
	Answers map[string][]string `yaml:"answers"`
	Expect  Expectation         `yaml:"expect"`
}

// Expectation is what must have happened, and nothing else of the kind.
type Expectation struct {
	Booked     string `yaml:"booked"` // service
	Day        string `yaml:"day"`
	Part       string `yaml:"part"` // morning, afternoon
	Escalation string `yaml:"escalation"`
	Priority   string `yaml:"priority"`
	Waitlisted string `yaml:"waitlisted"`
	Consent    string `yaml:"consent"`
	// AnyEscalation says that alerts come and go.
	AnyEscalation bool `yaml:"any_escalation"`
	// Visits are all facts of visits and escalations, in order ("visit.confirmed").
	Visits []string `yaml:"visits"`
	// Replies are parts of what the person is told, in order.
	Replies []string `yaml:"replies"`
}

// mostTurns of a dialogue.
const mostTurns = 40

// ReadDialogues reads a file of dialogues.
func ReadDialogues(r io.Reader) ([]Dialogue, error) {
	var list []Dialogue
	decoder := yaml.NewDecoder(r)
	decoder.KnownFields(true)
	if err := decoder.Decode(&list); err != nil {
		return nil, fmt.Errorf("dialogues: %w", err)
	}
	return list, nil
}

// Crew finds out who works for a customer; a dialogue may speak as that technician ("@technician voy en camino").
type Crew interface {
	// TechnicianOf is the number of whoever has the visit that a number booked last.
	TechnicianOf(ctx context.Context, phone string) (string, error)
}

// Played is a dialogue that is over, or under way.
type Played struct {
	Dialogue Dialogue
	Steps    []Step
	phone    string // who talks, as replies are addressed
	ask      agent.Ask
	after    int // lines of After said
	answers  map[string][]string
	script   strings.Builder
}

// PlayDialogue says the lines of a dialogue in a lab. Phone is d.As as the agent writes numbers.
func PlayDialogue(ctx context.Context, lab Lab, d Dialogue, phone string) (*Played, error) {
	p := &Played{Dialogue: d, phone: phone, answers: map[string][]string{}}
	for ask, lines := range d.Answers {
		p.answers[ask] = lines
	}
	for n := range mostTurns {
		line, ok := p.next(n)
		if !ok {
			break
		}
		if err := p.say(ctx, lab, line); err != nil {
			return p, fmt.Errorf("%s: %q: %w", d.Name, line, err)
		}
	}
	return p, nil
}

// next is the line to say: an opening, or the next answer to what is asked.
func (p *Played) next(n int) (string, bool) {
	if n < len(p.Dialogue.Open) {
		return p.Dialogue.Open[n], true
	}
	answers := p.answers[string(p.ask)]
	if len(answers) == 0 {
		if p.after == len(p.Dialogue.After) {
			return "", false
		}
		p.after++
		return p.Dialogue.After[p.after-1], true
	}
	p.answers[string(p.ask)] = answers[1:]
	return answers[0], true
}

func (p *Played) say(ctx context.Context, lab Lab, line string) error {
	who := p.phone
	text, asTechnician := strings.CutPrefix(line, "@technician ")
	if asTechnician {
		crew, ok := lab.(Crew)
		if !ok {
			return fmt.Errorf("nobody works in this lab")
		}
		var err error
		if who, err = crew.TechnicianOf(ctx, p.phone); err != nil {
			return err
		}
	}
	engine, err := lab.Person(ctx, who)
	if err != nil {
		return err
	}
	objects, err := engine.Say(ctx, text)
	if err != nil {
		return err
	}
	p.Steps = append(p.Steps, Step{Line: line, Asked: p.ask, Objects: objects})
	fmt.Fprintf(&p.script, "> %s\n", line)
	for _, o := range objects {
		p.take(o, asTechnician)
	}
	return nil
}

// take writes one object of the contract into the transcript, without what differs from run to run.
func (p *Played) take(o Object, asTechnician bool) {
	switch o.Type {
	case "reply":
		if asTechnician && o.To == p.phone { // the customer was told something meanwhile
			p.ask = agent.Ask(o.Ask)
		}
		to := ""
		if o.To != p.phone {
			to = "(" + o.To + ") "
		}
		fmt.Fprintf(&p.script, "< %s%s\n", to, strings.ReplaceAll(o.Text, "\n", "\n  "))
	case "event":
		fmt.Fprintf(&p.script, "! %s%s\n", o.Name, told(o))
	case "turn":
		if !asTechnician {
			p.ask = agent.Ask(o.Ask)
		}
		fmt.Fprintf(&p.script, "= %s %s ask=%s %v\n\n", o.Language, o.Owner, o.Ask, o.Commands)
	}
}

// Script is the dialogue as a golden file holds it.
func (p *Played) Script() string { return p.script.String() }

// told are the values of an event that a reader wants to see.
func told(o Object) string {
	var b strings.Builder
	for _, key := range []string{"service", "window_start", "window_end", "locality", "status", "reason", "cause", "priority", "purpose", "at"} {
		if v, ok := o.Data[key]; ok && v != "" {
			fmt.Fprintf(&b, " %s=%v", key, v)
		}
	}
	return b.String()
}
