package evals

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// say draws a phrase and fills it. More pairs of name and value come before those of the goal.
func (p *Person) say(key string, pairs ...string) string {
	lang := p.task.Language
	if p.task.Style == Switcher && p.lines > 0 && p.rng.IntN(3) == 0 {
		lang = map[string]string{"es": "pt", "pt": "es"}[lang]
	}
	return p.in(lang, key, pairs...)
}

func (p *Person) in(lang, key string, pairs ...string) string {
	g := p.task.Goal
	known := local(lang, p.task.Country, key)
	if len(known) == 0 {
		panic("no phrase " + lang + " " + key) // a defect of the bank: a test looks at every key
	}
	values := append(pairs,
		"{place}", g.Place.Name, "{name}", g.Name, "{first}", first(g.Name), "{address}", p.address(), "{number}", g.Number,
		"{n}", strconv.Itoa(g.Units()),
	)
	return strings.NewReplacer(values...).Replace(pick(p.rng, known))
}

// styled says a phrase in as many words as the style uses.
func (p *Person) styled(key string, pairs ...string) string {
	if p.task.Style == Terse && len(phrases[p.task.Language][key+".short"]) > 0 {
		key += ".short"
	}
	return p.say(key, pairs...)
}

func (p *Person) wish(w Wish) string { return p.in(p.task.Language, w.Phrase) }

// address as it is written in the country.
func (p *Person) address() string {
	g := p.task.Goal
	out := g.Street + " " + g.Number
	if p.task.Country == "BR" {
		out = g.Street + ", " + g.Number
	}
	if g.Unit != "" {
		out += ", " + g.Unit
	}
	return out
}

func first(name string) string {
	name, _, _ = strings.Cut(name, " ")
	return name
}

// manner writes a line as the style does.
func (p *Person) manner(line string) string {
	switch p.task.Style {
	case Typist:
		return p.typed(line)
	case Voice:
		line = strings.ToLower(strings.NewReplacer(",", "", "?", "", "!", "", ".", "").Replace(line))
		if len(line) > 6 && p.rng.IntN(2) == 0 {
			line = p.say("filler") + " " + line
		}
	case Rude:
		if p.rng.IntN(3) == 0 && len(line) > 2 && !p.over {
			return p.say("rude") + ", " + line
		}
	case Malicious:
		if p.lines == 1 && p.rng.IntN(2) == 0 {
			return p.say("evil") + ". " + line
		}
	}
	return line
}

// chatty are spellings of people in a hurry.
var chatty = map[string][][2]string{
	"es": {{"que ", "q "}, {"por ", "x "}, {"porque", "xq"}, {"también", "tb"}, {"necesito", "nesesito"}, {"gracias", "grax"}, {"está", "ta"}},
	"pt": {{"que ", "q "}, {"você", "vc"}, {"também", "tb"}, {"quando", "qdo"}, {"obrigado", "obg"}, {"está", "tá"}, {"não", "n"}, {"hoje", "hj"}},
}

// typed drops accents, shortens, and slips in one word of the sentence. Names of people, streets and places are written with care.
func (p *Person) typed(line string) string {
	g := p.task.Goal
	kept := map[string]bool{}
	for _, s := range []string{g.Name, g.WrongName, g.Street, g.Place.Name, g.WrongPlace.Name, g.Unit} {
		for w := range strings.FieldsSeq(plain(s)) {
			kept[w] = true
		}
	}
	line = strings.ToLower(line)
	if p.rng.IntN(2) == 0 {
		for _, c := range chatty[p.task.Language] {
			line = strings.ReplaceAll(line, c[0], c[1])
		}
	}
	if p.rng.IntN(3) > 0 {
		line = plain(line)
	}
	words := strings.Fields(line)
	var long []int
	for i, w := range words {
		if len(w) >= 5 && alphabetic(w) && !kept[plain(w)] {
			long = append(long, i)
		}
	}
	if len(long) > 0 && p.rng.IntN(2) == 0 {
		i := pick(p.rng, long)
		words[i] = p.slipOfTheThumb(words[i])
	}
	return strings.Join(words, " ")
}

// slipOfTheThumb leaves a letter out, doubles one, or changes two over; the first letter is right.
func (p *Person) slipOfTheThumb(w string) string {
	r := []rune(w)
	k := 1 + p.rng.IntN(len(r)-2)
	switch p.rng.IntN(3) {
	case 0:
		return string(r[:k]) + string(r[k+1:])
	case 1:
		return string(r[:k]) + string(r[k]) + string(r[k:])
	default:
		r[k], r[k+1] = r[k+1], r[k]
		return string(r)
	}
}

func alphabetic(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// plain is a text in lower case without accents, as score_time.py makes it: unlike text.Fold it keeps signs such as º.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// holds tells whether a text has a word of every group; no groups hold nowhere.
func holds(text string, groups [][]string) bool {
	text = plain(text)
	for _, group := range groups {
		found := false
		for _, w := range group {
			found = found || strings.Contains(text, w)
		}
		if !found {
			return false
		}
	}
	return len(groups) > 0
}

// streetWord is the word of a street that no other has.
func streetWord(street string) string {
	words := strings.Fields(street)
	return words[len(words)-1]
}

// window is when somebody may come, as a sentence says it.
type window struct{ start, end time.Time }

var (
	dated = regexp.MustCompile(`(?i)(\d{1,2}) (?:de )?(\p{L}{3})\p{L}*\.?,? (?:\p{L}+ ){0,2}?(\d{1,2})(?:[:h](\d\d))?h? (?:a|às|as|to|–|-) (\d{1,2})`)
	// manyUnits is a quantity in a read-back.
	manyUnits = regexp.MustCompile(`\([2-9] `)
	months    = map[string]time.Month{"nov": time.November, "dic": time.December, "dez": time.December, "dec": time.December}
)

// readWindow reads a date with its hours out of a sentence; the year is that of the talks.
func readWindow(text string) (window, bool) {
	m := dated.FindStringSubmatch(text)
	if m == nil {
		return window{}, false
	}
	month, ok := months[plain(m[2])]
	if !ok {
		return window{}, false
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // digits by the pattern
	at := func(h, minute int) time.Time {
		return time.Date(2026, month, number(m[1]), h, minute, 0, 0, time.UTC)
	}
	return window{at(number(m[3]), number(m[4])), at(number(m[5]), 0)}, true
}

// windowIn is the window that a read-back is about: the last line that has one when a visit is moved, else the first.
func windowIn(lines []string, last bool) (w window, ok bool) {
	for _, l := range lines {
		if got, yes := readWindow(l); yes {
			w, ok = got, true
			if !last {
				return w, true
			}
		}
	}
	return w, ok
}

func dayOf(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err) // a constant of ours
	}
	return t.Add(9 * time.Hour)
}
