package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/voice/loopback"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// speaker is a chat with the demo organisation by voice.
type speaker struct {
	t       *testing.T
	server  *loopback.Server
	session *chatSession
	n       int
	out     bytes.Buffer
}

// newSpeaker opens a chat. Without a server nobody writes voice notes down.
func newSpeaker(t *testing.T, as string, server *loopback.Server) *speaker {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	var cfg config.Config
	if server != nil {
		cfg = config.Config{TranscribeURL: server.URL(), TranscribeModel: "whisper-1", TranscribeTimeout: 5 * time.Second}
	}
	l, err := openLab(ctx, testkit.ServerURL(t), func(o *systemOptions) { o.Models = &cfg })
	must(t, err)
	t.Cleanup(l.Close)
	session, err := newChatSession(ctx, l.sys, l.hands, l.heard, as)
	must(t, err)
	return &speaker{t: t, server: server, session: session}
}

// line says one line of the chat and gives what came of it.
func (s *speaker) line(text string) string {
	s.t.Helper()
	s.out.Reset()
	parsed, err := parseChatLine(text)
	must(s.t, err)
	must(s.t, s.session.turn(s.t.Context(), parsed, newChatPrinter(&s.out, true)))
	return s.out.String()
}

// speak sends a real voice note that is written down as given.
func (s *speaker) speak(tongue string, a loopback.Answer) string {
	s.t.Helper()
	s.n++
	words := a.Text
	if words == "" {
		words = "hum"
	}
	sound := loopback.Speak(s.t, tongue, words)
	if s.server != nil {
		s.server.Hear(sound, a)
	}
	path := filepath.Join(s.t.TempDir(), "note.ogg")
	must(s.t, os.WriteFile(path, sound, 0o600))
	return s.line("@audio " + path)
}

func (s *speaker) wants(got string, parts ...string) {
	s.t.Helper()
	for _, part := range parts {
		if !strings.Contains(got, part) {
			s.t.Errorf("no %q in\n%s", part, got)
		}
	}
}

func heardAs(text string) loopback.Answer { return loopback.Answer{Text: text, LogProb: -0.3} }

func TestAVisitIsBookedByVoice(t *testing.T) {
	t.Parallel()
	s := newSpeaker(t, "+56961230001", loopback.NewServer(t))
	got := s.speak(loopback.Latin, heardAs("eh hola mira o sea mi lavadora no centrifuga y estoy en ñuñoa po"))
	s.wants(got, "lavadora", "Ñuñoa")
	if r := s.server.Requests()[0]; r.Language != "es" || !strings.Contains(r.Prompt, "lavadora") {
		t.Errorf("heard with %q, %q", r.Language, r.Prompt)
	}
	for range 6 {
		switch {
		case strings.Contains(got, `"ask":"detail"`):
			got = s.line("no sé")
		case strings.Contains(got, `"ask":"when"`):
			got = s.speak(loopback.Latin, heardAs("puede ser el jueves en la mañana"))
			s.wants(got, "jue 26 nov, ")
		case strings.Contains(got, `"ask":"slot"`):
			got = s.speak(loopback.Latin, heardAs("la uno"))
		}
	}
	s.wants(got, `"ask":"address"`)
	got = s.speak(loopback.Latin, heardAs("irarrázaval 1234 departamento 5"))
	s.wants(got, "La dirección que entendí: ", "1234")
	got = s.speak(loopback.Latin, loopback.Answer{NoSpeech: 0.9})
	s.wants(got, "No te escuché bien")
	for range 3 {
		switch {
		case strings.Contains(got, `"ask":"name"`):
			got = s.speak(loopback.Latin, heardAs("me llamo rosa fuentes"))
		case strings.Contains(got, `"ask":"phone"`):
			got = s.line("no")
		}
	}
	s.wants(got, `"ask":"confirm"`, "Rosa", "1234")
	s.wants(s.speak(loopback.Latin, heardAs("sí dale")), "visit.booked")
}

func TestGasThatIsSpokenOfComesFirst(t *testing.T) {
	t.Parallel()
	s := newSpeaker(t, "+56961230002", loopback.NewServer(t))
	got := s.speak(loopback.Latin, heardAs("eh ya te cuento el calefont se apaga solo y anoche había olor a gas"))
	s.wants(got, "escalation.opened", "safety", "gas", `"owner":"human"`)
}

func TestANoteThatIsNotHeardIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	s := newSpeaker(t, "+5511961230003", loopback.NewServer(t))
	s.wants(s.speak(loopback.Brazil, loopback.Answer{Text: "xis", LogProb: -1.6}), "Não consegui te ouvir bem")
	s.wants(s.speak(loopback.Brazil, loopback.Answer{Status: 500, Body: "no"}), "Não consegui ouvir seu áudio a tempo", "voice_note")
	s.wants(s.speak(loopback.Brazil, heardAs("então a minha geladeira não gela né moro em pinheiros")), "geladeira", "Pinheiros")
}

func TestWithoutATranscriberTheAgentAsksForTextAndAPersonListens(t *testing.T) {
	t.Parallel()
	s := newSpeaker(t, "+525561230004", nil)
	got := s.speak(loopback.Latin, heardAs("mi refri ya no enfría"))
	s.wants(got, "No puedo escuchar audios por ahora", "voice_note", `"owner":"bot"`, `"options":[{"id":"1"`)
	got = s.line("mi refri ya no enfría")
	s.wants(got, "refrigerador")
	lines, err := s.session.sys.gateway.Recent(t.Context(), s.session.sys.db, s.session.conv, 0, 10)
	must(t, err)
	states, err := s.session.sys.gateway.States(t.Context(), s.session.sys.db, lines[0].Media.Ref)
	must(t, err)
	if states[lines[0].Media.Ref].Status != "stored" {
		t.Errorf("the note is not kept: %+v", states)
	}
}

func TestATechnicianSpeaks(t *testing.T) {
	t.Parallel()
	s := newSpeaker(t, "+56991000003", loopback.NewServer(t))
	s.line("2026")
	s.wants(s.speak(loopback.Latin, heardAs("eh ya voy pa la primera")), "visit.en_route")
	s.wants(s.speak(loopback.Latin, loopback.Answer{NoSpeech: 0.95}), "No te escuché bien")
	s.wants(s.speak(loopback.Latin, heardAs("eh oye qué tengo hoy")), `"commands":["agenda"]`)
}
