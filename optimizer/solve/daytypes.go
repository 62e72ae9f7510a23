package solve

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// dayWindow reads ["09:00", "13:00"].
type dayWindow optimizer.Window

// UnmarshalJSON implements json.Unmarshaler.
func (w *dayWindow) UnmarshalJSON(data []byte) error {
	var ends []string
	if err := json.Unmarshal(data, &ends); err != nil || len(ends) != 2 {
		return fmt.Errorf(`%.60q is not a window like ["09:00", "13:00"]`, data)
	}
	var err error
	if w.From, err = timeOfDay(ends[0]); err != nil {
		return err
	}
	if w.To, err = timeOfDay(ends[1]); err != nil {
		return err
	}
	return nil
}

func timeOfDay(text string) (optimizer.Seconds, error) {
	parts := strings.Split(text, ":")
	total := 0
	for i, most := range []int{72, 59, 59} {
		n := 0
		if i < len(parts) {
			var err error
			if n, err = strconv.Atoi(parts[i]); err != nil || n < 0 || n > most || len(parts[i]) > 2 {
				return 0, fmt.Errorf("%.40q is not a time like 09:30", text)
			}
		}
		total = total*60 + n
	}
	if len(parts) < 2 || len(parts) > 3 {
		return 0, fmt.Errorf("%.40q is not a time like 09:30", text)
	}
	return optimizer.Seconds(total), nil
}

// daySkills reads {"gas": 2} or ["gas"], in the order of the names.
type daySkills []namedLevel

type namedLevel struct {
	name  string
	level int
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *daySkills) UnmarshalJSON(data []byte) error {
	*s = nil
	levels := map[string]int{}
	var names []string
	if json.Unmarshal(data, &names) == nil {
		for _, name := range names {
			levels[name] = 0
		}
	} else if err := json.Unmarshal(data, &levels); err != nil {
		return fmt.Errorf(`%.60q is not a list of skills like ["gas"] or {"gas": 2}`, data)
	}
	for _, name := range slices.Sorted(maps.Keys(levels)) {
		*s = append(*s, namedLevel{name: name, level: levels[name]})
	}
	return nil
}

// label is an id as text: of a string its content, of a number its digits.
func label(raw json.RawMessage) (string, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil && text != "" {
		return text, nil
	}
	var number int64
	if raw != nil && json.Unmarshal(raw, &number) == nil && string(raw) != "null" {
		return strconv.FormatInt(number, 10), nil
	}
	return "", errors.New("id must be a string or a whole number")
}

// minutes is a length of up to a week.
func minutes(m float64) (optimizer.Seconds, error) {
	if !(m >= 0 && m <= 7*24*60) {
		return 0, fmt.Errorf("%g minutes is out of range", m)
	}
	return optimizer.Seconds(m*60 + 0.5), nil
}
