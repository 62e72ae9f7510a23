// Package line is our numbers with one provider of short messages: how numbers are written, and how ours are.
//
//	l := &line.Line{Numbers: []string{"+56221234567"}, Country: "56", Transport: "smpp", ...}
//	l.Theirs("912345678", line.National)  // +56912345678
//	l.Ours("56221234567")                 // +56221234567, as replies must name it
//
// # What it promises
//
//   - A person has one address however their network writes it: E.164 when it is a number, else as it came (a short code, a name).
//   - What came to a number that is not listed is answered from the first one.
//   - A state is reported for every number, once until it changes; a report that failed is made again with the next one.
package line

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Line is what the providers share. It is safe for concurrent use.
type Line struct {
	Numbers   []string // ours: E.164, a short code or a name
	Country   string   // calling code of numbers that are written without one: "56"; empty: there are none
	Transport string   // smpp, twilio, http
	Inbox     channels.Inbox
	Book      channels.NumberBook // nil: nobody asks
	Log       *slog.Logger

	mu   sync.Mutex
	said channels.Number // what was reported last
}

// Form is how a network says that a number is written.
type Form int

const (
	Unknown Form = iota
	International
	National
)

// Serves tells whether an address is one of ours here.
func (l *Line) Serves(a channels.Address) bool {
	if a.Channel != channels.SMS {
		return false
	}
	for _, n := range l.Numbers {
		if n == a.Value {
			return true
		}
	}
	return false
}

// Ours is our address that somebody wrote to.
func (l *Line) Ours(written string) channels.Address {
	digits := strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(written), "+"), "0")
	for _, n := range l.Numbers {
		if own := strings.TrimPrefix(n, "+"); own == digits || own == l.Country+digits {
			return channels.Address{Channel: channels.SMS, Value: n}
		}
	}
	for _, n := range l.Numbers {
		return channels.Address{Channel: channels.SMS, Value: n}
	}
	return channels.Address{Channel: channels.SMS, Value: written}
}

// Theirs is the address of a person; phone is empty when it is no telephone number.
func (l *Line) Theirs(written string, form Form) (a channels.Address, phone string) {
	phone = l.e164(strings.Join(strings.FieldsFunc(written, punctuation), ""), form)
	if phone == "" {
		return channels.Address{Channel: channels.SMS, Value: strings.TrimSpace(written)}, ""
	}
	return channels.Address{Channel: channels.SMS, Value: phone}, phone
}

func punctuation(r rune) bool { return strings.ContainsRune(" -().", r) }

// Lengths of numbers: an international one has a calling code and 7 digits at least, no more than 15 in all.
const (
	shortest, longest = 8, 15
	nationalLongest   = 11 // Brazil: area code and nine digits
)

func (l *Line) e164(s string, form Form) string {
	digits, plus := strings.CutPrefix(s, "+")
	if rest, ok := strings.CutPrefix(digits, "00"); ok {
		digits, plus = rest, true
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > longest {
		return ""
	}
	switch {
	case plus || form == International:
	case l.Country == "":
	case form == National, len(digits) <= nationalLongest && !l.whole(digits):
		if digits = strings.TrimLeft(digits, "0"); len(digits) >= shortest-1 {
			digits = l.Country + digits
		}
	}
	if len(digits) < shortest || digits[0] == '0' {
		return ""
	}
	return "+" + digits
}

// whole tells whether a number has our calling code already.
func (l *Line) whole(digits string) bool {
	rest, ok := strings.CutPrefix(digits, l.Country)
	return ok && len(rest) >= shortest
}

// Report says how our numbers are. Who reports need not know what was said before.
func (l *Line) Report(ctx context.Context, state channels.NumberState, detail string) {
	if l.Book == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said.State == state && l.said.Detail == detail {
		return
	}
	for _, n := range l.Numbers {
		err := l.Book.Report(ctx, channels.Number{
			Ours: channels.Address{Channel: channels.SMS, Value: n}, Transport: l.Transport, State: state, Detail: detail,
		})
		if err != nil {
			if ctx.Err() == nil {
				l.Log.WarnContext(ctx, "number's state not recorded", "transport", l.Transport, "state", state, "error", err)
			}
			return
		}
	}
	l.said = channels.Number{State: state, Detail: detail}
}

// Forget makes the next report count whatever was said before: another process may have reported since.
func (l *Line) Forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.said = channels.Number{}
}
