package booking

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/money"
)

// ServiceKind groups service types for words and reports.
type ServiceKind string

const (
	KindRepair      ServiceKind = "repair"
	KindInstall     ServiceKind = "install"
	KindMaintenance ServiceKind = "maintenance"
	KindVisit       ServiceKind = "visit" // measure, inspect, recover
)

// Question is one qualifying question of a service type. It is always skippable.
type Question struct {
	ID   string            `json:"id"`   // "btu"
	Text map[string]string `json:"text"` // by language: es, pt, en
	// Decides tells that the answer changes how long it takes, who can do it or what it costs. Only such a question is asked before a
	// booking.
	Decides bool `json:"decides,omitempty"`
}

// ServiceType says what a kind of work needs.
type ServiceType struct {
	Code      ServiceCode
	Names     map[string]string // by language: es, pt, en; lower case, as said inside a sentence
	Kind      ServiceKind
	Thing     string        // what is worked on, the same for all services of one thing
	Standard  time.Duration // median time on site, for one unit
	P90       time.Duration
	Skills    []SkillNeed
	Questions []Question
	Units     []UnitCode
	// AsksProblem tells whether the symptom matters before a visit (a repair) or not (an installation).
	AsksProblem bool
}

// Duration is the time on site to plan for a quantity of units: the standard time, and 60 % of it for each further one.
func (s ServiceType) Duration(quantity int) time.Duration {
	if quantity < 1 {
		quantity = 1
	}
	return s.Standard + time.Duration(quantity-1)*(s.Standard*6/10)
}

// Name is the name in a language, with Spanish as the fallback.
func (s ServiceType) Name(lang string) string {
	if n := s.Names[lang]; n != "" {
		return n
	}
	return s.Names["es"]
}

// SkillNeed is a skill that a service asks for, at a level from 1 to 5 at least.
type SkillNeed struct {
	Skill SkillCode
	Level int
}

// Price is the range told to a customer before the visit.
type Price struct {
	Service     ServiceCode
	Unit        UnitCode
	Range       money.Range
	TaxIncluded bool
	TaxName     string // "IVA", "ISS"
	PlusParts   bool   // parts are charged apart
	ValidUntil  time.Time
}
