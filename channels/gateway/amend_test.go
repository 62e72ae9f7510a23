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
	late := w.text("mejor el sábado")
	late.Kind, late.TargetID = channels.KindEdit, first.ExternalID
	w.receive(late) // it was answered: a new message
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"el viernes sent ", "mejor el sábado sent "}, w.lines(conv)); diff != "" {
		t.Errorf("answered (-want +got):\n%s", diff)
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
