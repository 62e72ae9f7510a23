package events_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func booked(id string) events.Fact {
	return events.Fact{Name: "visit.booked", Actor: "bot", SubjectKind: "visit", SubjectID: id, VisitID: id, Data: events.Data(map[string]int{"n": 1})}
}

func moved(subject string) events.Fact {
	return events.Fact{Name: "visit.moved", SubjectKind: "visit", SubjectID: subject}
}

func appendAll(t *testing.T, w *testkit.TheWorld, facts ...events.Fact) {
	t.Helper()
	if err := w.DB.InTx(t.Context(), func(tx *db.Tx) error { return events.Append(t.Context(), tx, facts...) }); err != nil {
		t.Fatal(err)
	}
}

func names(facts []events.Fact) (out []string) {
	for _, f := range facts {
		out = append(out, f.Name)
	}
	return out
}

func TestAFactIsReadBackAsItWasAppended(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	visit, lead, conversation := w.IDs.New(), w.IDs.New(), w.IDs.New()
	appendAll(t, w,
		booked(visit),
		events.Fact{Name: "lead.created", SubjectKind: "lead", SubjectID: lead, LeadID: lead, ConversationID: conversation},
		events.Fact{Name: "visit.canceled", SubjectKind: "visit", SubjectID: visit, VisitID: visit, ConversationID: conversation},
	)
	all, err := events.Since(t.Context(), w.DB, 0, 10, events.Filter{})
	if err != nil || len(all) != 3 {
		t.Fatalf("got %v, %v", all, err)
	}
	f := all[0]
	if f.Seq == 0 || f.ID == "" || !f.At.Equal(testkit.Start) || f.Actor != "bot" || f.VisitID != visit || string(f.Data) != `{"n": 1}` || f.LeadID != "" {
		t.Errorf("got %+v", f)
	}
	for name, c := range map[string]struct {
		after  int64
		filter events.Filter
		want   []string
	}{
		"all":            {want: []string{"visit.booked", "lead.created", "visit.canceled"}},
		"after":          {after: f.Seq, want: []string{"lead.created", "visit.canceled"}},
		"a name":         {filter: events.Filter{Names: []string{"visit.booked"}}, want: []string{"visit.booked"}},
		"a family":       {filter: events.Filter{Names: []string{"visit."}}, want: []string{"visit.booked", "visit.canceled"}},
		"conversation":   {filter: events.Filter{ConversationID: []string{conversation}}, want: []string{"lead.created", "visit.canceled"}},
		"any of the ids": {filter: events.Filter{LeadID: []string{lead}, VisitID: []string{visit}}, want: []string{"visit.booked", "lead.created", "visit.canceled"}},
		"both":           {filter: events.Filter{Names: []string{"lead."}, VisitID: []string{visit}}},
	} {
		got, err := events.Since(t.Context(), w.DB, c.after, 10, c.filter)
		if diff := cmp.Diff(c.want, names(got)); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

func TestFactsAreNeverChanged(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	appendAll(t, w, booked(w.IDs.New()))
	for _, sql := range []string{`UPDATE facts SET actor = 'x'`, `DELETE FROM facts`, `TRUNCATE facts`} {
		if _, err := w.DB.Exec(t.Context(), sql); !db.IsCheck(err, "facts_never_change") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestAReactionRunsInTheTransactionOfItsFact(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	boom := errors.New("boom")
	var seen []string
	events.React(w.DB, func(ctx context.Context, tx *db.Tx, f events.Fact) error {
		seen = append(seen, f.Name)
		if f.Name == "visit.missed" {
			return boom
		}
		return events.Append(ctx, tx, events.Fact{Name: "lead.converted", SubjectKind: "lead", SubjectID: f.SubjectID})
	}, "visit.")
	appendAll(t, w, booked(w.IDs.New()))
	err := w.DB.InTx(t.Context(), func(tx *db.Tx) error {
		return events.Append(t.Context(), tx, events.Fact{Name: "visit.missed", SubjectKind: "visit", SubjectID: "x"})
	})
	if !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
	all, err := events.Since(t.Context(), w.DB, 0, 10, events.Filter{})
	if diff := cmp.Diff([]string{"visit.booked", "lead.converted"}, names(all)); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if diff := cmp.Diff([]string{"visit.booked", "visit.missed"}, seen); diff != "" {
		t.Error(diff)
	}
}

// next reads a fact, or fails when none comes.
func next(t *testing.T, facts <-chan events.Fact) events.Fact {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	select {
	case f := <-facts:
		return f
	case <-ctx.Done():
		t.Fatal("no fact came")
		return events.Fact{}
	}
}

func TestAFollowerHearsWhatOthersAppendFromNowOn(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	appendAll(t, w, booked(w.IDs.New()))
	ctx, stop := context.WithCancel(t.Context())
	facts, err := events.Follow(ctx, w.DB)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		appendAll(t, w, moved(fmt.Sprint(i)))
	}
	for i := range 5 {
		if f := next(t, facts); f.Name != "visit.moved" || f.SubjectID != fmt.Sprint(i) {
			t.Errorf("got %+v", f)
		}
	}
	stop()
	for range facts { // ends when closed
		t.Error("a fact nobody appended")
	}
}

func TestAFactThatCommitsLateIsNotMissedAndNoneComesTwice(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	begin := func(subject string) (finish func()) {
		written, commit, done := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			done <- w.DB.InTx(t.Context(), func(tx *db.Tx) error {
				err := events.Append(t.Context(), tx, moved(subject))
				close(written)
				<-commit
				return err
			})
		}()
		<-written
		return func() {
			close(commit)
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
	late := begin("before the follower") // its seq is lower than the next one's
	appendAll(t, w, moved("seen before"))
	facts, err := events.Follow(t.Context(), w.DB)
	if err != nil {
		t.Fatal(err)
	}
	later := begin("overtaken")
	appendAll(t, w, moved("first"))
	if f := next(t, facts); f.SubjectID != "first" {
		t.Errorf("got %+v", f)
	}
	late()
	if f := next(t, facts); f.SubjectID != "before the follower" {
		t.Errorf("got %+v", f)
	}
	later()
	if f := next(t, facts); f.SubjectID != "overtaken" {
		t.Errorf("got %+v", f)
	}
	appendAll(t, w, moved("last"))
	if f := next(t, facts); f.SubjectID != "last" {
		t.Errorf("a fact came twice: %+v", f)
	}
}

func TestAFollowerCatchesUpAfterItsSessionWasLost(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	facts, err := events.Follow(t.Context(), w.DB)
	if err != nil {
		t.Fatal(err)
	}
	appendAll(t, w, moved("one"))
	if f := next(t, facts); f.SubjectID != "one" {
		t.Errorf("got %+v", f)
	}
	const hangUp = `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND query LIKE 'LISTEN%'`
	if n, err := db.Value[int](t.Context(), w.DB, hangUp, nil); n != 1 || err != nil {
		t.Fatalf("%d sessions ended, %v", n, err)
	}
	appendAll(t, w, moved("two"))
	if f := next(t, facts); f.SubjectID != "two" {
		t.Errorf("got %+v", f)
	}
}

func TestManyWatchOverOneSession(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	live := events.Listen(t.Context(), w.DB)
	all, stopAll := live.Watch(func(events.Fact) bool { return true })
	defer stopAll()
	wait := func(news <-chan struct{}) {
		t.Helper()
		select {
		case <-news:
		case <-time.After(20 * time.Second):
			t.Fatal("no news")
		}
	}
	wait(all) // it listens
	one, stopOne := live.Watch(func(f events.Fact) bool { return f.SubjectID == "one" })
	defer stopOne()
	other, stopOther := live.Watch(func(f events.Fact) bool { return f.SubjectID == "other" })
	defer stopOther()
	appendAll(t, w, moved("one"))
	wait(one)
	wait(all)
	select {
	case <-other:
		t.Error("a watcher heard of a fact that it does not want")
	default:
	}
}
