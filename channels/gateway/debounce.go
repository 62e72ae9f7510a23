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
	waitLong  = 2500 * time.Millisecond
	waitCap   = 8 * time.Second
)

// Patience is how long to wait for more after a message: nothing after an answer that is complete in itself (a tap, a number, a
// yes), longer after a fragment than after a sentence. After the second message of a burst it is never the shorter wait.
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
	if strings.HasSuffix(text, "?") || strings.ContainsAny(text[max(0, len(text)-1):], ".!") && len([]rune(text)) > fragment {
		return waitShort
	}
	return waitLong
}

// fragment is how many characters a text may have and still be the beginning of one, however it ends: "hola!", "buenas tardes."
const fragment = 16

// answers are texts that are whole by themselves, beside numbers: a yes or a no.
var answers = func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(`si sí sip claro dale ok okey okay bueno vale listo perfecto no nop sim não nao s n blz beleza pode
		isso confirmo confirmado ninguna ninguno nenhuma nenhum cualquiera yes yep nope 👍 👎 👌 ✅ ❌ 🙏`) {
		set[word] = true
	}
	return set
}()

// articles may stand before the number of an option.
var articles = []string{"la ", "el ", "a ", "o ", "opción ", "opcion ", "opção ", "opcao ", "option "}

// complete tells whether a text is a whole answer: the number of an option, or a word of yes or no.
func complete(text string) bool {
	text = strings.ToLower(strings.TrimFunc(text, decoration))
	if answers[text] {
		return true
	}
	for _, a := range articles {
		if rest, ok := strings.CutPrefix(text, a); ok {
			text = rest
			break
		}
	}
	return len(text) > 0 && len(text) <= 3 && strings.TrimFunc(text, unicode.IsDigit) == ""
}

// decoration is what may stand around an answer: blanks, full stops, skin tones, the frame of a keycap.
func decoration(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".,!¡)(", r) || r >= 0x1f3fb && r <= 0x1f3ff || r == 0xfe0f || r == 0x20e3
}
