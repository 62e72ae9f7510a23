package whatsapp_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestARefusedLoginIsReportedAndNotRepeated(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refusal loopback.Refusal
		want    channels.NumberState
		logins  int
	}{
		"logged out":   {loopback.Refusal{Reason: "401"}, channels.NumberLoggedOut, 1},
		"locked":       {loopback.Refusal{Reason: "403"}, channels.NumberLoggedOut, 1},
		"banned":       {loopback.Refusal{Reason: "402", Code: "101", Expire: "3600"}, channels.NumberBanned, 1},
		"outdated":     {loopback.Refusal{Reason: "405"}, channels.NumberOutdated, 1},
		"refused":      {loopback.Refusal{Reason: "409"}, channels.NumberRefused, 1},
		"out of order": {loopback.Refusal{Reason: "503"}, channels.NumberDown, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBusiness(t)
			b.server.Refuse(c.refusal)
			before := b.server.Attempts()
			b.server.Drop(b.owner.Number())
			eventually(t, 15*time.Second, "it is reported", func() bool { return b.book.last(b.ours).State == c.want })
			if err := clock.Wait(t.Context(), time.Second); err != nil { // many pauses of the quick pace
				t.Fatal(err)
			}
			if n := b.server.Attempts() - before; n < 1 || n > c.logins {
				t.Errorf("%d logins, want %d at most", n, c.logins)
			}
			n := b.book.last(b.ours)
			if left := n.Until.Sub(clock.System().Now()); name == "banned" != (left > 59*time.Minute && left < time.Hour) {
				t.Errorf("until %v", n.Until)
			}
			if paired := b.Serves(b.ours); paired == (c.want == channels.NumberLoggedOut) {
				t.Errorf("served: %v", paired)
			}
			t.Logf("%s: %d logins in a second and more, %q", n.State, b.server.Attempts()-before, n.Detail)
		})
	}
}

func TestAPhoneThatRemovesUsWhileConnectedIsReported(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	b.server.RemoveDevices(b.owner.Number())
	eventually(t, 10*time.Second, "logged out", func() bool { return b.book.last(b.ours).State == channels.NumberLoggedOut })
	eventually(t, 10*time.Second, "it is no longer served", func() bool { return !b.Serves(b.ours) && !b.Holds(b.ours) })
	_ = fails(t, "unpaired", func() error { _, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: b.ours}); return err })
	if again := pairByQR(t, b.Transport, b.owner); again != b.ours {
		t.Errorf("paired anew as %v", again)
	}
	b.isUp()
}

func TestSomebodyElseWithOurSessionIsNotFought(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	before := b.server.Logins(b.owner.Number())
	b.server.Replace(b.owner.Number())
	eventually(t, 10*time.Second, "replaced", func() bool { return b.book.last(b.ours).State == channels.NumberReplaced })
	if err := clock.Wait(t.Context(), 1500*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if n := b.server.Logins(b.owner.Number()) - before; n != 0 {
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
		before := b.server.Logins(b.owner.Number())
		b.server.Drop(b.owner.Number())
		eventually(t, 10*time.Second, "it connects", func() bool { return b.server.Logins(b.owner.Number()) == before+1 })
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
	p := newPhone(t, b.server)
	ends := clock.System().Now().Add(2 * time.Hour).Truncate(time.Second)
	b.server.TimeLock(b.owner.Number(), strconv.FormatInt(ends.Unix(), 10), true)
	eventually(t, 10*time.Second, "limited", func() bool {
		n := b.book.last(b.ours)
		return n.State == channels.NumberLimited && n.Until.Equal(ends) && n.Detail == "RESTRICT_ALL_COMPANIONS"
	})
	b.server.LockNewChats(true)
	e := fails(t, "timelocked", func() error {
		_, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: b.ours, To: channels.Address{Value: p.value()}, Text: "hola"})
		return err
	})
	if e.Retryable || e.Unsure {
		t.Errorf("got %+v", e)
	}
	if n := b.book.last(b.ours); !n.Until.Equal(ends) {
		t.Errorf("what WhatsApp said is overwritten: %+v", n)
	}
	b.server.LockNewChats(false)
	b.server.TimeLock(b.owner.Number(), "0", false)
	b.isUp()
}

