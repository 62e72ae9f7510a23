package booking

import "time"

// HandleKind says which way a contact can be reached or recognised. A phone number is one handle among others.
type HandleKind string

const (
	HandleE164    HandleKind = "e164"    // canonical phone number, "+56912345678"
	HandleWAJID   HandleKind = "wa_jid"  // WhatsApp phone JID as the server gave it
	HandleWALID   HandleKind = "wa_lid"  // WhatsApp LID
	HandleBSUID   HandleKind = "bsuid"   // business-scoped user id of the Cloud API
	HandleEmail   HandleKind = "email"   // lower case
	HandleWebchat HandleKind = "webchat" // unguessable token of a browser
)

// Handle is one name under which a contact is known. Kind and value together are unique.
type Handle struct {
	Kind  HandleKind
	Value string
}

// Contact is a person who writes to us. A contact has a customer once something was booked for them.
type Contact struct {
	ID         ContactID
	CustomerID CustomerID // empty until the first work order
	Unit       UnitCode
	Name       string // as the person gave it; empty when unknown
	Language   string // "es", "pt" or "en": the language last settled on
	Country    string // ISO 3166 alpha-2
	Handles    []Handle
	IsTest     bool
	CreatedAt  time.Time
}

// ConsentPurpose is what a person agreed to, or withdrew from.
type ConsentPurpose string

const (
	PurposeService   ConsentPurpose = "service"   // messages of a job in progress
	PurposeMarketing ConsentPurpose = "marketing" // campaigns and offers
)

// WithdrawConsent records that a contact does not want messages of a purpose any more.
type WithdrawConsent struct {
	ContactID    ContactID
	Purpose      ConsentPurpose
	Conversation ConversationID
	MessageID    MessageID // the message that said so
	Quote        string    // the words that said so
}
