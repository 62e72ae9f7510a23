package solve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Instance is a problem read from a file, with what is needed to answer in the file's own words.
type Instance struct {
	Problem optimizer.Problem
	// Name is the file's own title; may be empty.
	Name string
	// scale divides meters into the unit of the answer.
	scale float64
	// labels are the ids of the stops as they were written.
	labels []json.RawMessage
}

// largestFile is how many bytes Read takes.
const largestFile = 64 << 20

// Read takes a Solomon / Gehring-Homberger text or a JSON day plan; the first character tells which. Errors are one line.
func Read(r io.Reader) (*Instance, error) {
	data, err := io.ReadAll(io.LimitReader(r, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("read instance: %w", err)
	}
	return Parse(data)
}

// Parse is Read for bytes.
func Parse(data []byte) (*Instance, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimSpace(data)
	switch {
	case len(data) > largestFile:
		return nil, fmt.Errorf("file is larger than %d MB", largestFile>>20)
	case len(trimmed) == 0:
		return nil, errors.New("file is empty")
	case trimmed[0] == '{':
		return parseDayPlan(trimmed)
	default:
		return parseSolomon(data)
	}
}
