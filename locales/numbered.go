package locales

import (
	"regexp"
	"slices"
	"strconv"
)

var placeholder = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

// Numbered is a sentence as providers of templates write it, with {{1}}, {{2}} for its values, and the names of the values in that
// order. ok is false for a key that is not there or counts.
func (w Words) Numbered(key string) (body string, names []string, ok bool) {
	m, ok := w.messages[key]
	if !ok || m.Counts() {
		return "", nil, false
	}
	body = placeholder.ReplaceAllStringFunc(m.Other, func(s string) string {
		name := placeholder.FindStringSubmatch(s)[1]
		i := slices.Index(names, name)
		if i < 0 {
			names = append(names, name)
			i = len(names) - 1
		}
		return "{{" + strconv.Itoa(i+1) + "}}"
	})
	return body, names, true
}
