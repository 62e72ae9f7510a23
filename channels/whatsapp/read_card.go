package whatsapp

import (
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"

	"github.com/chasqui-fsm/chasqui/channels"
)

// maxPhones is how many numbers are taken from cards that came together.
const maxPhones = 20

// readCard reads one contact, or several as one card with the numbers of all.
func readCard(msg *waE2E.Message) (channels.Inbound, bool) {
	cards := msg.GetContactsArrayMessage().GetContacts()
	name := msg.GetContactsArrayMessage().GetDisplayName()
	if one := msg.GetContactMessage(); one != nil {
		cards, name = []*waE2E.ContactMessage{one}, one.GetDisplayName()
	}
	if len(cards) == 0 {
		return channels.Inbound{}, false
	}
	card := channels.Card{Name: name}
	for _, c := range cards {
		formal, phones := vcard(c.GetVcard())
		for _, candidate := range []string{c.GetDisplayName(), formal} {
			if card.Name == "" {
				card.Name = candidate
			}
		}
		card.Phones = append(card.Phones, phones...)
	}
	card.Phones = card.Phones[:min(len(card.Phones), maxPhones)]
	return channels.Inbound{Kind: channels.KindContact, Card: &card}, true
}

// vcard finds the name and the numbers in a card of RFC 6350 or its elders:
//
//	item1.TEL;type=CELL;waid=56912345678:+56 9 1234 5678
func vcard(text string) (name string, phones []string) {
	text = strings.NewReplacer("\r\n ", "", "\n ", "", "\r", "").Replace(text) // long lines go on after a blank
	for line := range strings.SplitSeq(text, "\n") {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		property, _, _ := strings.Cut(key, ";")
		if _, bare, grouped := strings.Cut(property, "."); grouped {
			property = bare
		}
		value = strings.TrimSpace(value)
		switch strings.ToUpper(property) {
		case "FN":
			name = strings.NewReplacer(`\,`, ",", `\;`, ";", `\\`, `\`).Replace(value)
		case "TEL":
			if value = strings.TrimPrefix(value, "tel:"); value != "" && len(phones) < maxPhones {
				phones = append(phones, value)
			}
		}
	}
	return name, phones
}
