package channels

import "time"

// Channel names a kind of transport.
type Channel string

const (
	WhatsApp Channel = "whatsapp" // linked device or Cloud API
	SMS      Channel = "sms"
	Webchat  Channel = "webchat"
	Terminal Channel = "terminal" // the chat command
)

// Address is one end of a conversation: a JID, an E.164 number, a web chat token. A phone number is not an identity.
type Address struct {
	Channel Channel `json:"channel"`
	Value   string  `json:"value"`
}

// Kind says what a message carries.
type Kind string

const (
	KindText     Kind = "text"
	KindLocation Kind = "location"
	KindImage    Kind = "image"
	KindAudio    Kind = "audio"
	KindDocument Kind = "document"
	KindContact  Kind = "contact"
	KindReaction Kind = "reaction"
	KindChoice   Kind = "choice" // a tapped button or list row
)

// Location is a pin that was sent.
type Location struct {
	Lat  float64 `json:"lat"`
	Lng  float64 `json:"lng"`
	Name string  `json:"name,omitempty"`
}

// Media is a stored file of a message.
type Media struct {
	Ref      string `json:"ref"` // where the bytes are
	MIMEType string `json:"mime_type"`
	Bytes    int64  `json:"bytes"`
}

// Referral is the ad that a first message came from.
type Referral struct {
	Source   string `json:"source,omitempty"`
	SourceID string `json:"source_id,omitempty"`
	ClickID  string `json:"click_id,omitempty"`
	Headline string `json:"headline,omitempty"`
}

// Inbound is one message as a transport received it.
type Inbound struct {
	From        Address
	To          Address // our number or widget
	ExternalID  string  // unique on its channel; a repeat is dropped
	SentAt      time.Time
	Kind        Kind
	Text        string
	Location    *Location
	Media       *Media
	ChoiceID    string    // of a tap
	Reaction    string    // an emoji; empty withdraws it
	TargetID    string    // external id, or our message id, of the message reacted to or quoted
	ProfileName string    // what the person calls themselves; a suggestion only
	Referral    *Referral // first message only
	Language    string    // hint of the widget; may be empty
}

// Choice is one thing a person may pick. Its number in the text is its place in the list, from 1.
type Choice struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Class orders the outbox and decides which rules of consent and hours apply.
type Class string

const (
	ClassReply     Class = "reply"     // answers what the person just wrote
	ClassService   Class = "service"   // of a live job
	ClassMarketing Class = "marketing" // nothing that was asked for
)

// Outbound is one message to send. The text already holds the numbered choices.
type Outbound struct {
	ID           string // drawn before the send
	Conversation string
	From         Address
	To           Address
	Class        Class
	Text         string
	Choices      []Choice
	Ask          string // what the agent waits for after it (agent.Ask)
	Key          string // of a notice, which is said once; empty: an answer
}

// Status of an outbound message. It only moves forward.
type Status string

const (
	StatusQueued    Status = "queued"
	StatusSent      Status = "sent"
	StatusDelivered Status = "delivered"
	StatusRead      Status = "read"
	StatusFailed    Status = "failed"
)

var rank = map[Status]int{StatusQueued: 0, StatusSent: 1, StatusFailed: 2, StatusDelivered: 3, StatusRead: 4}

// Forward tells whether next is news after s: sent < delivered < read, and failed is final unless it was delivered after all.
func (s Status) Forward(next Status) bool { return rank[next] > rank[s] }
