package escalations_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	paula booking.UserID = "00000000-0000-7000-8000-000000000001"
	diego booking.UserID = "00000000-0000-7000-8000-000000000002"
)

// desk is a world in which people work on escalations.
type desk struct {
	*testkit.TheWorld
	*escalations.Store
	t *testing.T
}

func newDesk(t *testing.T) desk {
	t.Helper()
	w, s := world(t)
	return desk{w, s, t}
}

type step func(context.Context, *db.Tx, booking.WorkEscalation) (escalations.Escalation, error)

func (d desk) try(do step, id booking.EscalationID, who booking.UserID) (e escalations.Escalation, err error) {
	d.t.Helper()
	err = d.DB.InTx(d.t.Context(), func(tx *db.Tx) (err error) {
		e, err = do(d.t.Context(), tx, booking.WorkEscalation{ID: id, User: who, Note: "llamé y quedó resuelto"})
		return err
	})
	return e, err
}

func (d desk) must(do step, id booking.EscalationID, who booking.UserID) escalations.Escalation {
	d.t.Helper()
	e, err := d.try(do, id, who)
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

func (d desk) tick() {
	d.t.Helper()
	if err := d.DB.InTx(d.t.Context(), func(tx *db.Tx) error { return d.Tick(d.t.Context(), tx) }); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) get(id booking.EscalationID) escalations.Escalation {
	d.t.Helper()
	e, err := d.Get(d.t.Context(), d.DB, id)
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

func (d desk) facts() (names []string) {
	d.t.Helper()
	list, err := events.Since(d.t.Context(), d.DB, 0, 100, events.Filter{Names: []string{"escalation."}})
	if err != nil {
		d.t.Fatal(err)
	}
	for _, f := range list {
		names = append(names, f.Name+" by "+f.Actor)
	}
	return names
}

func (d desk) question() booking.EscalationID {
	return open(d.t, d.TheWorld, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAskedHuman, Priority: booking.P4, Summary: "pregunta"})
}

func TestOfManyWhoClaimAtOnceOneHoldsIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.question()
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		won  []booking.UserID
		held []string
	)
	for n := range 16 {
		who := []booking.UserID{paula, diego}[n%2]
		wg.Go(func() {
			err := d.DB.InTx(t.Context(), func(tx *db.Tx) error {
				_, err := d.Claim(t.Context(), tx, booking.WorkEscalation{ID: id, User: who})
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won = append(won, who)
			} else if fault.KeyOf(err) == "escalation.claim.held" && fault.Is(err, fault.Conflict) {
				held = append(held, fmt.Sprint(fault.ArgsOf(err)["Name"]))
			} else {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	e := d.get(id)
	if len(won) != 8 || slices.ContainsFunc(won, func(w booking.UserID) bool { return w != e.ClaimedBy }) || len(held) != 8 {
		t.Errorf("%d claimed and %d were told who has it; it is %s's", len(won), len(held), e.ClaimedName)
	}
	if slices.ContainsFunc(held, func(name string) bool { return name != e.ClaimedName }) {
		t.Errorf("told that %q have it", held)
	}
	if got := d.facts(); len(got) != 2 || got[1] != "escalation.claimed by user:"+string(e.ClaimedBy) {
		t.Errorf("facts %q", got)
	}
}

func TestAnEscalationIsWorkedToItsEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.question()
	if _, err := d.try(d.Start, id, paula); fault.KeyOf(err) != "escalation.work.unclaimed" {
		t.Errorf("started by nobody: %v", err)
	}
	d.must(d.Claim, id, paula)
	if _, err := d.try(d.Resolve, id, diego); fault.KeyOf(err) != "escalation.claim.held" {
		t.Errorf("resolved by somebody else: %v", err)
	}
	d.must(d.Release, id, paula)
	d.must(d.Claim, id, diego)
	d.Clock.Advance(time.Minute)
	if e := d.must(d.Start, id, diego); e.AnsweredAt == nil || !e.AnsweredAt.Equal(d.Clock.Now()) {
		t.Errorf("answered %v", e.AnsweredAt)
	}
	d.must(d.WaitInternal, id, diego)
	d.must(d.Start, id, diego)
	if e := d.must(d.Resolve, id, diego); e.Resolution == "" || e.ResolvedAt == nil || e.ClaimedName != "Diego Parra" {
		t.Errorf("resolved: %+v", e)
	}
	if _, err := d.try(d.Start, id, diego); fault.KeyOf(err) != "escalation.work.illegal" {
		t.Errorf("started after its end: %v", err)
	}
	notes, err := d.Notes(t.Context(), d.DB, chat, "")
	if err != nil || len(notes) != 1 || notes[0].Kind != booking.NoteResolution || notes[0].AuthorName != "Diego Parra" {
		t.Errorf("notes %+v, %v", notes, err)
	}
	want := []string{"opened by system", "claimed by P", "released by P", "claimed by D", "updated by D", "updated by D", "updated by D", "resolved by D"}
	for i, f := range d.facts() {
		if i >= len(want) || f != "escalation."+replaceNames(want[i]) {
			t.Errorf("fact %d is %s", i, f)
		}
	}
}

func replaceNames(s string) string {
	switch s[len(s)-1] {
	case 'P':
		return s[:len(s)-1] + "user:" + string(paula)
	case 'D':
		return s[:len(s)-1] + "user:" + string(diego)
	}
	return s
}

func TestOnlyWhatWasResolvedLatelyIsReopened(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.question()
	if _, err := d.try(d.Reopen, id, paula); fault.KeyOf(err) != "escalation.work.illegal" {
		t.Errorf("an open one reopened: %v", err)
	}
	d.must(d.Claim, id, paula)
	d.must(d.Resolve, id, paula)
	d.Clock.Advance(71 * time.Hour)
	d.tick()
	e := d.must(d.Reopen, id, diego)
	if e.Status != booking.EscalationOpen || e.ClaimedBy != "" || e.AnsweredAt != nil || !e.DueAt.After(d.Clock.Now()) {
		t.Errorf("reopened: %+v", e)
	}
	d.must(d.Claim, id, paula)
	d.must(d.Resolve, id, paula)
	other := d.question() // the same cause again
	if _, err := d.try(d.Reopen, id, paula); other == id || fault.KeyOf(err) != "escalation.reopen.again" {
		t.Errorf("two of one cause: %v", err)
	}
	d.Clock.Advance(72*time.Hour + time.Second)
	if _, err := d.try(d.Reopen, id, paula); fault.KeyOf(err) != "escalation.reopen.late" {
		t.Errorf("after 72 hours: %v", err)
	}
	d.tick()
	if e := d.get(id); e.Status != booking.EscalationClosed {
		t.Errorf("after 72 hours it is %s", e.Status)
	}
	if _, err := d.try(d.Reopen, id, paula); fault.KeyOf(err) != "escalation.reopen.late" {
		t.Errorf("a closed one: %v", err)
	}
}

func TestABreachIsMarkedOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	late, early := d.question(), open(t, d.TheWorld, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAnger, Priority: booking.P4, Summary: "x"})
	d.must(d.Claim, late, paula) // claimed is not answered
	d.must(d.Claim, early, paula)
	d.must(d.Start, early, paula)
	d.Clock.Advance(4 * time.Hour)
	d.tick()
	if n, err := d.Late(t.Context(), d.DB, d.Clock.Now(), "CL"); n != 0 || err != nil {
		t.Errorf("%d late at the due time, %v", n, err)
	}
	d.Clock.Advance(time.Second)
	d.tick()
	d.tick()
	if n, err := d.Late(t.Context(), d.DB, d.Clock.Now()); n != 1 || err != nil {
		t.Errorf("%d late, %v", n, err)
	}
	if n, err := d.Late(t.Context(), d.DB, d.Clock.Now(), "BR"); n != 0 || err != nil {
		t.Errorf("%d late elsewhere, %v", n, err)
	}
	if e := d.get(late); e.BreachedAt == nil || !e.Late(d.Clock.Now()) || d.get(early).BreachedAt != nil {
		t.Errorf("marked: %+v", e)
	}
	names := slices.DeleteFunc(d.facts(), func(n string) bool { return n != "escalation.breached by system" })
	if len(names) != 1 {
		t.Errorf("%d breaches told", len(names))
	}
	d.must(d.Start, late, paula) // answered, late
	if n, err := d.Late(t.Context(), d.DB, d.Clock.Now()); n != 0 || err != nil || d.get(late).BreachedAt == nil {
		t.Errorf("answered: %d late, %v", n, err)
	}
}

func TestTheClockRunsInTheHoursOfTheTeam(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Clock.Advance(8*time.Hour + 25*time.Minute) // 17:30 on Monday
	if e := d.get(d.question()); !e.DueAt.Equal(testkit.Start.Add(27*time.Hour + 25*time.Minute)) {
		t.Errorf("a question at 17:30 is due %v, want 12:30 the next day", e.DueAt)
	}
	gas := open(t, d.TheWorld, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseSafety, Priority: booking.P1, Summary: "gas"})
	if e := d.get(gas); !e.DueAt.Equal(d.Clock.Now().Add(5 * time.Minute)) {
		t.Errorf("danger is due %v", e.DueAt)
	}
}

