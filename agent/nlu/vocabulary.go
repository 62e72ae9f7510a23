package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// vocabulary is what the words of the trade are, in all their forms. It is built once.
type vocabulary struct {
	forms  map[string][]form
	sounds map[string]string   // how a word is heard -> the word, when only one is heard so
	near   map[string][]string // first letter and length -> words
	plain  map[string]bool     // words that are not corrected into others
}

// minTypo is the length of the shortest word in which a typing error is forgiven.
const minTypo = 5

func newVocabulary(own []string) *vocabulary {
	v := &vocabulary{forms: map[string][]form{}, sounds: map[string]string{}, near: map[string][]string{}, plain: map[string]bool{}}
	for _, row := range verbsOf {
		for tongue, list := range map[string]string{"es": row.es, "pt": row.pt} {
			for _, verb := range strings.Fields(list) {
				conjugate(tongue, verb, func(w string, m mood) { v.add(w, form{row.class, m}) })
			}
		}
	}
	for _, row := range wordsOf {
		for _, w := range strings.Fields(row.words) {
			v.add(text.Fold(w), form{row.class, anyMood})
		}
	}
	for _, w := range own {
		if _, ok := v.forms[w]; !ok {
			v.forms[w] = nil
		}
	}
	for _, w := range strings.Fields(commonWords) {
		v.plain[text.Fold(w)] = true
	}
	for w := range v.forms {
		if len(w) < minTypo {
			continue
		}
		s := sound(w)
		if other, ok := v.sounds[s]; ok && other < w { // the same choice each time
			w = other
		}
		v.sounds[s] = w
	}
	for w := range v.forms {
		if n := len(v.forms[w]); len(w) > minTypo+1 || len(w) > minTypo && n == 0 {
			k := bucket(w, len(w))
			v.near[k] = append(v.near[k], w)
		}
	}
	return v
}

func bucket(word string, n int) string { return word[:1] + string(rune('0'+n)) }

// knows tells whether a word is of the trade.
func (v *vocabulary) knows(word string) bool { _, ok := v.forms[word]; return ok }

// read is the word of the vocabulary that a typed word is: itself, itself without its pronouns, what sounds the same, or what is one
// typing error away and the only one so.
func (v *vocabulary) read(word string) string {
	if v.knows(word) || len(word) < minTypo || v.plain[word] {
		return word
	}
	if w, ok := bare(word, v.knows); ok {
		return w
	}
	if w, ok := v.sounds[sound(word)]; ok {
		return w
	}
	if w := v.undoubled(word); w != "" {
		return w
	}
	if len(word) > minTypo {
		if w := v.nearest(word); w != "" {
			return w
		}
	}
	return word
}

// undoubled is the word of the vocabulary that a word is with a letter typed once instead of twice; "" for none.
func (v *vocabulary) undoubled(word string) string {
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] {
			if w := word[:i] + word[i+1:]; len(v.forms[w]) > 0 {
				return w
			}
		}
	}
	return ""
}

// nearest is the one word a typing error away. When several are, and mean the same, any of them does.
func (v *vocabulary) nearest(word string) string {
	found := ""
	for n := len(word) - 1; n <= len(word)+1; n++ {
		for _, w := range v.near[bucket(word, n)] {
			if !text.OneOff(word, w) {
				continue
			}
			if found != "" && !v.alike(found, w) {
				return ""
			}
			if found == "" || w < found {
				found = w
			}
		}
	}
	return found
}

func (v *vocabulary) alike(a, b string) bool {
	x, y := v.forms[a], v.forms[b]
	return len(x) == 0 && len(y) == 0 || len(x) > 0 && len(y) > 0 && x[0].class == y[0].class
}
