package text

import (
	"slices"
	"unicode/utf8"
)

// Lexicon finds phrases in messages. Fill it with Add, then use it from any number of goroutines.
type Lexicon[T any] struct {
	byFirst map[string][]entry[T]
	words   map[string]bool
	bySize  map[int][]string // words of five letters or more, for typing errors
}

type entry[T any] struct {
	words []string
	value T
}

// Hit is a phrase that was found: tokens From up to, not including, To.
type Hit[T any] struct {
	From, To int
	Value    T
	Fuzzy    bool // a typing error was forgiven
}

// minFuzzy is the length of the shortest word in which an error is forgiven.
const minFuzzy = 5

// NewLexicon makes an empty lexicon.
func NewLexicon[T any]() *Lexicon[T] {
	return &Lexicon[T]{byFirst: map[string][]entry[T]{}, words: map[string]bool{}, bySize: map[int][]string{}}
}

// Add makes a phrase mean a value. A phrase may mean several.
func (l *Lexicon[T]) Add(phrase string, value T) {
	var words []string
	for _, tok := range Parse(phrase).Tokens {
		words = append(words, tok.Norm)
	}
	if len(words) == 0 {
		return
	}
	l.byFirst[words[0]] = append(l.byFirst[words[0]], entry[T]{words, value})
	for _, w := range words {
		if !l.words[w] {
			l.words[w] = true
			if n := len([]rune(w)); n >= minFuzzy {
				l.bySize[n] = append(l.bySize[n], w)
			}
		}
	}
}

// Find lists the phrases of a message, those that begin first and are longest first; overlapping ones included.
func (l *Lexicon[T]) Find(t Text) []Hit[T] {
	norms, fuzzy := l.correct(t)
	var hits []Hit[T]
	for i := range norms {
		for _, e := range l.byFirst[norms[i]] {
			n := len(e.words)
			if i+n > len(norms) || !slices.Equal(norms[i:i+n], e.words) {
				continue
			}
			hits = append(hits, Hit[T]{From: i, To: i + n, Value: e.value, Fuzzy: slices.Contains(fuzzy[i:i+n], true)})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit[T]) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return b.To - a.To
	})
	return hits
}

// Longest is Find without the hits that another, longer one covers.
func (l *Lexicon[T]) Longest(t Text) []Hit[T] {
	all := l.Find(t)
	return slices.DeleteFunc(slices.Clone(all), func(h Hit[T]) bool {
		return slices.ContainsFunc(all, func(o Hit[T]) bool { return o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From })
	})
}

// correct gives the tokens as words of the lexicon where they are one error away from exactly one of them.
func (l *Lexicon[T]) correct(t Text) (norms []string, fuzzy []bool) {
	norms, fuzzy = make([]string, len(t.Tokens)), make([]bool, len(t.Tokens))
	for i, tok := range t.Tokens {
		norms[i] = tok.Norm
		if tok.Kind != Word || l.words[tok.Norm] || len(tok.Norm) < minFuzzy-1 {
			continue
		}
		if w, ok := l.nearest(tok.Norm); ok {
			norms[i], fuzzy[i] = w, true
		}
	}
	return norms, fuzzy
}

func (l *Lexicon[T]) nearest(word string) (found string, ok bool) {
	n := len([]rune(word))
	for size := max(minFuzzy, n-1); size <= n+1; size++ {
		for _, w := range l.bySize[size] {
			if !OneOff(word, w) {
				continue
			}
			if found != "" && found != w {
				return "", false
			}
			found = w
		}
	}
	return found, found != ""
}

// OneOff tells whether two words differ by one letter dropped, added, changed, or two neighbours swapped (optimal string
// alignment distance 1). The first letters must agree: people seldom miss those, and other words begin otherwise.
func OneOff(a, b string) bool {
	if a == "" || b == "" || a[0] != b[0] || len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || len(x) == 0 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i == len(x) {
		return false
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}
