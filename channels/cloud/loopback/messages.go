package loopback

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// posted is a message as it is posted.
type posted struct {
	Product     string `json:"messaging_product"`
	Recipient   string `json:"recipient"`
	To          string `json:"to"`
	Type        string `json:"type"`
	Status      string `json:"status"` // of a read mark
	MessageID   string `json:"message_id"`
	Callback    string `json:"biz_opaque_callback_data"`
	Text        *text
	Interactive *interactive
	Template    *sentTemplate
	Image       *sentFile
	Audio       *sentFile
	Video       *sentFile
	Document    *sentFile
	Sticker     *sentFile
}

func (s *Server) postMessage(w http.ResponseWriter, r *http.Request) {
	var p posted
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		refuse(w, http.StatusBadRequest, 100, "Invalid parameter")
		return
	}
	s.mu.Lock()
	l := s.lines[r.PathValue("line")]
	var f failure
	if p.Status == "" && len(s.failures) > 0 {
		f, s.failures = s.failures[0], s.failures[1:]
	}
	s.mu.Unlock()
	switch {
	case l == nil:
		refuse(w, http.StatusBadRequest, 100, "Unsupported post request. Object does not exist")
	case f.drop:
		panic(http.ErrAbortHandler)
	case f.code != 0 && !f.later:
		if f.header != "" {
			w.Header().Set("Retry-After", f.header)
		}
		refuse(w, httpOf(f), f.code, "as asked for")
	case p.Status == "read":
		s.mu.Lock()
		s.reads = append(s.reads, p.MessageID)
		s.mu.Unlock()
		reply(w, http.StatusOK, fields{"success": true})
	default:
		s.accept(w, l, p, f)
	}
}

func httpOf(f failure) int {
	switch {
	case f.http != 0:
		return f.http
	case f.code == 190 || f.code == 0:
		return http.StatusUnauthorized
	case f.code == 131000 || f.code == 131016:
		return http.StatusInternalServerError
	default:
		return http.StatusBadRequest
	}
}

// accept checks a message as Meta does, gives it to its reader and tells its statuses.
func (s *Server) accept(w http.ResponseWriter, l *line, p posted, f failure) {
	s.mu.Lock()
	if wrong := s.check(p); wrong != nil {
		s.mu.Unlock()
		refuse(w, wrong.http, wrong.code, wrong.text)
		return
	}
	s.posts++
	id := s.id("wamid.HBgL")
	to := s.customers[p.Recipient]
	contact := fields{"input": p.Recipient, "user_id": p.Recipient}
	if p.To != "" {
		to = s.known(digits(p.To))
		contact = fields{"input": p.To, "wa_id": digits(p.To)}
		if to != nil {
			contact["wa_id"] = to.waID
		}
	}
	code := s.fate(l, p, f, to)
	if code == 0 {
		to.show(s.rendered(id, p))
	}
	told := s.statusValues(l, id, p, contact, code)
	s.mu.Unlock()
	for _, v := range told {
		s.hooks.tell(Account, "messages", v)
	}
	if f.lose {
		panic(http.ErrAbortHandler)
	}
	reply(w, http.StatusOK, fields{
		"messaging_product": "whatsapp", "contacts": []any{contact}, "messages": []any{fields{"id": id, "message_status": "accepted"}},
	})
}

// fate of an accepted message: the code it fails with later, 0 when it arrives.
func (s *Server) fate(l *line, p posted, f failure, to *Customer) int {
	switch {
	case f.later:
		return f.code
	case to == nil || s.gone[to.waID]:
		return 131026
	case p.Type != "template" && s.clock.Now().Sub(to.lastIn[l.id]) >= 24*time.Hour:
		return 131047
	default:
		return 0
	}
}

// statusValues are what is told of a message. Prices are as Meta counts them since July 2025: of templates outside the window.
func (s *Server) statusValues(l *line, id string, p posted, contact fields, code int) []any {
	order := s.statuses
	if code != 0 && len(order) > 0 {
		order = []string{"failed"}
	}
	var out []any
	for _, st := range order {
		v := fields{"id": id, "status": st, "timestamp": strconv.FormatInt(s.clock.Now().Unix(), 10)}
		if p.Callback != "" {
			v["biz_opaque_callback_data"] = p.Callback
		}
		if wa, ok := contact["wa_id"]; ok {
			v["recipient_id"] = wa
		} else {
			v["recipient_user_id"] = contact["user_id"]
		}
		switch st {
		case "failed":
			v["errors"] = []any{fields{"code": code, "title": "as asked for"}}
		case "sent", "delivered":
			v["pricing"] = s.pricing(p)
		}
		out = append(out, fields{"messaging_product": "whatsapp", "metadata": l.metadata(), "statuses": []any{v}})
	}
	return out
}

func (s *Server) pricing(p posted) fields {
	if p.Template == nil {
		return fields{"billable": false, "pricing_model": "PMP", "category": "service", "type": "free_customer_service"}
	}
	category := "utility"
	if t := s.template(p.Template.Name, p.Template.Language.Code); t != nil && t.Category == "MARKETING" {
		category = "marketing"
	}
	return fields{"billable": true, "pricing_model": "PMP", "category": category, "type": "regular"}
}

func (l *line) metadata() fields {
	return fields{"display_phone_number": l.number, "phone_number_id": l.id}
}

// problem is an error to answer with.
type problem struct {
	http, code int
	text       string
}

func invalid(code int, format string, args ...any) *problem {
	return &problem{http.StatusBadRequest, code, fmt.Sprintf(format, args...)}
}

// check is what Meta refuses at once.
func (s *Server) check(p posted) *problem {
	switch {
	case p.Product != "whatsapp":
		return invalid(100, "The parameter messaging_product is required")
	case (p.To == "") == (p.Recipient == ""):
		return invalid(100, "The parameter to is required")
	case p.To != "" && (len(digits(p.To)) < 6 || len(digits(p.To)) != len(p.To)):
		return invalid(131009, "Parameter value is not valid: to")
	case len(p.Callback) > 512:
		return invalid(100, "Param biz_opaque_callback_data is too long")
	}
	switch p.Type {
	case "text":
		return p.Text.check()
	case "interactive":
		return p.Interactive.check()
	case "template":
		return s.checkTemplate(p.Template)
	}
	kind := slices.Index(fileKinds, p.Type)
	if kind < 0 {
		return invalid(100, "Param type must be one of the supported types")
	}
	return s.checkFile(p.Type, p.file())
}
