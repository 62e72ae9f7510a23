package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/events"
)

type chatCmd struct {
	As         string `required:"" placeholder:"+56912345678" help:"The number that writes, in any form WhatsApp uses."`
	Technician bool   `help:"The number is a technician's."`
	Now        string `placeholder:"RFC3339" help:"Where the clock stands; it then moves only by @wait."`
	Demo       bool   `help:"On a scratch copy of the demo organisation, gone at the end."`
	JSON       bool   `name:"json" help:"One JSON object a line: reply, event and turn."`
}

// Help is the long help of the command.
func (chatCmd) Help() string {
	return `One message a line on stdin. Directives: @location LAT,LON  @image PATH  @audio PATH  @react EMOJI
@wait 26h (moves the clock: timers, reminders and holds fire)  @burst a | b | c (several messages, one turn)`
}

// Run chats until the end of the input.
func (c chatCmd) Run(p program) error {
	phone, err := chatNumber(c.As)
	if err != nil {
		return err
	}
	hands, err := c.clock()
	if err != nil {
		return err
	}
	heard := &overheard{turns: map[string]turn.Outcome{}}
	sys, closeAll, err := c.open(p, hands, systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: heard.transports(), Ran: heard.ran,
		Demo: c.Demo,
	})
	if err != nil {
		return err
	}
	defer closeAll()
	session, err := newChatSession(p.ctx, sys, hands, heard, phone)
	if err != nil {
		return err
	}
	if c.Technician && session.technician == "" {
		fmt.Fprintf(p.err, "%s is not the number of a technician of this organisation: it writes as anybody does\n", phone)
	}
	return session.loop(p, c.Now != "", newChatPrinter(p.out, c.JSON))
}

// clock stands at --now, or at the machine's time.
func (c chatCmd) clock() (*clock.Manual, error) {
	if c.Now == "" {
		return clock.NewManual(clock.System().Now()), nil
	}
	at, err := time.Parse(time.RFC3339, c.Now)
	if err != nil {
		return nil, inputError(fmt.Sprintf("--now %q is not RFC 3339, as in 2026-11-23T09:05:00-03:00", c.Now))
	}
	return clock.NewManual(at), nil
}

// chatSession is one person at the terminal.
type chatSession struct {
	sys     *system
	hands   *clock.Manual
	heard   *overheard
	me      channels.Address
	ours    channels.Address
	began   time.Time
	n       int    // lines read: external ids are made of it
	seen    int64  // last fact printed
	last    string // last message of ours
	conv    string
	contact booking.ContactID
	visits  map[booking.VisitID]bool // that this person's facts are about
	// technician is who the number belongs to; empty: a customer.
	technician booking.ResourceID
	outcome    turn.Outcome // of the last turn
}

func (s *chatSession) loop(p program, still bool, out *chatPrinter) error {
	lines := bufio.NewScanner(p.in)
	lines.Buffer(make([]byte, 0, 64<<10), 1<<20)
	out.greet(s)
	for lines.Scan() {
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		line, err := parseChatLine(lines.Text())
		if err != nil {
			return err
		}
		if !still {
			s.hands.Set(clock.System().Now())
		}
		if err := s.turn(p.ctx, line, out); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return inputError(err.Error())
	}
	return nil
}

// turn hands one line to the gateway, lets everything that is due happen, and prints what came of it.
func (s *chatSession) turn(ctx context.Context, line chatLine, out *chatPrinter) error {
	s.n++
	started := clock.System().Now()
	until := s.hands.Now().Add(line.Wait)
	for i, m := range line.Messages {
		m.From, m.To = s.me, s.ours
		m.ExternalID = fmt.Sprintf("%s-%d-%d-%d", s.me.Value, s.began.UnixNano(), s.n, i)
		m.SentAt = s.hands.Now()
		if m.Kind == channels.KindReaction {
			m.TargetID = s.last
		}
		if m.Kind == channels.KindAudio {
			if err := s.keepSound(ctx, &m); err != nil {
				return err
			}
		}
		got, err := s.sys.gateway.Receive(ctx, m)
		if err != nil {
			return err
		}
		s.conv = got.Conversation
	}
	if err := s.sys.drain(ctx, s.hands, until); err != nil {
		return err
	}
	return s.report(ctx, out, clock.System().Now().Sub(started))
}

// own are the visits of a technician's day: what happens to them concerns who plays the technician.
func (s *chatSession) own(ctx context.Context) error {
	if s.technician == "" {
		return nil
	}
	who, err := s.sys.trade.crew.Resource(ctx, s.sys.db, s.technician, booking.DayOf(s.hands.Now(), time.UTC))
	if err != nil {
		return err
	}
	day, err := s.sys.trade.workday.DayAt(ctx, s.sys.db, s.technician, s.hands.Now(), who.TimeZone)
	for _, v := range day.Plan {
		s.visits[v.ID] = true
	}
	return err
}

// news are the facts of this person since they were last told.
func (s *chatSession) news(ctx context.Context) ([]events.Fact, error) {
	var mine []events.Fact
	for {
		facts, err := events.Since(ctx, s.sys.db, s.seen, 1000, events.Filter{})
		if err != nil || len(facts) == 0 {
			return mine, err
		}
		for _, f := range facts {
			s.seen = f.Seq
			if s.mine(f) {
				mine = append(mine, f)
				if f.VisitID != "" {
					s.visits[booking.VisitID(f.VisitID)] = true
				}
			}
		}
	}
}

// report prints the replies, the facts and the turn.
func (s *chatSession) report(ctx context.Context, out *chatPrinter, took time.Duration) error {
	if s.conv != "" && s.contact == "" {
		conv, err := s.sys.gateway.Conversation(ctx, s.sys.db, s.conv)
		if err != nil {
			return err
		}
		s.contact = booking.ContactID(conv.ContactID)
	}
	if err := s.own(ctx); err != nil {
		return err
	}
	sent, turns := s.heard.take()
	facts, err := s.news(ctx)
	if err != nil {
		return err
	}
	for _, m := range sent {
		if m.Conversation == s.conv {
			s.last = m.ID
		}
		if m.Conversation == s.conv || s.visits[visitOfKey(m.Key)] {
			out.reply(m)
		}
	}
	for _, f := range facts {
		out.event(f)
	}
	fresh, ok := turns[s.conv]
	if ok {
		s.outcome = fresh
	}
	shown := s.outcome
	if !ok {
		shown.Commands = nil
	}
	out.turn(s.n, shown, took)
	return nil
}