func TestTheClockStandsStillWhileTheCustomerIsWaitedFor(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.question() // due at 13:05
	d.must(d.Claim, id, paula)
	d.Clock.Advance(time.Hour)
	d.must(d.WaitCustomer, id, paula)
	d.Clock.Advance(30 * time.Hour) // 16:05 the next day
	d.tick()
	if e := d.get(id); e.BreachedAt != nil || e.Late(d.Clock.Now()) || e.Status != booking.EscalationWaitingCustomer {
		t.Errorf("while the customer is waited for: %+v", e)
	}
	const writes = `UPDATE conversations SET last_in_at = @now`
	if _, err := db.Exec(t.Context(), d.DB, writes, db.Args{"now": d.Clock.Now()}); err != nil {
		t.Fatal(err)
	}
	d.tick()
	e := d.get(id)
	if e.Status != booking.EscalationClaimed || e.PausedAt != nil {
		t.Errorf("after the customer wrote it is %s", e.Status)
	}
	if left := e.DueAt.Sub(d.Clock.Now()); left != 18*time.Hour { // three hours of the desk: two today, one tomorrow
		t.Errorf("%v are left", left)
	}
	d.must(d.Start, id, paula)
	d.must(d.WaitCustomer, id, paula)
	d.Clock.Advance(time.Minute)
	if _, err := db.Exec(t.Context(), d.DB, writes, db.Args{"now": d.Clock.Now()}); err != nil {
		t.Fatal(err)
	}
	d.tick()
	if e := d.get(id); e.Status != booking.EscalationInProgress {
		t.Errorf("an answered one goes on as %s", e.Status)
	}
}

