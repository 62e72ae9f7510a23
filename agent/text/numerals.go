package text

import (
	"iter"
	"maps"
)

// NumeralWords are the words that [Text.Numeral] reads.
func NumeralWords() iter.Seq[string] { return maps.Keys(numerals) }
