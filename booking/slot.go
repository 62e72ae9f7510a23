package booking

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/span"
)

// Prefer is the leaning of a wish that names no window.
type Prefer string

const (
	PreferNone  Prefer = ""
	PreferASAP  Prefer = "asap"
	PreferEarly Prefer = "early" // early in the day
	PreferLate  Prefer = "late"  // late in the day
)

// Wish is when a customer would like us to come. No windows: any time. A slot fits when it overlaps a window by at least
// half of the slot or of the window (whichever is shorter) and no exclusion covers it.
type Wish struct {
	Windows []span.Span `json:"windows,omitempty"`
	Exclude []span.Span `json:"exclude,omitempty"`
	Prefer  Prefer      `json:"prefer,omitempty"`
	Text    string      `json:"text,omitempty"` // the customer's words
}

// Zero tells whether nothing was wished.
func (w Wish) Zero() bool {
	return len(w.Windows) == 0 && len(w.Exclude) == 0 && w.Prefer == PreferNone
}

// SlotRequest asks which arrival windows can be promised.
type SlotRequest struct {
	Unit      UnitCode
	Service   ServiceCode
	Quantity  int
	Territory TerritoryCode
	At        Pin // the site's pin, or the centroid of the locality
	TimeZone  string
	Wish      Wish
	Max       int    // how many to offer; 0 means 3
	Skip      []Slot // already shown and not wanted
	// Contact, when set, sees through its own active holds: they are not in its way.
	Contact ContactID
}

// Slot is an arrival window that can be promised now: at least one technician can drive it.
type Slot struct {
	Window    span.Span     `json:"window"` // arrival window told to the customer
	TimeZone  string        `json:"time_zone"`
	Territory TerritoryCode `json:"territory"`
	Resource  ResourceID    `json:"resource"` // the cheapest technician found; another may take it at the hold
	Planned   span.Span     `json:"planned"`  // planned work on site
	// Cost is the marginal cost of the visit on that route: seconds of extra travel and overtime (booking/slots).
	Cost float64 `json:"cost"`
	// Fits tells whether the slot meets the wish; those that do come first, the nearest others fill the offer up.
	Fits bool `json:"fits"`
}

// Same tells whether two slots are the same promise to the customer.
func (s Slot) Same(o Slot) bool {
	return s.Window.Start.Equal(o.Window.Start) && s.Window.End.Equal(o.Window.End)
}

// HoldSlot reserves a slot for a conversation until it expires.
type HoldSlot struct {
	Request      SlotRequest
	Slot         Slot
	Contact      ContactID
	Conversation ConversationID
}

// Hold is a reserved slot.
type Hold struct {
	ID      HoldID    `json:"id"`
	Slot    Slot      `json:"slot"`
	Expires time.Time `json:"expires"`
}

// HoldFor is how long a hold lasts.
const HoldFor = 10 * time.Minute

// JoinWaitlist keeps a wish that could not be met.
type JoinWaitlist struct {
	Contact      ContactID
	Conversation ConversationID
	Unit         UnitCode
	Service      ServiceCode
	Place        PlaceID
	Locality     string // as said, when the place is unknown
	Cause        string // no_slot, out_of_area
	Wish         Wish
}
