package admin

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Pairer links WhatsApp accounts as linked devices.
type Pairer interface {
	// Pair begins to link an account for a business unit (empty: anybody's): by QR, or, with the E.164 number of its phone, by a
	// code that is typed there. The steps end with a Number or a Failure; then the channel is closed. When ctx ends it is given up.
	Pair(ctx context.Context, phone, unit string) (<-chan PairStep, error)
	// Unpair logs one of our accounts out.
	Unpair(ctx context.Context, ours channels.Address) error
}

// PairStep is one thing that happens while an account is linked: exactly one of QR, Code, Number and Failure is set.
type PairStep struct {
	QR      string    // to be shown as a QR; the next one replaces it
	Code    string    // eight letters to type on the phone
	Number  string    // E.164 of the account that is linked now
	Failure string    // why nothing was linked: timeout, refused, limited, already, banned, outdated, unreachable; or a code as it came
	Expires time.Time // of a QR or a Code; zero: not known
}

// last tells whether nothing comes after a step.
func (s PairStep) last() bool { return s.Number != "" || s.Failure != "" }

// pairAsk is what the reader wants linked.
type pairAsk struct {
	phone string // E.164; empty: by QR
	unit  string // empty: anybody's
}

// pairAsk reads and checks what is to be linked. A unit that the reader does not see does not exist for them.
func (c *Console) pairAsk(r *http.Request) (ask pairAsk, err error) {
	if c.d.Pairing == nil {
		return ask, fault.New(fault.NotFound, "web.pair.off")
	}
	v, err := c.readPair(r)
	if err != nil {
		return ask, err
	}
	ask.unit = r.FormValue("unit")
	known := slices.ContainsFunc(v.units, func(u booking.Unit) bool { return string(u.Code) == ask.unit })
	if !known && (ask.unit != "" || !v.anybody) {
		return ask, fault.New(fault.Invalid, "web.pair.bad_unit")
	}
	if r.FormValue("way") != "phone" {
		return ask, nil
	}
	var ok bool
	if ask.phone, ok = e164(r.FormValue("phone")); !ok {
		return ask, fault.New(fault.Invalid, "web.pair.bad_phone")
	}
	return ask, nil
}

// e164 is a phone as somebody typed it, with its country.
func e164(typed string) (string, bool) {
	digits := strings.TrimPrefix(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -().", r) {
			return -1
		}
		return r
	}, typed), "+")
	bad := strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	if bad || len(digits) < 8 || len(digits) > 15 || digits[0] == '0' {
		return "", false
	}
	return "+" + digits, true
}
