package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Commands are what the dialogue hears. The order is that of importance, not of the words.
func (o *Reading) Commands() []agent.Command {
	c := &composer{o: o}
	c.signals()
	c.answer()
	c.values()
	c.wishes()
	c.manners()
	c.enrich()
	return c.out
}

// composer gathers commands.
type composer struct {
	o   *Reading
	out []agent.Command
}

func (c *composer) add(cmd agent.Command, start, end int, score float64) {
	cmd.Span, cmd.Score, cmd.Source = agent.Span{Start: start, End: end}, score, agent.SourceRules
	if start >= 0 && end <= len(c.o.t.Raw) && start < end {
		cmd.Quote = c.o.t.Raw[start:end]
	}
	c.out = append(c.out, cmd)
}

func (c *composer) whole(cmd agent.Command, score float64) { c.add(cmd, 0, len(c.o.t.Raw), score) }

func (c *composer) has(kind agent.CommandKind) bool {
	for _, cmd := range c.out {
		if cmd.Kind == kind {
			return true
		}
	}
	return false
}

// signals are what must be heard whatever is being talked about.
func (c *composer) signals() {
	for _, h := range c.o.Intents {
		start, end := c.o.t.Span(h.From, h.To)
		switch k := h.Value.kind; k {
		case agent.CmdDanger:
			c.add(agent.Command{Kind: k, Value: agent.Value{Urgency: h.Value.urgency}}, start, end, 0.95)
		case agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdAbuse, agent.CmdWrong, agent.CmdSupplier, agent.CmdWorker, agent.CmdOdd:
			if !c.has(k) {
				c.add(agent.Command{Kind: k}, start, end, 0.9)
			}
		}
	}
	w := lang.Wanted(c.o.t)
	if w == "" {
		w = wantedLanguage(c.o.t)
	}
	if w != "" {
		c.whole(agent.Command{Kind: agent.CmdLanguage, Value: agent.Value{Text: w}}, 0.95)
	}
}

// answer reads the message as an answer to what is asked.
func (c *composer) answer() {
	o, ask := c.o, c.o.msg.Ask
	switch {
	case o.Choice != "" && (ask == agent.AskSlot || len(o.msg.Options) > 0) && ask != agent.AskConfirm:
		c.whole(agent.Command{Kind: agent.CmdChoose, Option: o.Choice}, 0.95)
	case ask == agent.AskConfirm && o.YesNo == extract.Yes:
		c.whole(agent.Command{Kind: agent.CmdAffirm}, 0.98)
	case ask == agent.AskConfirm && o.Choice != "" && len(o.msg.Options) > 0:
		c.whole(agent.Command{Kind: agent.CmdChoose, Option: o.Choice}, 0.9)
	case o.YesNo == extract.Yes:
		c.whole(agent.Command{Kind: agent.CmdAffirm}, 0.9)
	case o.YesNo == extract.No, ask == agent.AskConfirm && extract.StartsWithNo(o.t) && !o.has(agent.CmdStop):
		c.whole(agent.Command{Kind: agent.CmdDeny}, 0.9)
	}
}

