package agent

import (
	"encoding/json"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Prompt is all that a language model may be told of a turn, and what must be hidden from it. It proposes commands for these
// words and nothing else: whoever asks it (agent/turn) decides what becomes of them.
type Prompt struct {
	Turn     string
	Text     string // what the person wrote, unmasked: who sends it on masks it
	Language string // of the conversation; "" when it is new
	Country  string // ISO 3166 alpha-2
	Ask      Ask    // what was asked
	Offers   string // kind of the proposal that waits for a yes (Proposal.Kind)
	Flow     FlowName
	Options  []Option   // on the table
	Filled   []SlotName // what is known; its values stay here
	Visits   int        // how many live visits the contact has
	Services []Service  // what is on offer
	Service  booking.ServiceCode
	Recent   []string // catalogue ids of what was said last, oldest first: no words of anybody
	Now      time.Time
	Zone     *time.Location

	// Never sent: whose budget it is, and names to be masked.
	Contact booking.ContactID
	Names   []string
	// Conventions are the unit's, for reading its times: View.Conventions.
	Conventions json.RawMessage
}
