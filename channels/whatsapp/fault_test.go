package whatsapp_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// drop cuts the connection of the account's linked device, after a last stanza.
func (s *server) drop(a *account, last ...waBinary.Node) {
	s.mu.Lock()
	var w *wire
	for id, c := range a.devices {
		if id > 0 && c.wire != nil {
			w = c.wire
		}
	}
	s.mu.Unlock()
	if w == nil {
		s.t.Error("there is no connection to cut")
		return
	}
	for _, n := range last {
		w.send(n)
		linger(s.t.Context())
	}
	_ = w.ws.CloseNow()
}

func TestARefusedLoginIsReportedAndNotRepeated(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		failure waBinary.Attrs
		want    channels.NumberState
		logins  int
	}{
		"logged out":   {waBinary.Attrs{"reason": "401"}, channels.NumberLoggedOut, 1},
		"locked":       {waBinary.Attrs{"reason": "403"}, channels.NumberLoggedOut, 1},
		"banned":       {waBinary.Attrs{"reason": "402", "code": "101", "expire": "3600"}, channels.NumberBanned, 1},
		"outdated":     {waBinary.Attrs{"reason": "405"}, channels.NumberOutdated, 1},
		"refused":      {waBinary.Attrs{"reason": "409"}, channels.NumberRefused, 1},
		"out of order": {waBinary.Attrs{"reason": "503"}, channels.NumberDown, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBusiness(t)
			failure := node("failure", c.failure)
			b.server.turn(func(k *knobs) { k.refuse = &failure })
			before := b.server.logins(b.account)
			b.server.drop(b.account)
			eventually(t, 15*time.Second, "it is reported", func() bool { return b.book.last(b.ours).State == c.want })
			if err := clock.Wait(t.Context(), 2*time.Second); err != nil {
				t.Fatal(err)
			}
			if n := b.server.logins(b.account) - before; n < 1 || n > c.logins {
				t.Errorf("%d logins, want %d at most", n, c.logins)
			}
			n := b.book.last(b.ours)
			if left := n.Until.Sub(clock.System().Now()); name == "banned" != (left > 59*time.Minute && left < time.Hour) {
				t.Errorf("until %v", n.Until)
			}
			if paired := b.Serves(b.ours); paired == (c.want == channels.NumberLoggedOut) {
				t.Errorf("served: %v", paired)
			}
			t.Logf("%s: %d logins in 2 s and more, %q", n.State, b.server.logins(b.account)-before, n.Detail)
		})
	}
}

func TestAPhoneThatRemovesUsWhileConnectedIsReported(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	b.server.drop(b.account, node("stream:error", waBinary.Attrs{"code": "401"}, node("conflict", waBinary.Attrs{"type": "device_removed"})))
	eventually(t, 10*time.Second, "logged out", func() bool { return b.book.last(b.ours).State == channels.NumberLoggedOut })
	eventually(t, 10*time.Second, "it is no longer served", func() bool { return !b.Serves(b.ours) && !b.Holds(b.ours) })
	fails(t, "unpaired", func() error { _, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: b.ours}); return err })
	if again := pairByQR(t, b.Transport, b.owner); again != b.ours {
		t.Errorf("paired anew as %v", again)
	}
	b.isUp()
}

func TestSomebodyElseWithOurSessionIsNotFought(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	before := b.server.logins(b.account)
	b.server.drop(b.account, node("stream:error", nil, node("conflict", waBinary.Attrs{"type": "replaced"})))
	eventually(t, 10*time.Second, "replaced", func() bool { return b.book.last(b.ours).State == channels.NumberReplaced })
	if err := clock.Wait(t.Context(), 3*time.Second); err != nil {
		t.Fatal(err)
	}
	if n := b.server.logins(b.account) - before; n != 0 {
		t.Errorf("%d logins", n)
	}
	if !b.Holds(b.ours) {
		t.Error("the claim is free for the next to fight with")
	}
}

func TestACutConnectionComesBackAndIsNoAlarm(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	for range 3 {
		before := b.server.logins(b.account)
		b.server.drop(b.account)
		eventually(t, 10*time.Second, "it connects", func() bool { return b.server.logins(b.account) == before+1 })
		b.isUp()
	}
	b.book.mu.Lock()
	defer b.book.mu.Unlock()
	for _, n := range b.book.reports {
		if n.State.Alarm() {
			t.Errorf("an alarm: %+v", n)
		}
	}
}

func TestALimitOnNewChatsIsReportedUntilItEnds(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	ends := clock.System().Now().Add(2 * time.Hour).Truncate(time.Second)
	b.server.limit(b.account, true, ends)
	eventually(t, 10*time.Second, "limited", func() bool {
		n := b.book.last(b.ours)
		return n.State == channels.NumberLimited && n.Until.Equal(ends) && n.Detail == "RESTRICT_ALL_COMPANIONS"
	})
	b.server.turn(func(k *knobs) { k.ackError = "463" })
	e := fails(t, "timelocked", func() error {
		_, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: b.ours, To: channels.Address{Value: p.account.value()}, Text: "hola"})
		return err
	})
	if e.Retryable || e.Unsure {
		t.Errorf("got %+v", e)
	}
	if n := b.book.last(b.ours); !n.Until.Equal(ends) {
		t.Errorf("what WhatsApp said is overwritten: %+v", n)
	}
	b.server.turn(func(k *knobs) { k.ackError = "" })
	b.server.limit(b.account, false, time.Time{})
	b.isUp()
}

