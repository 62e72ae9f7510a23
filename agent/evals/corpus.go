package evals

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// Understand is `chasqui understand --jsonl` for one line.
type Understand func(question []byte) (nlu.Line, error)

// row of a table with a header; columns by name.
type row map[string]string

// readTSV reads a table: one header line, no quoting.
func readTSV(r io.Reader) ([]row, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), 1<<20)
	if !lines.Scan() {
		return nil, errors.Join(io.ErrUnexpectedEOF, lines.Err())
	}
	names := strings.Split(strings.TrimRight(lines.Text(), "\r"), "\t")
	var out []row
	for n := 2; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if line == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) > len(names) {
			return nil, fmt.Errorf("line %d has %d columns, the header %d", n, len(fields), len(names))
		}
		r := row{}
		for i, f := range fields {
			r[names[i]] = f
		}
		out = append(out, r)
	}
	return out, lines.Err()
}

// defaultRef is the now of rows that tell none.
const defaultRef = "2016-11-07T00:00:00"

// question of a phrase.
type question struct {
	Text    string `json:"text"`
	Lang    string `json:"lang,omitempty"`
	Country string `json:"country,omitempty"`
	Now     string `json:"now"`
	Ask     string `json:"ask,omitempty"`
}

func (u Understand) ask(q question) (nlu.Line, error) {
	if q.Now == "" {
		q.Now = "2026-11-23T09:05:00"
	}
	raw, err := json.Marshal(q)
	if err != nil {
		return nlu.Line{}, err
	}
	return u(raw)
}

// verdict of one phrase.
type verdict int

const (
	none verdict = iota
	right
	wrong
)

func (m *Measure) count(v verdict, failure string) {
	m.N++
	switch v {
	case right:
		m.Right++
	case wrong:
		m.Wrong++
	}
	if v != right {
		m.Failures = append(m.Failures, []string{"none", "", "WRONG"}[v]+"  "+failure)
	}
}
