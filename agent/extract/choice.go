package extract

import (
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Shown is one option that a person may pick.
type Shown struct {
	ID         string
	Title      string
	Start, End time.Time // of a slot, in local time; zero for others
}

// Choices beside the ids of options.
const (
	Any  = "any"
	None = "none"
)

// Offer is what a message may pick from.
type Offer struct {
	Options    []Shown
	Portuguese bool      // makes bare "segunda", "quarta" and "quinta" weekdays
	Now        time.Time // for "hoy" and "mañana"; zero: they pick nothing
}

// Picked is the option that was picked, with the words that say so.
type Picked struct {
	ID         string // an option's, Any, None, or "" when nothing is picked for sure
	Start, End int    // bytes
	Confidence float64
}

// Choice resolves a message against the options shown: an option's id, Any, None, or "" when it picks nothing for sure.
func Choice(t text.Text, options []Shown, portuguese bool) string {
	return Choose(t, Offer{Options: options, Portuguese: portuguese}).ID
}

// Choose resolves a message against an offer. Each thing it says of an option ("la del jueves", "en la tarde", "2") leaves those
// it fits; what is left must be one. Two of them joined by "o", another wish and a question pick nothing.
func Choose(t text.Text, offer Offer) Picked {
	n := len(offer.Options)
	if n == 0 || n > 60 || t.Words() > 25 {
		return Picked{}
	}
	s := &selection{t: t, offer: offer, all: bag(1)<<n - 1, from: -1}
	s.t = choiceWords.relax(t)
	s.left = s.all
	for _, o := range offer.Options {
		s.facets = append(s.facets, facetsOf(o))
	}
	for i := 0; i < len(t.Tokens); {
		k := s.take(i)
		if k == 0 {
			return Picked{}
		}
		i += k
	}
	id := s.result()
	if id == "" {
		return Picked{}
	}
	start, end := t.Span(s.from, s.to)
	return Picked{ID: id, Start: start, End: end, Confidence: 0.95}
}

// selection narrows the options down, word by word.
type selection struct {
	t         text.Text
	offer     Offer
	facets    []facets
	all, left bag
	picks     int // things said of an option
	bare      bool
	taken     bag // negated
	negated   int
	negation  int // token after the last negation; what follows within reach is taken away
	pending   bool
	or        bool
	any, none bool
	both      bool
	asks      bool
	unknown   int
	from, to  int
}

// reach is how many tokens after a "no" still belong to it.
const reach = 3

// take reads the phrase at token i: how many tokens it has; 0 when nothing can be picked any more.
func (s *selection) take(i int) int {
	if n := s.whole(i); n > 0 {
		return n
	}
	if n := s.pick(i); n > 0 {
		return n
	}
	w := s.t.Norm(i)
	blocks := blockers.at(s.t, i)
	if n := negations.at(s.t, i); n > 0 && n >= blocks {
		if w == "no" && s.offer.Portuguese { // "no sábado"
			return 1
		}
		s.pending, s.negation = true, i+n
		if next := s.t.Norm(i + n); next == "," || next == "." || next == "" {
			s.pending = next == "" && s.picks > 0
			if s.pending {
				s.unknown += 9
			}
		}
		return n
	}
	if blocks > 0 && !s.harmless(i, w) {
		return 0
	}
	return s.rest(i, w)
}

// whole reads "cualquiera" and "ninguna".
func (s *selection) whole(i int) int {
	if n := noneWords.at(s.t, i); n > 0 {
		s.none = true
		s.span(i, i+n)
		return n
	}
	if n := bothWords.at(s.t, i); n > 0 && s.t.Norm(i-1) != "a" && s.t.Norm(i-1) != "de" {
		s.both = true
		s.span(i, i+n)
		return n
	}
	if n := max(anyWords.at(s.t, i), s.yours(i)); n > 0 {
		s.any = true
		s.span(i, i+n)
		return n
	}
	return 0
}

var yourVerbs = set(`quieran quiera quieras prefieran prefiera prefieras puedan pueda puedas diga digan digas decidan decida elija elijan escoja escojan convenga acomode acomoden quede sea haya tengan tenga tengas quiseres quiserem quiser preferirem preferir puder puderem for tiver tiverem achar acharem convier`)

// yours reads "la que ustedes prefieran" as any: how many tokens it has.
func (s *selection) yours(i int) int {
	switch s.t.Norm(i) {
	case "la", "el", "lo", "a", "o", "cuando":
	default:
		return 0
	}
	if s.t.Norm(i+1) != "que" {
		return 0
	}
	for j := i + 2; j < i+6; j++ {
		if yourVerbs[s.t.Norm(j)] {
			return j + 1 - i
		}
	}
	return 0
}

// harmless tells whether a blocking word blocks nothing here: a "sí" that begins the message.
func (s *selection) harmless(i int, w string) bool {
	switch next := s.t.Norm(i + 1); next {
	case "", ",", ".", "!", "la", "el", "a", "o", "por":
		return w == "si" && i == 0
	}
	return w == "se" && i > 0
}

func (s *selection) rest(i int, w string) int {
	switch {
	case w == "?" || w == "¿":
		s.asks = true
	case (w == "o" && !s.offer.Portuguese || w == "ou" || w == "or") && i > 0:
		s.or = s.or || s.picks+s.negated > 0
	case s.t.Tokens[i].Kind == text.Mark || s.t.Tokens[i].Kind == text.Emoji || fillers1[w] || laughter(w):
	default:
		if n := padding.at(s.t, i); n > 0 {
			return n
		}
		s.unknown++
	}
	return 1
}

func (s *selection) span(from, to int) {
	if s.from < 0 {
		s.from = from
	}
	s.to = to
}

// narrow keeps the options of a set, or takes them away behind a "no".
func (s *selection) narrow(from, to int, b bag) {
	s.span(from, to)
	if s.pending && from-s.negation < reach {
		s.taken |= b
		s.negated++
		s.pending = s.t.Norm(to) == "o" || s.t.Norm(to) == "ou" || s.t.Norm(to) == "ni" || s.t.Norm(to) == "nem"
		s.negation = to + 1
		return
	}
	s.pending = false
	s.picks++
	s.left &= b
}

func (s *selection) result() string {
	left := s.left &^ s.taken
	id := func() string { return s.offer.Options[left.index()].ID }
	switch {
	case s.asks && !s.polite(), s.or && s.picks > 1, s.pending && s.picks == 0 && !s.none:
		return ""
	case s.none:
		if s.picks > 0 || s.any {
			return ""
		}
		return None
	case s.both:
		if len(s.offer.Options) == 2 && s.picks == 0 && s.unknown == 0 {
			return Any
		}
		return ""
	case s.any && s.picks+s.negated == 0:
		return map[bool]string{true: Any}[s.unknown <= 2]
	case s.picks == 0:
		return s.onlyNegated(left)
	case !left.one(), s.bare && s.unknown > 0, s.unknown > 2:
		return ""
	}
	return id()
}

// onlyNegated reads "ni la 1 ni la 2": all of them taken away is none of them.
func (s *selection) onlyNegated(left bag) string {
	switch {
	case s.negated > 0 && left == 0:
		return None
	case s.negated > 0 && left.one() && s.any:
		return s.offer.Options[left.index()].ID
	}
	return ""
}

// polite tells whether a question is a way to pick: "¿puede ser la 2?".
func (s *selection) polite() bool {
	for i := range s.t.Tokens {
		if politely.at(s.t, i) > 0 {
			return true
		}
	}
	return false
}

var politely = phrases(`puede ser|pode ser|podria ser|poderia ser|seria posible|me puede dar|me das|me da|puedes darme|me agenda|me anota|me reserva|pode marcar|pode agendar|por favor`)

// choiceWords are brought back from stretched and mistyped forms.
var choiceWords = vocabularyOf(minForgivenPick, true, anyWords, noneWords, lastWords, beforeLast, middle, earliest, latest, ordinals[0], ordinals[1], ordinals[2], ordinals[3], ordinals[4],
	phrases(`opcion|opcao|lunes|martes|miercoles|jueves|viernes|sabado|domingo|prefiero|prefiro|quiero|perfecto|alternativa`))
