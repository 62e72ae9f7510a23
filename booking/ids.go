package booking

// Identifiers. All are UUID text, but units, territories, services and skills, which are known by their code.
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

	CustomerID     string
	ContactID      string
	SiteID         string
	LeadID         string
	ResourceID     string
	WorkOrderID    string
	VisitID        string
	AssignmentID   string
	PromiseID      string
	HoldID         string
	EscalationID   string
	WaitlistID     string
	ConversationID string
	MessageID      string
	UserID         string
)