// values are what fills the form.
func (c *composer) values() {
	o := c.o
	kind := agent.CmdSet
	if correctionAt(o.t) >= 0 || extract.StartsWithNo(o.t) && o.YesNo == extract.Unclear {
		kind = agent.CmdCorrect
	}
	c.serviceValue(kind)
	c.otherThing()
	c.problemValue()
	c.detailValue()
	if o.Rating > 0 {
		c.whole(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotRating, Value: agent.Value{Number: o.Rating}}, 0.95)
	}
	if o.Quantity > 0 {
		start, end := o.t.Span(o.quantity[0], o.quantity[1])
		c.add(agent.Command{Kind: kind, Slot: agent.SlotQuantity, Value: agent.Value{Number: o.Quantity}}, start, end, 0.9)
	}
	c.placeValue(kind)
	if o.Pin != nil {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPin, Value: agent.Value{Pin: o.Pin}}, o.pinSpan.Start, o.pinSpan.End, 0.95)
	}
	if o.Pin == nil && o.pinSpan.End > 0 && (o.msg.Ask == agent.AskAddress || o.msg.Ask == agent.AskLocation) && o.Address == nil {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPin, Value: agent.Value{Text: o.pinSpan.Text}}, o.pinSpan.Start, o.pinSpan.End, 0.9)
	}
	if a := o.Address; a != nil && !o.answersDetail() {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotAddress, Value: agent.Value{Text: a.Raw, Address: &booking.Address{
			Raw: a.Raw, Street: a.Street, Number: a.Number, Unit: a.Unit, Reference: o.reference(), Postcode: o.Postcode.Value,
		}}}, a.Start, a.End, 0.85)
	}
	if from, to, ok := o.otherDoor(); ok && o.Address == nil && o.Pin == nil {
		start, end := o.t.Span(from, to)
		c.add(agent.Command{Kind: agent.CmdCorrect, Slot: agent.SlotAddress}, start, end, 0.85)
	}
	if o.Name.Value != "" && !c.answersOther() {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPerson, Value: agent.Value{Text: o.Name.Value}}, o.Name.Start, o.Name.End, 0.9)
	}
	for _, p := range o.Phones {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPhone, Value: agent.Value{Text: p.Value}}, p.Start, p.End, 0.9)
	}
	for _, e := range o.Emails {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotEmail, Value: agent.Value{Text: e.Value}}, e.Start, e.End, 0.9)
	}
	for _, d := range o.IDs {
		c.add(agent.Command{Kind: kind, Slot: agent.SlotDocument, Value: agent.Value{Text: d.Value}}, d.Start, d.End, 0.9)
	}
}

// answersOther tells whether a bare answer to the name question is really something else: a command or a choice.
func (c *composer) answersOther() bool {
	o := c.o
	return o.msg.Ask == agent.AskName && (c.meta() || o.has(agent.CmdBye) || o.has(agent.CmdWrong) || o.has(agent.CmdSupplier) ||
		o.has(agent.CmdWorker) || len(o.Times) > 0 || laughs(o.t))
}

// laughs tells whether a message is nothing but laughter: "jajaja", "kkkk", "rsrs".
func laughs(t text.Text) bool {
	for i := range t.Tokens {
		word := t.Norm(i)
		if t.Tokens[i].Kind == text.Word && strings.Trim(word, "jaehki") != "" && strings.Trim(word, "rs") != "" {
			return false
		}
	}
	return t.Words() > 0
}

func (c *composer) serviceValue(kind agent.CommandKind) {
	s := c.o.service
	if s.code == "" && len(s.candidates) == 0 || c.o.msg.Ask == agent.AskDetail && s.code == "" {
		return
	}
	if s.code == "" && c.o.msg.Known != "" {
		for _, code := range s.candidates {
			if code == string(c.o.msg.Known) { // said again, not changed
				return
			}
		}
	}
	value := agent.Value{Service: booking.ServiceCode(s.code)}
	for _, code := range s.candidates {
		value.Services = append(value.Services, booking.ServiceCode(code))
	}
	start, end := c.o.t.Span(s.from, s.to)
	c.add(agent.Command{Kind: kind, Slot: agent.SlotService, Value: value}, start, end, 0.85)
}

// otherThing tells of a thing to be worked on that no service covers.
func (c *composer) otherThing() {
	s := c.o.service
	if s.other == "" || s.code != "" || len(s.candidates) > 0 || c.o.msg.Ask == agent.AskDetail || c.o.msg.Ask == agent.AskProblem || c.o.msg.Known != "" || c.o.has(agent.CmdNote) {
		return
	}
	switch c.o.msg.Ask {
	case "", agent.AskNone, agent.AskService:
	default: // a gate or a pool tells where the house is
		if !strings.ContainsAny(c.o.t.Raw, "?¿") {
			return
		}
	}
	start, end := c.o.t.Span(s.from, s.to)
	c.add(agent.Command{Kind: agent.CmdElse, Value: agent.Value{Text: s.other}}, start, end, 0.8)
}

