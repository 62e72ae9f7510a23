package dialog_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/money"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// world answers the effects of one dialogue as the turn engine would, without a store.
type world struct {
	view   agent.View
	state  agent.State
	now    time.Time
	turn   int
	lose   int  // holds or bookings to lose
	empty  bool // no slots at all
	fail   agent.EffectKind
	said   []agent.Say
	quoted booking.MessageID
	sentAt time.Time // zero: now
	media  []string
	voice  agent.VoiceNote // of the next message
	probe  func(w *world)  // looks at the state after each turn
	log    strings.Builder
}

var zones = map[string]string{"CL": "America/Santiago", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City"}

var services = []agent.Service{
	{
		Code: "washer_repair", Kind: booking.KindRepair, AsksProblem: true,
		Names: map[string]string{"es": "reparación de lavadora", "pt": "conserto de máquina de lavar", "en": "washing machine repair"},
	},
	{
		Code: "ac_maintenance", Kind: booking.KindMaintenance, Thing: "aire",
		Names: map[string]string{"es": "mantención de aire acondicionado", "pt": "manutenção de ar-condicionado", "en": "air conditioner maintenance"},
	},
	{
		Code: "ac_install_small", Kind: booking.KindInstall, Thing: "aire",
		Names: map[string]string{"es": "instalación de aire acondicionado", "pt": "instalação de ar-condicionado", "en": "air conditioner installation"},
		Questions: []booking.Question{{ID: "btu", Decides: true, Text: map[string]string{
			"es": "¿De cuántos BTU es el equipo?", "pt": "De quantos BTUs é o aparelho?", "en": "How many BTU is it?",
		}}},
	},
	{
		Code: "ac_leak", Kind: booking.KindRepair, AsksProblem: true, Thing: "aire",
		Names: map[string]string{"es": "reparación de fuga de aire acondicionado", "pt": "conserto de vazamento de ar-condicionado", "en": "air conditioner leak repair"},
	},
}

// snippets are what the organisation says; of promotions it says nothing.
var snippets = map[string]map[booking.Topic]string{
	"es": {
		booking.TopicPayment: "Puedes pagar con tarjeta, transferencia o efectivo.", booking.TopicHours: "Atendemos de lunes a sábado.",
		booking.TopicWarranty: "Nuestro trabajo tiene 30 días de garantía.", booking.TopicInvoice: "Emitimos boleta o factura.",
	},
	"pt": {
		booking.TopicPayment: "Aceitamos Pix, cartão e dinheiro.", booking.TopicHours: "Atendemos de segunda a sábado.",
		booking.TopicInvoice: "Emitimos nota fiscal.",
	},
}

func newWorld(country string) *world {
	unit := map[string]booking.Unit{
		"CL": {Code: "CL", Name: "Andes Instala", Country: "CL", Currency: "CLP", Locale: "es-CL"},
		"BR": {Code: "BR", Name: "Andes Instala", Country: "BR", Currency: "BRL", Locale: "pt-BR"},
		"MX": {Code: "MX", Name: "Andes Instala", Country: "MX", Currency: "MXN", Locale: "es-MX"},
	}[country]
	unit.TimeZone = zones[country]
	zone, err := time.LoadLocation(unit.TimeZone)
	if err != nil {
		panic(err)
	}
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, zone)
	return &world{now: now, view: agent.View{
		Org: "Andes Instala", Unit: unit, Zone: zone, Services: services,
		Contact: agent.Contact{ID: "contact-1", Phone: "+56911112222", Country: country},
		Desk:    agent.DeskHours{Open: true},
		Changes: booking.ChangePolicy{Late: 3 * time.Hour, Fee: money.New(9990, unit.Currency), MaxMoves: 3},
	}}
}

var places = map[string]booking.Place{
	"cl-nunoa":     {ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Territory: "RM-Oriente", Unit: "CL"},
	"cl-maipu":     {ID: "cl-maipu", Country: "CL", Name: "Maipú", Territory: "RM-Poniente", Unit: "CL"},
	"cl-arica":     {ID: "cl-arica", Country: "CL", Name: "Arica", Unit: "CL"},
	"br-pinheiros": {ID: "br-pinheiros", Country: "BR", Name: "Pinheiros", Territory: "SP-Oeste", Unit: "BR"},
	"mx-delvalle":  {ID: "mx-delvalle", Country: "MX", Name: "Del Valle", Territory: "CDMX-Sur", Unit: "MX"},
}

func (w *world) place(l *agent.Locate) *booking.Place {
	id := l.Place
	if l.Pin != nil {
		id = "cl-nunoa"
		if l.Pin.Lng > -60 {
			id = "br-pinheiros"
		}
	}
	if l.Postcode == "05422001" {
		id = "br-pinheiros"
	}
	p, ok := places[string(id)]
	if !ok {
		return nil
	}
	p.TimeZone = zones[p.Country]
	return &p
}

