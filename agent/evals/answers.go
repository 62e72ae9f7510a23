package evals

import (
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// patience is how often a person says the same thing again before they give up.
const patience = 4

// open is the first message.
func (p *Person) open() string {
	g := p.task.Goal
	switch g.Kind {
	case WantsSafety:
		return p.say("danger")
	case WantsSilence:
		return p.say("optout")
	}
	opening := p.need()
	switch {
	case g.PriceFirst || g.Kind == WantsPrice:
		return p.say("pricefirst", "{open}", opening)
	case p.task.Style == AllAtOnce && g.Kind != WantsHuman && g.Kind != WantsNothing:
		return p.everything(opening)
	case g.Quantity > 1:
		return p.volunteer(opening + ", " + p.say("units"))
	case p.task.Style == Terse || p.rng.IntN(3) == 0:
		return p.volunteer(opening)
	default:
		return p.volunteer(p.say("greet") + ", " + opening)
	}
}

// volunteer adds what most people say before they are asked: where they live, when they can.
func (p *Person) volunteer(opening string) string {
	g := p.task.Goal
	if p.task.Style == Terse || !g.Books() {
		return opening
	}
	if p.rng.IntN(2) == 0 && g.Slip != SlipPlace {
		opening += ", " + p.say("place.all")
	}
	if p.rng.IntN(3) == 0 && g.Slip != SlipWhen {
		opening += ", " + p.say("wish.all", "{wish}", p.wish(g.Wish))
	}
	return opening
}

// tells is true when the person adds something to an answer, as one in three does.
func (p *Person) tells() bool {
	return p.task.Style != Terse && p.task.Goal.Books() && p.rng.IntN(3) == 0
}

// need is the work in the person's words.
func (p *Person) need() string {
	p.mean(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotService, Value: agent.Value{Service: p.task.Goal.Service}})
	if p.task.Style == Terse {
		return p.say("short." + string(p.task.Goal.Service))
	}
	return p.say("open." + string(p.task.Goal.Service))
}

// everything says all that will be asked.
func (p *Person) everything(opening string) string {
	g := p.task.Goal
	parts := []string{p.say("greet") + ", " + opening}
	if g.Quantity > 1 {
		parts = append(parts, p.say("units"))
	}
	if about := asksAbout[string(g.Service)]; about != "" {
		parts = append(parts, p.say(about))
	}
	if g.Kind == WantsWaitlist {
		return strings.Join(append(parts, p.say("place.all")), ", ")
	}
	return strings.Join(append(parts, p.say("place.all"), p.address(), p.say("name.all"), p.say("wish.all", "{wish}", p.wish(g.Wish))), ", ")
}

// asksAbout is what a technician would want to know of a job before the visit.
var asksAbout = map[string]string{
	"washer_repair": "brand", "fridge_repair": "brand", "ac_repair": "brand", "ac_install_small": "floor", "water_heater_repair": "energy",
	"water_heater_install": "energy", "oven_install": "energy", "tv_mount": "inches",
}

// answer answers what is asked.
func (p *Person) answer() string {
	p.told[p.ask]++
	if p.told[p.ask] > patience+2 || p.lines > mostLines-2 {
		p.over = true
		return p.say("giveup")
	}
	switch p.ask {
	case agent.AskService:
		return p.service()
	case agent.AskProblem:
		if p.told[p.ask] == 1 {
			return p.need()
		}
		return p.say("problem")
	case agent.AskDetail:
		return p.detail()
	case agent.AskLocation:
		return p.where()
	case agent.AskWhen:
		return p.when()
	case agent.AskSlot:
		return p.slot()
	case agent.AskAddress:
		right := p.styled("address")
		if p.told[p.ask] == 1 && p.task.Goal.Slip != SlipName && p.tells() {
			right += ", " + p.say("name.all")
		}
		return p.slipping(SlipAddress, right)
	case agent.AskName:
		return p.slipping(SlipName, p.styled("name"))
	case agent.AskQuantity:
		return strconv.Itoa(p.task.Goal.Units())
	case agent.AskConfirm:
		return p.confirm()
	case agent.AskVisit:
		return "1"
	case agent.AskReason:
		return p.say("reason")
	case agent.AskRating:
		return "5"
	case agent.AskPhone, agent.AskEmail, agent.AskDocument, agent.AskPhoto:
		return p.say("skip")
	default:
		return p.nothing()
	}
}

// nothing is asked: the person says again what they came for, unless that is settled.
func (p *Person) nothing() string {
	switch {
	case p.task.Goal.Kind == WantsNothing, p.task.Goal.Kind == WantsCancel && p.canceled, p.priced, p.told[agent.AskNone] > 2:
		p.over = true
		return ""
	case p.begun && p.task.Goal.Kind == WantsMove:
		return p.say("move", "{wish}", p.wish(p.task.Goal.Then))
	case p.begun && p.task.Goal.Kind == WantsCancel:
		return p.say("cancel")
	}
	return p.say("again", "{open}", p.need())
}

// service answers what kind of work: an option that names it, or the need again.
func (p *Person) service() string {
	for i, o := range p.options {
		if holds(o.Title, named[string(p.task.Goal.Service)]) {
			return strconv.Itoa(i + 1)
		}
	}
	if p.told[p.ask] > 1 { // their words did not help: the list may
		for i, o := range p.options {
			for _, word := range kindWords[trade(p.task.Goal.Service)] {
				if strings.Contains(plain(o.Title), word) {
					return strconv.Itoa(i + 1)
				}
			}
		}
	}
	return p.need()
}

