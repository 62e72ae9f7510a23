package gsm

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelled is what people write instead of characters that have no plain form by decomposition.
var spelled = map[rune]string{
	'’': "'", '‘': "'", '‚': "'", '‛': "'", '´': "'", '`': "'", '′': "'", 'ʼ': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`, '‹': "'", '›': "'",
	'–': "-", '—': "-", '‐': "-", '‑': "-", '‒': "-", '―': "-", '−': "-", '•': "-", '‣': "-", '◦': "-", '·': ".", '●': "-",
	'…': "...", '°': "o", 'º': "o", 'ª': "a", '×': "x", '÷': "/", '⁄': "/", '→': "->", '←': "<-", '≥': ">=", '≤': "<=", '≈': "~",
	'\t': " ", '\u00a0': " ", '\u202f': " ", '\u2007': " ", '\u2009': " ", '\u2002': " ", '\u2003': " ", '\u2028': "\n", '\u2029': "\n",
	'\u200b': "", '\u200c': "", '\u200d': "", '\u200e': "", '\u200f': "", '\u2060': "", '\ufeff': "", '\u00ad': "", '\ufe0f': "",
	'œ': "oe", 'Œ': "OE", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ı': "i", '©': "(c)", '®': "(r)", '™': "(tm)", '¢': "c",
}

// Plain writes a text with the characters of GSM-7, so that it takes fewer segments: á as a, “ as ", … as three dots. A text that
// has others still, or that would not get shorter in segments or change its coding, stays as it is.
func Plain(text string) string {
	if Fits(text) {
		return text
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		plain, ok := plainRune(r)
		if !ok {
			return text
		}
		b.WriteString(plain)
	}
	plain := b.String()
	if Count(plain) > Count(text) {
		return text
	}
	return plain
}

func plainRune(r rune) (string, bool) {
	if _, ok := septets[r]; ok {
		return string(r), true
	}
	if s, ok := spelled[r]; ok {
		return s, true
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.Mn, d) {
			continue
		}
		s, ok := spelled[d]
		if !ok {
			s = string(d)
		}
		b.WriteString(s)
	}
	return b.String(), Fits(b.String())
}

// WithoutEmoji takes pictures out of a text, with the blank that they leave. A digit in a box keeps the digit. A text of nothing else
// stays.
func WithoutEmoji(text string) string {
	if !strings.ContainsFunc(text, picture) {
		return text
	}
	var out []rune
	dropped := false
	for _, c := range clusters(text) {
		all := []rune(c)
		if picture(all[0]) {
			dropped = true
			continue
		}
		if dropped {
			out = closeGap(out, all[0])
			if all[0] == ' ' && (len(out) == 0 || out[len(out)-1] == '\n' || out[len(out)-1] == ' ') {
				continue
			}
		}
		dropped = false
		for _, r := range all {
			if r != selector && r != boxed {
				out = append(out, r)
			}
		}
	}
	if kept := strings.Trim(string(out), " "); strings.TrimSpace(kept) != "" {
		return kept
	}
	return text
}

// closeGap takes the blank away that stood before a picture, when a sign or the line's end comes next.
func closeGap(out []rune, next rune) []rune {
	if !strings.ContainsRune("\n.,;:!?)", next) {
		return out
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return out
}

// picture tells whether a rune is an emoji, a dingbat or a part of one; letters, digits and the signs of ordinary text are none.
func picture(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r >= 0x2b00 && r <= 0x2bff, r >= 0x2300 && r <= 0x23ff:
		return true
	}
	return r == selector || r == boxed || r == joiner || r >= 0xe0020 && r <= 0xe007f
}
