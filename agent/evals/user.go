package evals

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Person is a simulated customer.
type Person struct {
	task Task
	rng  *rand.Rand

	// What the person has read.
	text    string // what was told last
	options []Option
	ask     agent.Ask
	owner   string

	// What has happened, as told.
	booked, moved, canceled, waitlisted, escalated, silenced, priced bool

	// What the person has said.
	lines   int
	told    map[agent.Ask]int // answers to each question
	refused int               // offers turned down, read-backs put right
	mended  bool              // the slip was put right
	slipped bool              // and said
	prompt  bool              // it is put right at once, not at the read-back
	fixing  string            // what was wrong in the last read-back
	asides  int
	evil    int
	begun   bool            // the second wish: move or cancel
	meant   []agent.Command // what the last line means, for the oracle
	over    bool
}

// NewPerson makes the person of a task.
func NewPerson(t Task) *Person {
	h := fnv.New64a()
	_, _ = h.Write([]byte(t.ID))
	p := &Person{task: t, rng: rand.New(rand.NewPCG(h.Sum64(), t.seed+7)), told: map[agent.Ask]int{}}
	p.prompt = p.rng.IntN(2) == 0
	return p
}

// Hear reads what came of the last line.
func (p *Person) Hear(objects []Object) {
	var said []string
	for _, o := range objects {
		switch o.Type {
		case "reply":
			if o.To == p.task.Phone {
				said, p.options = append(said, o.Text), o.Options
			}
		case "event":
			p.happened(o.Name)
		case "turn":
			p.ask, p.owner = agent.Ask(o.Ask), o.Owner
		}
	}
	if len(said) > 0 {
		p.text = strings.Join(said, "\n")
	}
}

func (p *Person) happened(event string) {
	switch event {
	case "visit.booked":
		p.booked = true
	case "visit.rescheduled":
		p.moved = true
	case "visit.canceled":
		p.canceled = true
	case "lead.waitlisted":
		p.waitlisted = true
	case "escalation.opened":
		p.escalated = true
	case "consent.withdrawn":
		p.silenced = true
	}
}

// Next is what the person says now; ok is false when there is nothing more to say.
func (p *Person) Next() (line string, ok bool) {
	p.meant = nil
	line = p.next()
	if line == "" {
		return "", false
	}
	p.lines++
	return p.manner(line), true
}

func (p *Person) next() string {
	if p.over {
		return ""
	}
	if p.lines == 0 {
		return p.open()
	}
	if p.done() {
		p.over = true
		if p.task.Style == Terse || p.rng.IntN(3) > 0 {
			return ""
		}
		return p.say("thanks")
	}
	if p.owner == "human" { // nobody will answer here
		p.over = true
		return ""
	}
	if line := p.early(); line != "" {
		return line
	}
	return p.answer()
}

// done tells whether the goal is reached as far as the person was told.
func (p *Person) done() bool {
	switch p.task.Goal.Kind {
	case WantsVisit:
		return p.booked
	case WantsMove:
		return p.moved
	case WantsCancel:
		return p.canceled
	case WantsWaitlist:
		return p.waitlisted
	case WantsHuman, WantsSafety:
		return p.escalated
	case WantsSilence:
		return p.silenced
	default:
		return false
	}
}

// early is what does not wait for its question: the goal that takes over, and what this style cannot keep to itself.
func (p *Person) early() string {
	g := p.task.Goal
	switch {
	case p.booked && !p.begun && (g.Kind == WantsMove || g.Kind == WantsCancel):
		p.begun = true
		if g.Kind == WantsCancel {
			p.mean(agent.Command{Kind: agent.CmdCancel})
			return p.say("cancel")
		}
		p.mean(agent.Command{Kind: agent.CmdMove})
		return p.say("move", "{wish}", p.wish(g.Then))
	case g.Kind == WantsNothing && p.lines >= 3 && (!p.begun || p.ask != agent.AskConfirm && p.ask != agent.AskNone):
		p.begun = true
		if p.told["leave"]++; p.told["leave"] > patience {
			p.over = true // they do not listen
			return ""
		}
		p.mean(agent.Command{Kind: agent.CmdStop})
		return p.say("leave")
	case g.Kind == WantsHuman && p.lines >= 2 && !p.begun:
		p.begun = true
		p.mean(agent.Command{Kind: agent.CmdHuman})
		return p.say("human")
	case p.prompt && p.slipped && !p.mended && p.ask != agent.AskNone:
		return p.mend()
	case g.Kind == WantsPrice && strings.ContainsAny(p.text, "$") && !p.priced:
		p.priced = true
		return p.say("later")
	case g.Kind == WantsPrice && p.priced:
		return p.closing()
	}
	return p.aside()
}

// closing ends what was left: a no to what is still asked, once.
func (p *Person) closing() string {
	if p.ask == agent.AskConfirm && p.told[agent.AskConfirm] == 0 {
		p.told[agent.AskConfirm]++
		if strings.Contains(p.text, "•") { // a visit that nobody asked for
			return p.say("no")
		}
		return p.say("yes") // shall I leave it? Yes
	}
	p.over = true
	return ""
}

// aside says something else before the answer.
func (p *Person) aside() string {
	if p.ask == agent.AskNone || p.ask == agent.AskConfirm {
		return ""
	}
	switch {
	case p.task.Style == Digresser && p.asides < 2 && p.rng.IntN(2) == 0:
		p.asides++
		return p.say("aside")
	case p.task.Style == Malicious && p.evil < 2 && p.rng.IntN(2) == 0:
		p.evil++
		if p.ask == agent.AskSlot && p.rng.IntN(2) == 0 {
			return p.say("evilyes")
		}
		return p.say("evil")
	}
	return ""
}
