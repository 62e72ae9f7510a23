package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// maxNames is the most words of a name, particles not counted.
const maxNames = 5

// Name reads a name after a cue ("me llamo", "sou a Marina"), or the whole message when it was asked for. A sentence that tells no
// name gives none; "no soy Juan" names nobody.
func Name(t text.Text, asked bool) (Found, bool) {
	for i := range t.Tokens {
		n, strict := nameCues.at(t, i), false
		if w := weakCues.at(t, i); w > n {
			n, strict = w, true
		}
		if n == 0 || negatedBefore(t, i) || strict && !asked && weakCue(t.Norm(i), n) {
			continue
		}
		if strict && asked && n == 1 && i > 2 && t.Tokens[i-1].Kind != text.Mark { // "vivo con mi hermana": no cue in the middle of something else
			continue
		}
		f, to, ok := nameAt(t, i+n, strict && !asked)
		if ok && (!strict || !asked || complete(t, i+n, to)) {
			f.Confidence = 0.95
			return f, true
		}
	}
	if !asked || t.Words() > 9 {
		return Found{}, false
	}
	return bareName(t)
}

func weakCue(word string, n int) bool {
	return n == 1 && (word == "nombre" || word == "nome" || word == "con") || word == "es"
}

// bareName reads an answer that is nothing but a name, with a greeting before it and a clause behind a sign after it.
func bareName(t text.Text) (Found, bool) {
	from := skipGreeting(t)
	for askedCues.at(t, from) > 0 {
		from += askedCues.at(t, from)
	}
	f, to, ok := nameAt(t, from, false)
	if !ok {
		return Found{}, false
	}
	first := text.Fold(strings.Fields(f.Text)[0])
	known := firstNames[first]
	if !known && (!complete(t, from, to) || !likely(t, f.Text)) {
		return Found{}, false
	}
	f.Confidence = 0.75
	if known {
		f.Confidence = 0.9
	}
	return f, true
}

// likely tells whether words of which the first is no common name are a name all the same: one word, or several that are written
// alike, with no number and no article among them, the first no verb.
func likely(t text.Text, name string) bool {
	for _, tok := range t.Tokens {
		if tok.Kind == text.Number {
			return false
		}
	}
	words := strings.Fields(name)
	first := text.Fold(words[0])
	for _, ending := range []string{"ar", "er", "ir", "ando", "endo", "cion", "cao", "mente", "aron", "amos", "emos", "arme", "ame", "eme"} {
		if strings.HasSuffix(first, ending) && (len(words) == 1 || !capital(words[1])) {
			return false
		}
	}
	if strings.HasSuffix(strings.ToLower(words[0]), "é") || strings.HasSuffix(strings.ToLower(words[0]), "rei") && len(words) > 1 {
		return false
	}
	if t.Words() > 5 {
		return false
	}
	for _, w := range words[1:] {
		small := !capital(w)
		article := w == "la" || w == "las" || w == "los"
		if article && !capital(words[0]) || small && !particle(w) && capital(words[0]) {
			return false
		}
	}
	return true
}

// complete tells whether a name ends the message or its clause.
func complete(t text.Text, from, to int) bool {
	if firstNames[t.Norm(from)] || to >= len(t.Tokens) || t.Tokens[to].Kind == text.Emoji {
		return true
	}
	if t.Tokens[to].Kind == text.Mark {
		return t.Norm(to) != "?" && t.Norm(to) != "@" && t.Norm(to) != "/"
	}
	return padding.at(t, to) > 0 && !ordinary[t.Norm(to)] || t.Norm(to) == "gracias" || t.Norm(to) == "y" || t.Norm(to) == "de"
}

