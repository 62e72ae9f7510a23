package booking

import "github.com/chasqui-fsm/chasqui/core/span"

// Employment says on what terms a technician works.
type Employment string

const (
	Employee   Employment = "employee"
	Contractor Employment = "contractor"
	Company    Employment = "company" // sent by a partner company
)

// Resource is a technician.
type Resource struct {
	ID          ResourceID
	Unit        UnitCode
	Name        string
	Employment  Employment
	Phone       string // E.164
	Home        Pin    // where the day starts and ends
	TimeZone    string
	Territories []TerritoryCode
	Skills      []SkillNeed // held, with level
}

// Has tells whether the technician holds every needed skill at its level.
func (r Resource) Has(needs []SkillNeed) bool {
	for _, n := range needs {
		ok := false
		for _, s := range r.Skills {
			ok = ok || s.Skill == n.Skill && s.Level >= n.Level
		}
		if !ok {
			return false
		}
	}
	return true
}

// Shift is one stretch of paid time of a technician on one local day.
type Shift struct {
	Resource ResourceID
	Day      Day
	Span     span.Span
}

// Absence is time in which a technician does not work inside a shift: lunch, leave, training.
type Absence struct {
	Resource ResourceID
	Span     span.Span
	Reason   string
}
