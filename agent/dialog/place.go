package dialog

import (
	"strings"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// setPlace asks for a locality to be looked up, unless it is the one already known.
func (r *run) setPlace(c *agent.Command) {
	v := c.Value
	if v.Place == "" && strings.TrimSpace(v.Text) == "" {
		return
	}
	r.took(c)
	if p := r.st.Form.Place; p != nil && v.Place == p.ID && v.Place != "" {
		r.sayBack(c)
		return
	}
	l := agent.Locate{Place: v.Place, Text: firstOf(v.Text, c.Quote), Country: r.view.Unit.Country}
	if v.Place == "" && postcode(v.Text) {
		l.Postcode = v.Text
	}
	r.st.Work.Locate = &l
}

// postcode tells whether what stands for a place is digits only.
func postcode(text string) bool {
	return len(text) >= 4 && strings.Trim(text, "0123456789") == ""
}

// setPin keeps a pin and asks for the locality it lies in.
func (r *run) setPin(c *agent.Command) {
	if c.Value.Pin == nil && c.Value.Text != "" { // a link that does not say where
		r.answered(r.other("place.link"), agent.SayValues{})
		return
	}
	if c.Value.Pin == nil || c.Value.Pin.Zero() {
		return
	}
	pin := *c.Value.Pin
	r.st.Form.Pin = &pin
	r.st.Work.Changed, r.st.Proposal = true, nil
	r.st.Work.Locate = &agent.Locate{Pin: &pin, Country: r.view.Unit.Country}
	r.took(c)
}

// setAddress joins what was said of the address to what was known of it. A postcode also says where.
func (r *run) setAddress(c *agent.Command) {
	a := c.Value.Address
	if a == nil {
		if strings.TrimSpace(c.Value.Text) == "" {
			r.otherAddress(c)
			return
		}
		a = &booking.Address{Raw: strings.TrimSpace(c.Value.Text)}
	}
	f, w := &r.st.Form, r.st.Work
	known := f.Address
	if known == nil || c.Kind == agent.CmdCorrect && a.Street != "" || complete(known) && a.Street != "" {
		known = &booking.Address{}
	}
	joined := join(*known, *a)
	r.took(c)
	if f.Address != nil && same(*f.Address, joined) { // said once more
		return
	}
	f.Address = &joined
	w.Changed, r.st.Proposal = true, nil
	r.sayBack(c)
	if ask := r.st.Ask; (ask == agent.AskWhen || ask == agent.AskSlot) && len(r.ev.Heard.Commands) == 1 && c.Source != agent.SourceVoice { // it came early
		r.before("echo.address", agent.SayValues{Address: r.addressLine()})
	}
	if a.Postcode != "" && f.Place == nil && w.Locate == nil {
		w.Locate = &agent.Locate{Postcode: a.Postcode, Text: a.Postcode, Country: r.view.Unit.Country}
	}
}

// otherAddress asks for the address anew when the one that is known is not right, and says no other.
func (r *run) otherAddress(c *agent.Command) {
	f, w := &r.st.Form, r.st.Work
	if c.Kind != agent.CmdCorrect || r.flow() != agent.FlowBook {
		return
	}
	if w.Aside = true; f.Address == nil && f.Pin == nil {
		return
	}
	f.Address, f.Pin, r.st.Proposal, w.Changed, w.Progress = nil, nil, nil, true, true
	r.unskip(agent.AskAddress)
}

// same tells whether two addresses name the same door.
func same(a, b booking.Address) bool {
	a.Raw, b.Raw = "", ""
	return a == b && a.Street != ""
}

func join(old, add booking.Address) booking.Address {
	raw := add.Raw
	if old.Raw != "" && !strings.Contains(add.Raw, old.Raw) {
		raw = strings.TrimSuffix(old.Raw+", "+add.Raw, ", ")
	}
	return booking.Address{
		Raw:       raw,
		Street:    firstOf(add.Street, old.Street),
		Number:    firstOf(add.Number, old.Number),
		Unit:      firstOf(add.Unit, old.Unit),
		Reference: firstOf(add.Reference, old.Reference),
		Postcode:  firstOf(add.Postcode, old.Postcode),
	}
}

// complete tells whether a technician finds the door with it.
func complete(a *booking.Address) bool { return a != nil && a.Street != "" && a.Number != "" }

// reachable tells whether the address need not be asked: street and number, a pin, or what the person had to say of it twice.
func (r *run) reachable() bool {
	f := r.st.Form
	return complete(f.Address) || f.Pin != nil || f.Address != nil && r.skipped(agent.AskAddress)
}

func (r *run) locate() {
	l := *r.st.Work.Locate
	r.wait(agent.Effect{Kind: agent.EffLocate, Locate: &l})
}

// located takes the place that was found, or goes on without one.
func (r *run) located(p *booking.Place) {
	f, w := &r.st.Form, r.st.Work
	asked := w.Locate
	w.Locate = nil
	if p == nil {
		r.unknownPlace(asked)
		return
	}
	if f.Place != nil && f.Place.ID == p.ID {
		if w.Coverage {
			r.answered("coverage.yes", agent.SayValues{Place: p.Name})
		}
		r.proceed()
		return
	}
	if f.Place != nil && f.Place.ID != p.ID && asked != nil && asked.Pin == nil {
		f.Pin = nil
		if w.Was != string(agent.AskAddress) && !r.addressIsNew() {
			f.Address = nil
		}
	}
	if p.Unit != "" && p.Unit != r.unit() {
		r.crossed(asked)
	}
	place := *p
	f.Place = &place
	r.giveBack("wish")
	if !p.Served() { // what else was asked is answered first
		r.push(agent.FlowWaitlist, waitOutOfArea)
		w.Price, w.Echo = false, nil
		r.endLead(booking.LeadDisqualified, waitOutOfArea)
		r.proceed()
		return
	}
	r.pop(agent.FlowWaitlist)
	r.push(agent.FlowBook, r.note())
	if w.Coverage {
		r.answered("coverage.yes", agent.SayValues{Place: p.Name})
	} else {
		r.echo(agent.SlotPlace)
	}
	r.proceed()
}

// crossed forgets what holds only in the country that was meant before: its price, and the street.
func (r *run) crossed(asked *agent.Locate) {
	f := &r.st.Form
	f.Price, f.Priced, f.PriceTold = nil, false, false
	pinned := asked != nil && asked.Pin != nil
	if f.Place != nil && (pinned || !r.addressIsNew()) && r.st.Work.Was != string(agent.AskAddress) {
		f.Address = nil
	}
}

func (r *run) addressIsNew() bool {
	return r.st.Form.Sources[agent.SlotAddress].Message != "" &&
		r.st.Form.Sources[agent.SlotAddress].Message == r.st.Form.Sources[agent.SlotPlace].Message
}

// abroad takes a place that nobody knows as the answer of somebody whose country is none of ours: we do not go there, wherever it is.
func (r *run) abroad(asked *agent.Locate) bool {
	country := r.view.Contact.Country
	if country == "" || country == r.view.Unit.Country || asked == nil || asked.Pin != nil || asked.Postcode != "" || asked.Text == "" ||
		r.st.Work.Was != string(agent.AskLocation) || strings.ContainsAny(asked.Text, "0123456789?") {
		return false
	}
	name := capitals(clip(strings.Trim(asked.Text, " .,;!"), 60))
	r.located(&booking.Place{Country: country, Name: name, City: name})
	return true
}

// capitals writes the name of a place that came in small letters: "villa del parque" is Villa del Parque.
func capitals(name string) string {
	if name != strings.ToLower(name) {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		if first := []rune(w); i == 0 || len(first) > 3 {
			first[0] = unicode.ToUpper(first[0])
			words[i] = string(first)
		}
	}
	return strings.Join(words, " ")
}

// unknownPlace says that the place was not found and asks for it with an example.
func (r *run) unknownPlace(asked *agent.Locate) {
	f, w := &r.st.Form, r.st.Work
	if f.Place != nil {
		if asked != nil && asked.Pin == nil {
			r.answered("place.kept", agent.SayValues{Text: asked.Text, Place: f.Place.Name})
		} else if asked != nil { // a pin nobody knows is no place for a visit
			f.Pin = nil
			r.answered("place.unknown_pin", agent.SayValues{})
		}
		r.proceed()
		return
	}
	if asked != nil && asked.Pin != nil {
		f.Pin = nil
	}
	r.push(agent.FlowBook, r.note())
	if f.Service == "" && asked != nil && asked.Text != "" {
		r.answered("place.unknown", agent.SayValues{Text: asked.Text})
		r.proceed()
		return
	}
	if r.abroad(asked) {
		return
	}
	if w.Was == string(agent.AskLocation) {
		w.Progress = false
		if r.miss() {
			return
		}
	}
	if asked != nil && asked.Text != "" {
		r.answered("place.unknown", agent.SayValues{Text: clip(asked.Text, 60)})
	} else {
		r.answered("place.unknown_pin", agent.SayValues{})
	}
	r.proceed()
}
