// Package lang tells Spanish, Portuguese and English apart in short messages.
//
//	lang.Guess(text.Parse("minha geladeira parou"), "")   // "pt"
//	lang.Guess(text.Parse("ok"), "es")                    // "es": what cannot be told is what it was
//
// Every word leans to Spanish or to Portuguese by its stretches of two to four letters (ngrams.txt, which [Words] and [Grams] of
// texts of this repository make: see train), by being a word of one of them only, and by letters that only one writes. The
// language a conversation has, or the country, weighs against a change: the leaning must be clear to overcome it. English is a
// fallback, never taken on a word or two. A wish to speak a language by its name goes before all.
//
// It promises no answer for one word that both languages have; the same message always gets the same answer.
package lang

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Scores of a message: how much speaks for each language.
type Scores struct {
	ES, PT float64 // only their difference means something
	EN     int     // words that only English has
	Words  int     // all words
	Own    int     // words that only Spanish or only Portuguese has
}

// Score weighs the words of a message.
func Score(t text.Text) Scores {
	var s Scores
	for _, tok := range t.Tokens {
		if tok.Kind != text.Word {
			if tok.Norm == "¿" || tok.Norm == "¡" {
				s.ES += sign
			}
			continue
		}
		s.word(strings.ToLower(t.Raw[tok.Start:tok.End]), tok.Norm)
	}
	return s
}

const (
	sign   = 2.5 // a letter or a mark that only one language writes
	ownish = 1.2 // a word that only one has
)

func (s *Scores) word(w, norm string) {
	s.Words++
	if english[norm] {
		s.EN++
		return
	}
	if l := leaning(w); l > 0 {
		s.ES += l
	} else {
		s.PT -= l
	}
	switch {
	case spanish[norm]:
		s.ES += ownish
		s.Own++
	case portuguese[norm]:
		s.PT += ownish
		s.Own++
	}
	switch {
	case strings.ContainsAny(w, "ãõçâêôà"):
		s.PT += sign
	case strings.ContainsRune(w, 'ñ'):
		s.ES += sign
	}
}

// How clear a message must be to change the language: less when nothing is known.
const (
	unknown   = 0.3
	otherwise = 2.2
	oneWord   = 3.5 // a message of one word
)

// Guess is the language of a message: es, pt or en; current when it cannot be told.
func Guess(t text.Text, current string) string {
	if w := Wanted(t); w != "" {
		return w
	}
	s := Score(t)
	if s.EN >= 2 && 5*s.EN >= 2*s.Words && s.EN > s.Own || current == "en" && s.EN > 0 && s.EN >= s.Own {
		return "en"
	}
	margin := s.ES - s.PT
	code := "es"
	if margin < 0 {
		margin, code = -margin, "pt"
	}
	switch {
	case code == current:
		return current
	case current == "" && margin >= unknown:
		return code
	case margin >= oneWord, margin >= otherwise && s.Words > 1:
		return code
	}
	return current
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

// speaks are words with which a language is asked for; in a long message its name alone is no wish ("mi trabajo en inglés").
var speaks = set(`hablo habla hablar hablas hablamos prefiero prefiro falo falar fala falamos speak escriban escribir escribame responda responder please favor puede pode puedes podemos seguimos continuar cambiar mudar`)

// Wanted is the language that a message asks for by name; "" for none.
func Wanted(t text.Text) string {
	hits := wishes.Find(t)
	if len(hits) == 0 {
		return ""
	}
	if t.Words() > 4 {
		asks := false
		for _, tok := range t.Tokens {
			asks = asks || speaks[tok.Norm]
		}
		if !asks {
			return ""
		}
	}
	return hits[len(hits)-1].Value
}
