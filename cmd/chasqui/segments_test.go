package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
)

// Every dialogue could be held by SMS: what a customer is told, choices and all, takes two segments at most. The day of a technician
// may take more.
func TestWhatCustomersAreToldFitsTwoSegmentsOfSMS(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/dialogues/*.golden")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	count := 0
	for _, f := range files {
		name := filepath.Base(f)
		if strings.HasPrefix(name, "tecnico_") || strings.HasPrefix(name, "atraso_") {
			continue
		}
		golden, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range toldIn(string(golden)) {
			if strings.HasPrefix(text, "(+") { // to somebody else: a technician
				continue
			}
			count++
			plain := gsm.Plain(gsm.WithoutEmoji(text))
			if n := gsm.Count(plain); n > 2 || !gsm.Fits(plain) {
				t.Errorf("%s: %d segments: %q", name, n, plain)
			}
		}
	}
	if count < 100 {
		t.Errorf("only %d messages: the test looks in the wrong place", count)
	}
}

// toldIn gives the messages of a dialogue: "< " and what is indented below it.
func toldIn(golden string) (out []string) {
	open := false
	for line := range strings.SplitSeq(golden, "\n") {
		switch {
		case strings.HasPrefix(line, "< "):
			out = append(out, line[2:])
			open = true
		case open && strings.HasPrefix(line, "  "):
			out[len(out)-1] += "\n" + line[2:]
		default:
			open = false
		}
	}
	return out
}