// kindWords name the kinds of work in a list.
var kindWords = map[string][]string{"repair": {"repar", "consert"}, "install": {"instal"}, "maintenance": {"manten", "manuten"}, "visit": {"visita"}}

// trade is the kind of a service.
func trade(code booking.ServiceCode) string {
	has := func(part string) bool { return strings.Contains(string(code), part) }
	switch {
	case has("repair"), has("leak"):
		return "repair"
	case has("install"), has("mount"):
		return "install"
	case has("maintenance"):
		return "maintenance"
	default:
		return "visit"
	}
}

// detail answers a question of the trade, if the person can.
func (p *Person) detail() string {
	text := plain(p.text)
	for _, q := range []struct{ word, key string }{
		{"marca", "brand"},
		{"pulgada", "inches"},
		{"polegada", "inches"},
		{"electric", "energy"},
		{"eletric", "energy"},
		{"gas", "energy"},
		{"piso", "floor"},
		{"andar", "floor"},
	} {
		if strings.Contains(text, q.word) && p.told[p.ask] == 1 && p.rng.IntN(4) > 0 {
			return p.say(q.key)
		}
	}
	return p.say("unknown")
}

func (p *Person) where() string {
	if p.task.Goal.Slip == SlipPlace && !p.slipped {
		p.slipped = true
		p.mean(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotPlace, Value: agent.Value{Place: p.task.Goal.WrongPlace.ID}})
		return p.styled("place", "{place}", p.task.Goal.WrongPlace.Name)
	}
	p.mean(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotPlace, Value: agent.Value{Place: p.task.Goal.Place.ID}})
	if p.told[agent.AskLocation] == 1 && p.task.Goal.Slip != SlipWhen && p.tells() {
		return p.styled("place") + ", " + p.say("wish.all", "{wish}", p.wish(p.task.Goal.Wish))
	}
	return p.styled("place")
}

func (p *Person) when() string {
	g := p.task.Goal
	for i, o := range p.options { // a date that was not clear, or a way out
		if w, ok := readWindow(o.Title); ok && p.wanted().Suits(w.start) || p.wanted().Phrase == "w.asap" && o.Title != "" && i == 0 {
			return strconv.Itoa(i + 1)
		}
	}
	if g.Slip == SlipWhen && !p.slipped {
		p.slipped = true
		return p.styled("wish", "{wish}", p.wish(g.WrongWish))
	}
	return p.styled("wish", "{wish}", p.wish(p.wanted()))
}

// wanted is the wish that counts now.
func (p *Person) wanted() Wish {
	g := p.task.Goal
	switch {
	case p.begun && g.Kind == WantsMove:
		return g.Then
	case p.slipped && !p.mended && g.Slip == SlipWhen:
		return g.WrongWish
	default:
		return g.Wish
	}
}

// slot takes an option that suits, or asks for others.
func (p *Person) slot() string {
	times := false
	for i, o := range p.options {
		w, ok := readWindow(o.Title)
		times = times || ok
		if ok && p.wanted().Suits(w.start) {
			return p.take(i, w)
		}
	}
	if !times {
		return p.menu()
	}
	p.refused++
	if p.refused > patience {
		p.over = true
		return p.say("noslot")
	}
	return p.say("none", "{wish}", p.wish(p.wanted()))
}

// take names an option: by its number, its place, or its day.
func (p *Person) take(i int, w window) string {
	lang := p.task.Language
	n := strconv.Itoa(i + 1)
	p.mean(agent.Command{Kind: agent.CmdChoose, Option: p.options[i].ID})
	if p.task.Style == Terse {
		return n
	}
	same := 0
	for _, o := range p.options {
		if other, ok := readWindow(o.Title); ok && other.start.Weekday() == w.start.Weekday() {
			same++
		}
	}
	switch k := p.rng.IntN(4); {
	case k == 0 && i < len(ordinals[lang]) && !ordinalIsDay(lang, i):
		return p.say("pick.ord", "{ord}", ordinals[lang][i])
	case k == 1 && same == 1:
		return p.say("pick.day", "{wd}", weekdays[lang][w.start.Weekday()])
	case len(p.options) == 1:
		return p.say("yes")
	default:
		return p.say("pick.n", "{n}", n)
	}
}

// ordinalIsDay: "a segunda" may be Monday in Portuguese; people say the number then.
func ordinalIsDay(lang string, i int) bool { return lang == "pt" && i > 0 }

// menu answers a list of what could be changed.
func (p *Person) menu() string {
	for i, o := range p.options {
		for _, word := range menuWords[p.fixing] {
			if strings.Contains(plain(o.Title), word) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	if p.fixing != "" {
		return p.correct(p.fixing)
	}
	return p.say("wish", "{wish}", p.wish(p.wanted()))
}

// menuWords name the lines of a list of what could be changed.
var menuWords = map[string][]string{"address": {"direccion", "endereco"}, "when": {"hora", "dia"}, "service": {"trabajo", "servico"}}

// slipping is an answer, or the wrong one that will be put right.
func (p *Person) slipping(s Slip, right string) string {
	g := p.task.Goal
	if g.Slip != s || p.slipped {
		if s == SlipName {
			p.mean(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotPerson, Value: agent.Value{Text: g.Name}})
		}
		return right
	}
	p.slipped = true
	if s == SlipAddress {
		return p.styled("address", "{address}", strings.Replace(p.address(), g.Number, g.WrongHouse, 1))
	}
	return p.styled("name", "{name}", g.WrongName, "{first}", first(g.WrongName))
}
