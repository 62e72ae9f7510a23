package booking

import "time"

// LeadStatus is where a lead stands (DOMAIN.md 4.2).
type LeadStatus string

const (
	LeadNew          LeadStatus = "new"
	LeadEngaged      LeadStatus = "engaged"
	LeadQualifying   LeadStatus = "qualifying"
	LeadQualified    LeadStatus = "qualified"
	LeadOffered      LeadStatus = "offered"
	LeadConverted    LeadStatus = "converted"
	LeadParked       LeadStatus = "parked"
	LeadWaitlisted   LeadStatus = "waitlisted"
	LeadDisqualified LeadStatus = "disqualified"
	LeadLost         LeadStatus = "lost"
	LeadMerged       LeadStatus = "merged"
)

var leadMoves = map[LeadStatus][]LeadStatus{
	LeadNew:        {LeadEngaged, LeadQualifying, LeadParked, LeadLost, LeadMerged, LeadDisqualified},
	LeadEngaged:    {LeadQualifying, LeadQualified, LeadParked, LeadLost, LeadMerged, LeadDisqualified},
	LeadQualifying: {LeadQualified, LeadDisqualified, LeadWaitlisted, LeadParked, LeadLost, LeadMerged},
	LeadQualified:  {LeadOffered, LeadQualifying, LeadWaitlisted, LeadParked, LeadLost, LeadMerged, LeadDisqualified},
	LeadOffered:    {LeadConverted, LeadQualified, LeadQualifying, LeadWaitlisted, LeadParked, LeadLost, LeadMerged, LeadDisqualified},
	LeadParked:     {LeadEngaged, LeadQualifying, LeadLost, LeadMerged},
	LeadWaitlisted: {LeadEngaged, LeadQualifying, LeadQualified, LeadLost, LeadMerged},
}

// Can tells whether a lead may go from s to next. Staying is allowed while the lead is open.
func (s LeadStatus) Can(next LeadStatus) bool {
	return s.Open() && s == next || contains(leadMoves[s], next)
}

// Open tells whether the lead can still become a job.
func (s LeadStatus) Open() bool { return len(leadMoves[s]) > 0 }

// Lead is the interest of one contact in one piece of work.
type Lead struct {
	ID           LeadID
	ContactID    ContactID
	Conversation ConversationID
	Unit         UnitCode
	Status       LeadStatus
	Reason       string // why it ended: out_of_area, unsupported, customer_left, asked_human, ...
	Service      ServiceCode
	Place        PlaceID
	Problem      string
	Quantity     int
	Source       string // whatsapp, webchat, web_form, partner, ...
	Campaign     string
	FirstMessage MessageID
	CreatedAt    time.Time
}

// SaveLead makes the lead of a conversation or brings it up to date. Empty fields leave what is stored.
type SaveLead struct {
	ContactID    ContactID
	Conversation ConversationID
	Unit         UnitCode
	Status       LeadStatus
	Reason       string
	Service      ServiceCode
	Place        PlaceID
	Problem      string
	Quantity     int
	Source       string
	Campaign     string
	FirstMessage MessageID
	Wish         *Wish
}

func contains[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
