package evals

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// table: what the corpora must reach, plain and in each variant, and what of them is read how.

// timeCorpus is a file of times with what must be right and what may be wrong, in percent.
type timeCorpus struct {
	file        string
	part        string // "", points, ranges: by the kinds of values that are told apart
	least, most float64
}

var timeCorpora = []timeCorpus{
	{"duckling_es", "", 95, 2},
	{"duckling_pt", "", 95, 2},
	{"rustling_es", "", 88, 5},
	{"rustling_pt", "", 86, 5},
	{"recognizers_es", "points", 78, 10},
	{"recognizers_es", "ranges", 55, 25},
	{"recognizers_pt", "points", 75, 10},
	{"recognizers_pt", "ranges", 55, 25},
}

// keeps is which share of its plain score a variant must keep; wrong may rise by 2 points.
var keeps = map[string]float64{"noaccent": 0.99, "typo": 0.95, "chat": 0.90, "sentence": 0.99}

// suitsPart tells by the type of a row of Recognizers whether it is of a part. Durations are no times: they are of none.
func suitsPart(part string) func(string) bool {
	switch part {
	case "points":
		return func(flags string) bool {
			return !strings.Contains(flags, "range") && !strings.Contains(flags, "duration")
		}
	case "ranges":
		return func(flags string) bool { return strings.Contains(flags, "range") }
	default:
		return nil
	}
}

// Corpora scores the public corpora of a folder. Progress hears what is being done; may be nil.
func Corpora(dir string, u Understand, progress func(string)) ([]Measure, error) {
	if progress == nil {
		progress = func(string) {}
	}
	var out []Measure
	for _, c := range timeCorpora {
		progress("times of " + c.file)
		list, err := c.score(dir, u)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	for _, lang := range []string{"es", "pt"} {
		progress("entities " + lang)
		list, err := entitiesOf(dir, lang, u)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	for _, c := range []struct{ file, lang string }{{"watson_es_turns", "es"}, {"rasa_pt_intents", "pt"}} {
		progress("language of " + c.file)
		m, err := languageOf(dir, c.file, c.lang, u)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// score is the corpus plain and in each variant.
func (c timeCorpus) score(dir string, u Understand) (out []Measure, err error) {
	var plain Measure
	for _, variant := range Variants {
		err := withFile(dir, c.file+"_time.tsv", func(f *os.File) error {
			m, neg, err := ScoreTimes(f, strings.TrimSpace(c.file+" "+c.part), variant, suitsPart(c.part), u)
			if err != nil {
				return err
			}
			switch {
			case variant == "plain":
				m.Least, m.Most = c.least, c.most
				plain = m
			case c.part == "": // where a sentence holds several values, the rule for variants cannot tell which is meant
				m.Least, m.Most = keeps[variant]*plain.Percent(), plain.PercentWrong()+2
			}
			if out = append(out, m); variant == "plain" && neg.N > 0 {
				neg.Most = 2
				out = append(out, neg)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// enough rows to tell a share of them in percent.
const enough = 20

func entitiesOf(dir, lang string, u Understand) (out []Measure, err error) {
	err = withFile(dir, "entities_"+lang+".tsv", func(f *os.File) error {
		out, err = ScoreEntities(f, lang, u)
		for i := range out {
			switch {
			case strings.HasSuffix(out[i].Name, "numbers"), strings.HasSuffix(out[i].Name, "durations"):
				out[i].Least = 94
			case strings.HasSuffix(out[i].Name, "yes or no") && out[i].N >= enough:
				out[i].Least, out[i].Most = 97, 0.5
			}
		}
		return err
	})
	return out, err
}

func languageOf(dir, file, lang string, u Understand) (m Measure, err error) {
	err = withFile(dir, file+".tsv", func(f *os.File) error {
		m, err = ScoreLanguage(f, file, lang, u)
		m.Least = 98
		return err
	})
	return m, err
}

func withFile(dir, name string, do func(*os.File) error) error {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("corpora: %w", err)
	}
	defer f.Close()
	return do(f)
}