// slots from tomorrow on, morning and afternoon, those of the wish first.
func (w *world) slots(q *booking.SlotRequest) []booking.Slot {
	var fit, rest []booking.Slot
	if w.empty {
		return nil
	}
	for day := 1; day <= 6; day++ {
		for _, hour := range []int{9, 14} {
			d := booking.DayOf(w.now, w.view.Zone).Add(day)
			s := booking.Slot{
				Window: span.Of(d.At(time.Duration(hour)*time.Hour, w.view.Zone), 4*time.Hour), TimeZone: q.TimeZone,
				Territory: q.Territory, Resource: "tech-1",
			}
			skip := false
			for _, k := range q.Skip {
				skip = skip || k.Same(s)
			}
			if skip {
				continue
			}
			s.Fits = len(q.Wish.Windows) == 0
			for _, win := range q.Wish.Windows {
				s.Fits = s.Fits || win.Overlaps(s.Window)
			}
			if s.Fits {
				fit = append(fit, s)
			} else {
				rest = append(rest, s)
			}
		}
	}
	if len(fit) == 0 {
		fit = rest
	}
	return fit[:min(len(fit), 3)]
}

func (w *world) answer(e agent.Effect) agent.Result {
	res := agent.Result{Of: e.Kind, Failed: e.Kind == w.fail}
	if res.Failed {
		return res
	}
	switch e.Kind {
	case agent.EffLocate:
		res.Place = w.place(e.Locate)
	case agent.EffOffer:
		res.Slots = w.slots(e.Offer)
	case agent.EffPrice:
		low := map[string]int64{"CL": 34990, "BR": 18000, "MX": 65000}[w.view.Unit.Country]
		res.Price = &booking.Price{
			Service: e.Price.Service, Unit: e.Price.Unit, Range: money.NewRange(low, low*2, w.view.Unit.Currency),
			TaxIncluded: w.view.Unit.Country != "BR", TaxName: "IVA", PlusParts: e.Price.Service == "washer_repair",
		}
	case agent.EffLookup:
		for _, topic := range e.Lookup.Topics {
			if text := snippets[e.Lookup.Language][topic]; text != "" {
				res.Snippets = append(res.Snippets, booking.Snippet{
					ID: booking.SnippetID(string(topic) + "-" + e.Lookup.Language), Topic: topic, Language: e.Lookup.Language, Text: text, Source: "manual",
				})
			}
		}
	case agent.EffLead:
		res.LeadID = "lead-1"
	case agent.EffCancel:
		w.view.Visits = nil
	case agent.EffHold, agent.EffBook, agent.EffMove:
		if w.lose > 0 {
			w.lose--
			res.Lost = true
		} else if e.Kind == agent.EffHold {
			res.Hold = &booking.Hold{ID: booking.HoldID(fmt.Sprint("hold-", w.turn)), Slot: e.Hold.Slot, Expires: w.now.Add(booking.HoldFor)}
		} else if e.Kind == agent.EffMove {
			res.Booked = &booking.Booked{
				VisitID: "visit-2", Window: e.Move.Slot.Window, TimeZone: e.Move.Slot.TimeZone, Service: e.Move.Request.Service, Technician: "Ana Díaz",
			}
		} else {
			res.Booked = &booking.Booked{
				VisitID: "visit-1", WorkOrderID: "order-1", Number: 4321, Window: e.Book.Slot.Window, TimeZone: e.Book.Slot.TimeZone,
				Service: e.Book.Request.Service, Technician: "Pedro Soto", Locality: "x", Country: w.view.Unit.Country,
			}
		}
	}
	return res
}

// hear runs one whole turn and gives all its effects in order.
func (w *world) hear(lang, text string, commands ...agent.Command) []agent.Effect {
	w.turn++
	sent := w.sentAt
	if sent.IsZero() {
		sent = w.now
	}
	event := agent.Event{Now: w.now, Turn: fmt.Sprint("turn-", w.turn), View: w.view}
	event.Heard = &agent.Heard{
		Language: lang, Commands: commands, Text: text, SentAt: sent, Message: booking.MessageID(fmt.Sprint("in-", w.turn)), Quoted: w.quoted, Media: w.media, Voice: w.voice,
	}
	w.quoted, w.sentAt, w.media, w.voice = "", time.Time{}, nil, ""
	all := w.play(event)
	w.write(text, commands, all)
	w.look()
	return all
}

func (w *world) look() {
	if w.probe != nil {
		w.probe(w)
	}
}

// notice has something said unasked.
func (w *world) notice(n agent.Notice) []agent.Effect {
	w.turn++
	all := w.play(agent.Event{Now: w.now, Turn: fmt.Sprint("turn-", w.turn), View: w.view, Notice: &n})
	w.write("("+string(n.Kind)+")", nil, all)
	w.look()
	return all
}

