package gateway

import (
	"strings"
	"time"
	"unicode"

	"github.com/chasqui-fsm/chasqui/channels"
)

// How long a turn waits for the rest of a burst (CONVERSATION.md 1.3): people type several short messages, and one reply is
// due. Nobody waits longer than the cap after their first message.
const (
	waitShort = 1200 * time.Millisecond
	waitLong  = 2 * time.Second
	waitCap   = 8 * time.Second
)

// Patience is how long to wait for more after a message: nothing after an answer that is complete in itself (a tap, a number, a
// yes), longer after a fragment than after a sentence.
func Patience(m channels.Inbound) time.Duration {
	if m.Kind != channels.KindText {
		if m.Kind == channels.KindChoice || m.Kind == channels.KindReaction {
			return 0
		}
		return waitShort
	}
	text := strings.TrimSpace(m.Text)
	if complete(text) {
		return 0
	}
	if strings.ContainsAny(text[max(0, len(text)-1):], ".!?") {
		return waitShort
	}
	return waitLong
}

// complete tells whether a text is a whole answer: a few digits, or a word of yes or no.
func complete(text string) bool {
	if len(text) > 0 && len(text) <= 3 && strings.TrimFunc(text, unicode.IsDigit) == "" {
		return true
	}
	switch strings.ToLower(strings.Trim(text, ".! ")) {
	case "si", "sí", "no", "sim", "não", "nao", "ok", "dale", "yes", "👍", "👎":
		return true
	}
	return false
}
