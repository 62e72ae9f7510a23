package nlu_test

import (
	"hash/fnv"
	"strings"
	"testing"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// spoil makes one typing error in a word of six letters or more: a letter dropped, doubled, or two swapped. The same message is always
// spoilt alike.
func spoil(s string) string {
	words := strings.Fields(s)
	h := fnv.New32a()
	h.Write([]byte(s))
	seed := int(h.Sum32() % 1000)
	for i := range words {
		k := (i + seed) % len(words)
		w := []rune(words[k])
		if len(w) < 6 || strings.IndexFunc(words[k], func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
			continue
		}
		at := 1 + seed%(len(w)-2)
		switch seed % 3 {
		case 0:
			w = append(w[:at], w[at+1:]...)
		case 1:
			w = append(w[:at], append([]rune{w[at]}, w[at:]...)...)
		default:
			w[at], w[at+1] = w[at+1], w[at]
		}
		words[k] = string(w)
		return strings.Join(words, " ")
	}
	return s
}

// TestOpeningsWithTypingErrors holds how much of the services is left when each opening has a typing error, or neither accents nor
// capitals nor punctuation, as voice transcripts have.
func TestOpeningsWithTypingErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(string) string
		floor  float64
	}{
		"typing errors": {spoil, 0.93},
		"no accents":    {text.Fold, 0.97},
		"capitals":      {strings.ToUpper, 0.97},
		"no marks": {func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune(",.;!¡?¿", r) {
					return ' '
				}
				return r
			}, s)
		}, 0.95},
	} {
		right, wrong, of := 0, 0, 0
		for _, file := range openingFiles {
			for _, o := range openings(t, file) {
				o.text = c.change(o.text)
				r := understandDemo(o)
				of++
				switch v := verdict(o, r); v {
				case "right":
					right++
				case "wrong":
					wrong++
					fallthrough
				default:
					code, candidates := r.Service()
					t.Logf("%s %s: %q is %q %v, want %s", name, v, o.text, code, candidates, o.service)
				}
			}
		}
		t.Logf("%s: %d of %d, %d wrong", name, right, of, wrong)
		if float64(right) < c.floor*float64(of) || float64(wrong) > 0.02*float64(of) {
			t.Errorf("%s: %d of %d services are right, %d wrong", name, right, of, wrong)
		}
	}
}
