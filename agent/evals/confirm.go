package evals

import (
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// confirm answers a yes/no question. A read-back gets its yes only when every line of it is right.
func (p *Person) confirm() string {
	g := p.task.Goal
	text := plain(p.text)
	if p.begun && (g.Kind == WantsNothing || g.Kind == WantsCancel) {
		return p.yes() // shall I leave it, shall I cancel it?
	}
	if !strings.Contains(p.text, "•") && strings.Contains(text, "espera") || strings.Contains(text, "lista") || strings.Contains(text, "aviso") {
		if g.Kind == WantsWaitlist {
			return p.yes()
		}
		return p.say("no")
	}
	if line := p.amend(); line != "" {
		return line
	}
	switch wrong := p.misread(); {
	case wrong == "":
		return p.yes()
	case p.refused > patience:
		p.over = true
		return p.say("giveup")
	default:
		p.refused++
		return p.correct(wrong)
	}
}

func (p *Person) yes() string { return p.styled("yes") }

// amend puts the slip right, at the read-back at the latest.
func (p *Person) amend() string {
	if p.task.Goal.Slip == "" || !p.slipped || p.mended || p.task.Goal.Slip == SlipPlace && p.ask != agent.AskConfirm {
		return ""
	}
	return p.mend()
}

func (p *Person) mend() string {
	p.mended = true
	return p.correct(string(p.task.Goal.Slip))
}

// misread names the first thing that the read-back has wrong.
func (p *Person) misread() string {
	g := p.task.Goal
	lines := strings.Split(p.text, "\n")
	w, ok := windowIn(lines, p.begun)
	text := plain(p.text)
	moving := p.begun && g.Kind == WantsMove
	switch {
	case !holds(p.text, named[string(g.Service)]):
		return "service"
	case ok && !p.wanted().Suits(w.start), !ok && !moving:
		return "when"
	case moving:
		return ""
	case !strings.Contains(text, plain(g.Place.Name)):
		return "place"
	case !strings.Contains(text, g.Number) || !strings.Contains(text, plain(streetWord(g.Street))):
		return "address"
	case g.Quantity > 1 && !strings.Contains(text, fmt.Sprintf("(%d ", g.Quantity)):
		return "units"
	case g.Quantity == 0 && manyUnits.MatchString(text):
		return "units"
	}
	return ""
}

// correct says how it should be.
func (p *Person) correct(what string) string {
	g := p.task.Goal
	p.fixing = what
	switch what {
	case "service":
		return p.say("fix.service", "{open}", p.need())
	case "when":
		return p.say("fix.when", "{wish}", p.wish(p.wanted()))
	case "place":
		old := g.WrongPlace.Name
		if old == "" {
			return p.say("place.all")
		}
		return p.say("fix.place", "{old}", old)
	case "address":
		if g.Slip != SlipAddress {
			return p.say("address")
		}
		return p.say("fix.address", "{number}", g.Number, "{oldnumber}", g.WrongHouse)
	case "name":
		return p.say("fix.name")
	default:
		if g.Units() == 1 {
			return p.say("fix.one")
		}
		return p.say("fix.units")
	}
}
