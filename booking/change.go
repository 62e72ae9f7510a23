package booking

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/money"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Initiator says who wanted a change of a visit.
type Initiator string

const (
	ByCustomer   Initiator = "customer"
	ByCompany    Initiator = "company"
	ByTechnician Initiator = "technician"
)

// ChangePolicy is what a unit asks of customers who move or cancel a visit.
type ChangePolicy struct {
	Late     time.Duration // a change is late from this long before the promised window on
	Fee      money.Money   // of a late change; zero: none
	MaxMoves int           // how often a customer moves a visit without a person
}

// LateAt tells whether a change made at now is late for a visit promised in a window.
func (p ChangePolicy) LateAt(window span.Span, now time.Time) bool {
	return now.Add(p.Late).After(window.Start)
}

// FeeAt is what a change made at now costs.
func (p ChangePolicy) FeeAt(window span.Span, now time.Time) money.Money {
	if p.LateAt(window, now) {
		return p.Fee
	}
	return money.New(0, p.Fee.Currency)
}

// RescheduleVisit gives a job another visit, in a held slot, after the customer's yes: one that stands is superseded, one that
// ended without the work being done gets a return visit.
type RescheduleVisit struct {
	Visit        VisitID
	Hold         HoldID
	Request      SlotRequest
	Slot         Slot
	Contact      ContactID
	Conversation ConversationID
	PromisedBy   MessageID // the message that will tell the new promise
	Consent      MessageID // the customer's yes
	Initiator    Initiator
	Reason       string
	Late         bool  // as the customer was told
	FeeMinor     int64 // as the customer was told
}

// CancelVisit calls a visit off after the customer's yes, or for the company.
type CancelVisit struct {
	Visit        VisitID
	Contact      ContactID // whose visit it must be; empty: anybody's
	Conversation ConversationID
	Consent      MessageID // empty: the company cancels
	Initiator    Initiator
	Reason       string
	Late         bool  // as the customer was told
	FeeMinor     int64 // as the customer was told
	Actor        UserID
}

// AnswerVisit is what a customer said of a visit that stands.
type AnswerVisit struct {
	Visit        VisitID
	Contact      ContactID
	Conversation ConversationID
	Confirmation Confirmation
}

// NoteAccess keeps how to get in at a visit of a contact.
type NoteAccess struct {
	Visit   VisitID
	Contact ContactID
	Text    string
}

// RepinVisit is where a visit really is, by the technician who stands there.
type RepinVisit struct {
	Visit    VisitID
	Resource ResourceID
	Pin      Pin
}

// AnswerOffer is a contractor's word on an offer.
type AnswerOffer struct {
	Assignment AssignmentID
	Resource   ResourceID
	Accept     bool
}

// RateVisit is a customer's grade for a visit that was made.
type RateVisit struct {
	Visit        VisitID
	Contact      ContactID
	Conversation ConversationID
	Message      MessageID
	Score        int    // 1 to 5
	Comment      string // may be empty
}

// LowScore is the highest score that calls a person.
const LowScore = 2
