package say

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/locales"
)

// phrase fills sentences for one person.
type phrase struct {
	words locales.Words
	view  agent.View
	lang  string
}

// sentence of a catalogue id with its values.
func (p phrase) sentence(m agent.Say) string {
	id := m.ID
	if id == "booked.done" && m.Values.Number == 0 {
		id = "booked.done_no_number"
	}
	return p.words.Text(id, p.args(m.Values))
}

// args are all the placeholders a sentence may use, in words.
func (p phrase) args(v agent.SayValues) locales.Args {
	cc := p.country()
	args := locales.Args{
		"Name": first(v.Name), "CommaName": p.comma(v.Name), "Org": v.Org, "Place": v.Place, "Text": v.Text, "Access": v.Access,
		"Address": v.Address, "Tech": first(v.Tech), "Number": strconv.FormatInt(v.Number, 10),
		"Service": p.service(v.Service), "Job": p.job(v.Service, v.Quantity), "JobTitle": upper(p.job(v.Service, v.Quantity)), "Price": p.price(v.Price),
		"Where": p.byCountry("place.kind", cc), "Example": p.byCountry("place.example", cc),
		"AddressExample": p.byCountry("address.example", cc), "Count": strconv.Itoa(v.Quantity),
		"TaxID": p.byCountry("invoice.tax_id", cc), "TaxData": p.byCountry("invoice.tax_data", cc),
		"Fire": p.byCountry("safety.fire", cc), "Medical": p.byCountry("safety.medical", cc),
		"Desk": p.desk(v), "Visitor": "", "Slot": "", "Summary": "", "Question": "", "Wish": "",
		"Old": "", "Fee": "", "ETA": "", "Code": "", "Time": "", "Card": "", "Brief": "", "Customer": "",
	}
	if v.Tech != "" {
		args["Visitor"] = " " + p.words.Text("booked.visitor", locales.Args{"Tech": first(v.Tech)})
	}
	if v.Slot != nil {
		args["Slot"] = p.window(v.Slot.Window, v.Slot.TimeZone)
		args["Summary"] = p.summary(v)
	}
	if v.Wish != nil {
		args["Wish"] = p.wishes(*v.Wish, v.TimeZone)
	}
	if q := v.Question; q != nil {
		args["Question"] = firstOf(q.Text[p.lang], q.Text["es"])
	}
	p.visit(args, v)
	p.work(args, v)
	if v.Fee != nil {
		args["Fee"] = " " + p.words.Text("fee.late", locales.Args{"Amount": v.Fee.Format(p.view.Unit.Locale)})
	}
	return args
}

// visit adds what is known of the visit that is dealt with: Slot is its window, or Old when a new one is named beside it.
func (p phrase) visit(args locales.Args, v agent.SayValues) {
	visit := v.Visit
	if visit == nil {
		return
	}
	args["Service"], args["Place"] = p.service(visit.Service), visit.Locality
	args["JobTitle"] = upper(p.service(visit.Service))
	args["Old"] = p.window(visit.Window, visit.TimeZone)
	if v.Slot == nil {
		args["Slot"] = args["Old"]
	}
	eta := visit.Expected
	if eta.IsZero() { // nothing more exact is known than what was promised
		eta = visit.Window.End
	}
	args["ETA"] = p.words.Text("date.about", locales.Args{"Time": p.clock(eta.In(p.zone(visit.TimeZone)))})
	if v.Tech == "" && visit.Technician != "" {
		args["Tech"] = first(visit.Technician)
	}
	if args["Tech"] == "" {
		args["Tech"] = p.words.Text("visit.somebody", nil)
	}
}

