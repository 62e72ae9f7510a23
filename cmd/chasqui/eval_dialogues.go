package main

import (
	"bytes"
	"embed"
	"errors"
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

var errNoDialogues = errors.New("the binary holds no dialogues")

// evalDialogues plays every written dialogue: right when it comes to what it expects, word for word as its golden file.
func evalDialogues(p program, server string, workers int) (evals.Measure, error) {
	m := evals.Measure{Part: "dialogues", Name: "golden", Least: 100, Most: 0}
	photo, clean, err := photoFile()
	if err != nil {
		return m, err
	}
	defer clean()
	todo, err := goldenDialogues(photo)
	if err != nil {
		return m, err
	}
	step := p.steps("dialogues")
	m.N = len(todo)
	jobs := make(chan golden)
	var mu sync.Mutex
	var wg sync.WaitGroup
	done, failed := 0, error(nil)
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				fault, err := playGolden(p, server, j, photo)
				mu.Lock()
				switch {
				case err != nil:
					failed = err
				case fault == "":
					m.Right++
				default:
					m.Wrong++
					m.Failures = append(m.Failures, j.country+" "+j.Name+": "+fault)
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

// golden is a written dialogue of a country's file.
type golden struct {
	evals.Dialogue
	country string
}

// goldenDialogues are all that the binary holds, with the photo where it can be sent from.
func goldenDialogues(photo string) (all []golden, err error) {
	files, err := fs.Glob(dialogueFS, dialogueDir+"/*.yaml")
	if err != nil || len(files) == 0 {
		return nil, errNoDialogues
	}
	for _, file := range files {
		raw, err := dialogueFS.ReadFile(file)
		if err != nil {
			return nil, err
		}
		list, err := evals.ReadDialogues(bytes.NewReader(bytes.ReplaceAll(raw, []byte(dialoguePhoto), []byte(photo))))
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			all = append(all, golden{d, strings.TrimSuffix(path.Base(file), ".yaml")})
		}
	}
	return all, nil
}

// goldenFile is the name of the file that holds what a dialogue must come to.
func goldenFile(country, name string) string {
	return country + "_" + strings.ReplaceAll(text.Fold(name), " ", "_") + ".golden"
}

// playGolden plays one dialogue and says what is wrong with it.
func playGolden(p program, server string, d golden, photo string) (fault string, err error) {
	l, err := openLab(p.ctx, server)
	if err != nil {
		return "", err
	}
	defer l.Close()
	phone, err := chatNumber(d.As)
	if err != nil {
		return "", err
	}
	played, err := evals.PlayDialogue(p.ctx, l, d.Dialogue, phone)
	if err != nil {
		return "", err
	}
	if faults := played.Faults(); len(faults) > 0 {
		return strings.Join(faults, "; "), nil
	}
	golden, err := dialogueFS.ReadFile(dialogueDir + "/" + goldenFile(d.country, d.Name))
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
