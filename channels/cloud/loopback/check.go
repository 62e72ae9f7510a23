package loopback

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

type text struct {
	Body string `json:"body"`
}

func (t *text) check() *problem {
	if t == nil || t.Body == "" {
		return invalid(131008, "Required parameter is missing: text")
	}
	if utf8.RuneCountInString(t.Body) > 4096 {
		return invalid(100, "Param text['body'] must be at most 4096 characters long")
	}
	return nil
}

type interactive struct {
	Type string `json:"type"`
	Body struct {
		Text string `json:"text"`
	} `json:"body"`
	Action struct {
		Name    string `json:"name"`
		Button  string `json:"button"`
		Buttons []struct {
			Type  string `json:"type"`
			Reply Choice `json:"reply"`
		} `json:"buttons"`
		Sections []struct {
			Title string   `json:"title"`
			Rows  []Choice `json:"rows"`
		} `json:"sections"`
	} `json:"action"`
}

func (i *interactive) check() *problem {
	if i == nil {
		return invalid(131008, "Required parameter is missing: interactive")
	}
	if n := utf8.RuneCountInString(i.Body.Text); n == 0 || n > 1024 {
		return invalid(131009, "Body text length invalid. Min length: 1, Max length: 1024")
	}
	switch i.Type {
	case "button":
		return i.wrongButtons()
	case "list":
		return i.wrongRows()
	case "location_request_message":
		if i.Action.Name != "send_location" {
			return invalid(131009, "Action name is invalid")
		}
		return nil
	default:
		return invalid(131009, "Interactive type is invalid")
	}
}

func (i *interactive) wrongButtons() *problem {
	if n := len(i.Action.Buttons); n < 1 || n > 3 {
		return invalid(131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
	}
	seen := map[string]bool{}
	for _, b := range i.Action.Buttons {
		if n := utf8.RuneCountInString(b.Reply.Title); b.Type != "reply" || n < 1 || n > 20 {
			return invalid(131009, "Button title length invalid. Min length: 1, Max length: 20")
		}
		if n := len(b.Reply.ID); n < 1 || n > 256 || seen["id "+b.Reply.ID] || seen["title "+b.Reply.Title] {
			return invalid(131009, "Duplicate or invalid button id or title")
		}
		seen["id "+b.Reply.ID], seen["title "+b.Reply.Title] = true, true
	}
	return nil
}

func (i *interactive) wrongRows() *problem {
	if n := utf8.RuneCountInString(i.Action.Button); n < 1 || n > 20 {
		return invalid(131009, "Button label length invalid. Min length: 1, Max length: 20")
	}
	if n := len(i.Action.Sections); n < 1 || n > 10 {
		return invalid(131009, "Section count is invalid")
	}
	seen, rows := map[string]bool{}, 0
	for _, section := range i.Action.Sections {
		if len(i.Action.Sections) > 1 && section.Title == "" || utf8.RuneCountInString(section.Title) > 24 {
			return invalid(131009, "Section title is invalid")
		}
		for _, row := range section.Rows {
			rows++
			if n := utf8.RuneCountInString(row.Title); n < 1 || n > 24 || utf8.RuneCountInString(row.Description) > 72 {
				return invalid(131009, "Row title or description length invalid. Max length: 24 and 72")
			}
			if n := len(row.ID); n < 1 || n > 200 || seen[row.ID] {
				return invalid(131009, "Row id is invalid or duplicated")
			}
			seen[row.ID] = true
		}
	}
	if rows < 1 || rows > 10 {
		return invalid(131009, "Total row count exceed max allowed count: 10")
	}
	return nil
}

// sentTemplate is a template with its values.
type sentTemplate struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []struct {
		Type       string `json:"type"`
		Parameters []struct {
			Type string `json:"type"`
			Text string `json:"text"`
		} `json:"parameters"`
	} `json:"components"`
}

func (t *sentTemplate) params() []string {
	out := []string{}
	for _, c := range t.Components {
		for _, p := range c.Parameters {
			if strings.EqualFold(c.Type, "body") {
				out = append(out, p.Text)
			}
		}
	}
	return out
}

func (s *Server) checkTemplate(t *sentTemplate) *problem {
	if t == nil {
		return invalid(131008, "Required parameter is missing: template")
	}
	known := s.template(t.Name, t.Language.Code)
	switch {
	case known == nil || known.Status != "APPROVED" && known.Status != "PAUSED" && known.Status != "DISABLED":
		return &problem{http.StatusNotFound, 132001, "Template name does not exist in the translation"}
	case known.Status == "PAUSED":
		return invalid(132015, "Template is Paused")
	case known.Status == "DISABLED":
		return invalid(132016, "Template is Disabled")
	case len(t.params()) != known.values():
		return invalid(132000, "Number of parameters does not match the expected number of params")
	}
	for _, p := range t.params() {
		if strings.ContainsAny(p, "\n\t") || strings.Contains(p, "    ") || p == "" {
			return invalid(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
		}
	}
	return nil
}
