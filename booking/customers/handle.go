package customers

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Canonical is the one form in which a handle is kept. Numbers lose what only WhatsApp writes: the 1 after Mexico's 52; and
// gain what it leaves out: the 9 of Brazilian mobile numbers. JIDs lose their device. It fails on a value that cannot be one of
// its kind.
func Canonical(h booking.Handle) (booking.Handle, error) {
	value := strings.TrimSpace(h.Value)
	switch h.Kind {
	case booking.HandleE164:
		value = canonicalNumber(value)
	case booking.HandleWAJID, booking.HandleWALID:
		value = withoutDevice(strings.ToLower(value))
	case booking.HandleEmail:
		value = strings.ToLower(value)
		if !strings.Contains(value, "@") {
			value = ""
		}
	case booking.HandleBSUID, booking.HandleWebchat:
	default:
		value = ""
	}
	if value == "" {
		return booking.Handle{}, fault.New(fault.Invalid, "contact.handle.invalid", fault.Arg("kind", h.Kind))
	}
	return booking.Handle{Kind: h.Kind, Value: value}, nil
}

// canonicalNumber is E.164, or "" for what is no international number.
func canonicalNumber(value string) string {
	var b strings.Builder
	for _, r := range value {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if !strings.ContainsRune("+-. ()\u00a0", r) {
			return ""
		}
	}
	n := b.String()
	switch {
	case strings.HasPrefix(n, "521") && len(n) == 13:
		n = "52" + n[3:]
	case strings.HasPrefix(n, "55") && len(n) == 12 && n[4] >= '6':
		n = n[:4] + "9" + n[4:]
	}
	if len(n) < 8 || len(n) > 15 || n[0] == '0' {
		return ""
	}
	return "+" + n
}

// withoutDevice makes "5691234:12@s.whatsapp.net" the person's "5691234@s.whatsapp.net".
func withoutDevice(jid string) string {
	user, server, ok := strings.Cut(jid, "@")
	if !ok || user == "" || server == "" {
		return ""
	}
	user, _, _ = strings.Cut(user, ":")
	return user + "@" + server
}

// provenBy lists the canonical handles that some handles prove, each once. The first of them must be one.
func provenBy(handles []booking.Handle) ([]booking.Handle, error) {
	var list []booking.Handle
	for i, raw := range handles {
		h, err := Canonical(raw)
		if err != nil && i == 0 {
			return nil, err
		}
		if err != nil {
			continue
		}
		for _, p := range handlesOf(h) {
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list, nil
}

// handlesOf lists the handles that a canonical handle proves: itself, and the number within a phone JID.
func handlesOf(h booking.Handle) []booking.Handle {
	list := []booking.Handle{h}
	if h.Kind == booking.HandleWAJID {
		user, _, _ := strings.Cut(h.Value, "@")
		if n := canonicalNumber(user); n != "" {
			list = append(list, booking.Handle{Kind: booking.HandleE164, Value: n})
		}
	}
	return list
}
