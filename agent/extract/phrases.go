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