func TestWhatCannotBeStoredComesAgainInItsOrder(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	down := errors.New("the database is down")
	failed := 0
	b.inbox.failing(func(channels.Inbound) error {
		if failed++; failed <= 3 {
			return down
		}
		return nil
	})
	for i := range 10 {
		p.say(b.owner, strconv.Itoa(i))
	}
	b.hears(10)
	for i, in := range b.inbox.all() {
		if in.Text != strconv.Itoa(i) {
			t.Errorf("place %d has %q", i, in.Text)
		}
	}
	if n := b.server.Logins(b.owner.Number()); n < 3 || n > 6 {
		t.Errorf("%d logins", n)
	}
}

func TestWhatCanNeverBeStoredIsAcknowledged(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	b.inbox.failing(func(in channels.Inbound) error {
		if in.Text == "x" {
			return fault.New(fault.Invalid, "message.receive.empty")
		}
		return nil
	})
	id := p.say(b.owner, "x")
	p.hasReceipt(id, types.ReceiptTypeDelivered)
	p.say(b.owner, "hola")
	if got := b.hears(1); got.Text != "hola" || b.server.Logins(b.owner.Number()) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestAStanzaThatComesTwiceIsOneMessage(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	b.server.DoubleNext(40) // with the copies for the phone of the number
	for i := range 20 {
		p.say(b.owner, strconv.Itoa(i))
	}
	p.say(b.owner, "fin")
	if got := b.hears(21); got.Text != "fin" {
		t.Errorf("the last is %q", got.Text)
	}
}

func TestAMessageThatWasDamagedIsAskedForAgain(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	p.say(b.owner, "hola")
	b.says("1", b.hears(1).From.Value, "¿sí?") // from here on nothing but a message is in a stanza
	p.next()
	b.server.FlipNext(2) // the copy for the phone of the number too
	p.say(b.owner, "se rompió la lavadora")
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
	p := newPhone(t, b.server)
	b.server.SwallowAcks(1)
	sent := make(chan channels.Receipt, 1)
	go func() { sent <- b.says("1", p.value(), "confirmado") }()
	p.next()
	b.server.Drop(b.owner.Number()) // the library writes the same frame on the next connection
	r := <-sent
	p.quiet(time.Second)
	eventually(t, 10*time.Second, "it was delivered", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusDelivered })
}

func TestASendWhoseAckNeverComesIsUnsureAndItsRepeatHasTheSameID(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	b.says("0", p.value(), "hola")
	p.next()
	b.server.SwallowAcks(1)
	out := channels.Outbound{ID: "1", From: b.ours, To: channels.Address{Channel: channels.WhatsApp, Value: p.value()}, Text: "confirmado"}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	e := fails(t, "timed_out", func() error { _, err := b.Send(ctx, out); return err })
	if !e.Unsure || !e.Retryable {
		t.Errorf("got %+v", e)
	}
	r := b.sends(out)
	first, second := p.next(), p.next()
	if first.ID != second.ID || r.ExternalID != p.value()+"/"+first.ID {
		t.Errorf("%s, %s, %s", first.ID, second.ID, r.ExternalID) // phones show one id once; this client shows all
	}
}

func TestWhatWaitedWhileNobodyRanIsStoredOnceInOrder(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	p.say(b.owner, "0")
	b.hears(1)
	b.stop()
	for i := 1; i < 50; i++ {
		p.say(b.owner, strconv.Itoa(i))
	}
	b.process = b.world.process(at(b.server), whatsapp.Quick)
	b.hears(50)
	for i, in := range b.inbox.all() {
		if in.Text != strconv.Itoa(i) {
			t.Errorf("place %d has %q", i, in.Text)
		}
	}
}

func TestARefusalOfANewChatLimitsTheNumberForAnHour(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p, known := newPhone(t, b.server), newPhone(t, b.server)
	known.say(b.owner, "hola")
	b.hears(1)
	b.server.LockNewChats(true)
	_ = fails(t, "timelocked", func() error {
		_, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: b.ours, To: channels.Address{Value: "+" + p.Number()}, Text: "hola"})
		return err
	})
	eventually(t, 5*time.Second, "limited", func() bool { return b.book.last(b.ours).State == channels.NumberLimited })
	if left := b.book.last(b.ours).Until.Sub(clock.System().Now()); left < 59*time.Minute || left > time.Hour {
		t.Errorf("for %v", left)
	}
	b.says("2", known.value(), "a quien escribió se le responde")
	known.next()
}
