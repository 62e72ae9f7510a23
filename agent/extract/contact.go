package extract

import (
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Found is a value with the words that carry it.
type Found struct {
	Text       string
	Value      string
	Start, End int // bytes
}

var (
	phoneLike = regexp.MustCompile(`\+?\(?\d[\d\s().-]{6,18}\d`)
	emailLike = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)
)

// Phones reads phone numbers, canonical in E.164. The old forms that WhatsApp still writes are brought up to date: Mexico's 521
// and Brazil's mobile numbers without the ninth digit.
func Phones(t text.Text, country string) []Found {
	var out []Found
	for _, at := range phoneLike.FindAllStringIndex(t.Raw, 4) {
		raw := t.Raw[at[0]:at[1]]
		if e164, ok := Canonical(raw, country); ok {
			out = append(out, Found{Text: raw, Value: e164, Start: at[0], End: at[1]})
		}
	}
	return out
}

// Canonical is a number in E.164; ok is false when it is none of its country.
func Canonical(raw, country string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, raw)
	plus := strings.HasPrefix(strings.TrimSpace(raw), "+")
	if plus || len(digits) > 11 {
		switch {
		case strings.HasPrefix(digits, "521") && len(digits) == 13:
			digits = "52" + digits[3:]
		case strings.HasPrefix(digits, "55") && len(digits) == 12 && digits[4] >= '6':
			digits = digits[:4] + "9" + digits[4:]
		}
		raw = "+" + digits
	}
	n, err := phonenumbers.Parse(raw, country)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return "", false
	}
	return phonenumbers.Format(n, phonenumbers.E164), true
}

// Emails reads addresses of mail, in lower case.
func Emails(t text.Text) []Found {
	var out []Found
	for _, at := range emailLike.FindAllStringIndex(t.Raw, 4) {
		raw := t.Raw[at[0]:at[1]]
		out = append(out, Found{Text: raw, Value: strings.ToLower(raw), Start: at[0], End: at[1]})
	}
	return out
}

var mapLink = regexp.MustCompile(`(?:[?&@/](?:q|ll|query|destination|daddr|center)?=?|@)(-?\d{1,2}\.\d{3,}),\s*(-?\d{1,3}\.\d{3,})`)

// PinText reads coordinates out of a map link, without following it.
func PinText(t text.Text) (lat, lng string, found Found, ok bool) {
	if !strings.Contains(t.Raw, "://") && !strings.Contains(t.Raw, "maps") {
		return "", "", Found{}, false
	}
	m := mapLink.FindStringSubmatchIndex(t.Raw)
	if m == nil {
		return "", "", Found{}, false
	}
	return t.Raw[m[2]:m[3]], t.Raw[m[4]:m[5]], Found{Text: t.Raw[m[0]:m[1]], Start: m[0], End: m[1]}, true
}
