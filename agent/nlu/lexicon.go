package nlu

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// ServiceWords are the words of one kind of work.
type ServiceWords struct {
	Code     string
	Kind     string // repair, install, maintenance, visit
	Names    map[string]string
	Synonyms map[string][]string // of the thing that is worked on
	Symptoms map[string][]string // of what is wrong or wanted
}

// PlaceWords are the names of one locality.
type PlaceWords struct {
	ID      string
	Country string
	Name    string
	City    string
	Aliases []string
	Served  bool
	Lat     float64 // of its centre; both zero: not known
	Lng     float64
}

// Lexicon is what an organisation calls things.
type Lexicon struct {
	Services []ServiceWords
	Places   []PlaceWords
}

// role of a phrase for a service.
type role int

const (
	thing role = iota
	symptom
	other // a thing of no service
)

type serviceWord struct {
	service int // index into Rules.services
	role    role
}

// Rules understand messages. They are immutable and safe for concurrent use.
type Rules struct {
	services []ServiceWords
	places   []PlaceWords
	words    *text.Lexicon[serviceWord]
	names    *text.Lexicon[int] // of places, by index
	intents  *text.Lexicon[intent]
	field    *text.Lexicon[duty] // of technicians

	patterns   *patternTable
	vocabulary *vocabulary
	claims     []claim
}

// New compiles a lexicon.
func New(l Lexicon) *Rules {
	r := &Rules{
		services: l.Services, places: l.Places, words: text.NewLexicon[serviceWord](), names: text.NewLexicon[int](),
		intents: compileIntents(), field: compileDuties(),
	}
	var own []string
	named := map[string]bool{}
	for i, s := range l.Services {
		for _, list := range s.Synonyms {
			for _, p := range variants(unique(list)) {
				named[p] = true
				r.words.Add(p, serviceWord{i, thing})
				for _, tok := range text.Parse(p).Tokens {
					own = append(own, tok.Norm)
				}
			}
		}
		for _, list := range s.Symptoms {
			for _, p := range unique(list) {
				r.words.Add(p, serviceWord{i, symptom})
				for _, tok := range text.Parse(p).Tokens {
					if len(tok.Norm) > minTypo+1 {
						own = append(own, tok.Norm)
					}
				}
			}
		}
	}
	r.addOthers(named)
	r.patterns = compilePatterns()
	r.vocabulary = newVocabulary(own)
	r.readClaims()
	for i, p := range l.Places {
		r.names.Add(p.Name, i)
		for _, a := range p.Aliases {
			r.names.Add(a, i)
		}
	}
	return r
}

func unique(list []string) []string {
	seen, out := map[string]bool{}, list[:0:0]
	for _, s := range list {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// addOthers adds the things that no service of the organisation covers.
func (r *Rules) addOthers(named map[string]bool) {
	for p := range strings.SplitSeq(otherThings, "|") {
		if p = strings.TrimSpace(p); p == "" || named[p] {
			continue
		}
		for _, v := range variants([]string{p}) {
			r.words.Add(v, serviceWord{-1, other})
		}
	}
}

// variants are a list of names with their plurals and diminutives.
func variants(list []string) []string {
	out := slices.Clone(list)
	for _, name := range list {
		words := strings.Fields(text.Fold(name))
		if len(words) == 0 {
			continue
		}
		many := make([]string, len(words))
		for i, w := range words {
			many[i] = plural(w)
		}
		out = append(out, strings.Join(many, " "), strings.Join(words, " ")+"s")
		if len(words) > 1 { // "maquinas de lavar"
			out = append(out, many[0]+" "+strings.Join(words[1:], " "))
			continue
		}
		for _, d := range diminutives(words[0]) {
			out = append(out, d, d+"s")
		}
	}
	return unique(out)
}

func plural(word string) string {
	if word == "" || word == "de" || word == "a" {
		return word
	}
	switch last := word[len(word)-1]; {
	case last == 's':
		return word
	case strings.ContainsRune("aeiou", rune(last)):
		return word + "s"
	case last == 'l' && len(word) > 3:
		return strings.TrimSuffix(word, "l") + "is"
	}
	return word + "es"
}

func diminutives(word string) []string {
	n := len(word)
	if n < 3 {
		return nil
	}
	switch stem := word[:n-1]; word[n-1] {
	case 'a':
		return []string{stem + "ita", stem + "inha", word + "zinha"}
	case 'o':
		return []string{stem + "ito", stem + "inho", word + "zinho"}
	case 'e':
		return []string{stem + "ito", word + "cito", word + "zinho"}
	}
	return []string{word + "cito", word + "ito", word + "zinho"}
}
