package llm

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Scores of what a model says, by how sure it says it is.
const (
	scoreHigh = 0.7
	scoreLow  = 0.5
)

// Reader turns an answer of a model into commands that hold: pure, the same for the same answer.
type Reader struct{ Rules *nlu.Rules }

// Read keeps of an answer what is grounded in the words of the prompt. An answer that cannot be read at all is an error; one of which
// nothing holds is nothing.
func (r Reader) Read(p agent.Prompt, answer string) ([]agent.Command, error) {
	commands, err := parse(answer)
	if err != nil {
		return nil, err
	}
	return r.ground(p, newQuestion(p).masks, commands), nil
}

func (r Reader) ground(p agent.Prompt, m masks, answer []said) []agent.Command {
	g := &grounding{prompt: p, rules: r.Rules, words: text.Parse(clean(p.Text))}
	var out []agent.Command
	for _, s := range answer {
		if c, ok := g.command(s, m.unmask(s.Quote)); ok {
			out = append(out, c)
		}
	}
	return out
}

type grounding struct {
	prompt agent.Prompt
	rules  *nlu.Rules
	words  text.Text
	full   *nlu.Reading // of all the words, once it is needed
}

// command checks one command and reads its value anew.
func (g *grounding) command(s said, quote string) (agent.Command, bool) {
	start, end, ok := g.words.Quote(quote)
	if !ok {
		return agent.Command{}, false
	}
	c := agent.Command{
		Kind: agent.CommandKind(s.Cmd), Span: agent.Span{Start: start, End: end}, Quote: g.words.Raw[start:end], Score: scoreLow, Source: agent.SourceModel,
	}
	if s.Sure == "high" {
		c.Score = scoreHigh
	}
	switch c.Kind {
	case agent.CmdSet, agent.CmdCorrect:
		c.Slot = s.slot()
		ok = !g.denied(start) && g.fill(&c, s.value())
	case agent.CmdChoose:
		ok = s.Sure == "high" && g.choose(&c, s.value())
	case agent.CmdDanger:
		c.Value.Urgency = agent.Urgency(s.value())
		ok = hazard(c.Value.Urgency, c.Quote)
	case agent.CmdMove, agent.CmdCancel:
		ok = g.prompt.Visits > 0 && s.Sure == "high" && !g.denied(start)
	case agent.CmdStatus, agent.CmdLate:
		ok = g.prompt.Visits > 0
		if c.Kind == agent.CmdLate {
			c.Value.Number = minutes(c.Quote)
		}
	case agent.CmdBook:
		ok = s.Sure == "high" && !g.denied(start)
	case agent.CmdMore:
		ok = g.prompt.Ask == agent.AskSlot || g.prompt.Ask == agent.AskConfirm
	case agent.CmdCoverage:
		reading := g.read(c.Quote, agent.AskNone)
		c.Value.Place = booking.PlaceID(reading.PlaceID)
	case agent.CmdSkip, agent.CmdStop:
		ok = g.prompt.Ask != agent.AskNone && s.Sure == "high"
	case agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain:
		ok = s.Sure == "high" && !g.denied(start)
	case agent.CmdPrice, agent.CmdHours, agent.CmdWarranty, agent.CmdRepeat, agent.CmdHelp, agent.CmdWait, agent.CmdGreet, agent.CmdThanks,
		agent.CmdBye:
	default: // a yes and a no are not a model's to give; anything else is no command
		ok = false
	}
	return c, ok
}

// denied tells whether what is quoted is taken back, or turned round, by the words before it: "no es la lavadora", "menos el martes". A
// quote that leaves them out would say the opposite.
func (g *grounding) denied(start int) bool {
	seen := 0
	for i := len(g.words.Tokens) - 1; i >= 0 && seen < 3; i-- {
		tok := g.words.Tokens[i]
		if tok.End > start {
			continue
		}
		if tok.Kind == text.Mark {
			return false
		}
		if turning[tok.Norm] {
			return true
		}
		seen++
	}
	return false
}

var turning = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`no nao ni nem nunca jamas tampoco tampouco sin sem menos excepto exceto salvo fuera antes despues depois desde hasta ate not except`) {
		m[w] = true
	}
	return m
}()

// fill reads the value of a slot from the quote, by the rules' own parsers.
func (g *grounding) fill(c *agent.Command, value string) bool {
	t := text.Parse(c.Quote)
	switch c.Slot {
	case agent.SlotService:
		return g.service(c, booking.ServiceCode(value))
	case agent.SlotProblem:
		c.Value.Text = c.Quote
		return t.Words() > 1
	case agent.SlotDetail:
		c.Value.Text = c.Quote
		return g.prompt.Ask == agent.AskDetail
	case agent.SlotPlace:
		return g.place(c, t)
	case agent.SlotAddress:
		a, ok := extract.ReadAddress(t, extract.AddressQuery{Country: g.prompt.Country, Asked: true})
		if ok {
			c.Value.Text = a.Raw
			c.Value.Address = &booking.Address{
				Raw: a.Raw, Street: a.Street, Number: a.Number, Unit: a.Unit, Reference: a.Reference, Postcode: a.Postcode,
			}
		}
		return ok
	case agent.SlotWhen:
		return g.when(c)
	case agent.SlotPerson:
		f, ok := extract.Name(t, true)
		c.Value.Text = f.Value
		return ok && g.prompt.Ask == agent.AskName
	case agent.SlotPhone:
		if found := extract.Phones(t, g.prompt.Country); len(found) == 1 && g.prompt.Ask == agent.AskPhone {
			c.Value.Text = found[0].Value
			return true
		}
	case agent.SlotQuantity:
		return quantity(c, t)
	}
	return false
}