// problemValue takes the message as the symptom: what is wrong was told with the service, or it answers that question.
func (c *composer) problemValue() {
	o := c.o
	told := o.service.symptom && (o.service.code != "" || o.msg.Known != "")
	asked := o.msg.Ask == agent.AskProblem && o.t.Words() > 0 && !c.meta()
	if told || asked || o.tellsMore() {
		c.whole(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotProblem, Value: agent.Value{Text: strings.TrimSpace(o.t.Raw)}}, 0.8)
	}
}

func (c *composer) detailValue() {
	o := c.o
	if o.answersDetail() && len(o.t.Tokens) > 0 && !c.meta() && !o.onlyGreets() {
		c.whole(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotDetail, Value: agent.Value{Text: strings.TrimSpace(o.t.Raw)}}, 0.8)
	}
}

// meta tells whether the message speaks of the conversation rather than of the matter.
func (c *composer) meta() bool {
	for _, k := range []agent.CommandKind{
		agent.CmdHuman, agent.CmdStop, agent.CmdSkip, agent.CmdWait, agent.CmdRepeat, agent.CmdPrice, agent.CmdOptOut, agent.CmdDanger,
		agent.CmdHelp, agent.CmdHours, agent.CmdWarranty, agent.CmdComplain, agent.CmdAbuse, agent.CmdCancel, agent.CmdMove,
	} {
		if c.o.has(k) {
			return true
		}
	}
	return false
}

// onlyGreets tells whether a message is a greeting and nothing else.
func (o *Reading) onlyGreets() bool {
	for _, h := range o.Intents {
		if h.Value.kind == agent.CmdGreet && h.To-h.From >= o.t.Words() {
			return true
		}
	}
	return false
}

func (c *composer) placeValue(kind agent.CommandKind) {
	o := c.o
	switch {
	case o.PlaceID != "":
		if o.Address != nil && o.msg.Ask == agent.AskAddress && inside(o, o.place) {
			return // the locality is written in the address
		}
		start, end := o.t.Span(o.place.from, o.place.to)
		value := agent.Value{Place: booking.PlaceID(o.PlaceID), Text: o.t.Raw[start:end]}
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPlace, Value: value}, start, end, 0.9)
	case o.Postcode.Value != "":
		value := agent.Value{Text: o.Postcode.Value}
		c.add(agent.Command{Kind: kind, Slot: agent.SlotPlace, Value: value}, o.Postcode.Start, o.Postcode.End, 0.85)
	case o.msg.Ask == agent.AskLocation && !c.meta() && o.t.Words() > 0 && o.t.Words() <= 5 && o.YesNo == extract.Unclear && len(o.Times) == 0 &&
		o.service.code == "" && o.Address == nil && len(o.Intents) == 0 && !describes[o.t.Norm(0)]:
		c.whole(agent.Command{Kind: kind, Slot: agent.SlotPlace, Value: agent.Value{Text: strings.TrimSpace(o.t.Raw)}}, 0.4)
	}
}

// describes are words with which people begin to tell of a thing, not of a place.
var describes = wordSet(`es e tengo tenho tiene tem la lo le se me piso`)

func inside(o *Reading, p placeReading) bool {
	start, end := o.t.Span(p.from, p.to)
	return start >= o.Address.Start && end <= o.Address.End
}