func TestACuredCauseClosesWhatNobodyTook(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	alert := func() booking.EscalationID {
		return open(t, d.TheWorld, booking.OpenEscalation{Cause: booking.CauseChannelDown, Priority: booking.P2, Summary: "no responde"})
	}
	cure := func(want int) {
		t.Helper()
		err := d.DB.InTx(t.Context(), func(tx *db.Tx) error {
			n, err := d.CloseIfCured(t.Context(), tx, booking.CuredCause{Unit: "CL", Cause: booking.CauseChannelDown})
			if n != want {
				t.Errorf("%d closed, want %d", n, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	first, question := alert(), d.question()
	cure(1)
	cure(0)
	if d.get(first).Status != booking.EscalationAutoClosed || d.get(question).Status != booking.EscalationOpen {
		t.Error("not the cured one was closed")
	}
	held := alert()
	d.must(d.Claim, held, paula)
	cure(0)
	if e := d.get(held); e.Status != booking.EscalationClaimed || held == first {
		t.Errorf("what somebody holds was closed: %s", e.Status)
	}
}

func TestTheQueueShowsWhatBurnsFirst(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	question := d.question()
	d.Clock.Advance(4*time.Hour - time.Minute)
	angry := open(t, d.TheWorld, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAnger, Priority: booking.P3, Summary: "x"})
	gas := open(t, d.TheWorld, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseSafety, Priority: booking.P1, Summary: "gas"})
	ids := func(q escalations.Queue) (out []booking.EscalationID) {
		q.Now = d.Clock.Now()
		list, err := d.Waiting(t.Context(), d.DB, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range list {
			out = append(out, w.ID)
		}
		return out
	}
	if got := ids(escalations.Queue{Units: []booking.UnitCode{"CL"}}); !slices.Equal(got, []booking.EscalationID{gas, angry, question}) {
		t.Errorf("by priority: %q", got)
	}
	d.Clock.Advance(2 * time.Minute)
	if got := ids(escalations.Queue{}); !slices.Equal(got, []booking.EscalationID{question, gas, angry}) {
		t.Errorf("what is late comes first: %q", got)
	}
	d.must(d.Claim, angry, paula)
	if got := ids(escalations.Queue{Holder: paula}); !slices.Equal(got, []booking.EscalationID{angry}) {
		t.Errorf("mine: %q", got)
	}
	if got := ids(escalations.Queue{Unheld: true}); !slices.Equal(got, []booking.EscalationID{question, gas}) {
		t.Errorf("nobody's: %q", got)
	}
	d.must(d.Resolve, angry, paula)
	if got := ids(escalations.Queue{}); len(got) != 2 {
		t.Errorf("live: %q", got)
	}
	if got := ids(escalations.Queue{Settled: true}); !slices.Equal(got, []booking.EscalationID{question, gas, angry}) {
		t.Errorf("with the resolved ones: %q", got)
	}
	if got := ids(escalations.Queue{Units: []booking.UnitCode{"BR"}}); len(got) != 0 {
		t.Errorf("of another unit: %q", got)
	}
}
