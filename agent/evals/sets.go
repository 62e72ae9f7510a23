package evals

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// ScoreOpenings scores a table of first messages: country, service, urgency, text. A row of service "-" wants none, one of several
// ("a|b") a question, which is none too.
func ScoreOpenings(r io.Reader, name, lang string, u Understand) ([]Measure, error) {
	service := Measure{Part: "phrases", Name: name + " service", Most: -1}
	urgency := Measure{Part: "phrases", Name: name + " urgency", Most: -1}
	rows, err := readTSV(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, row := range rows {
		line, err := u.ask(question{Text: row["text"], Lang: lang, Country: row["country"]})
		if err != nil {
			return nil, fmt.Errorf("%s: %q: %w", name, row["text"], err)
		}
		if want, ok := row["service"]; ok {
			if want == "-" || strings.Contains(want, "|") {
				want = ""
			}
			service.count(same(want, line.Service), row["text"]+" | "+want+" | "+deref(line.Service))
		}
		if want := row["urgency"]; want != "" {
			urgency.count(same(want, line.Urgency), row["text"]+" | "+want+" | "+deref(line.Urgency))
		}
	}
	return slices.DeleteFunc([]Measure{service, urgency}, func(m Measure) bool { return m.N == 0 }), nil
}

func same(want string, got *string) verdict {
	switch {
	case deref(got) == want:
		return right
	case got == nil:
		return none
	default:
		return wrong
	}
}

// ScoreYesNo scores a table of answers: want (yes, no or none), country, and answers between bars.
func ScoreYesNo(r io.Reader, name string, u Understand) (Measure, error) {
	m := Measure{Part: "phrases", Name: name, Most: -1}
	rows, err := readTSV(r)
	if err != nil {
		return m, fmt.Errorf("%s: %w", name, err)
	}
	for _, row := range rows {
		lang := "es"
		if row["country"] == "BR" {
			lang = "pt"
		}
		for said := range strings.SplitSeq(row["said"], " | ") {
			line, err := u.ask(question{Text: said, Lang: lang, Country: row["country"], Ask: "confirm"})
			if err != nil {
				return m, fmt.Errorf("%s: %q: %w", name, said, err)
			}
			want := row["want"]
			if want != "yes" && want != "no" {
				want = ""
				if deref(line.YesNo) == "no" { // "no, mejor el jueves": a no that says what instead does no harm
					want = "no"
				}
			}
			m.count(same(want, line.YesNo), said+" | "+row["want"]+" | "+deref(line.YesNo))
		}
	}
	return m, nil
}

// ScorePhrases scores what the simulator's people say: the service of an opening, the yes of a yes.
func ScorePhrases(u Understand) ([]Measure, error) {
	var out []Measure
	for _, country := range countries {
		lang := "es"
		if country == "BR" {
			lang = "pt"
		}
		openings := Measure{Part: "phrases", Name: "openings of the simulator " + country, Most: -1}
		yes := Measure{Part: "phrases", Name: "yes of the simulator " + country, Most: -1}
		for _, code := range trades {
			for _, text := range local(lang, country, "open."+string(code)) {
				line, err := u.ask(question{Text: text, Lang: lang, Country: country})
				if err != nil {
					return nil, err
				}
				openings.count(same(string(code), line.Service), text+" | "+string(code)+" | "+deref(line.Service))
			}
		}
		for _, text := range local(lang, country, "yes") {
			line, err := u.ask(question{Text: text, Lang: lang, Country: country, Ask: "confirm"})
			if err != nil {
				return nil, err
			}
			yes.count(same("yes", line.YesNo), text)
		}
		out = append(out, openings, yes)
	}
	return out, nil
}

// local are the phrases of a key: the country's own, else the language's.
func local(lang, country, key string) []string {
	if own := phrases[lang+"-"+country][key]; len(own) > 0 {
		return own
	}
	return phrases[lang][key]
}
