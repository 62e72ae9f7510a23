package agent

import (
	"encoding/json"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// View is what the agent knows at the start of a turn besides its state: facts it may read and must not guess.
type View struct {
	Org      string
	Unit     booking.Unit
	Zone     *time.Location `json:"-"` // of the unit, whose name for it is in Unit.TimeZone
	Contact  Contact
	Services []Service // what the unit offers, in the order to show them
	Visits   []Visit   // of this contact, live ones, soonest first
	Past     []Visit   // of this contact, made in the last weeks, the latest first
	Desk     DeskHours
	Changes  booking.ChangePolicy // of the unit
	// Conventions is what the unit means by words about time, as agent/when reads it; empty: as its country does.
	Conventions json.RawMessage
	// Technician is set when the number is one of ours; nil: a customer.
	Technician *Technician
	// Owner of the conversation. A human owner is never talked over: only danger and opt-out are answered. Empty: whoever the
	// state says.
	Owner channels.Owner
}

// Contact is what is known of the person.
type Contact struct {
	ID       booking.ContactID
	Name     string
	Phone    string // E.164; empty when only another handle is known
	Language string // last settled language; empty for a stranger
	Country  string
}

// Service is one kind of work as the conversation needs it.
type Service struct {
	Code        booking.ServiceCode
	Names       map[string]string
	Kind        booking.ServiceKind
	Thing       string // what is worked on, the same for all services of one thing ("lavadora"); empty: its own
	AsksProblem bool
	Questions   []booking.Question
}

// Name in a language, Spanish as the fallback.
func (s Service) Name(lang string) string {
	if n := s.Names[lang]; n != "" {
		return n
	}
	return s.Names["es"]
}

// Find the service of a code.
func (v View) Find(code booking.ServiceCode) (Service, bool) {
	for _, s := range v.Services {
		if s.Code == code {
			return s, true
		}
	}
	return Service{}, false
}

// Visit is a visit of the contact: a live one, or the one that a notice is about.
type Visit struct {
	ID           booking.VisitID       `json:"id"`
	Service      booking.ServiceCode   `json:"service"`
	Quantity     int                   `json:"quantity,omitempty"`
	Unit         booking.UnitCode      `json:"unit,omitempty"`
	Territory    booking.TerritoryCode `json:"territory,omitempty"`
	At           booking.Pin           `json:"at,omitzero"`
	Window       span.Span             `json:"window"`
	TimeZone     string                `json:"time_zone"`
	Status       booking.VisitStatus   `json:"status"`
	Confirmation booking.Confirmation  `json:"confirmation,omitempty"`
	Locality     string                `json:"locality"`
	Technician   string                `json:"technician,omitempty"` // name
	Expected     time.Time             `json:"expected,omitzero"`    // arrival as planned, or as last told
	Moves        int                   `json:"moves,omitempty"`      // how often the customer moved it before
}

// DeskHours tells when people answer. Open says whether they do now; Next is when they do again.
type DeskHours struct {
	Open bool
	Next time.Time
}
