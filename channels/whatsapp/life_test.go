package whatsapp_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestNothingIsLostWhenTheClaimIsCutWhileMessagesCome(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	other := b.world.process(at(b.server), whatsapp.Quick)
	p := newPhone(t, b.server)
	const all = 200
	for i := range all {
		p.say(b.owner, strconv.Itoa(i))
		if i%50 == 25 {
			b.hangUp()
		}
		if n := b.server.Connected(b.owner.Number()); n > 1 {
			t.Errorf("%d connections of one device", n)
		}
	}
	b.hears(all)
	for i, in := range b.inbox.all() {
		if in.Text != strconv.Itoa(i) {
			t.Errorf("place %d has %q", i, in.Text)
		}
	}
	eventually(t, 10*time.Second, "one of both has it", func() bool { return b.Holds(b.ours) != other.Holds(b.ours) })
	for _, r := range b.book.reports {
		if r.State == channels.NumberReplaced {
			t.Error("two fought for the session")
		}
	}
}

func TestAnotherProcessAnswersWithinTenSecondsOfTheFirstOnesEnd(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	other := b.world.process(at(b.server)) // at the usual pace
	p := newPhone(t, b.server)
	p.say(b.owner, "hola")
	them := b.hears(1).From
	b.stop()
	began := clock.System().Now()
	out := channels.Outbound{ID: "1", From: b.ours, To: them, Text: "aquí estamos"}
	eventually(t, 10*time.Second, "the other sends", func() bool {
		_, err := other.Send(t.Context(), out)
		return err == nil
	})
	t.Logf("it answers after %v", clock.System().Now().Sub(began))
	if m := p.next(); m.Text != "aquí estamos" {
		t.Errorf("the phone shows %q", m.Text)
	}
	p.quiet(200 * time.Millisecond)
}

func TestAPhoneThatIsUnseenForTwelveDaysIsAway(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	b.stop()
	seen := clock.System().Now().Add(-whatsapp.PhoneAway - time.Hour)
	if _, err := db.Exec(t.Context(), b.db, `UPDATE whatsapp_phones SET seen_at = @at`, db.Args{"at": seen}); err != nil {
		t.Fatal(err)
	}
	b.process = b.world.process(at(b.server), whatsapp.Quick)
	eventually(t, 10*time.Second, "away", func() bool { return b.book.last(b.ours).State == channels.NumberAway })
	if n := b.book.last(b.ours); !n.PhoneSeen.Equal(seen) || !n.State.Sends(channels.ClassReply, true) {
		t.Errorf("got %+v", n)
	}
	b.owner.say(newPhone(t, b.server), "escribe la dueña") // its copy comes to us: the phone is there
	b.isUp()
	if got := b.inbox.all(); len(got) != 0 {
		t.Errorf("what our own phone writes is heard: %+v", got)
	}
}

func TestANumberThatIsGivenUpIsLoggedOutByWhoeverRunsIt(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	other := b.world.process(at(b.server), whatsapp.Quick)
	if err := other.Unpair(t.Context(), b.ours); err != nil {
		t.Fatal(err)
	}
	eventually(t, 10*time.Second, "it is let go of", func() bool { return !b.Holds(b.ours) && !b.Serves(b.ours) && !other.Serves(b.ours) })
	if n := b.server.Connected(b.owner.Number()); n != 0 {
		t.Errorf("%d connections", n)
	}
	if n := b.book.last(b.ours); n.State != channels.NumberUnpaired {
		t.Errorf("got %+v", n)
	}
	if err := other.Unpair(t.Context(), b.ours); !fault.Is(err, fault.NotFound) {
		t.Errorf("once more: %v", err)
	}
}

func TestANumberThatIsPairedAnewHasOneDevice(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	if again := pairByQR(t, b.Transport, b.owner); again != b.ours {
		t.Errorf("paired as %v", again)
	}
	eventually(t, 10*time.Second, "the new one runs alone", func() bool {
		list, err := b.Numbers(t.Context())
		return err == nil && len(list) == 1 && list[0].State == channels.NumberUp && b.server.Connected(b.owner.Number()) == 1
	})
	newPhone(t, b.server).say(b.owner, "hola")
	b.hears(1)
	for _, r := range b.book.reports {
		if r.State.Alarm() {
			t.Errorf("an alarm: %+v", r)
		}
	}
}

func TestAPairingThatIsGivenUpEndsItsSteps(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	ctx, cancel := context.WithCancel(t.Context())
	steps, err := b.Pair(ctx, whatsapp.PairRequest{})
	if err != nil {
		t.Fatal(err)
	}
	<-steps
	cancel()
	eventually(t, 10*time.Second, "the steps end", func() bool {
		select {
		case _, more := <-steps:
			return !more
		default:
			return false
		}
	})
	if _, err := b.Pair(t.Context(), whatsapp.PairRequest{Phone: "12"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a phone of two digits: %v", err)
	}
}
