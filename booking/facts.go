package booking

// Names of facts, as partners see them (DOMAIN.md 6.3, with visit for appointment).
const (
	FactLeadCreated      = "lead.created"
	FactLeadQualified    = "lead.qualified"
	FactLeadDisqualified = "lead.disqualified"
	FactLeadConverted    = "lead.converted"
	FactLeadLost         = "lead.lost"
	FactLeadWaitlisted   = "lead.waitlisted"

	FactVisitOffered     = "visit.offered"
	FactVisitBooked      = "visit.booked"
	FactVisitMoved       = "visit.moved" // plan change inside the promise
	FactVisitRescheduled = "visit.rescheduled"
	FactVisitCanceled    = "visit.canceled"
	FactVisitConfirmed   = "visit.confirmed"
	FactVisitEnRoute     = "visit.en_route"
	FactVisitArrived     = "visit.arrived"
	FactVisitCompleted   = "visit.completed"
	FactVisitIncomplete  = "visit.incomplete"
	FactVisitNoAccess    = "visit.no_access"
	FactVisitMissed      = "visit.missed"
	FactVisitNoReply     = "visit.no_reply" // asked to confirm and silent until the cut-off
	FactVisitDelayed     = "visit.delayed"  // expected past its promised window
	FactVisitRated       = "visit.rated"

	FactSiteCorrected = "site.corrected" // by who stood there

	FactAssignmentOffered  = "assignment.offered"
	FactAssignmentAccepted = "assignment.accepted"
	FactAssignmentDeclined = "assignment.declined"
	FactAssignmentExpired  = "assignment.expired"
	FactAssignmentGiven    = "assignment.given" // to an employee, after others did not take it

	FactWorkOrderCreated = "work_order.created"
	FactPromiseMade      = "promise.made"
	FactEscalationOpened = "escalation.opened"
	FactConsentGiven     = "consent.given"
	FactConsentWithdrawn = "consent.withdrawn"

	FactEscalationClaimed  = "escalation.claimed"
	FactEscalationReleased = "escalation.released"
	FactEscalationUpdated  = "escalation.updated" // started, or waits for somebody
	FactEscalationResolved = "escalation.resolved"
	FactEscalationReopened = "escalation.reopened"
	FactEscalationBreached = "escalation.breached" // nobody answered in time
	FactEscalationClosed   = "escalation.closed"

	FactConversationStarted   = "conversation.started"
	FactConversationHandedOff = "conversation.handed_off"
	FactConversationTaken     = "conversation.taken_over"
	FactConversationGivenBack = "conversation.given_back"
	FactConversationResolved  = "conversation.resolved"
	FactConversationNoted     = "conversation.noted"
)

// VisitFact is the data of every visit.* fact; times carry the site's offset.
type VisitFact struct {
	VisitID         VisitID      `json:"visit_id"`
	WorkOrderID     WorkOrderID  `json:"work_order_id"`
	Service         ServiceCode  `json:"service"`
	WindowStart     string       `json:"window_start"` // RFC 3339
	WindowEnd       string       `json:"window_end"`
	Technician      string       `json:"technician"` // name; empty when unassigned
	Locality        string       `json:"locality"`
	Country         string       `json:"country"`
	TimeZone        string       `json:"time_zone"` // of the site
	Status          VisitStatus  `json:"status"`
	Confirmation    Confirmation `json:"confirmation"`
	PreviousVisitID VisitID      `json:"previous_visit_id,omitempty"`
	Reason          string       `json:"reason,omitempty"`
	Initiator       Initiator    `json:"initiator,omitempty"` // of a change
	Late            bool         `json:"late,omitempty"`      // a change inside the late window
	FeeMinor        int64        `json:"fee_minor,omitempty"` // what it costs, in the unit's currency
	At              string       `json:"at,omitempty"`        // when it happened, by the technician's phone
}
