package admin

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/locales"
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

// delivered is how far a line of ours has come, as a sign and in words. The time of the line is when it last left.
func (v talkView) delivered(l channels.Line) (sign, words string) {
	signs := map[channels.Status]string{
		channels.StatusQueued: "…", channels.StatusSent: "✓", channels.StatusDelivered: "✓✓", channels.StatusRead: "✓✓", channels.StatusFailed: "✕",
		channels.StatusDiverted: "→",
	}
	words = v.named("delivery", string(l.Status))
	switch {
	case l.Status == channels.StatusFailed && l.Failure != "":
		words += ": " + v.reason(l.Failure)
	case l.Status == channels.StatusQueued && !l.NotBefore.IsZero():
		words = v.words.Text("web.talk.waits_hour", locales.Args{"Time": v.at(l.NotBefore, v.contact.Unit), "Why": v.rule(l.Rule)})
	}
	return signs[l.Status], words
}

// rule is why a message of ours waits, in words: "co.ley_2300.hours" is a part of a law, "retry.timeout" a try that failed.
func (v deskView) rule(rule string) string {
	if code, ok := strings.CutPrefix(rule, "retry."); ok {
		return v.words.Text("web.delivery_rule.retry", locales.Args{"Why": v.reason(code)})
	}
	dot := strings.LastIndexByte(rule, '.')
	words := v.named("delivery_rule", rule[dot+1:])
	if key := "web.delivery_law." + rule[:max(dot, 0)]; v.words.Has(key) {
		words += " (" + v.words.Text(key, nil) + ")"
	}
	return words
}

// saidIn are the words of a line; one that carries nothing else and has none is named by its kind.
func (v talkView) saidIn(l channels.Line) string {
	if l.Text == "" && l.Media == nil && l.Location == nil && l.Card == nil && l.Reaction == "" {
		return v.named("kind", string(l.Kind))
	}
	return l.Text
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
