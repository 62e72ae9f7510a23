package booking

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/span"
)

// Board is one day of one unit as a dispatcher sees it: a lane a technician, and what nobody has yet.
type Board struct {
	Unit       Unit
	Day        Day
	TimeZone   string // of the unit; lanes may differ
	Lanes      []Lane // by territory, then name
	Unassigned []BoardVisit
	Totals     BoardTotals
}

// BoardTotals are the figures above the board.
type BoardTotals struct {
	Visits, Unassigned, Done, Late, Unconfirmed int
}

// Lane is the day of one technician.
type Lane struct {
	Resource Resource
	Shifts   []span.Span
	Absences []Absence
	Visits   []BoardVisit // by planned start
	Travel   time.Duration
}

// BoardVisit is one visit on the board.
type BoardVisit struct {
	ID           VisitID
	WorkOrderID  WorkOrderID
	Number       int64
	Service      ServiceCode
	ServiceName  map[string]string
	Customer     string
	Locality     string
	Territory    TerritoryCode
	Window       span.Span
	Planned      span.Span
	TimeZone     string
	Status       VisitStatus
	Confirmation Confirmation
	Resource     ResourceID
	Pin          Pin
	Late         bool // its window is over, or its planned start is, and nobody has arrived
}

// VisitDetail is all that a visit's page shows but its facts and its conversation.
type VisitDetail struct {
	Visit        Visit
	Order        WorkOrder
	ServiceName  map[string]string
	Customer     string
	Contact      Contact
	Site         Site
	Technician   *Resource // nil: unassigned
	Promises     []Promise
	Conversation ConversationID // where it was booked; empty when not by chat
}

// MoveCheck says whether a visit may be moved as asked, before it is done.
type MoveCheck struct {
	OK      bool
	Rule    string // the rule it breaks, a catalogue id: "move.rule.skill"; empty when OK
	Planned span.Span
	// Shifted lists the other visits of that route whose planned time changes; all stay inside their promises.
	Shifted []VisitID
	// ExtraTravel is the change of driving time of the routes involved; negative is better.
	ExtraTravel time.Duration
}
