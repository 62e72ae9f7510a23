package whatsapp

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
)

// Parts of one message of ours that leave as messages of their own. The first has no name: its id is the receipt's.
const (
	partFirst = ""
	partText  = "/text" // what a file that has no caption is sent with
	partPoll  = "/poll"
)

// messageID is the id of a message of ours on WhatsApp: a repeat has the same, so the phone shows it once.
func messageID(outbound, part string) types.MessageID {
	sum := sha256.Sum256([]byte(outbound + part))
	return whatsmeow.WebMessageIDPrefix + strings.ToUpper(hex.EncodeToString(sum[:9]))
}

// externalID names a message for the rest of Chasqui. WhatsApp's own ids are drawn by who sends and are unique within a chat only,
// so the person is part of it; theirs and ours are made alike, which lets a quote find either.
func externalID(person string, id types.MessageID) string { return person + "/" + id }

// number is the E.164 form of an account.
func number(jid types.JID) string { return "+" + jid.User }
