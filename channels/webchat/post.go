package webchat

import (
	"encoding/json"
	"errors"
	"net/http"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	maxBody  = 64 << 10
	maxID    = 64
	maxRunes = 4096
)

// posted is a message as the page sends it: one of text, choice and location.
type posted struct {
	ID       string             `json:"id"` // drawn by the page; a repeat is the same message
	Text     string             `json:"text"`
	Choice   string             `json:"choice"` // id of an option shown; text then is its title
	Location *channels.Location `json:"location"`
	Language string             `json:"language"`
}

func (c *Chat) post(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err != nil {
			fail(w, err)
			return
		}
		if err := c.o.Limit(r.Context(), "webchat.post "+from.Value, 60, 20); err != nil {
			fail(w, err)
			return
		}
		in, err := read(w, r)
		if err != nil {
			fail(w, err)
			return
		}
		in.From, in.To, in.SentAt = from, Ours, c.o.DB.Now()
		in.ExternalID = from.Value + "/" + in.ExternalID
		got, err := c.o.Inbox.Receive(r.Context(), in)
		if err != nil {
			if fault.Is(err, fault.Internal) {
				c.o.Log.ErrorContext(r.Context(), "web message not stored", "error", err)
			}
			fail(w, err)
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
		return channels.Inbound{}, fault.New(fault.Invalid, "webchat.message.malformed")
	}
	if p.ID == "" || len(p.ID) > maxID {
		return channels.Inbound{}, fault.New(fault.Invalid, "webchat.message.malformed")
	}
	if utf8.RuneCountInString(p.Text) > maxRunes {
		return channels.Inbound{}, errTooLarge
	}
	in := channels.Inbound{ExternalID: p.ID, Kind: channels.KindText, Text: p.Text, Language: p.Language}
	switch {
	case p.Location != nil:
		if p.Location.Lat < -90 || p.Location.Lat > 90 || p.Location.Lng < -180 || p.Location.Lng > 180 {
			return channels.Inbound{}, fault.New(fault.Invalid, "webchat.message.malformed")
		}
		in.Kind, in.Location = channels.KindLocation, p.Location
	case p.Choice != "":
		in.Kind, in.ChoiceID = channels.KindChoice, p.Choice
	}
	return in, nil
}

var errTooLarge = fault.New(fault.Limited, "webchat.message.too_large")
