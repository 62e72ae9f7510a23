package agent

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Event is what moves a dialogue one step. Exactly one of Heard, Notice and Result is set.
type Event struct {
	Now    time.Time
	Turn   string // turn id; proposals and keys are derived from it
	View   View
	Heard  *Heard
	Notice *Notice
	Result *Result
}

// Heard is what a person said in one turn.
type Heard struct {
	Language string // the language of this turn, or "" when it cannot be told
	Commands []Command
	Text     string            // all of the turn, for summaries and for problem descriptions
	SentAt   time.Time         // of the first message of the turn, by the person's phone
	Message  booking.MessageID // the last message: evidence of a consent
	Profile  string            // what the person calls themselves on their channel; a suggestion only
	Quoted   booking.MessageID // our message it answers to, when it quotes or reacts
	Media    []string          // kinds of media that came along
	Files    []MediaRef        // the same, with where they are
	Parts    []Kept            // of a technician: each message by itself, at its own time
	Unread   int               // words with a meaning of their own that no command explains
	Clauses  int               // clauses that hold several such words
	Voice    VoiceNote         // what became of the voice notes among the messages; "": there was none
}

// VoiceNote is what became of the words of a voice note.
type VoiceNote string

const (
	VoiceHeard   VoiceNote = "heard"   // it was written down and read like a text
	VoiceUnclear VoiceNote = "unclear" // nobody could tell what was said
	VoiceLate    VoiceNote = "late"    // it was not written down in time, or not at all
	VoiceLong    VoiceNote = "long"    // longer than what is listened to
	VoiceUnread  VoiceNote = "unread"  // nobody writes voice notes down here
)

// Lost tells whether words of the person were not heard.
func (v VoiceNote) Lost() bool { return v != "" && v != VoiceHeard }

// Result is what came of an effect.
type Result struct {
	Of     EffectKind      `json:"of"`
	Place  *booking.Place  `json:"place,omitempty"` // located; nil: unknown
	Slots  []booking.Slot  `json:"slots,omitempty"` // offered
	Price  *booking.Price  `json:"price,omitempty"` // nil: none in the book
	Hold   *booking.Hold   `json:"hold,omitempty"`
	Booked *booking.Booked `json:"booked,omitempty"`
	// Snippets found, at most one a topic; a topic that is not among them is one that nobody wrote anything about.
	Snippets []booking.Snippet `json:"snippets,omitempty"`
	Lost     bool              `json:"lost,omitempty"` // the slot, or the offer, went to somebody else

	Verified bool             `json:"verified,omitempty"` // the PIN was right
	Day      *booking.WorkDay `json:"day,omitempty"`      // after the steps of a message

	Failed bool              `json:"failed,omitempty"`
	LeadID booking.LeadID    `json:"lead_id,omitempty"`
	Msg    booking.MessageID `json:"msg,omitempty"` // of a say that opened a proposal
}
