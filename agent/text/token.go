package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Kind of a token.
type Kind int

const (
	Word   Kind = iota // letters
	Number             // digits
	Mark               // one sign of punctuation
	Emoji              // anything else
)

// Token is a word, a run of digits or a sign.
type Token struct {
	Norm       string // folded: lower case, no accents, chat spellings written out
	Start, End int    // in the original, in bytes
	Kind       Kind
	Glued      bool // no space before it
}

// Text is a message in tokens.
type Text struct {
	Raw    string
	Tokens []Token
}

// Parse splits a message into tokens.
func Parse(raw string) Text {
	t := Text{Raw: raw, Tokens: make([]Token, 0, 16)}
	spaced := true
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		if unicode.IsSpace(r) || joins(r) {
			i += size
			spaced = true
			continue
		}
		kind := kindOf(r)
		end := i + size
		for kind == Word || kind == Number {
			next, n := utf8.DecodeRuneInString(raw[end:])
			if n == 0 || kindOf(next) != kind && !unicode.Is(unicode.Mn, next) {
				break
			}
			end += n
		}
		t.add(raw[i:end], i, end, kind, !spaced)
		i, spaced = end, false
	}
	return t
}

// joins tells whether a rune only changes the emoji before it: how it is drawn, or its colour of skin.
func joins(r rune) bool {
	return r == '\ufe0f' || r == '\u200d' || r == '\u20e3' || r >= 0x1f3fb && r <= 0x1f3ff
}

// add appends a token; a chat spelling of several words becomes several tokens over the same span.
func (t *Text) add(s string, start, end int, kind Kind, glued bool) {
	folded := Fold(s)
	if kind == Word {
		if full, ok := spellings[folded]; ok {
			folded = full
		}
	}
	for w := range strings.FieldsSeq(folded) {
		t.Tokens = append(t.Tokens, Token{Norm: w, Start: start, End: end, Kind: kind, Glued: glued})
		glued = false
	}
}

func kindOf(r rune) Kind {
	switch {
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return Word
	case r >= '0' && r <= '9':
		return Number
	case unicode.IsPunct(r) || unicode.Is(unicode.Sm, r) || unicode.Is(unicode.Sc, r):
		return Mark
	default:
		return Emoji
	}
}

// Fold lowers case and takes accents off: "Ñuñoa" is "nunoa", "às" is "as".
func Fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'º' || r == 'ª' || r == '°':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Original is the part of the message from token i up to, not including, token j.
func (t Text) Original(i, j int) string {
	if i >= j || i < 0 || j > len(t.Tokens) {
		return ""
	}
	return t.Raw[t.Tokens[i].Start:t.Tokens[j-1].End]
}

// Span in bytes of tokens i up to j.
func (t Text) Span(i, j int) (start, end int) {
	if i >= j || i < 0 || j > len(t.Tokens) {
		return 0, 0
	}
	return t.Tokens[i].Start, t.Tokens[j-1].End
}

// Norm of token i; "" outside the message.
func (t Text) Norm(i int) string {
	if i < 0 || i >= len(t.Tokens) {
		return ""
	}
	return t.Tokens[i].Norm
}

// Words counts the tokens that are words.
func (t Text) Words() int {
	n := 0
	for _, tok := range t.Tokens {
		if tok.Kind == Word {
			n++
		}
	}
	return n
}
