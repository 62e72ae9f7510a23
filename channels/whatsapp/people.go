package whatsapp

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// errNotThere says that nobody has WhatsApp on a number, or that an address is none.
var errNotThere = errors.New("nobody has WhatsApp on this number")

// How long answers about numbers are believed, and how many. To ask again and again is what makes WhatsApp doubt a sender.
const (
	thereFor    = 12 * time.Hour
	notThereFor = 3 * time.Hour
	maxPeople   = 10_000
)

// people remembers who has WhatsApp. It is per device and safe for concurrent use.
type people struct {
	clock clock.Clock

	mu    sync.Mutex
	known map[string]sought // by E.164
}

type sought struct {
	jid   types.JID // empty: nobody
	until time.Time
}

func (p *people) recall(phone string) (jid types.JID, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.known[phone]
	if !ok || p.clock.Now().After(s.until) {
		return types.EmptyJID, false
	}
	return s.jid, true
}

// learn keeps an answer. When there are too many, those that are over go, or else all.
func (p *people) learn(phone string, jid types.JID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	if len(p.known) >= maxPeople {
		for k, s := range p.known {
			if now.After(s.until) {
				delete(p.known, k)
			}
		}
	}
	if p.known == nil || len(p.known) >= maxPeople {
		p.known = map[string]sought{}
	}
	s := sought{jid: jid, until: now.Add(thereFor)}
	if jid.IsEmpty() {
		s.until = now.Add(notThereFor)
	}
	p.known[phone] = s
}

// find is the account behind an address: "123@lid", "569...@s.whatsapp.net", or a number, which WhatsApp is asked about.
func (l *line) find(ctx context.Context, value string) (types.JID, error) {
	if !strings.HasPrefix(value, "+") {
		jid, err := types.ParseJID(value)
		if err != nil || jid.User == "" || (person{}).with(jid).unknown() {
			return types.EmptyJID, errNotThere
		}
		return jid.ToNonAD(), nil
	}
	if jid, ok := l.people.recall(value); ok {
		if jid.IsEmpty() {
			return jid, errNotThere
		}
		return jid, nil
	}
	answers, err := l.client.IsOnWhatsApp(ctx, []string{value})
	if err != nil {
		return types.EmptyJID, err
	}
	for _, a := range answers {
		if a.IsIn {
			jid := a.JID.ToNonAD()
			l.people.learn(value, jid)
			return jid, nil
		}
	}
	l.people.learn(value, types.EmptyJID)
	return types.EmptyJID, errNotThere
}