// play steps until nothing is left to wait for.
func (w *world) play(event agent.Event) []agent.Effect {
	var all, queue []agent.Effect
	w.state, queue = dialog.Step(w.state, event)
	for len(queue) > 0 {
		e := queue[0]
		queue = queue[1:]
		all = append(all, e)
		res := agent.Result{}
		switch {
		case e.Kind == agent.EffSay:
			res = agent.Result{Of: agent.EffSay, Msg: booking.MessageID(fmt.Sprint("out-", w.turn))}
		case e.Kind.Answers():
			res = w.answer(e)
		default:
			continue
		}
		var more []agent.Effect
		w.state, more = dialog.Step(w.state, agent.Event{Now: w.now, Turn: event.Turn, View: w.view, Result: &res})
		queue = append(queue, more...)
		if len(all) > 60 {
			panic("the turn does not end")
		}
	}
	for _, e := range all {
		if e.Kind == agent.EffRemember {
			c := &w.view.Contact
			c.Name, c.Language, c.Phone = or(e.Remember.Name, c.Name), or(e.Remember.Language, c.Language), or(e.Remember.Phone, c.Phone)
		}
	}
	return all
}

var renderer = say.New(locales.Must())

// write adds the turn to the transcript: what was said, what was done, what is asked.
func (w *world) write(text string, commands []agent.Command, effects []agent.Effect) {
	var kinds []string
	for _, c := range commands {
		kinds = append(kinds, strings.TrimSuffix(string(c.Kind)+" "+string(c.Slot), " "))
	}
	fmt.Fprintf(&w.log, "> %s  [%s]\n", text, strings.Join(kinds, ", "))
	var done []string
	for _, e := range effects {
		switch e.Kind {
		case agent.EffSay:
			w.said = append(w.said, *e.Say)
			words, _ := renderer.Render(w.view, w.state.Language, *e.Say)
			fmt.Fprintf(&w.log, "< %s\n", strings.ReplaceAll(words, "\n", "\n  "))
		case agent.EffLead:
			done = append(done, strings.TrimSuffix("lead "+string(e.Lead.Status)+" "+e.Lead.Reason, " "))
		case agent.EffEscalate:
			done = append(done, fmt.Sprintf("escalate %s %s {%s}", e.Escalate.Cause, e.Escalate.Priority, e.Escalate.Summary))
		default:
			done = append(done, string(e.Kind))
		}
	}
	fmt.Fprintf(&w.log, "  (%s) ask=%s\n\n", strings.Join(done, ", "), w.state.Ask)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func has(effects []agent.Effect, kind agent.EffectKind) *agent.Effect {
	for i := range effects {
		if effects[i].Kind == kind {
			return &effects[i]
		}
	}
	return nil
}

func lastSay(t *testing.T, effects []agent.Effect) agent.Say {
	t.Helper()
	e := has(effects, agent.EffSay)
	if e == nil {
		t.Fatal("nothing was said")
	}
	return *e.Say
}

// Commands in short.
func cmd(k agent.CommandKind) agent.Command {
	return agent.Command{Kind: k, Quote: string(k), Score: 1, Source: "rules"}
}

func set(slot agent.SlotName, v agent.Value) agent.Command {
	return agent.Command{Kind: agent.CmdSet, Slot: slot, Value: v, Quote: v.Text, Score: 1, Source: "rules"}
}

func correct(slot agent.SlotName, v agent.Value) agent.Command {
	c := set(slot, v)
	c.Kind = agent.CmdCorrect
	return c
}

func pick(id string) agent.Command {
	c := cmd(agent.CmdChoose)
	c.Option = id
	return c
}

// spoken are commands that were read of a voice note.
func spoken(commands ...agent.Command) []agent.Command {
	for i := range commands {
		commands[i].Source = "voice"
	}
	return commands
}

func service(code booking.ServiceCode) agent.Command {
	return set(agent.SlotService, agent.Value{Service: code})
}

func at(place string) agent.Command {
	return set(agent.SlotPlace, agent.Value{Place: booking.PlaceID(place), Text: place})
}

func problem(text string) agent.Command { return set(agent.SlotProblem, agent.Value{Text: text}) }

func named(name string) agent.Command { return set(agent.SlotPerson, agent.Value{Text: name}) }

func address(street, number string) agent.Command {
	return set(agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: strings.TrimSpace(street + " " + number), Street: street, Number: number}})
}

func soon() agent.Command {
	return set(agent.SlotWhen, agent.Value{When: &agent.When{Wish: booking.Wish{Prefer: booking.PreferASAP, Text: "lo antes posible"}}})
}

// day is a wish for the n-th day from today, all day.
func (w *world) day(n int) booking.Wish {
	d := booking.DayOf(w.now, w.view.Zone).Add(n)
	return booking.Wish{Windows: []span.Span{span.New(d.At(0, w.view.Zone), d.Add(1).At(0, w.view.Zone))}, Text: d.String()}
}

func (w *world) on(n int) agent.Command {
	return set(agent.SlotWhen, agent.Value{When: &agent.When{Wish: w.day(n)}})
}

func danger(u agent.Urgency) agent.Command {
	c := cmd(agent.CmdDanger)
	c.Value.Urgency = u
	return c
}
