package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// dialogueStart is where every dialogue's clock stands.
const dialogueStart = labStart

func TestDialogues(t *testing.T) {
	t.Parallel()
	for country, list := range dialogueFiles(t) {
		for _, d := range list {
			t.Run(country+" "+d.Name, func(t *testing.T) {
				t.Parallel()
				ctx := context.WithoutCancel(t.Context())
				lab, err := openLab(ctx, testkit.ServerURL(t))
				must(t, err)
				t.Cleanup(lab.Close)
				played := playDialogue(t, lab, d)
				testkit.Golden(t, "dialogues/"+goldenFile(country, d.Name), played.Script())
				for _, fault := range played.Faults() {
					t.Errorf("%s\n%s", fault, played.Script())
				}
				checkReplay(t, lab)
			})
		}
	}
}

// dialogueFiles are the written dialogues, by the name of their file.
func dialogueFiles(t *testing.T) map[string][]evals.Dialogue {
	t.Helper()
	files, err := filepath.Glob("testdata/dialogues/*.yaml")
	must(t, err)
	out := map[string][]evals.Dialogue{}
	for _, file := range files {
		f, err := os.Open(file)
		must(t, err)
		list, err := evals.ReadDialogues(f)
		must(t, f.Close())
		must(t, err)
		out[strings.TrimSuffix(filepath.Base(file), ".yaml")] = list
	}
	return out
}

// playDialogue runs the true chat session on a copy of the demo organisation.
func playDialogue(t *testing.T, lab *lab, d evals.Dialogue) *evals.Played {
	t.Helper()
	phone, err := chatNumber(d.As)
	must(t, err)
	played, err := evals.PlayDialogue(context.WithoutCancel(t.Context()), lab, d, phone)
	must(t, err)
	return played
}
