package webchat

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	maxBody  = 64 << 10
	maxID    = 64
	maxRunes = 4096
)

// posted is a message as the page sends it: one of text, choice, location, edit and delete.
type posted struct {
	ID       string             `json:"id"` // drawn by the page; a repeat is the same message
	Text     string             `json:"text"`
	Choice   string             `json:"choice"` // id of an option shown; text then is its title
	Location *channels.Location `json:"location"`
	Edit     string             `json:"edit"`     // id of an earlier message of the page, which Text replaces
	Delete   string             `json:"delete"`   // id of an earlier message of the page, which is taken back
	Language string             `json:"language"` // of the page: "es-CL"
}

// postRate is for a person: quicker than anybody types.
var postRate = Rate{PerMinute: 60, Burst: 20}

func (c *Chat) post(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err == nil {
			err = c.o.Limit(r.Context(), "webchat.post "+from.Value, postRate)
		}
		if err != nil {
			c.fail(w, r, err)
			return
		}
		in, err := read(w, r)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		in.From, in.To, in.SentAt = from, Ours, c.o.DB.Now()
		in.ExternalID = from.Value + "/" + in.ExternalID // ids of two pages are never the same message
		if in.TargetID != "" {
			in.TargetID = from.Value + "/" + in.TargetID
		}
		got, err := c.o.Inbox.Receive(r.Context(), in)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		reply(w, http.StatusAccepted, map[string]any{"message": got.Message, "repeated": got.Repeated})
	}
}

func read(w http.ResponseWriter, r *http.Request) (channels.Inbound, error) {
	var p posted
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&p); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return channels.Inbound{}, errTooLarge
		}
		return channels.Inbound{}, errMalformed
	}
	if p.ID == "" || len(p.ID) > maxID || len(p.Edit) > maxID || len(p.Delete) > maxID {
		return channels.Inbound{}, errMalformed
	}
	if utf8.RuneCountInString(p.Text) > maxRunes {
		return channels.Inbound{}, errTooLarge
	}
	in := channels.Inbound{ExternalID: p.ID, Kind: channels.KindText, Text: p.Text, Language: spoken(p.Language)}
	switch {
	case p.Location != nil:
		in.Kind, in.Location = channels.KindLocation, p.Location
	case p.Delete != "":
		in.Kind, in.TargetID = channels.KindDelete, p.Delete
	case p.Edit != "":
		in.Kind, in.TargetID = channels.KindEdit, p.Edit
	case p.Choice != "":
		in.Kind, in.ChoiceID = channels.KindChoice, p.Choice
	}
	return in, nil
}

// spoken is the language of a page's locale when we speak it.
func spoken(locale string) string {
	switch language, _, _ := strings.Cut(strings.ToLower(locale), "-"); language {
	case "es", "pt", "en":
		return language
	default:
		return ""
	}
}

// Refusals of a body.
var (
	errMalformed = fault.New(fault.Invalid, "webchat.message.malformed")
	errTooLarge  = fault.New(fault.Invalid, "webchat.message.too_large")
)
