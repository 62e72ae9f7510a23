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
	KindChoice   Kind = "choice" // a tapped button or list row, or a vote in a poll
	KindVideo    Kind = "video"
	KindSticker  Kind = "sticker"
	KindEdit     Kind = "edit"   // Text replaces that of the message TargetID
	KindDelete   Kind = "delete" // the message TargetID was taken back
	KindOther    Kind = "other"  // nothing that we can read: a call, a view-once photo, what is new; Text names it for people
)

// Location is a pin that was sent.
type Location struct {
	Lat     float64 `json:"lat"`
	Lng     float64 `json:"lng"`
	Name    string  `json:"name,omitempty"`
	Address string  `json:"address,omitempty"`
	Live    bool    `json:"live,omitempty"` // the start of a live location; its updates are not heard
}

// Media is a file of a message. Inbound, a transport that has only heard of it fills Remote and the gateway fetches it later.
type Media struct {
	Ref      string `json:"ref"` // our id of it; the gateway draws it
	MIMEType string `json:"mime_type"`
	Bytes    int64  `json:"bytes"`
	Name     string `json:"name,omitempty"`  // as the sender called it
	Voice    bool   `json:"voice,omitempty"` // a voice note
	Remote   string `json:"-"`               // where the transport finds it; only the transport understands it
}

// Card is a contact that was sent.
type Card struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones,omitempty"` // as written in the card
}

// Referral is the ad that a first message came from.
type Referral struct {
	Source   string `json:"source,omitempty"` // ad, post; or the widget's own word
	SourceID string `json:"source_id,omitempty"`
	URL      string `json:"url,omitempty"`
	ClickID  string `json:"click_id,omitempty"` // ctwa_clid
	Headline string `json:"headline,omitempty"`
	Body     string `json:"body,omitempty"`
}

// Inbound is one message as a transport received it.
type Inbound struct {
	From        Address
	Also        []string // other values by which From is the same person on the same channel
	Phone       string   // E.164 of the person, when the transport knows it; it may learn it later
	To          Address  // our number or widget
	ExternalID  string   // unique on its channel; a repeat is dropped
	SentAt      time.Time
	Kind        Kind
	Text        string // of media: the caption
	Location    *Location
	Media       *Media
	Card        *Card
	ChoiceID    string    // of a tap
	Reaction    string    // an emoji; empty withdraws it
	TargetID    string    // external id, or our message id, of the message reacted to, quoted, edited or deleted
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
	Ask          string    // what the agent waits for after it (agent.Ask)
	Sources      []string  // of what the organisation wrote: ids of the passages that the text repeats
	Key          string    // of a notice, which is said once; empty: an answer
	Media        *Media    // a file to send, with Text as its caption; Ref names it
	Template     *Template // how a transport says it that may not speak freely now
}

// Template is a sentence that a provider has approved, with its values: Cloud API, outside the 24 hours after a message of theirs.
type Template struct {
	Name     string   `json:"name"`     // "visit_tomorrow"
	Language string   `json:"language"` // "es_CL", "pt_BR"
	Params   []string `json:"params"`   // in the order of {{1}}, {{2}}
}

// Status of an outbound message. It only moves forward.
type Status string

const (
	StatusQueued    Status = "queued"
	StatusSent      Status = "sent"
	StatusDelivered Status = "delivered"
	StatusRead      Status = "read"
	StatusFailed    Status = "failed"
	StatusDiverted  Status = "diverted" // it goes by another channel, as another message
)

var rank = map[Status]int{StatusQueued: 0, StatusSent: 1, StatusFailed: 2, StatusDiverted: 2, StatusDelivered: 3, StatusRead: 4}

// Forward tells whether next is news after s: sent < delivered < read, and failed is final unless it was delivered after all.
func (s Status) Forward(next Status) bool { return rank[next] > rank[s] }
