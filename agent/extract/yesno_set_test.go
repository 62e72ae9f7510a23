package extract_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// rowsOf reads a table of testdata: the fields of each line but the first.
func rowsOf(t *testing.T, name string, fields int) [][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		row := strings.Split(line, "\t")
		if len(row) != fields {
			t.Fatalf("%s:%d has %d fields", name, n+1, len(row))
		}
		if n > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

var answers = map[extract.Answer]string{extract.Yes: "yes", extract.No: "no", extract.Unclear: "none"}

// The sets were written for this test; the second after the words and rules had been settled, to be scored as it is.
func TestYesAndNoAreToldInAllOfLatinAmerica(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]float64{"yesno.tsv": 1, "yesno_blind.tsv": 0.97, "yesno_wild.tsv": 0.97, "yesno_wild2.tsv": 0.97, "yesno_wild3.tsv": 0.97} {
		said, right, wrong, answered := 0, 0, 0, 0
		for _, row := range rowsOf(t, name, 3) {
			for phrase := range strings.SplitSeq(row[2], " | ") {
				got := answers[extract.YesNo(text.Parse(phrase), row[1])]
				said++
				if row[0] != "none" {
					answered++
				}
				switch {
				case got == row[0] && got != "none":
					right++
				case got != "none":
					wrong++
					t.Logf("%s: %q in %s is %s, want %s", name, phrase, row[1], got, row[0])
				case row[0] != "none":
					t.Logf("%s: %q in %s is not told, want %s", name, phrase, row[1], row[0])
				}
			}
		}
		recall, bad := float64(right)/float64(max(answered, 1)), float64(wrong)/float64(max(said, 1))
		t.Logf("%s: %d phrases, recall %.1f %%, wrong %.2f %%", name, said, 100*recall, 100*bad)
		if recall < least || bad > 0.005 {
			t.Errorf("%s: recall %.3f (least %.2f), wrong %.4f", name, recall, least, bad)
		}
	}
}