// wishes are times and what is asked for by the way.
func (c *composer) wishes() {
	o := c.o
	w := o.when()
	more := o.has(agent.CmdMore) && (o.msg.Ask == agent.AskSlot || o.msg.Ask == agent.AskConfirm)
	if more {
		c.whole(agent.Command{Kind: agent.CmdMore, Value: agent.Value{When: w}}, 0.85)
	}
	free := o.msg.Ask == agent.AskDetail || o.msg.Ask == agent.AskProblem // any words answer it, and many name a time that is no wish
	if w != nil && !o.timeOfOther() && (!free || o.offersTime()) && (o.Choice == "" || o.Choice == extract.None) {
		kind := agent.CmdSet
		if correctionAt(o.t) >= 0 || extract.StartsWithNo(o.t) || o.prefers() {
			kind = agent.CmdCorrect
		}
		start, end := o.Times[0].Start, o.Times[len(o.Times)-1].End
		c.add(agent.Command{Kind: kind, Slot: agent.SlotWhen, Value: agent.Value{When: w}}, start, end, 0.9)
	}
	if !o.has(agent.CmdLate) && o.comesLate() {
		c.whole(agent.Command{Kind: agent.CmdLate, Value: agent.Value{Number: o.minutes()}}, 0.8)
	}
	if o.othersToo() {
		c.whole(agent.Command{Kind: agent.CmdCancel}, 0.8)
	}
	for _, h := range o.Intents {
		start, end := o.t.Span(h.From, h.To)
		switch k := h.Value.kind; k {
		case agent.CmdPrice, agent.CmdHours, agent.CmdWarranty, agent.CmdStatus, agent.CmdMove, agent.CmdCancel, agent.CmdStop,
			agent.CmdLate, agent.CmdSkip, agent.CmdRepeat, agent.CmdHelp, agent.CmdWait, agent.CmdBook, agent.CmdCoverage, agent.CmdPay, agent.CmdInvoice,
			agent.CmdPromo, agent.CmdNote, agent.CmdPrefer, agent.CmdBusiness:
			if c.has(k) || k == agent.CmdStop && (o.YesNo == extract.No && o.takesNo() || o.msg.Ask == agent.AskSlot && w != nil) || k == agent.CmdHours && w != nil && o.msg.Ask == agent.AskWhen {
				continue
			}
			if (k == agent.CmdCancel || k == agent.CmdMove || k == agent.CmdStop) && o.agreesTo(k) {
				continue
			}
			cmd := agent.Command{Kind: k}
			if k == agent.CmdLate {
				cmd.Value.Number = o.minutes()
			}
			switch k {
			case agent.CmdPay:
				cmd.Value.Text = meansOf(o.t)
			case agent.CmdNote, agent.CmdPrefer:
				start, end = o.noteSpan(h)
				cmd.Value.Text = strings.Trim(o.t.Raw[start:end], " ,;.-\n")
			case agent.CmdBusiness:
				cmd.Value.Number = o.Quantity
			}
			if k == agent.CmdCoverage && o.PlaceID != "" {
				cmd.Value.Place = booking.PlaceID(o.PlaceID)
			}
			c.add(cmd, start, end, 0.85)
		}
	}
}

// takesNo tells whether a no answers the pending question. To any other, "ya no" leaves what was begun.
func (o *Reading) takesNo() bool {
	switch o.msg.Ask {
	case agent.AskLocation, agent.AskAddress, agent.AskWhen, agent.AskQuantity, agent.AskVisit:
		return false
	}
	return true
}

// timeOfOther tells whether the times of a message are of something else than a visit to come: when they want to be written to, when the
// technician was to be there, when they pay.
func (o *Reading) timeOfOther() bool {
	if o.service.code != "" || o.has(agent.CmdMove) || o.has(agent.CmdBook) || o.msg.Ask == agent.AskWhen || o.msg.Ask == agent.AskSlot {
		return false
	}
	for _, k := range []agent.CommandKind{agent.CmdPrefer, agent.CmdOptOut, agent.CmdOdd, agent.CmdWorker, agent.CmdSupplier, agent.CmdStatus, agent.CmdPay, agent.CmdInvoice} {
		if o.has(k) {
			return true
		}
	}
	return false
}

// agreesTo tells whether the words of an intent are part of a yes to exactly that: "sí, cancélala" to a cancel.
func (o *Reading) agreesTo(k agent.CommandKind) bool {
	if o.YesNo != extract.Yes || o.msg.Ask != agent.AskConfirm {
		return false
	}
	switch o.msg.Offers {
	case "cancel":
		return k == agent.CmdCancel || k == agent.CmdStop
	case "move":
		return k == agent.CmdMove
	}
	return false
}

// comesLate tells whether somebody says by how much they will be late, with the time between the words: "llego 20 min tarde".
func (o *Reading) comesLate() bool {
	comes, late := false, false
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "llego", "llegar", "chegar", "llegare", "llegaria", "llegamos", "estare", "vuelvo", "chego", "chegarei", "chegamos", "volto":
			comes = true
		case "tarde", "atrasado", "atrasada", "atrasados", "atraso", "retraso", "despues", "depois":
			late = true
		}
	}
	return comes && late && o.minutes() > 0
}

