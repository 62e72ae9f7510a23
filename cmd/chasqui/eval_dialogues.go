package main

import (
	"bytes"
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// The written dialogues and what they must come to, so that an installed binary can be measured.
//
//go:embed testdata/dialogues
var dialogueFS embed.FS

const (
	dialogueDir   = "testdata/dialogues"
	dialoguePhoto = dialogueDir + "/foto.txt"
)

// evalDialogues plays every written dialogue: right when it comes to what it expects, word for word as its golden file.
func evalDialogues(p program, server string, workers int) (evals.Measure, error) {
	m := evals.Measure{Part: "dialogues", Name: "golden", Least: 100, Most: 0}
	photo, clean, err := photoFile()
	if err != nil {
		return m, err
	}
	defer clean()
	files, err := fs.Glob(dialogueFS, dialogueDir+"/*.yaml")
	if err != nil || len(files) == 0 {
		return m, errNoDialogues
	}
	type job struct {
		country string
		d       evals.Dialogue
	}
	var todo []job
	for _, file := range files {
		raw, err := dialogueFS.ReadFile(file)
		if err != nil {
			return m, err
		}
		raw = bytes.ReplaceAll(raw, []byte(dialoguePhoto), []byte(photo))
		list, err := evals.ReadDialogues(bytes.NewReader(raw))
		if err != nil {
			return m, err
		}
		for _, d := range list {
			todo = append(todo, job{strings.TrimSuffix(path.Base(file), ".yaml"), d})
		}
	}
	step := p.steps("dialogues")
	m.N = len(todo)
	jobs := make(chan job)
	var mu sync.Mutex
	var wg sync.WaitGroup
	done, failed := 0, error(nil)
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				fault, err := playGolden(p, server, j.country, j.d, photo)
				mu.Lock()
				switch {
				case err != nil:
					failed = err
				case fault == "":
					m.Right++
				default:
					m.Wrong++
					m.Failures = append(m.Failures, j.country+" "+j.d.Name+": "+fault)
				}
				done++
				step("%d of %d", done, len(todo))
				mu.Unlock()
			}
		})
	}
	for _, j := range todo {
		jobs <- j
	}
	close(jobs)
	wg.Wait()
	return m, failed
}

// playGolden plays one dialogue and says what is wrong with it.
func playGolden(p program, server, country string, d evals.Dialogue, photo string) (fault string, err error) {
	l, err := openLab(p.ctx, server)
	if err != nil {
		return "", err
	}
	defer l.Close()
	phone, err := chatNumber(d.As)
	if err != nil {
		return "", err
	}
	played, err := evals.PlayDialogue(p.ctx, l, d, phone)
	if err != nil {
		return "", err
	}
	if faults := played.Faults(); len(faults) > 0 {
		return strings.Join(faults, "; "), nil
	}
	golden, err := dialogueFS.ReadFile(dialogueDir + "/" + country + "_" + strings.ReplaceAll(text.Fold(d.Name), " ", "_") + ".golden")
	if err != nil {
		return "no golden file", nil //nolint:nilerr // it is the dialogue that is wrong
	}
	if strings.ReplaceAll(played.Script(), photo, dialoguePhoto) != string(golden) {
		return "differs from its golden file: go test ./cmd/chasqui -run TestDialogues shows how", nil
	}
	return "", nil
}

// photoFile puts the photo of the dialogues where a technician can send it from.
func photoFile() (file string, clean func(), err error) {
	dir, err := os.MkdirTemp("", "chasqui-eval-")
	if err != nil {
		return "", nil, err
	}
	clean = func() { _ = os.RemoveAll(dir) }
	raw, err := dialogueFS.ReadFile(dialoguePhoto)
	if err == nil {
		file = filepath.Join(dir, "foto.txt")
		err = os.WriteFile(file, raw, 0o600)
	}
	if err != nil {
		clean()
		return "", nil, err
	}
	return file, clean, nil
}
