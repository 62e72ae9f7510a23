package booking

import "time"

// Cause says why a person is needed (DOMAIN.md 4.8).
type Cause string

const (
	CauseAskedHuman     Cause = "asked_human"
	CauseLowConfidence  Cause = "low_confidence"
	CauseSafety         Cause = "safety"
	CauseAnger          Cause = "anger"
	CausePayment        Cause = "payment"
	CauseAddress        Cause = "address"
	CauseNoSlot         Cause = "no_slot"
	CauseTechnicianHelp Cause = "technician_help"
	CauseChannelDown    Cause = "channel_down"
	CausePolicyOverride Cause = "policy_override"
	CauseLowRating      Cause = "low_rating"
	CauseUnconfirmed    Cause = "unconfirmed"  // nobody answered the reminder: call
	CauseMissed         Cause = "missed_visit" // nobody came inside the promise
	CauseVisitChange    Cause = "visit_change" // move or cancel that the agent may not do itself
)

// Priority of an escalation; each has a time to first response.
type Priority string

const (
	P1 Priority = "P1" // safety: 5 min
	P2 Priority = "P2" // a visit today at risk: 15 min
	P3 Priority = "P3" // complaint: 1 h
	P4 Priority = "P4" // question: 4 h
)

// FirstResponse is the time within which a person must answer.
func (p Priority) FirstResponse() time.Duration {
	switch p {
	case P1:
		return 5 * time.Minute
	case P2:
		return 15 * time.Minute
	case P3:
		return time.Hour
	default:
		return 4 * time.Hour
	}
}

// OpenEscalation asks for a person.
type OpenEscalation struct {
	Contact      ContactID
	Conversation ConversationID
	Visit        VisitID // empty: none
	Unit         UnitCode
	Cause        Cause
	Priority     Priority
	Summary      string // what a person needs to know in one or two lines; may hold the customer's words
}
