package whatsapp

import (
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
)

// phoneAway is how long a phone may be unseen before we say so. After 14 days WhatsApp logs its devices out.
const phoneAway = 12 * 24 * time.Hour

// standing is all that decides how a number is: its connection, the limit on new chats, when its phone was seen.
type standing struct {
	mu        sync.Mutex
	conn      health
	since     time.Time // the connection is not up since then
	limited   time.Time // new chats are refused until then
	limit     string    // why
	phoneSeen time.Time
}

func (s *standing) connection(h health, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.state == channels.NumberConnecting && s.conn.state != channels.NumberConnecting {
		s.since = now
	}
	s.conn = h
}

// tries keeps that a connection is tried; why the last one ended is told until this one's fate is known.
func (s *standing) tries(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn.state != channels.NumberConnecting {
		s.conn, s.since = health{state: channels.NumberConnecting}, now
	}
}

func (s *standing) up() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn.state == channels.NumberUp
}

// limitedUntil keeps that new chats are refused; a time that has passed lifts it.
func (s *standing) limitedUntil(t time.Time, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limited, s.limit = t, why
}

// limitedAtLeastUntil does not shorten what WhatsApp itself has said.
func (s *standing) limitedAtLeastUntil(t time.Time, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.After(s.limited) {
		s.limited, s.limit = t, why
	}
}

// seen keeps when the phone gave a sign of life, and tells whether the last sign is more than an hour older.
func (s *standing) seen(at time.Time) (news bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	news = at.Sub(s.phoneSeen) > time.Hour
	if news {
		s.phoneSeen = at
	}
	return news
}

// number is what to report. The connection comes first: a limit or a phone that is away matters only while it is up.
func (s *standing) number(ours channels.Address, now time.Time, down time.Duration) channels.Number {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := channels.Number{
		Ours: ours, Transport: "linked", State: s.conn.state, Detail: s.conn.detail, Until: s.conn.until, PhoneSeen: s.phoneSeen,
	}
	switch {
	case n.State == channels.NumberConnecting && now.Sub(s.since) > down:
		n.State = channels.NumberDown
	case n.State != channels.NumberUp:
	case now.Before(s.limited):
		n.State, n.Until, n.Detail = channels.NumberLimited, s.limited, s.limit
	case !s.phoneSeen.IsZero() && now.Sub(s.phoneSeen) > phoneAway:
		n.State, n.Detail = channels.NumberAway, "the phone was not seen for 12 days"
	}
	return n
}
