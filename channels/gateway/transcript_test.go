package gateway_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// listener writes down what the file says; during happens meanwhile.
type listener struct {
	during func()
	state  channels.TranscriptState
	notes  []channels.Note
}

func (l *listener) Transcribe(_ context.Context, n channels.Note) channels.Transcript {
	l.notes = append(l.notes, n)
	if l.during != nil {
		l.during()
	}
	if l.state != "" {
		return channels.Transcript{State: l.state, Reason: "code"}
	}
	return channels.Transcript{State: channels.TranscriptHeard, Text: string(n.Content[5:]) + "\x00", Language: "es", Seconds: 2}
}

// listening is a world in which voice notes are written down; the turn says back what it reads of them.
func listening(t *testing.T, l gateway.Transcriber, patience func(channels.Inbound) time.Duration) *world {
	w := newWorld(t, patience)
	w.tape.fetched = 1 // the first fetch would fail
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: people{}, Debounce: patience, Transcriber: l}, w.tape)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, w.echo)
	return w
}

// voice is a voice note that the transport has only heard of.
func (w *world) voice(says string) channels.Inbound {
	m := w.text("")
	m.Kind, m.Media = channels.KindAudio, &channels.Media{MIMEType: "audio/ogg; codecs=opus", Voice: true, Remote: says}
	if says != "gone" {
		m.Media.Remote = "OggS " + says
	}
	return m
}

func TestATurnWaitsForTheWordsOfAVoiceNoteAndReadsThem(t *testing.T) {
	t.Parallel()
	l := &listener{}
	w := listening(t, l, atOnce)
	w.receive(w.text("hola"))
	conv := w.receive(w.voice("se rompió la lavadora")).Conversation
	w.receive(w.text("1"))
	w.drain(time.Second)
	if diff := cmp.Diff([]string{"hola | (heard: se rompió la lavadora) | 1"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if len(l.notes) != 1 || l.notes[0].Conversation != conv || l.notes[0].Contact == "" || l.notes[0].Audio.MIMEType != "audio/ogg" {
		t.Errorf("listened to %+v", l.notes)
	}
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if err != nil || lines[1].Transcript == nil || lines[1].Transcript.Text != "se rompió la lavadora" || lines[0].Transcript != nil {
		t.Errorf("people read %+v, %v", lines, err)
	}
}

func TestATurnWaitsNoLongerThanTheDeadline(t *testing.T) {
	t.Parallel()
	l := &listener{}
	w := listening(t, l, atOnce)
	l.during = func() { w.Clock.Advance(40 * time.Second) }
	conv := w.receive(w.voice("quiero una visita")).Conversation
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"(heard: quiero una visita)"}, w.tape.texts()); diff != "" { // nobody gave up before the words came
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	// the turn is answered while somebody still listens
	l.during = func() {
		w.Clock.Advance(channels.TranscriptDeadline + time.Second)
		if err := w.echo(t.Context(), queue.Job[gateway.TurnJob]{Args: gateway.TurnJob{Conversation: conv}}); err != nil {
			t.Error(err)
		}
	}
	w.receive(w.voice("el martes"))
	w.drain(time.Minute)
	if got := w.tape.texts(); len(got) != 2 || got[1] != "(late: )" {
		t.Errorf("replies %q", got)
	}
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if last := lines[2]; err != nil || last.Transcript.State != channels.TranscriptLate || last.Transcript.Text != "el martes" {
		t.Errorf("people do not read what came late: %+v, %v", last.Transcript, err)
	}
}

func TestAFrozenTurnReadsTheSameWordsWheneverItIsGiven(t *testing.T) {
	t.Parallel()
	l := &listener{}
	w := listening(t, l, atOnce)
	var first channels.TurnWork
	l.during = func() {
		w.Clock.Advance(channels.TranscriptDeadline)
		first = w.freeze(count1(w))
	}
	w.receive(w.voice("el martes"))
	w.over(w.DB, atOnce) // what ran the turn dies
	queueOnly(w, l)
	again := w.freeze(first.Conversation.ID)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the turn changed (-first +again):\n%s", diff)
	}
}

// count1 is the only conversation.
func count1(w *world) string {
	w.t.Helper()
	list, err := w.gw.List(w.t.Context(), w.DB, gateway.Listing{})
	if err != nil || len(list) != 1 {
		w.t.Fatalf("%d conversations, %v", len(list), err)
	}
	return list[0].Conversation.ID
}

// queueOnly has the jobs of a new process run that answers no turns.
func queueOnly(w *world, l gateway.Transcriber) {
	w.t.Helper()
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: people{}, Debounce: atOnce, Transcriber: l}, w.tape)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, func(context.Context, queue.Job[gateway.TurnJob]) error { return nil })
	w.drain(time.Minute)
}

func TestAVoiceNoteThatCannotBeHeardIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	for _, state := range []channels.TranscriptState{channels.TranscriptUnclear, channels.TranscriptFailed, channels.TranscriptLong} {
		w := listening(t, &listener{state: state}, atOnce)
		w.receive(w.voice("..."))
		w.drain(time.Second)
		if diff := cmp.Diff([]string{"(" + string(state) + ": )"}, w.tape.texts()); diff != "" {
			t.Errorf("replies (-want +got):\n%s", diff)
		}
	}
	w := listening(t, &listener{}, atOnce)
	w.receive(w.voice("gone"))
	w.drain(time.Second)
	if diff := cmp.Diff([]string{"(failed: )"}, w.tape.texts()); diff != "" {
		t.Errorf("a file that is gone (-want +got):\n%s", diff)
	}
	w = newWorld(t, atOnce)
	w.tape.fetched = 1
	w.receive(w.voice("hola"))
	w.drain(time.Second)
	if diff := cmp.Diff([]string{""}, w.tape.texts()); diff != "" {
		t.Errorf("where nobody writes them down (-want +got):\n%s", diff)
	}
}

func TestADeletedVoiceNoteKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	w := listening(t, &listener{}, func(channels.Inbound) time.Duration { return 2 * time.Second })
	note := w.voice("secreto")
	w.receive(note)
	w.receive(w.text("mejor escribo"))
	gone := w.text("")
	gone.Kind, gone.TargetID = channels.KindDelete, note.ExternalID
	w.receive(gone)
	w.drain(3 * time.Second)
	if diff := cmp.Diff([]string{"mejor escribo"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

func TestAStopWhileSomebodyListensLosesNothing(t *testing.T) {
	t.Parallel()
	l := &listener{}
	w := listening(t, l, atOnce)
	ctx, stop := context.WithCancel(t.Context())
	l.during = stop
	w.receive(w.voice("sigue sin agua"))
	if _, err := queue.Drain(ctx, w.DB, w.reg, w.Clock, w.Clock.Now()); err == nil {
		t.Fatal("the process did not stop")
	}
	l.during = nil
	w.drain(10 * time.Second)
	if got := w.tape.texts(); len(l.notes) != 2 || len(got) != 1 || got[0] != "(heard: sigue sin agua)" {
		t.Errorf("after the restart: %q, listened %d times", got, len(l.notes))
	}
}
