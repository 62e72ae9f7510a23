package nlu

import (
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
}

// New compiles a lexicon.
func New(l Lexicon) *Rules {
	r := &Rules{
		services: l.Services, places: l.Places, words: text.NewLexicon[serviceWord](), names: text.NewLexicon[int](),
		intents: compileIntents(), field: compileDuties(),
	}
	for i, s := range l.Services {
		for _, list := range s.Synonyms {
			for _, p := range unique(list) {
				r.words.Add(p, serviceWord{i, thing})
			}
		}
		for _, list := range s.Symptoms {
			for _, p := range unique(list) {
				r.words.Add(p, serviceWord{i, symptom})
			}
		}
	}
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
