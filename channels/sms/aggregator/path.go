package aggregator

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// at is the value at a path; nil when there is none. An empty path is the whole.
func at(v any, path string) any {
	if path == "" {
		return v
	}
	for name := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// text is the value at a path as words; a number as it was written. An empty path, and what is no such thing, is empty.
func text(v any, path string) string {
	if path == "" {
		return ""
	}
	switch found := at(v, path).(type) {
	case string:
		return found
	case json.Number, bool:
		return fmt.Sprint(found)
	default:
		return ""
	}
}

// each gives the things of a list; one that is no list is the only thing.
func each(v any, path string) []any {
	switch found := at(v, path).(type) {
	case nil:
		return nil
	case []any:
		return found
	default:
		return []any{found}
	}
}
