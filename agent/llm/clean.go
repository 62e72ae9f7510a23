package llm

import (
	"strings"
	"unicode"
)

// mostRunes of a message are sent.
const mostRunes = 500

// clean makes a message plain: no control and no invisible characters, one line, a bounded length.
func clean(s string) string {
	s = strings.ToValidUTF8(s, " ")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > mostRunes {
		s = strings.TrimSpace(string(runes[:mostRunes]))
	}
	return s
}
