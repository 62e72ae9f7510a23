package loopback

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// Template as the server keeps it.
type Template struct {
	ID, Name, Language, Category, Status, Body, Reason, Quality string
}

var (
	variable = regexp.MustCompile(`\{\{(\d+)\}\}`)
	name     = regexp.MustCompile(`^[a-z0-9_]{1,512}$`)
)

func (t *Template) values() int {
	seen := map[string]bool{}
	for _, v := range variable.FindAllString(t.Body, -1) {
		seen[v] = true
	}
	return len(seen)
}

func (t *Template) render(params []string) string {
	return variable.ReplaceAllStringFunc(t.Body, func(v string) string {
		n, _ := strconv.Atoi(strings.Trim(v, "{}"))
		if n < 1 || n > len(params) {
			return v
		}
		return params[n-1]
	})
}

func (s *Server) template(name, language string) *Template {
	for _, t := range s.templates {
		if t.Name == name && t.Language == language {
			return t
		}
	}
	return nil
}

// AddTemplate adds one that was approved long ago.
func (s *Server) AddTemplate(name, language, category, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.templates = append(s.templates, &Template{
		ID: s.id("7"), Name: name, Language: language, Category: category, Status: "APPROVED", Body: body, Quality: "GREEN",
	})
}

// Decide changes a template's status (APPROVED, REJECTED, PAUSED, DISABLED) and tells it in a webhook.
func (s *Server) Decide(name, language, status, reason string) {
	s.mu.Lock()
	t := s.template(name, language)
	if t == nil {
		s.mu.Unlock()
		s.tb.Errorf("loopback: no template %s (%s)", name, language)
		return
	}
	t.Status, t.Reason = status, reason
	id, _ := strconv.ParseInt(t.ID, 10, 64)
	s.mu.Unlock()
	s.Notice("message_template_status_update", fields{
		"event": status, "message_template_id": id, "message_template_name": name, "message_template_language": language, "reason": reason,
	})
}

// RemoveTemplate deletes one without a word.
func (s *Server) RemoveTemplate(name, language string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, t := range s.templates {
		if t.Name == name && t.Language == language {
			s.templates = append(s.templates[:i:i], s.templates[i+1:]...)
			return
		}
	}
}

// postTemplate takes one for approval.
func (s *Server) postTemplate(w http.ResponseWriter, r *http.Request) {
	var p struct {
		Name, Language, Category string
		Components               []struct {
			Type, Text string
			Example    struct {
				Body [][]string `json:"body_text"`
			}
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil || r.PathValue("account") != Account {
		refuse(w, http.StatusBadRequest, 100, "Invalid parameter")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &Template{ID: s.id("7"), Name: p.Name, Language: p.Language, Category: p.Category, Status: "PENDING", Quality: "UNKNOWN"}
	examples := 0
	for _, c := range p.Components {
		if t.Body = c.Text; len(c.Example.Body) > 0 {
			examples = len(c.Example.Body[0])
		}
	}
	switch {
	case !name.MatchString(p.Name), t.Body == "", len(t.Body) > 4096, t.values() != examples:
		refuse(w, http.StatusBadRequest, 100, "Invalid parameter")
	case s.template(p.Name, p.Language) != nil:
		refuse(w, http.StatusBadRequest, 100, "Content in this language already exists")
	default:
		s.templates = append(s.templates, t)
		reply(w, http.StatusOK, fields{"id": t.ID, "status": t.Status, "category": t.Category})
	}
}

// listTemplates gives pages of at most two, so that every test of a list turns pages.
func (s *Server) listTemplates(w http.ResponseWriter, r *http.Request) {
	const size = 2
	s.mu.Lock()
	defer s.mu.Unlock()
	first, _ := strconv.Atoi(r.URL.Query().Get("after"))
	data := []any{}
	for _, t := range s.templates[min(first, len(s.templates)):min(first+size, len(s.templates))] {
		reason := t.Reason
		if reason == "" {
			reason = "NONE"
		}
		data = append(data, fields{
			"id": t.ID, "name": t.Name, "language": t.Language, "category": t.Category, "status": t.Status, "rejected_reason": reason,
			"quality_score": fields{"score": t.Quality}, "components": []any{fields{"type": "BODY", "text": t.Body}},
		})
	}
	paging := fields{"cursors": fields{"before": strconv.Itoa(first), "after": strconv.Itoa(first + size)}}
	if first+size < len(s.templates) {
		paging["next"] = "http://elsewhere.invalid/next" // who follows it learns nothing
	}
	reply(w, http.StatusOK, fields{"data": data, "paging": paging})
}
