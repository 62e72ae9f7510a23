package evals

import (
	"os"
	"path/filepath"
	"strings"
)

// PhraseSets scores our own phrases: those of the simulator, and the tables beside the packages of a source tree, as far as they are
// there. It gives the names of the tables that are not.
func PhraseSets(agentDir string, u Understand) (out []Measure, missing []string, err error) {
	out, err = ScorePhrases(u)
	if err != nil {
		return nil, nil, err
	}
	for i := range out {
		out[i].Least = 95
	}
	for _, s := range []struct {
		file  string
		score func(*os.File) ([]Measure, error)
	}{
		{"nlu/testdata/openings_es.tsv", func(f *os.File) ([]Measure, error) { return ScoreOpenings(f, "openings es", "es", u) }},
		{"nlu/testdata/openings_pt.tsv", func(f *os.File) ([]Measure, error) { return ScoreOpenings(f, "openings pt", "pt", u) }},
		{"nlu/testdata/dangers.tsv", func(f *os.File) ([]Measure, error) { return ScoreOpenings(f, "dangers", "", u) }},
		{"extract/testdata/yesno.tsv", func(f *os.File) ([]Measure, error) { return one(ScoreYesNo(f, "yes or no", u)) }},
		{"extract/testdata/yesno_blind.tsv", func(f *os.File) ([]Measure, error) { return one(ScoreYesNo(f, "yes or no, blind", u)) }},
	} {
		list, err := scoreFile(filepath.Join(agentDir, filepath.FromSlash(s.file)), s.score)
		if os.IsNotExist(err) {
			missing = append(missing, s.file)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		for i := range list {
			switch {
			case strings.HasPrefix(list[i].Name, "yes"):
				list[i].Least, list[i].Most = 97, 0.5
			case strings.HasSuffix(list[i].Name, "service"):
				list[i].Least = 95
			}
		}
		out = append(out, list...)
	}
	return out, missing, nil
}

func one(m Measure, err error) ([]Measure, error) { return []Measure{m}, err }

func scoreFile(path string, score func(*os.File) ([]Measure, error)) ([]Measure, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return score(f)
}
