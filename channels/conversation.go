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
	Phone     string // E.164 of theirs as the channel vouches for it; empty: it does not tell
	Owner     Owner
	State     json.RawMessage // of the dialogue; null at the start
	Turns     int             // turns committed so far
	Agreed    string          // what a person agreed with them before giving it back to the bot; their words
}

// Stored is an inbound message as the gateway keeps it.
type Stored struct {
	Inbound
	ID         string // our message id
	ReceivedAt time.Time
	QuotedOurs string // our message id of the quoted or reacted-to message, when it is one of ours
	QuotedAsk  string // what that message asked for (Outbound.Ask)
	// QuotedChoices are what it let people choose from.
	QuotedChoices []Choice
	Transcript    *Transcript // of a voice note; nil: nobody writes them down here
}

// TurnWork is what one turn has to answer: messages of one conversation, in the order they were sent.
type TurnWork struct {
	Turn         string // turn id; the same on a replay
	N            int    // its number in the conversation, from 1
	At           time.Time
	Conversation Conversation
	Messages     []Stored
	Model        json.RawMessage // what a model proposed for it; nil: it was not asked yet
}

// Quiet is a conversation as a notice finds it.
type Quiet struct {
	Work  TurnWork // no messages; its turn is no row of turns
	Waits bool     // a message waits for its answer
	Said  bool     // the notice was said
}

// TurnDone is what a turn came to. It is written in one transaction with all that the turn did.
type TurnDone struct {
	Work     TurnWork
	State    json.RawMessage
	Language string
	Commands json.RawMessage // what was understood, for replay
	Effects  json.RawMessage // what was done, for replay
	View     json.RawMessage // what was known of the person, for replay
	Owner    Owner           // who answers next; empty leaves it
	Replies  []Outbound
}

// PastTurn is a turn that is done, as it is stored: what went in and what came out.
type PastTurn struct {
	Work     TurnWork        // its conversation is as the turn found it, but for the owner, who is in the view
	Rules    string          // version of what decided
	View     json.RawMessage // empty: of before views were kept
	Commands json.RawMessage
	Effects  json.RawMessage
	State    json.RawMessage // afterwards
}

// Received says what became of an inbound message.
type Received struct {
	Conversation string
	Message      string
	Repeated     bool // it was here before, or needs no answer; nothing new waits
}

// Line is one message of a transcript, whoever wrote it.
type Line struct {
	ID       string
	Seq      int64  // order of storing
	Out      bool   // we said it
	Author   string // contact, bot, system, user:<id>
	Kind     Kind
	Text     string
	Choices  []Choice
	Location *Location
	Media    *Media
	Card     *Card
	Reaction string
	ChoiceID string
	Ask      string // what the agent waits for after it
	Sources  []string
	Status   Status
	Failure  string // why a message of ours failed
	SentAt   time.Time

	NotBefore time.Time // ours, queued: it waits until then; zero: it does not wait
	Rule      string    // what makes it wait: "co.ley_2300.hours", "retry.timeout"
	Instead   string    // ours, diverted: the conversation of the message that goes instead
	TakenBack bool      // theirs: they deleted it
	Edited    string    // theirs: what they changed it to after a turn had read Text; empty: nothing
	Answered  bool      // theirs: a turn read it

	Transcript *Transcript // of a voice note; nil: nobody writes them down here
}