func skipGreeting(t text.Text) int {
	i := 0
	for i < len(t.Tokens) {
		n := greetings.at(t, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// nameAt reads the words of a name from token i: the token after it too. strict asks for capital letters, so that "soy alérgico"
// names nobody.
func nameAt(t text.Text, i int, strict bool) (f Found, to int, ok bool) {
	for titles.at(t, i) > 0 || i > 0 && t.Norm(i) == "." && titles.at(t, i-1) > 0 {
		i += max(1, titles.at(t, i))
	}
	j, words := i, 0
	for j < len(t.Tokens) && words < maxNames {
		switch {
		case j > i && particles(t, j) > j && namePart(t, particles(t, j), strict, false):
			j = particles(t, j)
		case j > i && joiner(t, j) && namePart(t, j+1, strict, false) && t.Tokens[j+1].Glued:
			j++
		case elided(t, j) && namePart(t, j+2, strict, false):
			j += 2
		case j > i && lettered(t, j):
			j += 2
		case namePart(t, j, strict, j == i):
			j, words = j+1, words+1
		default:
			return named(t, i, j)
		}
	}
	if words == maxNames && j < len(t.Tokens) && t.Tokens[j].Kind == text.Word {
		return Found{}, j, false
	}
	return named(t, i, j)
}

func named(t text.Text, i, j int) (Found, int, bool) {
	for j > i && (particle(t.Norm(j-1)) || t.Tokens[j-1].Kind == text.Mark) && t.Norm(j-1) != "." {
		j--
	}
	if j == i {
		return Found{}, j, false
	}
	start, end := t.Span(i, j)
	raw := t.Raw[start:end]
	if utf8.RuneCountInString(raw) < 2 || utf8.RuneCountInString(raw) > 60 {
		return Found{}, j, false
	}
	return Found{Text: raw, Value: title(raw), Start: start, End: end}, j, true
}

// namePart tells whether a token may be a word of a name.
func namePart(t text.Text, i int, strict, first bool) bool {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Word {
		return false
	}
	tok := t.Tokens[i]
	raw := t.Raw[tok.Start:tok.End]
	if utf8.RuneCountInString(raw) < 2 || i > 0 && tok.Glued && t.Tokens[i-1].Kind == text.Number || laughter(tok.Norm) || text.Fold(raw) != tok.Norm {
		return false
	}
	big := capital(raw)
	if firstNames[tok.Norm] {
		return big || !strict
	}
	if notNames.at(t, i) > 0 || strict && !big || !vowel(tok.Norm) {
		return false
	}
	if _, number := text.NumeralWord(tok.Norm); number && !big {
		return false
	}
	if ordinary[tok.Norm] || knownWords.words[tok.Norm] {
		return big && !first && !allCapitals(t.Raw)
	}
	return true
}

// vowel tells whether a word could be said: "asdfgh" and "xxx" could not.
func vowel(w string) bool {
	run, any := 0, false
	for _, r := range w {
		if strings.ContainsRune("aeiouy", r) {
			run, any = 0, true
			continue
		}
		if run++; run > 4 {
			return false
		}
	}
	return any
}

func allCapitals(s string) bool { return s == strings.ToUpper(s) }

// particles is the token after the small words of a name that stand at token i: "de la".
func particles(t text.Text, i int) int {
	for n := 0; n < 3 && particle(t.Norm(i)); n++ {
		i++
	}
	return i
}

// elided is the letter before an apostrophe: "O'Higgins", "D'Angelo".
func elided(t text.Text, i int) bool {
	w := t.Norm(i)
	return (w == "o" || w == "d" || w == "l") && i+2 < len(t.Tokens) && joiner(t, i+1) && t.Norm(i+1) != "-" && t.Tokens[i+2].Glued
}

// joiner is an apostrophe or a hyphen inside a name: "O'Higgins", "Pérez-Soto".
func joiner(t text.Text, i int) bool {
	switch t.Norm(i) {
	case "'", "’", "-":
		return t.Tokens[i].Glued
	}
	return false
}

// lettered is a letter with a point: "Juan P. Soto".
func lettered(t text.Text, i int) bool {
	return t.Tokens[i].Kind == text.Word && t.Tokens[i].End-t.Tokens[i].Start == 1 && t.Norm(i+1) == "." && t.Tokens[i+1].Glued && capital(t.Original(i, i+1))
}

func particle(w string) bool {
	switch w {
	case "de", "del", "la", "da", "do", "dos", "das", "las", "los", "y", "e", "van", "von", "san", "santa", "di", "della":
		return true
	}
	return false
}

func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// title writes a name with capitals, particles small; what has capitals inside stays as it was written.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case i > 0 && particle(low) && low != "san" && low != "santa":
			words[i] = low
		case w != low && w != strings.ToUpper(w):
			words[i] = w
		default:
			words[i] = capitalised(low)
		}
	}
	return strings.Join(words, " ")
}

// capitalised makes the first letter big, and each behind an apostrophe or a hyphen.
func capitalised(w string) string {
	r := []rune(w)
	for i := range r {
		if i == 0 || r[i-1] == '\'' || r[i-1] == '’' || r[i-1] == '-' {
			r[i] = unicode.ToUpper(r[i])
		}
	}
	return string(r)
}
