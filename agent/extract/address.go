package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Address is a street address in its parts. Parts that were not said stay empty; Raw holds all the words that were read, in the
// order in which they stand.
//
//	"Los Leones 1200 depto 31, frente a la iglesia"      Street "Los Leones", Number "1200", Unit "depto 31", Reference "frente a la iglesia"
//	"Cra 7 # 72-41 apto 502 barrio Chapinero"            Street "Cra 7", Number "72-41", Unit "apto 502", Neighborhood "Chapinero"
//	"3a calle 4-55 zona 10"                              Street "3a calle", Number "4-55", Neighborhood "zona 10"
//	"Mz B Lt 5 Urb. Los Pinos"                           Number "Mz B Lt 5", Neighborhood "Urb. Los Pinos"
//	"200 m norte de la iglesia"                          Reference "200 m norte de la iglesia"
type Address struct {
	Raw          string
	Street       string
	Number       string // "1200", "72-41", "s/n", "Mz B Lt 5", "km 12"
	Unit         string
	Neighborhood string
	Locality     string
	Postcode     string // digits; letters and digits in Argentina
	Between      string // "entre Rivadavia y Belgrano", "esq. Ejido"
	Reference    string
	Start, End   int // bytes of Raw in the message
}

// AddressQuery says how a message is to be read for an address.
type AddressQuery struct {
	Country string   // ISO 3166 alpha-2; chooses the template
	Asked   bool     // it is the answer to the question for it: a bare name with a number is one, and the rest belongs to it
	Places  [][2]int // tokens, half open, of localities that are known to be named
}

// ReadAddress finds an address in a message. Without a street, a number after a name, a lot, a landmark with its distance, there
// is none; and prices, hours, dates and measures are none.
func ReadAddress(t text.Text, q AddressQuery) (Address, bool) {
	if q.Asked && asks(t) {
		return Address{}, false
	}
	r := addressReader{t: t, q: q}
	if (q.Country == "CR" || q.Country == "NI") && r.landmark() {
		return r.done()
	}
	for i := range t.Tokens {
		if r.begin(i) {
			r.before(i)
			r.tail()
			return r.done()
		}
	}
	if r.landmark() {
		return r.done()
	}
	if q.Asked && r.whole() {
		return r.done()
	}
	return Address{}, false
}

// addressReader reads one address from the front to the back.
type addressReader struct {
	t     text.Text
	q     AddressQuery
	a     Address
	first int // token at which the address begins
	at    int // first token that is not read yet
}

func (r *addressReader) done() (Address, bool) {
	for r.at > r.first && r.separator(r.at-1) && r.t.Norm(r.at-1) != ")" {
		r.at--
	}
	r.a.Start, r.a.End = r.t.Span(r.first, r.at)
	r.a.Raw = r.t.Raw[r.a.Start:r.a.End]
	return r.a, r.at > r.first && (r.a.Street != "" || r.a.Number != "" || r.a.Unit != "" || r.a.Reference != "" || r.a.Neighborhood != "")
}

// asks tells whether a message is a question back.
func asks(t text.Text) bool {
	n := len(t.Tokens)
	if n == 0 || strings.HasPrefix(t.Raw, "http") {
		return true
	}
	return t.Norm(n-1) == "?" && !strings.ContainsAny(t.Raw, "0123456789") || t.Norm(0) == "¿"
}

// separator tells whether a token only parts others.
func (r *addressReader) separator(i int) bool {
	switch r.t.Norm(i) {
	case ",", ".", ";", "-", "–", "—", "(", ")", "/", ":", "|", "\"", "'":
		return true
	}
	return false
}

// broken tells whether a line ends before token i.
func (r *addressReader) broken(i int) bool {
	return i > 0 && i < len(r.t.Tokens) && strings.ContainsAny(r.t.Raw[r.t.Tokens[i-1].End:max(r.t.Tokens[i-1].End, r.t.Tokens[i].Start)], "\n\r")
}

func (r *addressReader) original(from, to int) string {
	return strings.Trim(r.t.Original(from, to), " ,;.-")
}

// place is the end of a known locality that begins at a token; 0 for none.
func (r *addressReader) place(i int) int {
	for _, p := range r.q.Places {
		if p[0] == i && p[1] > i {
			return min(p[1], len(r.t.Tokens))
		}
	}
	return 0
}

// word tells whether a token may stand in the name of a street.
func (r *addressReader) word(i int) bool {
	if i < 0 || i >= len(r.t.Tokens) || r.t.Tokens[i].Kind != text.Word {
		return false
	}
	return !nameStops[r.t.Norm(i)] && addressEnds.at(r.t, i) == 0
}