// summary is the read-back, a line a fact.
func (p phrase) summary(v agent.SayValues) string {
	lines := []string{p.words.Text("summary.job", locales.Args{"Job": upper(p.job(v.Service, v.Quantity))})}
	lines = append(lines, p.words.Text("summary.when", locales.Args{"Slot": p.window(v.Slot.Window, v.Slot.TimeZone)}))
	where := "summary.address"
	switch {
	case v.Address == "":
		where = "summary.pin"
	case strings.Contains(strings.ToLower(v.Address), strings.ToLower(v.Place)):
		where = "summary.address_only"
	}
	lines = append(lines, p.words.Text(where, locales.Args{"Address": v.Address, "Place": v.Place}))
	if v.Access != "" {
		lines = append(lines, p.words.Text("summary.access", locales.Args{"Text": v.Access}))
	}
	if v.Name != "" {
		lines = append(lines, p.words.Text("summary.name", locales.Args{"Name": v.Name}))
	}
	if v.Price != nil {
		lines = append(lines, p.words.Text("summary.price", locales.Args{"Price": p.price(v.Price)}))
	}
	return strings.Join(lines, "\n")
}

func (p phrase) service(code booking.ServiceCode) string {
	if s, ok := p.view.Find(code); ok {
		return s.Name(p.lang)
	}
	return string(code)
}

// job is the service, with the quantity when there is more than one unit.
func (p phrase) job(code booking.ServiceCode, quantity int) string {
	if quantity > 1 {
		return p.words.Count("job.units", quantity, locales.Args{"Service": p.service(code)})
	}
	return p.service(code)
}

// price is the range as a phrase: "entre $29.990 y $45.000, IVA incluido, más repuestos si hacen falta".
func (p phrase) price(price *booking.Price) string {
	if price == nil {
		return ""
	}
	key := "price.between"
	if price.Range.Exact() {
		key = "price.exact"
	}
	locale := p.view.Unit.Locale
	text := p.words.Text(key, locales.Args{"Low": price.Range.Min.Format(locale), "High": price.Range.Max.Format(locale)})
	if price.TaxIncluded && price.TaxName != "" {
		text += p.words.Text("price.tax", locales.Args{"Tax": price.TaxName})
	}
	if price.PlusParts {
		text += p.words.Text("price.parts", nil)
	}
	return text
}

// desk says when people answer.
func (p phrase) desk(v agent.SayValues) string {
	if v.DeskOpen {
		return p.words.Text("desk.open", nil)
	}
	next, err := time.Parse(time.RFC3339, v.DeskNext)
	if err != nil {
		return p.words.Text("desk.unknown", nil)
	}
	return p.words.Text("desk.closed", locales.Args{"Next": p.from(next, v.TimeZone)})
}

// title of an option: what it carries, in words.
func (p phrase) title(o agent.Option) string {
	switch {
	case o.Title != "":
		return o.Title
	case o.Slot != nil:
		return p.windowTitle(o.Slot.Window, o.Slot.TimeZone)
	case o.Visit != nil:
		return upper(p.service(o.Visit.Service)) + ", " + p.windowTitle(o.Visit.Window, o.Visit.TimeZone)
	case o.Service != "":
		return upper(p.service(o.Service))
	case o.Key != "":
		return p.words.Text(o.Key, nil)
	case o.Wish != nil:
		return p.wish(*o.Wish)
	default:
		return o.ID
	}
}

func (p phrase) byCountry(stem, cc string) string {
	if key := stem + "." + cc; p.words.Has(key) {
		return p.words.Text(key, nil)
	}
	return p.words.Text(stem+".any", nil)
}

// country whose words fit, in lower case as in keys: that of the unit, unless the person is of one where there is none.
func (p phrase) country() string {
	if c := p.view.Contact.Country; c != "" && c != p.view.Unit.Country {
		return strings.ToLower(c)
	}
	return strings.ToLower(p.view.Unit.Country)
}

func (p phrase) comma(name string) string {
	if name = first(name); name != "" {
		return ", " + name
	}
	return ""
}

// first name of a full one.
func first(name string) string {
	if f := strings.Fields(name); len(f) > 0 {
		return f[0]
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
