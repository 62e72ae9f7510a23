package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// chatSeed makes the ids of a chat whose clock stands still the same on every run.
const chatSeed = 2026

// open gives a system on the right database. The function ends it; a scratch copy is dropped.
func (c chatCmd) open(p program, hands *clock.Manual, o systemOptions) (*system, func(), error) {
	cfg, log, err := p.settings()
	if err != nil {
		return nil, nil, err
	}
	o.Log, o.Models = log, &cfg
	source := ids.System(hands)
	if c.Now != "" {
		source = ids.Seeded(chatSeed, hands)
	}
	if !c.Demo {
		url, leave, err := organisationURL(p.ctx, cfg, log)
		if err != nil {
			return nil, nil, err
		}
		return openSystem(p.ctx, url, hands, source, o, leave)
	}
	server, leave, err := serverURL(p.ctx, cfg, log)
	if err != nil {
		return nil, nil, err
	}
	url, drop, err := demoCopy(p.ctx, server)
	if err != nil {
		leave()
		return nil, nil, err
	}
	sys, end, err := openSystem(p.ctx, url, hands, source, o, func() { drop(); leave() })
	if err != nil {
		return nil, nil, err
	}
	if err := demo.Prepare(p.ctx, sys.db); err != nil {
		end()
		return nil, nil, err
	}
	return sys, end, nil
}

// demoCopy clones the demo organisation on a server.
func demoCopy(ctx context.Context, server string) (url string, drop func(), err error) {
	admin, err := db.OpenAdmin(ctx, server)
	if err != nil {
		return "", nil, err
	}
	name, err := demo.Template(ctx, admin)
	if err != nil {
		admin.Close()
		return "", nil, err
	}
	clone, err := admin.Clone(ctx, name)
	if err != nil {
		admin.Close()
		return "", nil, err
	}
	return clone.URL, func() {
		_ = clone.Drop(context.WithoutCancel(ctx)) // the next one sweeps what is left
		admin.Close()
	}, nil
}

func openSystem(ctx context.Context, url string, c clock.Clock, source ids.Source, o systemOptions, then func()) (*system, func(), error) {
	d, err := db.Open(ctx, url, c, source)
	if err != nil {
		then()
		return nil, nil, err
	}
	end := func() { d.Close(); then() }
	sys, err := newSystem(ctx, d, o)
	if err != nil {
		end()
		return nil, nil, err
	}
	return sys, end, nil
}

// openStill opens the organisation to be looked at: nothing is sent, nothing falls due, no model is asked.
func (p program) openStill() (*system, func(), error) {
	cfg, log, err := p.settings()
	if err != nil {
		return nil, nil, err
	}
	url, leave, err := organisationURL(p.ctx, cfg, log)
	if err != nil {
		return nil, nil, err
	}
	return stillSystem(p.ctx, url, log, leave)
}

// stillSystem is a system whose clock stands.
func stillSystem(ctx context.Context, url string, log *slog.Logger, then func()) (*system, func(), error) {
	now := clock.NewManual(clock.System().Now())
	return openSystem(ctx, url, now, ids.System(now), systemOptions{Log: log}, then)
}

// chatNumber brings a number in any form that WhatsApp writes to E.164: with or without its plus sign, a JID, Mexico's 521,
// Brazil's without the ninth digit.
func chatNumber(as string) (string, error) {
	number, _, _ := strings.Cut(as, "@")
	phone, ok := extract.Canonical("+"+strings.TrimPrefix(number, "+"), "")
	if !ok {
		return "", inputError(fmt.Sprintf("--as %q is not a phone number with its country code, as in +56912345678", as))
	}
	return phone, nil
}

// overheard keeps what is sent, and hears of turns.
type overheard struct {
	mu    sync.Mutex
	sent  []channels.Outbound
	turns map[string]turn.Outcome
}

// transports are one for each channel: a chat shows what others are told wherever they are told it.
func (o *overheard) transports() []channels.Transport {
	var out []channels.Transport
	for _, c := range []channels.Channel{channels.Terminal, channels.WhatsApp, channels.SMS, channels.Webchat} {
		out = append(out, ear{c, o})
	}
	return out
}

// ear is a transport that only listens.
type ear struct {
	channel channels.Channel
	*overheard
}

// Channel that it listens to.
func (e ear) Channel() channels.Channel         { return e.channel }
func (e ear) Serves(ours channels.Address) bool { return ours.Channel == e.channel }

// Send keeps a message for printing.
func (o *overheard) Send(_ context.Context, m channels.Outbound) (channels.Receipt, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, m)
	return channels.Receipt{Status: channels.StatusDelivered}, nil
}

func (o *overheard) ran(conversation string, out turn.Outcome) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.turns[conversation] = out
}

func (o *overheard) take() (sent []channels.Outbound, turns map[string]turn.Outcome) {
	o.mu.Lock()
	defer o.mu.Unlock()
	sent, turns = o.sent, o.turns
	o.sent, o.turns = nil, map[string]turn.Outcome{}
	return sent, turns
}

// drain lets everything happen that is due until an instant, on the caller's goroutine.
func (s *system) drain(ctx context.Context, hands *clock.Manual, until time.Time) error {
	_, err := queue.Drain(ctx, s.db, s.registry, hands, until)
	return err
}

// newChatSession finds out where to begin: which of our numbers the person writes to, and what they said before.
func newChatSession(ctx context.Context, sys *system, hands *clock.Manual, heard *overheard, phone string) (*chatSession, error) {
	units, err := sys.trade.places.Units(ctx, sys.db)
	if err != nil {
		return nil, err
	}
	if len(units) == 0 {
		return nil, inputError("this database has no organisation yet; try --demo")
	}
	s := &chatSession{
		sys: sys, hands: hands, heard: heard, visits: map[booking.VisitID]bool{},
		me:   channels.Address{Channel: channels.Terminal, Value: phone},
		ours: channels.Address{Channel: channels.Terminal, Value: unitFor(units, countryOf(phone), "").Phone},
	}
	who, err := sys.trade.crew.ByPhone(ctx, sys.db, phone, booking.DayOf(hands.Now(), time.UTC))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	s.technician = who.ID
	if s.seen, err = events.Last(ctx, sys.db); err != nil {
		return nil, err
	}
	s.began = hands.Now()
	return s, nil
}

// visitOfKey is the visit that a notice is about.
func visitOfKey(key string) booking.VisitID {
	id, _, _ := strings.Cut(key, ":")
	return booking.VisitID(id)
}

// mine tells which facts are of this person's conversation, leads and visits.
func (s *chatSession) mine(f events.Fact) bool {
	return f.ConversationID != "" && f.ConversationID == s.conv || f.ContactID != "" && f.ContactID == string(s.contact) ||
		s.technician != "" && f.Actor == "technician:"+string(s.technician) || s.visits[booking.VisitID(f.VisitID)]
}
