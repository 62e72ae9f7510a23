package text

import (
	"iter"
	"maps"
)

// NumeralWords are the words that [Text.Numeral] reads.
func NumeralWords() iter.Seq[string] { return maps.Keys(numerals) }

// NumeralWord is the value below a thousand of one word; "meia", which is a half as well as a six, is none.
func NumeralWord(w string) (value int, ok bool) {
	if w == "meia" {
		return 0, false
	}
	value, ok = numerals[w]
	return value, ok
}
