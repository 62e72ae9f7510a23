package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// phraseSet is a set of phrases, looked up by their first word.
type phraseSet map[string][][]string

// phrases makes a set of a list separated by bars.
func phrases(list string) phraseSet {
	set := phraseSet{}
	for p := range strings.SplitSeq(list, "|") {
		var words []string
		for _, tok := range text.Parse(strings.TrimSpace(p)).Tokens {
			words = append(words, tok.Norm)
		}
		if len(words) > 0 {
			set[words[0]] = append(set[words[0]], words)
		}
	}
	return set
}

// at is the length of the longest phrase of the set that stands at token i; 0 for none.
func (s phraseSet) at(t text.Text, i int) int {
	best := 0
	for _, words := range s[t.Norm(i)] {
		if len(words) <= best {
			continue
		}
		same := true
		for k, w := range words {
			same = same && t.Norm(i+k) == w
		}
		if same {
			best = len(words)
		}
	}
	return best
}

// find is where a phrase of the set first stands: tokens from up to to; ok is false when none does.
func (s phraseSet) find(t text.Text) (from, to int, ok bool) {
	for i := range t.Tokens {
		if n := s.at(t, i); n > 0 {
			return i, i + n, true
		}
	}
	return 0, 0, false
}
