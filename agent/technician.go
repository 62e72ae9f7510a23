package agent

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Technician is who writes, when the number is one of ours. Such a conversation is about their work and nothing else.
type Technician struct {
	ID      booking.ResourceID
	Name    string
	Zone    string    // time zone
	Trusted bool      // proved to be themselves on this device
	Locked  time.Time // no PIN is looked at until then
	Day     booking.WorkDay
	Offers  []booking.DayVisit // that wait for their yes, what ends first before the rest
}

// Job is a visit as a technician reads it.
type Job struct {
	Visit  booking.DayVisit    `json:"visit"`
	Place  int                 `json:"place"` // in the day's order, from 1; 0: not of today
	Status booking.VisitStatus `json:"status,omitempty"`
}

// Kept is what a technician said before they proved to be themselves; it is done afterwards.
type Kept struct {
	Commands []Command         `json:"commands"`
	Message  booking.MessageID `json:"message"`
	SentAt   time.Time         `json:"sent_at"`
	Text     string            `json:"text,omitempty"`
	Media    []MediaRef        `json:"media,omitempty"`
}

// MediaRef is a file that came with a message.
type MediaRef struct {
	Kind string `json:"kind"` // image, audio, document
	Ref  string `json:"ref"`
}