// minutes that the message names, 0 when none.
func (o *Reading) minutes() int {
	for _, d := range extract.Durations(o.t) {
		return int(d.Seconds / 60)
	}
	return 0
}

// offersTime tells whether a message says when somebody may come, rather than since when something is broken.
func (o *Reading) offersTime() bool {
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "desde", "hace", "faz", "dejo", "parou", "paro", "ayer", "ontem":
			return false
		}
	}
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "puedo", "podemos", "pueden", "podrian", "podria", "quiero", "prefiero", "disponible", "vengan", "venir", "vienen", "sirve", "acomoda", "posso",
			"podem", "poderiam", "quero", "prefiro", "disponivel", "vir", "venham":
			return true
		}
	}
	return false
}

// prefers tells whether another time is wanted than the one on the table: "mejor el sábado", "prefiero".
func (o *Reading) prefers() bool {
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "mejor", "prefiero", "prefiro", "melhor", "preferiria", "cambiar", "cambia":
			return true
		}
	}
	return false
}

// when puts all times of the message into one wish; nil when there is none.
func (o *Reading) when() *agent.When {
	if len(o.Times) == 0 {
		return nil
	}
	var w agent.When
	var said []string
	for _, t := range o.Times {
		if t.Past {
			continue
		}
		said = append(said, t.Text)
		s := span.New(t.Reading.Start, t.Reading.End)
		switch {
		case t.Exclude || t.Away:
			w.Wish.Exclude = append(w.Wish.Exclude, excluded(t)...)
		case t.Bare():
			w.Wish.Prefer = preferred[t.Prefer]
		default:
			for _, d := range t.Daily {
				w.Wish.Windows = append(w.Wish.Windows, span.New(d.Start, d.End))
			}
			if len(t.Daily) == 0 {
				w.Wish.Windows = append(w.Wish.Windows, s)
			}
			w.Grain = t.Grain
			if p := preferred[t.Prefer]; p != "" {
				w.Wish.Prefer = p
			}
		}
	}
	if len(said) == 0 {
		return nil
	}
	if both := o.hoursOfDays(); len(both) > 0 {
		w.Wish.Windows = both
	}
	w.Wish.Text = strings.Join(said, ", ")
	if len(o.Times) == 1 && len(o.Times[0].Alternatives) > 1 {
		for _, r := range o.Times[0].Alternatives {
			w.Alternatives = append(w.Alternatives, booking.Wish{Windows: []span.Span{span.New(r.Start, r.End)}, Text: w.Wish.Text})
		}
	}
	return &w
}

// preferred is what a leaning means to slots. Who takes any time takes the first.
var preferred = map[when.Prefer]booking.Prefer{
	when.ASAP: booking.PreferASAP, when.Any: booking.PreferASAP, when.Early: booking.PreferEarly, when.Late: booking.PreferLate,
}

// excluded is all that an exclusion rules out: every reading of it ("menos el lunes", said on a Monday, is today and in a week),
// and a day of the week in the weeks after too.
func excluded(t Time) []span.Span {
	readings := t.Alternatives
	if len(readings) == 0 {
		readings = []when.Reading{t.Reading}
	}
	var out []span.Span
	for _, r := range readings {
		for week := range weeksExcluded {
			out = append(out, span.New(r.Start.AddDate(0, 0, 7*week), r.End.AddDate(0, 0, 7*week)))
		}
		if t.Grain != "day" && t.Grain != "daypart" || !t.Weekly {
			out = out[:len(out)-weeksExcluded+1]
		}
	}
	return out
}

// weeksExcluded covers the horizon of an offer.
const weeksExcluded = 3

// manners are greetings, thanks and goodbyes.
func (c *composer) manners() {
	for _, h := range c.o.Intents {
		switch k := h.Value.kind; k {
		case agent.CmdGreet, agent.CmdThanks, agent.CmdBye:
			if !c.has(k) {
				start, end := c.o.t.Span(h.From, h.To)
				c.add(agent.Command{Kind: k}, start, end, 0.9)
			}
		}
	}
}
