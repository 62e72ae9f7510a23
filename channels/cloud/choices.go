package cloud

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Limits of messages, in characters (Meta, Cloud API messages).
const (
	maxText        = 4096
	maxBody        = 1024 // of buttons, lists and location requests
	maxCaption     = 1024
	maxButtons     = 3
	maxButtonTitle = 20
	maxButtonID    = 256
	maxRows        = 10
	maxRowTitle    = 24
	maxRowText     = 72
	maxRowID       = 200
)

// fields of a JSON object.
type fields = map[string]any

// interactive draws choices as buttons or as a list; nil when neither can hold them, and the numbered text has to do.
//
// Below buttons that show every title in full the numbered lines are left out. A list hides its rows until it is opened, so
// there they stay.
func interactive(text string, choices []channels.Choice) fields {
	if len(choices) == 0 || strings.TrimSpace(text) == "" || !distinct(choices) {
		return nil
	}
	if fitsButtons(choices) {
		if body := withoutNumbers(text, choices); runes(body) <= maxBody {
			return fields{"type": "button", "body": fields{"text": body}, "action": fields{"buttons": buttons(choices)}}
		}
	}
	if runes(text) > maxBody {
		return nil
	}
	rows := listRows(choices)
	if rows == nil {
		return nil
	}
	return fields{"type": "list", "body": fields{"text": text}, "action": fields{
		"button":   "☰ 1 – " + strconv.Itoa(len(choices)), // no words: they would need a language
		"sections": []fields{{"rows": rows}},
	}}
}

func fitsButtons(choices []channels.Choice) bool {
	titles := map[string]bool{}
	for _, c := range choices {
		if runes(c.Title) > maxButtonTitle || len(c.ID) > maxButtonID || titles[c.Title] {
			return false
		}
		titles[c.Title] = true
	}
	return len(choices) <= maxButtons
}

func buttons(choices []channels.Choice) []fields {
	out := make([]fields, len(choices))
	for i, c := range choices {
		out[i] = fields{"type": "reply", "reply": fields{"id": c.ID, "title": c.Title}}
	}
	return out
}

// listRows is nil when a list cannot say every title in full.
func listRows(choices []channels.Choice) []fields {
	if len(choices) > maxRows {
		return nil
	}
	out := make([]fields, len(choices))
	for i, c := range choices {
		row := fields{"id": c.ID, "title": c.Title}
		switch n := runes(c.Title); {
		case n > maxRowText || len(c.ID) > maxRowID:
			return nil
		case n > maxRowTitle:
			row["title"], row["description"] = strings.TrimSpace(string([]rune(c.Title)[:maxRowTitle-1]))+"…", c.Title
		}
		out[i] = row
	}
	return out
}

// distinct tells whether each choice has an id of its own, and something to read.
func distinct(choices []channels.Choice) bool {
	seen := map[string]bool{}
	for _, c := range choices {
		if c.ID == "" || seen[c.ID] || strings.TrimSpace(c.Title) == "" {
			return false
		}
		seen[c.ID] = true
	}
	return true
}

// withoutNumbers takes the numbered lines off a text's end when they say the choices and nothing else, and something is left.
func withoutNumbers(text string, choices []channels.Choice) string {
	lines := strings.Split(text, "\n")
	first := len(lines) - len(choices)
	if first < 1 {
		return text
	}
	for i, c := range choices {
		if line := lines[first+i]; line != strconv.Itoa(i+1)+". "+c.Title {
			return text
		}
	}
	if rest := strings.TrimSpace(strings.Join(lines[:first], "\n")); rest != "" {
		return rest
	}
	return text
}

func runes(s string) int { return utf8.RuneCountInString(s) }
