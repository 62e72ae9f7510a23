package evals

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// ScoreEntities scores an entities_*.tsv corpus: numbers with ordinals, durations, phones, and yes or no.
func ScoreEntities(r io.Reader, lang string, u Understand) ([]Measure, error) {
	rows, err := readTSV(r)
	if err != nil {
		return nil, fmt.Errorf("entities %s: %w", lang, err)
	}
	measures := map[string]*Measure{}
	order := []string{"numbers", "durations", "phones", "yes or no"}
	for _, name := range order {
		measures[name] = &Measure{Part: "corpora", Name: "entities " + lang + " " + name, Most: -1}
	}
	for _, row := range rows {
		what, judge := judgeOf(row["source"])
		if judge == nil {
			continue
		}
		q := question{Text: row["phrase"], Lang: lang, Country: homeOf(lang)}
		if what == "yes or no" {
			q.Ask = "confirm"
		}
		line, err := u.ask(q)
		if err != nil {
			return nil, fmt.Errorf("entities %s: %q: %w", lang, row["phrase"], err)
		}
		measures[what].count(judge(row["value"], line), row["phrase"]+" | "+row["value"])
	}
	var out []Measure
	for _, name := range order {
		if measures[name].N > 0 {
			out = append(out, *measures[name])
		}
	}
	return out, nil
}

// homeOf is the country that a language's people are taken to be from.
func homeOf(lang string) string {
	return map[string]string{"es": "CL", "pt": "BR"}[lang]
}

func judgeOf(source string) (what string, judge func(want string, line nlu.Line) verdict) {
	_, kind, _ := strings.Cut(source, "-")
	switch kind {
	case "numeral", "number":
		return "numbers", func(want string, l nlu.Line) verdict { return judgeNumber(want, l, false) }
	case "ordinal":
		return "numbers", func(want string, l nlu.Line) verdict { return judgeNumber(want, l, true) }
	case "duration":
		return "durations", judgeDuration
	case "phone":
		return "phones", judgePhone
	case "boolean":
		return "yes or no", judgeBoolean
	}
	return "", nil
}

// lastValue is what a value column of the form text="value" says.
func lastValue(s string) string {
	if i := strings.LastIndex(s, "="); i >= 0 {
		s = s[i+1:]
	}
	return strings.Trim(s, `"`)
}

func judgeNumber(want string, l nlu.Line, ordinal bool) verdict {
	value, err := strconv.ParseFloat(strings.ReplaceAll(lastValue(want), ",", "."), 64)
	if err != nil || len(l.Numbers) == 0 {
		return none
	}
	for _, n := range l.Numbers {
		if (n.Ordinal || !ordinal) && math.Abs(n.Value-value) <= 1e-6*math.Max(1, math.Abs(value)) {
			return right
		}
	}
	return wrong
}

// table: seconds of a unit, by duckling's names, and in the order of rustling's lists.
var (
	unitSeconds = map[string]int64{"Second": 1, "Minute": 60, "Hour": 3600, "Day": 86400, "Week": 604800, "Month": 2592000, "Year": 31536000}
	listSeconds = []int64{31536000, 2592000, 604800, 86400, 3600, 60, 1}
)

func wantedSeconds(value string) (total int64) {
	value, _, _ = strings.Cut(value, "], ")
	if list, ok := strings.CutPrefix(value, "["); ok {
		for i, part := range strings.Split(strings.TrimSuffix(list, "]"), ",") {
			n, err := strconv.ParseInt(strings.TrimSpace(part), 10, 64)
			if err != nil || i >= len(listSeconds) {
				return 0
			}
			total += n * listSeconds[i]
		}
		return total
	}
	number, unit, _ := strings.Cut(value, " ")
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0
	}
	return int64(n * float64(unitSeconds[unit]))
}

// judgeDuration allows a month or a year to be counted in other days.
func judgeDuration(want string, l nlu.Line) verdict {
	seconds := wantedSeconds(want)
	if len(l.Durations) == 0 || seconds == 0 {
		return none
	}
	for _, d := range l.Durations {
		if math.Abs(float64(d.Seconds-seconds)) <= 0.02*float64(seconds) {
			return right
		}
	}
	return wrong
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// judgePhone takes a number that ends as the one written does, whatever country code it got.
func judgePhone(want string, l nlu.Line) verdict {
	digits := strings.TrimLeft(digitsOf(lastValue(want)), "0")
	if len(l.Phones) == 0 {
		return none
	}
	for _, p := range l.Phones {
		got := digitsOf(p.E164)
		if strings.HasSuffix(got, digits) || strings.HasSuffix(digits, got) {
			return right
		}
	}
	return wrong
}

func judgeBoolean(want string, l nlu.Line) verdict {
	said := map[string]string{"true": "yes", "false": "no"}[strings.ToLower(lastValue(want))]
	switch deref(l.YesNo) {
	case "":
		return none
	case said:
		return right
	default:
		return wrong
	}
}

// ScoreLanguage tells how often the language of a phrase is found, with nothing known but the country: a Portuguese speaker in
// Brazil, a Spanish speaker in Chile.
func ScoreLanguage(r io.Reader, name, lang string, u Understand) (Measure, error) {
	m := Measure{Part: "corpora", Name: "language " + name, Most: -1}
	rows, err := readTSV(r)
	if err != nil {
		return m, fmt.Errorf("%s: %w", name, err)
	}
	for _, row := range rows {
		line, err := u.ask(question{Text: row["phrase"], Country: homeOf(lang)})
		if err != nil {
			return m, fmt.Errorf("%s: %q: %w", name, row["phrase"], err)
		}
		v := wrong
		if line.Lang == lang {
			v = right
		}
		m.count(v, row["phrase"]+" | "+line.Lang)
	}
	return m, nil
}
