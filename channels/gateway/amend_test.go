package gateway_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
)

func TestAMessageThatIsEditedOrDeletedBeforeItsTurnIsReadAsItStands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(channels.Inbound) time.Duration { return 2 * time.Second })
	first := w.text("el jueves")
	w.receive(first)
	second := w.text("a las 9")
	conv := w.receive(second).Conversation
	edit := w.text("el viernes")
	edit.Kind, edit.TargetID = channels.KindEdit, first.ExternalID
	w.receive(edit)
	gone := w.text("")
	gone.Kind, gone.TargetID = channels.KindDelete, second.ExternalID
	w.receive(gone)
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if err != nil || len(lines) < 2 || lines[0].TakenBack || !lines[1].TakenBack {
		t.Errorf("the transcript does not say which was taken back: %+v, %v", lines, err)
	}
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"el viernes sent "}, w.lines(conv)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
}

func TestWhatChangesAfterItsTurnBeganIsSeenByPeopleAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	first, second := w.text("el jueves"), w.text("a las 9")
	conv := w.receive(first).Conversation
	w.receive(second)
	frozen := w.freeze(conv)
	edit := w.text("mejor el sábado")
	edit.Kind, edit.TargetID = channels.KindEdit, first.ExternalID
	if got := w.receive(edit); !got.Repeated || got.Message != frozen.Messages[0].ID {
		t.Errorf("the edit came to %+v", got)
	}
	gone := w.text("")
	gone.Kind, gone.TargetID = channels.KindDelete, second.ExternalID
	w.receive(gone)
	w.receive(gone) // it comes again
	if diff := cmp.Diff(frozen, w.freeze(conv)); diff != "" {
		t.Errorf("the turn changed (-before +after):\n%s", diff)
	}
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"el jueves | a las 9 sent "}, w.lines(conv)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	if l := lines[0]; l.Text != "el jueves" || l.Edited != "mejor el sábado" || !l.Answered || l.TakenBack {
		t.Errorf("the edit is not shown: %+v", l)
	}
	if l := lines[1]; l.Text != "a las 9" || l.Edited != "" || !l.Answered || !l.TakenBack {
		t.Errorf("the deletion is not shown: %+v", l)
	}
}

func TestAnEditOfAMessageThatNeverCameIsNews(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	edit := w.text("mejor el sábado")
	edit.Kind, edit.TargetID = channels.KindEdit, "never"
	conv := w.receive(edit).Conversation
	w.drain(0)
	if diff := cmp.Diff([]string{"mejor el sábado sent "}, w.lines(conv)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
}

func TestWhoEditsIsStillWriting(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.text("quiero hora para el jueves")
	conv := w.receive(first).Conversation
	w.drain(2 * time.Second)
	edit := w.text("quiero hora para el viernes")
	edit.Kind, edit.TargetID = channels.KindEdit, first.ExternalID
	w.receive(edit)
	if r := w.drain(2 * time.Second); r.Ran > 0 {
		t.Error("the turn did not wait after the edit")
	}
	w.drain(time.Second)
	if diff := cmp.Diff([]string{"quiero hora para el viernes sent "}, w.lines(conv)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
	}
}

func TestAnEditToAWordThatStopsOffersIsHeardAtAnyTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	first := w.text("hola")
	w.receive(first)
	w.drain(0)
	edit := w.text("BAJA")
	edit.Kind, edit.TargetID = channels.KindEdit, first.ExternalID
	w.receive(edit)
	if n := count(w, `SELECT count(*) FROM consents WHERE status = 'withdrawn'`); n != 1 {
		t.Errorf("%d withdrawals", n)
	}
}

func TestAMessageThatWasTakenBackAloneIsNotAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(channels.Inbound) time.Duration { return 2 * time.Second })
	first := w.text("hola")
	conv := w.receive(first).Conversation
	gone := w.text("")
	gone.Kind, gone.TargetID = channels.KindDelete, first.ExternalID
	w.receive(gone)
	w.drain(time.Minute)
	if got := w.lines(conv); len(got) != 0 {
		t.Errorf("answered %q", got)
	}
}

func TestAConversationGoesOnWhenTheSameSenderHasAnotherAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	first := w.text("hola")
	first.From.Value = "+56911112222"
	conv := w.receive(first).Conversation
	w.drain(0)
	second := w.text("soy yo")
	second.From.Value, second.Phone = "998877@lid", "+56911112222"
	if got := w.receive(second).Conversation; got != conv {
		t.Error("another conversation was begun")
	}
	w.drain(0)
	third := w.text("otra vez")
	third.From.Value = "998877@lid"
	if got := w.receive(third).Conversation; got != conv {
		t.Error("the address was not learned")
	}
	w.drain(0)
	if got := w.tape.sent[len(w.tape.sent)-1].To.Value; got != "998877@lid" {
		t.Errorf("answered to %s", got)
	}
}
