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
	CauseUnconfirmed    Cause = "unconfirmed"     // nobody answered the reminder: call
	CauseAtRisk         Cause = "promise_at_risk" // we will come after the promised window
	CauseMissed         Cause = "missed_visit"    // nobody came inside the promise
	CauseVoiceNote      Cause = "voice_note"      // nobody wrote it down: listen to it
	CauseVisitChange    Cause = "visit_change"    // move or cancel that the agent may not do itself
	CauseBusiness       Cause = "business"        // a company's or a building's job: a person looks at it first
	CauseHiring         Cause = "hiring"          // somebody looks for work
	CauseKnowledge      Cause = "knowledge"       // asked something that nobody wrote an answer to
	CauseSuspicious     Cause = "suspicious"      // orders the agent about, or asks for data of others; served as anybody
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

// EscalationStatus is where an escalation stands (DOMAIN.md 4.8).
type EscalationStatus string

// The statuses; the last two are ends.
const (
	EscalationOpen            EscalationStatus = "open"
	EscalationClaimed         EscalationStatus = "claimed"
	EscalationInProgress      EscalationStatus = "in_progress"
	EscalationWaitingCustomer EscalationStatus = "waiting_customer" // its clock stands still
	EscalationWaitingInternal EscalationStatus = "waiting_internal"
	EscalationResolved        EscalationStatus = "resolved" // may be reopened within ReopenWithin
	EscalationClosed          EscalationStatus = "closed"
	EscalationAutoClosed      EscalationStatus = "auto_closed" // its cause was gone before anybody took it
)

var escalationMoves = map[EscalationStatus][]EscalationStatus{
	EscalationOpen:            {EscalationClaimed, EscalationAutoClosed},
	EscalationClaimed:         {EscalationOpen, EscalationInProgress, EscalationWaitingCustomer, EscalationWaitingInternal, EscalationResolved},
	EscalationInProgress:      {EscalationOpen, EscalationWaitingCustomer, EscalationWaitingInternal, EscalationResolved},
	EscalationWaitingCustomer: {EscalationOpen, EscalationClaimed, EscalationInProgress, EscalationWaitingInternal, EscalationResolved},
	EscalationWaitingInternal: {EscalationOpen, EscalationInProgress, EscalationWaitingCustomer, EscalationResolved},
	EscalationResolved:        {EscalationOpen, EscalationClosed},
}

// Can tells whether an escalation may go from s to next.
func (s EscalationStatus) Can(next EscalationStatus) bool { return contains(escalationMoves[s], next) }

// Live tells whether the escalation still needs a person.
func (s EscalationStatus) Live() bool { return s.Can(EscalationClaimed) || s.Can(EscalationResolved) }

// ReopenWithin is how long after its end a resolved escalation may be opened again. Then it is closed.
const ReopenWithin = 72 * time.Hour

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

// WorkEscalation is what a person does with an escalation.
type WorkEscalation struct {
	ID       EscalationID
	User     UserID
	Note     string // of a resolution: what was done; may be empty
	Overrule bool   // of somebody who may act on what others hold
}

// CuredCause names what an alert was about, now that it is over.
type CuredCause struct {
	Unit         UnitCode
	Cause        Cause
	Visit        VisitID        // empty: of no visit
	Conversation ConversationID // empty: of no conversation
}

// NoteKind says what a note of the team is.
type NoteKind string

const (
	NoteWhisper    NoteKind = "note"
	NoteResolution NoteKind = "resolution" // what was done
	NoteAgreed     NoteKind = "agreed"     // what was agreed with the customer before the bot went on
)

// AddNote writes down what the team should know and the customer never sees. One of Escalation and Conversation is set, or both.
type AddNote struct {
	Escalation   EscalationID
	Conversation ConversationID
	Author       UserID
	Kind         NoteKind
	Body         string
}
