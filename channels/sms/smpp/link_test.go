package smpp_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

func TestAWrongPasswordIsAnAlarmAndTriedAgain(t *testing.T) {
	t.Parallel()
	w := unbound(t, func(o *smpp.Options) { o.Password = "wrong" })
	w.run()
	until(t, w.desk, "refused", was(channels.NumberRefused))
	_, err := w.link.Send(t.Context(), w.outbound("hola"))
	if e := sendError(t, err); e.Code != line.CodeDisconnected || !e.Retryable || e.Unsure {
		t.Errorf("%+v", e)
	}
	w.smsc.SetPassword("wrong") // the carrier mends it
	until(t, w.desk, "up", was(channels.NumberUp))
}

func TestACarrierThatIsAwayIsDownAndComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.smsc.Close()
	until(t, w.desk, "down", was(channels.NumberDown))
}

func TestOneProcessIsBoundAndAnotherTakesOverWithinTenSeconds(t *testing.T) {
	t.Parallel()
	ordinary := func(o *smpp.Options) { o.Timing = smpp.Timing{Dial: 2 * time.Second} }
	w := newWorld(t, ordinary)
	o := w.o
	other := loopback.NewDesk()
	o.Line = w.line(other)
	second := smpp.New(o)
	running(t, second)
	_, err := second.Send(t.Context(), w.outbound("hola"))
	if e := sendError(t, err); e.Code != line.CodeElsewhere || !e.Retryable || e.Unsure || e.After != 500*time.Millisecond {
		t.Errorf("%+v", e)
	}
	if !w.link.Holds() || second.Holds() || w.smsc.Counts().Bound != 1 {
		t.Errorf("%+v", w.smsc.Counts())
	}
	all := func() int { return ups(other.Heard()) + ups(w.desk.Heard()) }
	for range 3 { // whoever asks first has it, most often the other one
		w.eventually("the other waits for the lock", func() bool { return waiting(t, w.URL) == 1 })
		before, began := all(), clock.System().Now()
		killLock(t, w.URL)
		w.eventually("one of them is up again", func() bool { return all() > before && (w.link.Holds() || second.Holds()) })
		took := clock.System().Now().Sub(began)
		t.Logf("taken over in %v", took)
		if took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
		l := second
		if w.link.Holds() {
			l = w.link
		}
		if _, err := l.Send(t.Context(), w.outbound("hola")); err != nil {
			t.Error(err)
		}
		if n := w.smsc.Counts().Bound; n != 1 {
			t.Errorf("%d are bound", n)
		}
	}
}

// waiting is how many processes have asked for the lock and do not have it.
func waiting(t *testing.T, url string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	const count = `SELECT count(*) FROM pg_stat_activity a WHERE a.datname = current_database() AND a.query LIKE '%pg_try_advisory_lock%sms account%'
		AND a.pid <> pg_backend_pid() AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')`
	if err := conn.QueryRow(t.Context(), count).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// ups is how often a number came up.
func ups(h loopback.Heard) (n int) {
	for _, s := range h.States {
		if s == channels.NumberUp {
			n++
		}
	}
	return n
}

// killLock ends the session that holds the lock, as the end of its process does.
func killLock(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	const kill = `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
		WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database() AND l.pid <> pg_backend_pid()`
	if _, err := conn.Exec(t.Context(), kill); err != nil {
		t.Fatal(err)
	}
}

func TestAnAccountThatAllowsItIsBoundByAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *smpp.Options) { o.Many = true })
	o := w.o
	other := loopback.NewDesk()
	o.Line = w.line(other)
	running(t, smpp.New(o))
	until(t, other, "both are up", was(channels.NumberUp))
	if w.smsc.Counts().Bound != 2 {
		t.Errorf("%+v", w.smsc.Counts())
	}
}
