package channels

import (
	"encoding/json"
	"time"
)

// Owner of a conversation: who answers next.
type Owner string

const (
	OwnerBot   Owner = "bot"
	OwnerHuman Owner = "human" // waiting for a person, or a person has it; the bot is silent
)

// Conversation is one thread between a contact and one of our addresses.
type Conversation struct {
	ID        string
	ContactID string
	Ours      Address // the number or widget they write to; replies leave from it
	Theirs    Address
	Owner     Owner
	State     json.RawMessage // of the dialogue; null at the start
	Turns     int             // turns committed so far
}

// Stored is an inbound message as the gateway keeps it.
type Stored struct {
	Inbound
	ID         string // our message id
	ReceivedAt time.Time
	QuotedOurs string // our message id of the quoted or reacted-to message, when it is one of ours
}

// TurnWork is what one turn has to answer: messages of one conversation, in the order they were sent.
type TurnWork struct {
	Turn         string // turn id; the same on a replay
	N            int    // its number in the conversation, from 1
	At           time.Time
	Conversation Conversation
	Messages     []Stored
}