// limit tells a linked device that new chats are refused, or are no longer.
func (s *server) limit(a *account, active bool, ends time.Time) {
	body := fmt.Sprintf(`{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":%v,"enforcement_type":"RESTRICT_ALL_COMPANIONS",`+
		`"time_enforcement_ends":"%d"}}}`, active, max(ends.Unix(), 0))
	update := waBinary.Node{Tag: "update", Attrs: waBinary.Attrs{"op_name": "NotificationUserReachoutTimelockUpdate"}, Content: []byte(body)}
	for id, c := range a.devices {
		if id > 0 {
			s.deliver(c, node("notification", waBinary.Attrs{
				"type": "mex", "from": types.ServerJID, "id": "mex" + strconv.FormatBool(active), "t": unix(),
			}, update))
		}
	}
}

func TestWhatCannotBeStoredComesAgainInItsOrder(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	down := errors.New("the database is down")
	failed := 0
	b.inbox.failing(func(channels.Inbound) error {
		if failed++; failed <= 3 {
			return down
		}
		return nil
	})
	for i := range 10 {
		p.say(b.account, strconv.Itoa(i))
	}
	b.hears(10)
	for i, in := range b.inbox.all() {
		if in.Text != strconv.Itoa(i) {
			t.Errorf("place %d has %q", i, in.Text)
		}
	}
	if n := b.server.logins(b.account); n < 3 || n > 6 {
		t.Errorf("%d logins", n)
	}
}

func TestWhatCanNeverBeStoredIsAcknowledged(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	b.inbox.failing(func(in channels.Inbound) error {
		if in.Text == "x" {
			return fault.New(fault.Invalid, "message.receive.empty")
		}
		return nil
	})
	id := p.say(b.account, "x")
	p.hasReceipt(id, types.ReceiptTypeDelivered)
	p.say(b.account, "hola")
	if got := b.hears(1); got.Text != "hola" || b.server.logins(b.account) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestAStanzaThatComesTwiceIsOneMessage(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	b.server.turn(func(k *knobs) { k.twice = true })
	for i := range 20 {
		p.say(b.account, strconv.Itoa(i))
	}
	b.server.turn(func(k *knobs) { k.twice = false })
	p.say(b.account, "fin")
	if got := b.hears(21); got.Text != "fin" {
		t.Errorf("the last is %q", got.Text)
	}
}

func TestAMessageThatWasDamagedIsAskedForAgain(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	p.say(b.account, "hola")
	b.says("1", b.hears(1).From.Value, "¿sí?") // from here on nothing but a message is in a stanza
	p.next()
	b.server.turn(func(k *knobs) { k.flip = 1 })
	p.say(b.account, "se rompió la lavadora")
	if got := b.hears(2); got.Text != "se rompió la lavadora" {
		t.Errorf("got %+v", got)
	}
	if n := b.Unreadable(); n != 1 {
		t.Errorf("%d unreadable", n)
	}
}

func TestAMessageWhoseAckIsLostIsShownOnce(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	b.server.turn(func(k *knobs) { k.swallow = 1 })
	cut := make(chan struct{})
	b.server.turn(func(k *knobs) {
		k.beforeAck = func(string) {
			b.server.turn(func(k *knobs) { k.beforeAck = nil })
			go func() {
				b.server.drop(b.account)
				close(cut)
			}()
		}
	})
	r := b.says("1", p.account.value(), "confirmado") // the library writes the same frame on the next connection
	<-cut
	p.next()
	p.quiet(time.Second)
	eventually(t, 10*time.Second, "it was delivered", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusDelivered })
}

func TestASendWhoseAckNeverComesIsUnsureAndItsRepeatHasTheSameID(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	b.says("0", p.account.value(), "hola")
	p.next()
	b.server.turn(func(k *knobs) { k.swallow = 1 })
	out := channels.Outbound{ID: "1", From: b.ours, To: channels.Address{Channel: channels.WhatsApp, Value: p.account.value()}, Text: "confirmado"}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	e := fails(t, "timed_out", func() error { _, err := b.Send(ctx, out); return err })
	if !e.Unsure || !e.Retryable {
		t.Errorf("got %+v", e)
	}
	r := b.sends(out)
	first, second := p.next(), p.next()
	if first.Info.ID != second.Info.ID || r.ExternalID != p.account.value()+"/"+first.Info.ID {
		t.Errorf("%s, %s, %s", first.Info.ID, second.Info.ID, r.ExternalID) // phones show one id once; this client shows all
	}
}

func TestWhatWaitedWhileNobodyRanIsStoredOnceInOrder(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	p.say(b.account, "0")
	b.hears(1)
	b.stop()
	for i := 1; i < 50; i++ {
		p.say(b.account, strconv.Itoa(i))
	}
	b.process = b.world.process(b.server.options(), whatsapp.Quick)
	b.hears(50)
	for i, in := range b.inbox.all() {
		if in.Text != strconv.Itoa(i) {
			t.Errorf("place %d has %q", i, in.Text)
		}
	}
}
