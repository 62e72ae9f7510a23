// Package lang tells Spanish, Portuguese and English apart in short messages.
//
//	lang.Guess(text.Parse("minha geladeira parou"), "")   // "pt"
//	lang.Guess(text.Parse("ok"), "es")                    // "es": what cannot be told is what it was
//
// Words that exist in one of the languages only count for it, and so do letters that only one of them writes. The language a
// conversation has, or the country, breaks ties; a conversation changes language on a clear message or on an explicit wish.
//
// It promises no answer for one word that both languages have.
package lang

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Scores of a message: how many signs of each language it shows.
type Scores struct{ ES, PT, EN float64 }

// Score counts the signs.
func Score(t text.Text) Scores {
	var s Scores
	for _, tok := range t.Tokens {
		if tok.Kind != text.Word {
			if tok.Norm == "¿" || tok.Norm == "¡" {
				s.ES += 2
			}
			continue
		}
		s.letters(strings.ToLower(t.Raw[tok.Start:tok.End]))
		switch {
		case spanish[tok.Norm]:
			s.ES++
		case portuguese[tok.Norm]:
			s.PT++
		case english[tok.Norm]:
			s.EN++
		}
	}
	return s
}

// letters that only one of the languages writes, and endings that only one has.
func (s *Scores) letters(w string) {
	switch {
	case strings.ContainsAny(w, "ãõçâêô"):
		s.PT += 2
	case strings.ContainsRune(w, 'ñ'):
		s.ES += 2
	case strings.HasSuffix(w, "ción") || strings.HasSuffix(w, "ll") || strings.Contains(w, "ll") && len(w) > 4:
		s.ES += 0.7
	case strings.Contains(w, "lh") || strings.Contains(w, "nh"):
		s.PT += 0.8
	case strings.HasSuffix(w, "cao") || strings.HasSuffix(w, "ssa") || strings.HasSuffix(w, "agem"):
		s.PT += 0.7
	}
}

// Guess is the language of a message: es, pt or en; current when it cannot be told.
func Guess(t text.Text, current string) string {
	if w := Wanted(t); w != "" {
		return w
	}
	s := Score(t)
	best, second, code := s.ES, max(s.PT, s.EN), "es"
	if s.PT > best {
		best, second, code = s.PT, max(s.ES, s.EN), "pt"
	}
	if s.EN > best {
		best, second, code = s.EN, max(s.ES, s.PT), "en"
	}
	switch {
	case best == 0 || best == second:
		return current
	case current != "" && current != code && best-second < 2 && t.Words() < 5:
		return current
	case code == "en" && best < 2 && current != "en":
		return current
	}
	return code
}

// ByCountry is the language of a country's people.
func ByCountry(country string) string {
	if country == "BR" || country == "PT" {
		return "pt"
	}
	return "es"
}

var wishes = func() *text.Lexicon[string] {
	l := text.NewLexicon[string]()
	for phrase, code := range map[string]string{
		"en espanol": "es", "prefiero espanol": "es", "hablo espanol": "es", "en castellano": "es", "em espanhol": "es",
		"em portugues": "pt", "falo portugues": "pt", "en portugues": "pt", "prefiro portugues": "pt",
		"in english": "en", "english please": "en", "en ingles": "en", "em ingles": "en", "speak english": "en",
	} {
		l.Add(phrase, code)
	}
	return l
}()

// Wanted is the language that a message asks for by name; "" for none.
func Wanted(t text.Text) string {
	hits := wishes.Find(t)
	if len(hits) == 0 {
		return ""
	}
	return hits[len(hits)-1].Value
}
