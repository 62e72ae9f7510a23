package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// vocabulary is what a reader knows, to bring stretched and mistyped words back to it.
type vocabulary struct {
	words  map[string]bool
	single map[string]string    // words with doubled letters made single
	long   map[initial][]string // those in which a typing error is forgiven, by how they begin and how long they are
	least  int                  // length of the shortest of them
	loose  bool                 // an error in the ending is forgiven too
}

// initial is what two words that are one error apart share: the first letter, and nearly the length.
type initial struct {
	first byte
	size  int
}

// minForgiven is the length of the shortest word in which a reader of answers forgives an error: shorter ones have neighbours that
// mean something else ("caro" is no "claro"). Words of picks are fewer.
const (
	minForgiven     = 7
	minForgivenPick = 6
)

func vocabularyOf(least int, loose bool, sets ...phraseSet) vocabulary {
	v := vocabulary{least: least, loose: loose, words: map[string]bool{}, single: map[string]string{}, long: map[initial][]string{}}
	for _, set := range sets {
		for _, list := range set {
			for _, words := range list {
				for _, w := range words {
					if v.words[w] {
						continue
					}
					v.words[w] = true
					v.single[unstretched(w)] = w
					if len(w) >= least {
						at := initial{w[0], len(w)}
						v.long[at] = append(v.long[at], w)
					}
				}
			}
		}
	}
	return v
}

// unstretched makes runs of one letter single: "siiii" is "si", "okaaay" is "okay".
func unstretched(w string) string {
	doubled := false
	for i := 1; i < len(w) && !doubled; i++ {
		doubled = w[i] == w[i-1]
	}
	if !doubled {
		return w
	}
	var b strings.Builder
	last := rune(-1)
	for _, r := range w {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// relax gives the message with words that the vocabulary knows in place of their stretched and mistyped forms. Spans stay.
func (v vocabulary) relax(t text.Text) text.Text {
	out := text.Text{Raw: t.Raw, Tokens: make([]text.Token, len(t.Tokens))}
	copy(out.Tokens, t.Tokens)
	for i, tok := range out.Tokens {
		if tok.Kind == text.Word && !v.words[tok.Norm] && len(tok.Norm) < 40 && !laughter(tok.Norm) {
			out.Tokens[i].Norm = v.known(tok.Norm)
		}
	}
	return out
}

func (v vocabulary) known(w string) string {
	for _, base := range []string{"si", "sim", "no", "nao", "ya", "ok", "dale"} { // "sisisi"
		if len(w) > len(base) && strings.HasPrefix(w, base) && len(w)%len(base) == 0 && strings.Repeat(base, len(w)/len(base)) == w {
			return base
		}
	}
	short := unstretched(w)
	if short != w {
		if full := text.Spelled(short); v.words[full] {
			return full
		}
		if full, ok := v.single[short]; ok {
			return full
		}
	}
	if len(w) < v.least-1 {
		return w
	}
	found := ""
	for n := len(w) - 1; n <= len(w)+1; n++ {
		for _, c := range v.long[initial{w[0], n}] {
			if !v.loose && inflected(w, c) || !text.OneOff(w, c) {
				continue
			}
			if found != "" {
				return w
			}
			found = c
		}
	}
	if found == "" {
		return w
	}
	return found
}

// inflected tells whether two words differ in their endings only: "confirma" and "confirmo" are two words, not one mistyped.
func inflected(a, b string) bool {
	n := min(len(a), len(b)) - 1
	return a[:n] == b[:n]
}

// laughter tells whether a word is a laugh: "jajaja", "kkkk", "rsrs", "haha".
func laughter(w string) bool {
	if w == "lol" || w == "xd" || strings.Trim(w, "k") == "" && len(w) >= 2 {
		return true
	}
	if len(w) < 3 {
		return false
	}
	for _, letters := range []string{"ja", "je", "ji", "jo", "ha", "he", "hi", "rs", "aj", "hua", "xd"} {
		if strings.Trim(w, letters) == "" && strings.Contains(w, letters) {
			return true
		}
	}
	return false
}
