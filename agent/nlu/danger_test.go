package nlu_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// TestDangersAreHeardAndNotImagined holds the table of dangers, told and denied, in all wordings. All of them must be right: a danger
// that is missed hurts somebody.
func TestDangersAreHeardAndNotImagined(t *testing.T) {
	t.Parallel()
	var raw []byte
	for _, file := range []string{"dangers.tsv", "dangers_later.tsv"} {
		part, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, part...)
	}
	n := 0
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || f[0] == "country" {
			continue
		}
		if len(f) != 3 {
			t.Fatalf("line %d has %d columns", i+1, len(f))
		}
		n++
		r := demo.Understand(nlu.Message{Text: f[2], Country: f[0], Now: now})
		if got := r.Urgency(); got != agent.Urgency(f[1]) {
			t.Errorf("%q is %q, want %q", f[2], got, f[1])
		}
	}
	if n < 150 {
		t.Errorf("%d rows", n)
	}
}
