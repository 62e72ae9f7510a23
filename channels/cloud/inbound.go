package cloud

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
)

// inbound is a message as the gateway reads it. Nothing of it is judged here: the gateway refuses what it cannot store.
func inbound(ours string, people map[string]contact, m message) channels.Inbound {
	in := channels.Inbound{
		To: channels.Address{Channel: channels.WhatsApp, Value: ours}, ExternalID: string(m.ID), SentAt: m.Timestamp.time(),
		TargetID: string(m.Context.ID),
	}
	from(&in, people, m)
	if r := m.Referral; r != nil {
		in.Referral = &channels.Referral{
			Source: r.SourceType, SourceID: string(r.SourceID), URL: r.SourceURL, ClickID: r.ClickID, Headline: r.Headline, Body: r.Body,
		}
	}
	if !words(&in, m) && !things(&in, m) {
		in.Kind, in.Text = channels.KindOther, unreadable(m)
	}
	return in
}

// from says who sent it: by wa_id when they show their number, else by their user id.
func from(in *channels.Inbound, people map[string]contact, m message) {
	who, known := people[string(m.From)]
	if !known {
		who = people[string(m.FromUserID)]
	}
	number, user := m.From, m.FromUserID
	if number == "" {
		number = who.WaID
	}
	if user == "" {
		user = who.UserID
	}
	in.ProfileName = who.Profile.Name
	in.From.Channel = channels.WhatsApp
	if number == "" {
		in.From.Value = string(user)
		return
	}
	in.From.Value = string(number)
	if digits.MatchString(in.From.Value) {
		in.Phone = "+" + in.From.Value
	}
	if user != "" && user != number {
		in.Also = []string{string(user)}
	}
}

// words reads what was written or tapped.
func words(in *channels.Inbound, m message) bool {
	switch m.Type {
	case "text":
		in.Kind, in.Text = channels.KindText, m.Text.Body
	case "button":
		in.Kind, in.Text, in.ChoiceID = channels.KindChoice, m.Button.Text, m.Button.Payload
	case "interactive":
		return tapped(in, m)
	case "reaction":
		in.Kind, in.Reaction, in.TargetID = channels.KindReaction, m.Reaction.Emoji, string(m.Reaction.MessageID)
	case "edit":
		if m.Edit.Message == nil {
			return false
		}
		in.Kind, in.Text, in.TargetID = channels.KindEdit, m.Edit.Message.Text.Body, string(m.Edit.Original)
	case "revoke":
		in.Kind, in.TargetID = channels.KindDelete, string(m.Revoke.Original)
	default:
		return false
	}
	return true
}

func tapped(in *channels.Inbound, m message) bool {
	var p picked
	switch m.Interactive.Type {
	case "button_reply":
		p = m.Interactive.ButtonReply
	case "list_reply":
		p = m.Interactive.ListReply
	default:
		return false
	}
	in.Kind, in.ChoiceID, in.Text = channels.KindChoice, p.ID, p.Title
	return true
}

// things reads places, cards and files.
func things(in *channels.Inbound, m message) bool {
	files := map[string]struct {
		kind channels.Kind
		file *file
	}{
		"audio": {channels.KindAudio, m.Audio}, "voice": {channels.KindAudio, m.Voice}, "image": {channels.KindImage, m.Image},
		"video": {channels.KindVideo, m.Video}, "document": {channels.KindDocument, m.Document}, "sticker": {channels.KindSticker, m.Sticker},
	}
	if f, ok := files[m.Type]; ok && f.file != nil && f.file.ID != "" {
		in.Kind, in.Text = f.kind, f.file.Caption
		in.Media = &channels.Media{
			MIMEType: f.file.MIMEType, Name: f.file.Filename, Voice: f.file.Voice || m.Type == "voice", Remote: string(f.file.ID),
		}
		return true
	}
	switch {
	case m.Type == "location" && m.Location != nil:
		l := m.Location
		in.Kind, in.Location = channels.KindLocation, &channels.Location{Lat: l.Latitude, Lng: l.Longitude, Name: l.Name, Address: l.Address}
	case m.Type == "contacts" && len(m.Contacts) > 0:
		in.Kind, in.Card = channels.KindContact, card(m.Contacts[0])
		var others []string
		for _, more := range m.Contacts[1:] {
			c := card(more)
			others = append(others, strings.TrimSpace(c.Name+" "+strings.Join(c.Phones, " ")))
		}
		in.Text = strings.Join(others, "\n")
	default:
		return false
	}
	return true
}

func card(s sentCard) *channels.Card {
	out := &channels.Card{Name: s.Name.Formatted}
	for _, p := range s.Phones {
		switch {
		case p.Phone != "":
			out.Phones = append(out.Phones, p.Phone)
		case p.WaID != "":
			out.Phones = append(out.Phones, "+"+string(p.WaID))
		}
	}
	return out
}

// unreadable names a message for people.
func unreadable(m message) string {
	switch {
	case m.Type == "interactive" && m.Interactive.Type == "nfm_reply":
		return "nfm_reply " + answers(m.Interactive.FlowReply.JSON)
	case m.Type == "system" && m.System.Body != "":
		return "system: " + m.System.Body
	case len(m.Errors) > 0:
		return fmt.Sprintf("%s (%d)", m.Type, m.Errors[0].Code)
	case m.Type == "":
		return "unknown"
	default:
		return m.Type
	}
}

// answers of a form that was filled in, without the token that belongs to the provider.
func answers(response string) string {
	var got map[string]any
	if json.Unmarshal([]byte(response), &got) != nil {
		return response
	}
	delete(got, "flow_token")
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(got)) {
		parts = append(parts, fmt.Sprintf("%s: %v", key, got[key]))
	}
	return strings.Join(parts, "; ")
}
