package lang

import (
	_ "embed"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:generate go run ./train

//go:embed ngrams.txt
var ngramsText string

// ngrams is how much more Spanish than Portuguese a stretch of two to four letters is, in twentieths of a natural logarithm.
var ngrams = func() map[string]int8 {
	m := make(map[string]int8, strings.Count(ngramsText, "\n"))
	for line := range strings.Lines(ngramsText) {
		if g, v, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			if n, err := strconv.ParseInt(v, 10, 8); err == nil {
				m[g] = int8(n)
			}
		}
	}
	return m
}()

// Words are the words of a text in small letters, accents kept.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// maxWord is the length of the longest word that is looked at, in bytes.
const maxWord = 40

// Grams are the stretches of two to four letters of a word, its beginning and its end marked.
func Grams(w string) iter.Seq[string] {
	return func(yield func(string) bool) {
		marked := "_" + w + "_"
		if len(marked) > maxWord {
			return
		}
		for i := 0; i < len(marked); {
			end := i
			for n := 1; n <= 4 && end < len(marked); n++ {
				_, size := utf8.DecodeRuneInString(marked[end:])
				end += size
				if n >= 2 && !yield(marked[i:end]) {
					return
				}
			}
			_, size := utf8.DecodeRuneInString(marked[i:])
			i += size
		}
	}
}

// leaning of a word: above zero Spanish, below Portuguese. Overlapping stretches say one thing several times, so that their sum is
// damped and bounded.
func leaning(w string) float64 {
	sum := 0
	for g := range Grams(w) {
		sum += int(ngrams[g])
	}
	return max(-maxLeaning, min(maxLeaning, float64(sum)/20/damping))
}

const (
	damping    = 4
	maxLeaning = 2.5
)
