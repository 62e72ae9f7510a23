package gateway

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	maxRunes = 4096 // of a text that is kept; WhatsApp itself allows as many in a reply
	maxField = 512  // runes of any other text
)

// Refusals of Receive.
var (
	errIncomplete = fault.New(fault.Invalid, "message.receive.incomplete", fault.Text("the message lacks a sender, a receiver or an id"))
	errEmpty      = fault.New(fault.Invalid, "message.receive.empty", fault.Text("the message is empty"))
)

// clean refuses what cannot be answered, cuts what is too long (cut says by how many runes) and takes out what nobody typed.
func clean(in channels.Inbound) (out channels.Inbound, cut int, err error) {
	if in.From.Value == "" || in.From.Channel == "" || in.To.Value == "" || !sound(in.ExternalID) {
		return in, 0, errIncomplete
	}
	in.Text, cut = shorten(strings.TrimSpace(strings.Map(printable, in.Text)), maxRunes)
	if in.Phone != "" && !sound(in.Phone) {
		in.Phone = ""
	}
	in.Also = slices.DeleteFunc(slices.Clone(in.Also), func(s string) bool { return !sound(s) })
	for _, s := range []*string{&in.ChoiceID, &in.Reaction, &in.TargetID, &in.ProfileName, &in.Language} {
		*s, _ = shorten(strings.Map(printable, *s), maxField)
	}
	if in.Kind == "" {
		in.Kind = channels.KindText
	}
	cleanParts(&in)
	switch {
	case in.Kind == channels.KindText && !visible(in.Text):
		return in, 0, errEmpty
	case (in.Kind == channels.KindEdit || in.Kind == channels.KindDelete) && in.TargetID == "":
		return in, 0, errIncomplete
	case in.Kind == channels.KindEdit && !visible(in.Text):
		return in, 0, errEmpty
	case in.Kind == channels.KindChoice && in.ChoiceID == "", in.Kind == channels.KindLocation && !onEarth(in.Location):
		return in, 0, errIncomplete
	}
	return in, cut, nil
}

// cleanParts copies what the message points to, without what cannot be stored.
func cleanParts(in *channels.Inbound) {
	if l := in.Location; l != nil {
		c := *l
		c.Name, _ = shorten(strings.Map(printable, c.Name), maxField)
		c.Address, _ = shorten(strings.Map(printable, c.Address), maxField)
		in.Location = &c
	}
	if m := in.Media; m != nil {
		c := *m
		c.Ref, c.Remote = strings.Map(printable, c.Ref), strings.Map(printable, c.Remote)
		for _, s := range []*string{&c.MIMEType, &c.Name} {
			*s, _ = shorten(strings.Map(printable, *s), maxField)
		}
		in.Media = &c
	}
	if k := in.Card; k != nil {
		c := channels.Card{Phones: slices.Clone(k.Phones[:min(len(k.Phones), 10)])}
		c.Name, _ = shorten(strings.Map(printable, k.Name), maxField)
		for i := range c.Phones {
			c.Phones[i], _ = shorten(strings.Map(printable, c.Phones[i]), 64)
		}
		in.Card = &c
	}
	if r := in.Referral; r != nil {
		c := *r
		for _, s := range []*string{&c.Source, &c.SourceID, &c.ClickID, &c.Headline, &c.URL, &c.Body} {
			*s, _ = shorten(strings.Map(printable, *s), maxField)
		}
		in.Referral = &c
	}
}

// sound tells whether an id can be stored as it came; one that cannot must not be mended, or two could become one.
func sound(id string) bool {
	return id != "" && len(id) <= maxField && strings.Map(printable, id) == id
}

func shorten(s string, limit int) (kept string, cut int) {
	runes := []rune(s)
	if len(runes) <= limit {
		return s, 0
	}
	return string(runes[:limit]), len(runes) - limit
}

// visible tells whether there is anything to see in a text.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
	})
}

// onEarth is false for no place too, and for degrees that are no numbers.
func onEarth(l *channels.Location) bool {
	return l != nil && l.Lat >= -90 && l.Lat <= 90 && l.Lng >= -180 && l.Lng <= 180
}

// printable drops control characters but line breaks, and the invisible ones that hide or reorder text. The joiner of emoji
// stays.
func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\u200d':
		return r
	case r == '\r' || r == '\t':
		return ' '
	case unicode.IsControl(r), r == unicode.ReplacementChar, unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
