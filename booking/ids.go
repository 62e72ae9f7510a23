package booking

type (
	// UnitCode names a business unit ("CL").
	UnitCode string
	// TerritoryCode names a part of a city that a set of technicians serves ("RM-Oriente").
	TerritoryCode string
	// ServiceCode names a service type ("washer_repair").
	ServiceCode string
	// SkillCode names a skill ("washer_front").
	SkillCode string
	// PlaceID names a locality of the gazetteer ("cl-nunoa").
	PlaceID string
	// CustomerID names a customer (UUID text).
	CustomerID string
	// ContactID names a contact (UUID text).
	ContactID string
	// SiteID names a site (UUID text).
	SiteID string
	// LeadID names a lead (UUID text).
	LeadID string
	// ResourceID names a resource (UUID text).
	ResourceID string
	// WorkOrderID names a work order (UUID text).
	WorkOrderID string
	// VisitID names a visit (UUID text).
	VisitID string
	// AssignmentID names an assignment (UUID text).
	AssignmentID string
	// PromiseID names a promise (UUID text).
	PromiseID string
	// HoldID names a hold (UUID text).
	HoldID string
	// EscalationID names an escalation (UUID text).
	EscalationID string
	// WaitlistID names a waitlist (UUID text).
	WaitlistID string
	// ConversationID names a conversation (UUID text).
	ConversationID string
	// MessageID names a message (UUID text).
	MessageID string
	// UserID names a user (UUID text).
	UserID string
)
