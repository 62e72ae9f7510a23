package when_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Every phrase of testdata is how somebody asks for a visit; beside it stands what it means, as describe writes it.
func TestPhrasesOfAppointmentsMeanWhatTheyMean(t *testing.T) {
	t.Parallel()
	for lang, least := range map[string]int{"es": 700, "pt": 600, "en": 75} {
		path := "testdata/" + lang + ".tsv"
		golden, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		n := 0
		for line := range strings.Lines(string(golden)) {
			said, _, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
			fmt.Fprintf(&got, "%s\t%s\n", said, describe(said, lang))
			n++
		}
		if n < least {
			t.Errorf("%s has %d phrases", path, n)
		}
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(strings.Split(string(golden), "\n"), strings.Split(got.String(), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// describe writes every wish of a phrase, said on monday, as "[not ]from..to[ word ...]", joined by " | ".
func describe(said, lang string) string {
	var out []string
	for _, c := range when.Parse(text.Parse(said), lang) {
		r, ok := when.Resolve(c, monday, when.Policy{Conventions: when.For("", lang)})
		if !ok {
			out = append(out, "no such day")
			continue
		}
		out = append(out, reading(r))
	}
	return strings.Join(out, " | ")
}

func reading(r when.Reading) string {
	words := []string{moment(r.Start) + ".." + moment(r.End)}
	switch r.Open {
	case "after":
		words = []string{moment(r.Start) + ".."}
	case "before":
		words = []string{".." + moment(r.End)}
	}
	add := func(on bool, word string) {
		if on {
			words = append(words, word)
		}
	}
	add(r.Bare(), "whenever")
	add(r.Exclude, "not")
	add(r.Away, "away")
	add(r.Past, "past")
	add(r.Approx, "about")
	add(r.Undated, "any day")
	add(!r.Undated && len(r.Daily) > 0, fmt.Sprintf("on %d days", len(r.Daily)))
	add(len(r.Alternatives) > 1, fmt.Sprintf("%d readings", len(r.Alternatives)))
	add(r.Prefer != when.NoPrefer, [...]string{"", "asap", "early", "late", "any"}[r.Prefer])
	return strings.Join(words, " ")
}

// moment is a day, with the hour where it is not midnight.
func moment(t time.Time) string {
	layout := "Mon 02 Jan"
	if t.Year() != monday.Year() {
		layout += " 2006"
	}
	if t.Hour()+t.Minute() > 0 {
		layout += " 15:04"
	}
	return t.Format(layout)
}
