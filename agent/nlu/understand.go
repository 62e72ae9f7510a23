package nlu

import (
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Message is one turn's words and what they answer to.
type Message struct {
	Text    string
	Lang    string // the conversation's; "" for a new one
	Country string // ISO 3166 alpha-2: of the unit that is written to
	Home    string // of the person, by their number; empty when it is not known
	Now     time.Time
	Ask     agent.Ask
	Options []extract.Shown
	Known   booking.ServiceCode // the service already talked about
	Offers  string              // kind of the proposal that waits for a yes (agent.Proposal.Kind); empty: none
	When    when.Conventions    // what the organisation means by its words of time, where that is not what its country does
}

// Time is a time that was read, in the wall clock of Message.Now.
type Time struct {
	when.Reading
	Text       string
	Start, End int // bytes of the span
	First      int // token it begins at
	Last       int
}

// Reading is everything that was understood of a message.
type Reading struct {
	msg     Message
	t       text.Text
	Lang    string
	Intents []text.Hit[intent]
	service serviceReading
	place   placeReading
	PlaceID string
	YesNo   extract.Answer
	Choice  string // option id, any, none or ""
	Times   []Time
	// Impossible are times that were said and do not exist: "30/02", "25:00".
	Impossible []string
	Name       extract.Found
	Address    *extract.Address
	Postcode   extract.Found
	Phones     []extract.Found
	Emails     []extract.Found
	IDs        []extract.ID
	Pin        *booking.Pin
	pinSpan    extract.Found
	Rating     int // 1 to 5; 0: none
	Quantity   int
	quantity   [2]int // tokens
	rules      *Rules
}

// Understand reads a message.
func (r *Rules) Understand(m Message) Reading {
	if runes := []rune(m.Text); len(runes) > 2000 {
		m.Text = string(runes[:2000])
	}
	t := text.Parse(m.Text)
	current := m.Lang
	if current == "" {
		current = lang.ByCountry(m.Country)
	}
	out := r.read(m, t, lang.Guess(t, current))
	if out.Lang != current && !out.speaksBesideNames(current) {
		out = r.read(m, t, current)
	}
	return out
}

// read reads a message in a language.
func (r *Rules) read(m Message, t text.Text, language string) Reading {
	out := Reading{msg: m, t: t, rules: r, Lang: language, place: placeReading{index: -1}}
	n := r.vocabulary.note(t, out.Lang == "pt")
	out.Intents = r.findIntents(n)
	if m.Ask == agent.AskName { // a name is no typing error of another word: Óscar does not ask for a quote
		out.Intents = slices.DeleteFunc(out.Intents, func(h text.Hit[intent]) bool { return h.Fuzzy })
	}
	out.service = r.service(n, out.warranties(), func(code string) bool { return m.Ask == agent.AskService || code == string(m.Known) })
	if out.has(agent.CmdSupplier) || out.has(agent.CmdWorker) {
		out.service = serviceReading{}
	}
	out.readPlace(r, m)
	out.readTimes(m)
	out.YesNo = extract.YesNo(t, m.Country)
	if m.Ask == agent.AskConfirm && out.YesNo == extract.Unclear {
		out.YesNo = extract.YesNoTo(t, m.Country, m.Offers)
	}
	if m.Ask == agent.AskRating {
		out.Rating = extract.Rating(t)
	}
	if len(m.Options) > 0 {
		offer := extract.Offer{Options: m.Options, Portuguese: out.Lang == "pt", Now: m.Now}
		if out.Choice = extract.Choose(t, offer).ID; out.Choice == "" {
			out.Choice = extract.Choose(text.Parse(rechosen(t)), offer).ID
		}
	}
	out.readContact(m)
	out.readAddress(m)
	out.readQuantity(m)
	out.weighIntents()
	return out
}

// free tells whether any words answer the pending question.
func (o *Reading) free() bool {
	switch o.msg.Ask {
	case agent.AskProblem, agent.AskDetail, agent.AskAddress, agent.AskReason:
		return true
	}
	return false
}

var serves = wordSet(`atienden atiende cubren llegan llega vienen viene van trabajan hacen prestan dan ofrecen atendem atende cobrem vem vao fazem trabalham chegam prestam alcanzan`)

// asksWhere tells whether it is asked if we work at the place that was named: "¿prestan el servicio en Chía?".
func (o *Reading) asksWhere() bool {
	if o.place.index < 0 || !strings.ContainsAny(o.t.Raw, "?¿") {
		return false
	}
	for i := max(0, o.place.from-5); i < o.place.from; i++ {
		if serves[o.t.Norm(i)] {
			return true
		}
	}
	return false
}

// companies begin phrases that tell of a company by themselves.
var companies = wordSet(`somos soy sou administro administrador licitacion licitacao contrato pmoc poliza corporativo`)

// manyUnits make a job one to look at before it is promised.
const manyUnits = 5

// weighIntents drops intents that mean nothing beside the work that was named, and adds that a job is big.
func (o *Reading) weighIntents() {
	named := o.service.code != "" || len(o.service.candidates) > 0
	kept := o.Intents[:0]
	for _, h := range o.Intents {
		switch k := h.Value.kind; {
		case k == agent.CmdHelp && named, k == agent.CmdBusiness && !named && !companies[o.t.Norm(h.From)],
			k == agent.CmdStatus && o.free() && !strings.ContainsAny(o.t.Raw, "?¿"):
			continue
		}
		kept = append(kept, h)
	}
	o.Intents = kept
	if i := o.personWord(); i >= 0 && !o.has(agent.CmdHuman) {
		o.Intents = append(o.Intents, text.Hit[intent]{From: i, To: i + 1, Value: intent{kind: agent.CmdHuman}})
	}
	if !o.has(agent.CmdCoverage) && o.asksWhere() {
		o.Intents = append(o.Intents, text.Hit[intent]{From: o.place.from, To: o.place.to, Value: intent{kind: agent.CmdCoverage}})
	}
	if o.Quantity >= manyUnits && (named || o.msg.Known != "" && o.msg.Ask != agent.AskQuantity) && !o.has(agent.CmdBusiness) {
		o.Intents = append(o.Intents, text.Hit[intent]{From: o.quantity[0], To: o.quantity[1], Value: intent{kind: agent.CmdBusiness}})
	}
}

// warranties are the words that ask about our warranty: they name no visit under one.
func (o *Reading) warranties() [][2]int {
	var out [][2]int
	for _, h := range o.Intents {
		if w := o.t.Norm(h.To - 1); h.Value.kind == agent.CmdWarranty && w != "cobre" && w != "cubre" && o.t.Norm(h.From) != "cubre" && o.t.Norm(h.From+1) != "cubre" {
			out = append(out, [2]int{h.From, h.To})
		}
	}
	return out
}

func (o *Reading) readPlace(r *Rules, m Message) {
	asked := m.Ask == agent.AskLocation
	o.place = r.place(o.t, m.Country, asked)
	if m.Home != "" && m.Home != m.Country && !o.place.found() { // somebody who writes from another country means its towns
		o.place = r.place(o.t, m.Home, asked)
	}
	o.PlaceID = r.placeID(o.place)
	o.Postcode, _ = extract.Postcode(o.t, m.Country)
}

func (o *Reading) readTimes(m Message) {
	policy := when.Policy{Conventions: when.For(m.Country, o.Lang).With(m.When)}
	for _, c := range when.Parse(o.t, o.Lang) {
		res, ok := when.Resolve(c, m.Now, policy)
		start, end := o.t.Span(c.First, c.Last)
		if !ok {
			if !c.Exists() {
				o.Impossible = append(o.Impossible, o.t.Raw[start:end])
			}
			continue
		}
		o.Times = append(o.Times, Time{
			Reading: res, Text: o.t.Raw[start:end], Start: start, End: end, First: c.First, Last: c.Last,
		})
	}
}

func (o *Reading) readContact(m Message) {
	o.IDs = extract.IDs(o.t, m.Country, m.Ask == agent.AskDocument)
	o.Emails = extract.Emails(o.t)
	o.Phones = extract.Phones(o.t, m.Country)
	o.Name, _ = extract.Name(o.t, m.Ask == agent.AskName)
	if (m.Ask == agent.AskConfirm || m.Ask == agent.AskSlot || m.Ask == agent.AskWhen) && o.Name.Value == "" && o.place.index < 0 && o.place.town == nil && o.t.Words() > 1 && o.t.Words() < 5 { // the right one, after a wrong one was read back
		if n, ok := extract.Name(o.t, true); ok && n.Confidence >= 0.9 && n.Start == 0 && n.End >= len(strings.TrimSpace(o.t.Raw)) {
			o.Name = n
		}
	}
	o.readPin()
}

// readPin reads a position. A short Plus code counts from the place that is named beside it.
func (o *Reading) readPin() {
	p, ok := extract.ReadPin(o.t, o.rules.center(o.place))
	if !ok {
		return
	}
	o.pinSpan = extract.Found{Text: o.t.Raw[p.Start:p.End], Start: p.Start, End: p.End}
	if p.Known {
		o.Pin = &booking.Pin{Lat: p.Lat, Lng: p.Lng}
	}
}

func (o *Reading) readAddress(m Message) {
	q := extract.AddressQuery{Country: m.Country, Asked: m.Ask == agent.AskAddress}
	if o.place.found() {
		q.Places = [][2]int{{o.place.from, o.place.to}}
	}
	t := o.t
	if masked := o.withoutNumbers(); masked != o.t.Raw {
		t, q.Places = text.Parse(masked), nil
	}
	early := o.earlyAddress()
	q.Asked = q.Asked || early
	if a, ok := extract.ReadAddress(t, q); ok && (!early || a.Street != "" && a.Number != "" && a.Start == 0 && a.End >= len(strings.TrimSpace(o.t.Raw))) {
		a.Raw = strings.TrimSpace(o.t.Raw[a.Start:a.End])
		o.Address = &a
		o.dropTimesIn(a.Start, a.End)
	}
}

// withoutNumbers is the message with blanks for what is a pin, a phone, an id or a mail: none of it is an address.
func (o *Reading) withoutNumbers() string {
	spans := [][2]int{{o.pinSpan.Start, o.pinSpan.End}}
	for _, list := range [][]extract.Found{o.Phones, o.Emails} {
		for _, f := range list {
			spans = append(spans, [2]int{f.Start, f.End})
		}
	}
	for _, id := range o.IDs {
		spans = append(spans, [2]int{id.Start, id.End})
	}
	if i := o.postcodeWord(); i >= 0 {
		spans = append(spans, [2]int{o.t.Tokens[i].Start, o.Postcode.End})
	}
	raw := []byte(o.t.Raw)
	for _, s := range spans {
		for i := s[0]; i < s[1]; i++ {
			raw[i] = ' '
		}
	}
	return string(raw)
}

// postcodeWord is the token that calls what follows a postcode ("CEP 04571-010"); -1 for none. It is no street with a number.
func (o *Reading) postcodeWord() int {
	for i := range o.t.Tokens {
		if w := o.t.Norm(i); (w == "cep" || w == "cp") && o.Postcode.Value != "" && o.t.Tokens[i].Start <= o.Postcode.Start && o.Postcode.Start-o.t.Tokens[i].End <= 4 {
			return i
		}
	}
	return -1
}

// dropTimesIn forgets times that are part of an address: a house number is no hour.
func (o *Reading) dropTimesIn(start, end int) {
	kept := o.Times[:0]
	for _, t := range o.Times {
		if t.End <= start || t.Start >= end {
			kept = append(kept, t)
		}
	}
	o.Times = kept
}

// readQuantity reads how many units: a number right before a thing that is worked on, or a bare one when it was asked for.
func (o *Reading) readQuantity(m Message) {
	if m.Ask == agent.AskQuantity {
		if n, k := o.t.Numeral(0); k > 0 && n > 0 {
			o.Quantity, o.quantity = n, [2]int{0, k}
		}
		return
	}
	for i := range o.t.Tokens {
		n, k := o.t.Numeral(i)
		if k > 0 && n >= 1 && n <= 50 && o.counts(i, i+k) {
			o.Quantity, o.quantity = n, [2]int{i, i + k}
			return
		}
		if o.t.Norm(i) == "par" && o.t.Norm(i+1) == "de" {
			n, k = 2, 2
		}
		if k == 0 || n < 2 || n > 50 {
			continue
		}
		if units[o.t.Norm(i+k)] || slices.Contains(o.service.things, i+k) || adjectives[o.t.Norm(i+k)] && slices.Contains(o.service.things, i+k+1) {
			o.Quantity, o.quantity = n, [2]int{i, i + k}
			start, end := o.t.Span(i, i+k) // "mantención a 3 equipos" is not at three
			o.dropTimesIn(start, end)
			return
		}
	}
}

// counts tells whether a bare number says how many there are of what is already being talked about: "que sean tres", "na verdade
// são 3". The hour has an article in Spanish and a word after it in Portuguese, and the number of an option is chosen.
func (o *Reading) counts(from, to int) bool {
	if o.msg.Known == "" || o.free() || o.Choice != "" || !amounts[o.t.Norm(from-1)] || !closes(o.t, to) && !courteous(o.t, to) {
		return false
	}
	start, end := o.t.Span(from, to)
	return !slices.ContainsFunc(o.Times, func(t Time) bool { return t.Start < end && start < t.End })
}

// amounts are verbs that a bare number follows when it counts.
var amounts = wordSet(`son sean serian seran fueran sao sejam seriam serao eram eran`)

// courteous tells whether only courtesy follows token i.
func courteous(t text.Text, i int) bool {
	for ; i < len(t.Tokens) && t.Tokens[i].Kind == text.Word; i++ {
		switch t.Norm(i) {
		case "por", "favor", "porfa", "porfavor", "gracias", "mejor", "melhor", "obrigado", "obrigada", "ja", "ya", "en", "total", "no", "ao", "todo", "nao":
		default:
			return false
		}
	}
	return true
}

// units are words that are counted, whatever the trade.
var units = wordSet(`equipos unidades aparelhos maquinas puntos equipamentos aparatos`)

// adjectives may stand between a number and what it counts.
var adjectives = wordSet(`mini nuevos nuevas novos novas grandes de`)

// has tells whether a message carries an intent.
func (o *Reading) has(kind agent.CommandKind) bool {
	for _, h := range o.Intents {
		if h.Value.kind == kind {
			return true
		}
	}
	return false
}

// Human tells whether a person is asked for.
func (o *Reading) Human() bool { return o.has(agent.CmdHuman) }

// OptOut tells whether messages shall end.
func (o *Reading) OptOut() bool { return o.has(agent.CmdOptOut) }

// Urgency that was told; danger before hurry.
func (o *Reading) Urgency() agent.Urgency {
	found := agent.Urgency("")
	for _, h := range o.Intents {
		if h.Value.kind == agent.CmdDanger && (found == "" || h.Value.urgency.Danger()) {
			found = h.Value.urgency
		}
	}
	if found == "" && o.hurries() {
		found = agent.UrgentSoon
	}
	return found
}

// hurries tells whether somebody shall come as soon as can be.
func (o *Reading) hurries() bool {
	for i := range o.t.Tokens {
		if (hurries[o.t.Norm(i)] || (o.t.Norm(i) == "ontem" || o.t.Norm(i) == "ayer") && (o.t.Norm(i-1) == "para" || o.t.Norm(i-2) == "para")) && !o.calm(i) {
			return true
		}
	}
	for _, t := range o.Times {
		if t.Prefer == when.ASAP && !o.calm(t.First) && (!now(t.Text) || o.asksToCome()) {
			return true
		}
	}
	return false
}

var hurries = wordSet(`urgente urgentemente urge urgencia emergencia apurado urgentisimo urgentissimo`)

// calm tells whether a hurry is taken back: "no es urgente", "sin apuro", "sem pressa".
func (o *Reading) calm(at int) bool {
	for i := max(0, at-3); i < at; i++ {
		switch o.t.Norm(i) {
		case "no", "nao", "sin", "sem", "tampoco", "nada":
			return true
		}
	}
	return false
}

// asksToCome tells whether somebody is asked to come: that makes "ahora" a hurry.
func (o *Reading) asksToCome() bool {
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "venir", "vengan", "vienen", "venga", "vir", "venham", "vem", "podria", "podrian", "pueden", "puede", "mandar", "podem", "ven", "necesito", "preciso":
			return true
		}
	}
	return false
}

// now tells whether a time is the bare "ahora", which says since when something is wrong as often as when somebody shall come.
func now(s string) bool {
	switch text.Fold(s) {
	case "ahora", "agora", "ya", "ahorita", "now", "ahora ya":
		return true
	}
	return false
}

// Service is the kind of work that is meant, and the candidates when it is not sure which.
func (o *Reading) Service() (code string, candidates []string) {
	return o.service.code, o.service.candidates
}