// service takes a code of the list. Where the rules read another one in the same words, both are candidates.
func (g *grounding) service(c *agent.Command, code booking.ServiceCode) bool {
	if !slices.ContainsFunc(g.prompt.Services, func(s agent.Service) bool { return s.Code == code }) {
		return false
	}
	reading := g.read(c.Quote, agent.AskService)
	if known, _ := reading.Service(); known != "" && known != string(code) {
		c.Value.Services = []booking.ServiceCode{booking.ServiceCode(known), code}
		return true
	}
	c.Value.Service = code
	return true
}

// longestPlace is how many words may name a place that the rules do not know.
const longestPlace = 5

func (g *grounding) place(c *agent.Command, t text.Text) bool {
	reading := g.read(c.Quote, agent.AskLocation)
	c.Value.Text = c.Quote
	switch {
	case reading.PlaceID != "":
		c.Value.Place = booking.PlaceID(reading.PlaceID)
	case reading.Postcode.Value != "":
		c.Value.Text = reading.Postcode.Value
	default:
		return g.prompt.Ask == agent.AskLocation && t.Words() > 0 && t.Words() <= longestPlace
	}
	return true
}

// when reads the time of the quote. It must not say another time than the same words do in their sentence.
func (g *grounding) when(c *agent.Command) bool {
	reading := g.read(c.Quote, agent.AskWhen)
	for _, command := range reading.Commands() {
		if command.Slot == agent.SlotWhen && command.Value.When != nil {
			c.Value.When = command.Value.When
		}
	}
	if c.Value.When == nil {
		return false
	}
	if g.full == nil {
		full := g.read(g.words.Raw, g.prompt.Ask)
		g.full = &full
	}
	for _, t := range g.full.Times {
		if t.Start >= c.Span.End || t.End <= c.Span.Start {
			continue
		}
		same := slices.ContainsFunc(reading.Times, func(q nlu.Time) bool {
			return q.Reading.Start.Equal(t.Reading.Start) && q.Reading.End.Equal(t.Reading.End) && q.Exclude == t.Exclude
		})
		if !same {
			return false
		}
	}
	return true
}

func (g *grounding) read(words string, ask agent.Ask) nlu.Reading {
	return g.rules.Understand(nlu.Message{
		Text: words, Lang: g.prompt.Language, Country: g.prompt.Country, Now: in(g.prompt.Now, g.prompt.Zone), Ask: ask, Known: g.prompt.Service,
		When: when.Own(g.prompt.Conventions),
	})
}

// mostUnits of one job.
const mostUnits = 50

func quantity(c *agent.Command, t text.Text) bool {
	found := 0
	for i := range t.Tokens {
		if n, k := t.Numeral(i); k > 0 {
			if found > 0 && c.Value.Number != n {
				return false
			}
			c.Value.Number, found = n, found+1
		}
	}
	return found > 0 && c.Value.Number >= 1 && c.Value.Number <= mostUnits
}

// choose finds the option of a letter.
func (g *grounding) choose(c *agent.Command, value string) bool {
	value = strings.ToUpper(strings.Trim(value, " .)"))
	for i, o := range g.prompt.Options[:min(len(g.prompt.Options), lettered)] {
		if value == letter(i) {
			c.Option = o.ID
			return true
		}
	}
	return false
}

func minutes(quote string) int {
	for _, d := range extract.Durations(text.Parse(quote)) {
		return int(d.Seconds / 60)
	}
	return 0
}

// hazards are words without which nobody speaks of a danger: a model alone cannot make one of other words.
var hazards = func() map[agent.Urgency]map[string]bool {
	out := map[agent.Urgency]map[string]bool{}
	for u, list := range map[agent.Urgency]string{
		agent.UrgentGas:    `gas gases`,
		agent.UrgentSparks: `chispa chispas chispazo chispazos chispea chispeando chisporrotea cortocircuito faisca faiscas faiscando fagulha fagulhas spark sparks sparking`,
		agent.UrgentSmoke: `humo humito humea humeando humareda fuego fueguito llamas llamarada quemado quemando quema quemo quemandose incendio fumaca fumacinha fogo
			chamas queimado queimando queimou queima incendiando smoke fire burning`,
		agent.UrgentShock: `corriente corrientazo toques electrocuta electrocuto electrocute electrocutar descarga calambrazo choque choques choquinho corrente shock shocks`,
		agent.UrgentWater: `agua inunda inundo inundado inundando inundacion anega anegado alaga alagou alagado alagando enchente flood flooding flooded water`,
	} {
		out[u] = map[string]bool{}
		for word := range strings.FieldsSeq(list) {
			out[u][word] = true
		}
	}
	return out
}()

func hazard(u agent.Urgency, quote string) bool {
	return slices.ContainsFunc(text.Parse(quote).Tokens, func(tok text.Token) bool { return hazards[u][tok.Norm] })
}
