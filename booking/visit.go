package booking

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/span"
)

// VisitStatus is where the visit itself stands (DOMAIN.md 4.5 A).
type VisitStatus string

const (
	VisitTentative  VisitStatus = "tentative"
	VisitScheduled  VisitStatus = "scheduled"
	VisitDispatched VisitStatus = "dispatched"
	VisitEnRoute    VisitStatus = "en_route"
	VisitOnSite     VisitStatus = "on_site"
	VisitWorking    VisitStatus = "working"
	VisitPaused     VisitStatus = "paused"
	VisitCompleted  VisitStatus = "completed"
	VisitIncomplete VisitStatus = "incomplete"
	VisitNoAccess   VisitStatus = "no_access"
	VisitMissed     VisitStatus = "missed"
	VisitCanceled   VisitStatus = "canceled"
	VisitSuperseded VisitStatus = "superseded"
)

var visitMoves = map[VisitStatus][]VisitStatus{
	VisitTentative:  {VisitScheduled, VisitCanceled},
	VisitScheduled:  {VisitDispatched, VisitMissed, VisitSuperseded, VisitCanceled},
	VisitDispatched: {VisitScheduled, VisitEnRoute, VisitMissed, VisitSuperseded, VisitCanceled},
	VisitEnRoute:    {VisitOnSite, VisitDispatched, VisitCanceled},
	VisitOnSite:     {VisitWorking, VisitCompleted, VisitIncomplete, VisitNoAccess},
	VisitWorking:    {VisitPaused, VisitCompleted, VisitIncomplete},
	VisitPaused:     {VisitWorking, VisitCompleted, VisitIncomplete},
}

// Can tells whether a visit may go from s to next.
func (s VisitStatus) Can(next VisitStatus) bool { return contains(visitMoves[s], next) }

// Live tells whether the visit still takes a technician's time.
func (s VisitStatus) Live() bool { return len(visitMoves[s]) > 0 }

// UnderWay tells whether a technician is on the way to the visit or at it.
func (s VisitStatus) UnderWay() bool {
	return s == VisitEnRoute || s == VisitOnSite || s == VisitWorking || s == VisitPaused
}

// Returns tells whether the visit ended without the work being done, so that its job gets another one.
func (s VisitStatus) Returns() bool {
	return s == VisitIncomplete || s == VisitNoAccess || s == VisitMissed
}

// Movable tells whether a dispatcher may still plan the visit elsewhere.
func (s VisitStatus) Movable() bool { return s == VisitScheduled || s == VisitDispatched }

// Confirmation is what the customer said of the visit (DOMAIN.md 4.5 B).
type Confirmation string

const (
	ConfirmationNotAsked  Confirmation = "not_asked"
	ConfirmationAsked     Confirmation = "asked"
	ConfirmationConfirmed Confirmation = "confirmed"
	ConfirmationDeclined  Confirmation = "declined"
	ConfirmationNoReply   Confirmation = "no_reply"
)

// AssignmentStatus is what ties one technician to a visit (DOMAIN.md 4.5 C).
type AssignmentStatus string

const (
	AssignmentProposed  AssignmentStatus = "proposed"
	AssignmentOffered   AssignmentStatus = "offered"
	AssignmentAccepted  AssignmentStatus = "accepted"
	AssignmentDeclined  AssignmentStatus = "declined"
	AssignmentExpired   AssignmentStatus = "expired"
	AssignmentWithdrawn AssignmentStatus = "withdrawn"
	AssignmentActive    AssignmentStatus = "active"
	AssignmentReleased  AssignmentStatus = "released"
)

// Live tells whether the assignment holds the technician's time.
func (s AssignmentStatus) Live() bool {
	return s == AssignmentProposed || s == AssignmentOffered || s == AssignmentAccepted || s == AssignmentActive
}

// Visit is one trip to a site for a job.
type Visit struct {
	ID           VisitID
	WorkOrderID  WorkOrderID
	SiteID       SiteID
	Status       VisitStatus
	Confirmation Confirmation
	Window       span.Span // promised arrival window
	Planned      span.Span // planned work on site; zero when nobody is assigned
	TimeZone     string
	Duration     time.Duration
	Resource     ResourceID // of the live assignment; empty when unassigned
	Reschedules  VisitID    // the visit this one replaced
}

// Promise is a window told to a customer. It is never changed.
type Promise struct {
	ID        PromiseID
	VisitID   VisitID
	Version   int
	Window    span.Span
	MessageID MessageID // the message that told it
	ConsentID MessageID // the customer's yes
	MadeAt    time.Time
}

// BookVisit turns a held slot and the customer's yes into a job with its first visit.
type BookVisit struct {
	Hold         HoldID
	Request      SlotRequest
	Slot         Slot
	Contact      ContactID
	ContactName  string
	Conversation ConversationID
	Place        PlaceID
	Address      Address
	Pin          Pin // zero: the centroid of the place
	Problem      string
	Access       string  // how to get in: gate, guard, bell
	Recall       VisitID // whose work failed again; empty: none
	Answers      map[string]string
	PromisedBy   MessageID // the message that will tell the promise
	Consent      MessageID // the inbound yes
}

// Booked is what a booking made.
type Booked struct {
	VisitID     VisitID
	WorkOrderID WorkOrderID
	Number      int64
	Window      span.Span
	TimeZone    string
	Service     ServiceCode
	Technician  string // name
	Resource    ResourceID
	Locality    string
	Country     string
	Offered     bool // the technician has not said yes yet
}

// MoveVisit is a dispatcher's change of plan: another technician, another time inside the promised window, or both.
type MoveVisit struct {
	Visit    VisitID
	Resource ResourceID // empty: unassign
	Start    time.Time  // wished start of work; zero: the best place on that technician's route
	Reason   string
	Actor    UserID
}
