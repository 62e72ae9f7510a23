package admin

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// author is who said a line.
func (v talkView) author(l channels.Line) string {
	if id, ok := strings.CutPrefix(l.Author, "user:"); ok {
		return v.holder(id, v.names[id])
	}
	switch l.Author {
	case "contact":
		return v.customer(v.contact.Name)
	case "bot":
		return v.text("talk.bot")
	}
	return v.text("talk.system")
}

// delivered is how far a line of ours has come, as a sign and in words.
func (v talkView) delivered(l channels.Line) (sign, words string) {
	signs := map[channels.Status]string{
		channels.StatusQueued: "…", channels.StatusSent: "✓", channels.StatusDelivered: "✓✓", channels.StatusRead: "✓✓", channels.StatusFailed: "✕",
	}
	words = v.named("delivery", string(l.Status))
	if l.Status == channels.StatusFailed && l.Failure != "" {
		words += ": " + v.reason(l.Failure)
	}
	return signs[l.Status], words
}

// unsaid are the choices of a line that its text does not name.
func unsaid(l channels.Line) (out []channels.Choice) {
	for _, c := range l.Choices {
		if !strings.Contains(l.Text, c.Title) {
			out = append(out, c)
		}
	}
	return out
}

// handles are the ways to reach a contact that people can read.
func handles(c booking.Contact) (out []booking.Handle) {
	for _, h := range c.Handles {
		if h.Kind == booking.HandleE164 || h.Kind == booking.HandleEmail {
			out = append(out, h)
		}
	}
	return out
}

// side is the class of a bubble.
func side(l channels.Line) string {
	switch {
	case !l.Out:
		return "bubble"
	case strings.HasPrefix(l.Author, "user:"):
		return "bubble out person"
	}
	return "bubble out"
}
