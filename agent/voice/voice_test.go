package voice_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/voice"
	"github.com/chasqui-fsm/chasqui/agent/voice/loopback"
	"github.com/chasqui-fsm/chasqui/channels"
)

func note(sound []byte) channels.Note {
	return channels.Note{Message: "m1", Contact: "c1", Audio: channels.Media{MIMEType: "audio/ogg; codecs=opus"}, Content: sound}
}

func scribe(s *loopback.Server, change func(*voice.Options)) *voice.Scribe {
	o := voice.Options{
		BaseURL: s.URL() + "/", Key: "sk-secret", Model: "whisper-1", Deadline: 5 * time.Second,
		Hint: func(context.Context, channels.Note) (voice.Hint, error) {
			return voice.Hint{Language: "es", Names: []string{"calefont", " ", "Ñuñoa", strings.Repeat("x", 900), "lavadora"}}, nil
		},
	}
	if change != nil {
		change(&o)
	}
	return voice.New(o)
}

func TestARealVoiceNoteIsSentWithWhatHelpsToHearItAndWrittenDown(t *testing.T) {
	t.Parallel()
	server := loopback.NewServer(t)
	sound := loopback.Speak(t, loopback.Latin, "se me echó a perder la lavadora")
	server.Hear(sound, loopback.Answer{Text: "Se me echó a perder la lavadora.", LogProb: -0.2, NoSpeech: 0.01, Ratio: 1.2})
	got := scribe(server, nil).Transcribe(t.Context(), note(sound))
	if got.State != channels.TranscriptHeard || got.Text != "Se me echó a perder la lavadora." || got.Model != "whisper-1" || got.Language != "es" ||
		got.Seconds < 1 || got.Seconds > 6 || got.LogProb == nil || math.Abs(*got.LogProb+0.2) > 1e-9 {
		t.Errorf("written down: %+v", got)
	}
	r := server.Requests()[0]
	if r.Key != "Bearer sk-secret" || r.Model != "whisper-1" || r.Language != "es" || r.Prompt != "calefont, Ñuñoa, lavadora" || r.Name != "voice.ogg" ||
		!bytes.Equal(r.Sound, sound) {
		r.Sound = nil
		t.Errorf("sent: %+v", r)
	}
}

func TestWhatTheModelItselfDoubtsIsUnclear(t *testing.T) {
	t.Parallel()
	server := loopback.NewServer(t)
	sound := loopback.Speak(t, loopback.Brazil, "hum")
	s := scribe(server, nil)
	for name, c := range map[string]struct {
		answer loopback.Answer
		reason string
	}{
		"no speech":          {loopback.Answer{Text: "Gracias.", NoSpeech: 0.9, LogProb: -0.3}, "no_speech"},
		"low probability":    {loopback.Answer{Text: "la vaca dora", LogProb: -1.4}, "low_confidence"},
		"nothing":            {loopback.Answer{Text: ""}, "no_speech"},
		"a noise":            {loopback.Answer{Text: "[Música] (risas) ♪♪ ..."}, "no_speech"},
		"a line of subtitle": {loopback.Answer{Text: "Subtítulos realizados por la comunidad de Amara.org"}, "no_speech"},
		"the same again":     {loopback.Answer{Text: "sí sí sí sí sí sí sí sí sí sí sí sí", Ratio: 3.1}, "repeats"},
	} {
		server.Hear(sound, c.answer)
		if got := s.Transcribe(t.Context(), note(sound)); got.State != channels.TranscriptUnclear || got.Reason != c.reason {
			t.Errorf("%s: %+v", name, got)
		}
	}
	server.Hear(sound, loopback.Answer{Text: "me llama al (11) 98765-4321 [ruido] gracias por ver el video"})
	if got := s.Transcribe(t.Context(), note(sound)); got.Text != "me llama al (11) 98765-4321" || got.State != channels.TranscriptHeard {
		t.Errorf("what was said is lost, or what was not is kept: %+v", got)
	}
	for name, body := range map[string]string{
		"a server without confidence": `{"text":"quiero una visita"}`,
		"one segment of silence":      `{"text":"quiero una visita Gracias.","segments":[{"start":0,"end":2,"text":" quiero una visita","avg_logprob":-0.2,"no_speech_prob":0.02},{"start":2,"end":4,"text":" Gracias.","avg_logprob":-0.9,"no_speech_prob":0.8}]}`,
	} {
		server.Hear(sound, loopback.Answer{Body: body})
		if got := s.Transcribe(t.Context(), note(sound)); got.State != channels.TranscriptHeard || got.Text != "quiero una visita" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAServerThatFailsIsAFailureWithItsReason(t *testing.T) {
	t.Parallel()
	sound := loopback.Speak(t, loopback.Latin, "hola")
	for name, c := range map[string]struct {
		answers []loopback.Answer
		state   channels.TranscriptState
		reason  string
		tries   int
	}{
		"500 once":     {[]loopback.Answer{{Status: 500, Body: "{}"}, {Text: "hola"}}, channels.TranscriptHeard, "", 2},
		"500 always":   {[]loopback.Answer{{Status: 500, Body: "oops"}}, channels.TranscriptFailed, "status_500", 2},
		"429":          {[]loopback.Answer{{Status: 429, Body: `{"error":{"message":"slow down"}}`}}, channels.TranscriptFailed, "status_429", 1},
		"no key":       {[]loopback.Answer{{Status: 401, Body: `{"error":{"message":"no"}}`}}, channels.TranscriptFailed, "status_401", 1},
		"elsewhere":    {[]loopback.Answer{{Status: 302, Body: "x"}}, channels.TranscriptFailed, "garbage", 1},
		"a page":       {[]loopback.Answer{{Body: "<html>welcome</html>"}}, channels.TranscriptFailed, "garbage", 1},
		"half an end":  {[]loopback.Answer{{Body: `{"text":"ho`}}, channels.TranscriptFailed, "garbage", 1},
		"a flood":      {[]loopback.Answer{{Body: `{"text":"` + strings.Repeat("a", 3<<20) + `"}`}}, channels.TranscriptFailed, "garbage", 1},
		"other JSON":   {[]loopback.Answer{{Body: `[1,2]`}}, channels.TranscriptFailed, "garbage", 1},
		"an odd shape": {[]loopback.Answer{{Body: `{"text":5}`}}, channels.TranscriptFailed, "garbage", 1},
		"no answer":    {[]loopback.Answer{{Hang: true}}, channels.TranscriptFailed, "timeout", 1},
		"a slow one":   {[]loopback.Answer{{Slow: true}}, channels.TranscriptFailed, "timeout", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := loopback.NewServer(t)
			server.Answer(c.answers...)
			s := scribe(server, func(o *voice.Options) {
				if c.reason == "timeout" {
					o.Deadline = 300 * time.Millisecond
				}
			})
			got := s.Transcribe(t.Context(), note(sound))
			if got.State != c.state || got.Reason != c.reason || len(server.Requests()) != c.tries {
				t.Errorf("%+v after %d tries", got, len(server.Requests()))
			}
		})
	}
}

func TestWhatIsTooLongOrNoSoundLeavesTheHouseNever(t *testing.T) {
	t.Parallel()
	server := loopback.NewServer(t)
	s := scribe(server, nil)
	hour := append(ogg(7, 0, head(1, 312)), ogg(7, 3600*48000, []byte("x"))...)
	for name, c := range map[string]struct {
		note   channels.Note
		state  channels.TranscriptState
		reason string
	}{
		"an hour":  {note(hour), channels.TranscriptLong, "seconds"},
		"6 MB":     {note(bytes.Repeat([]byte("x"), 6<<20)), channels.TranscriptLong, "bytes"},
		"a photo":  {channels.Note{Audio: channels.Media{MIMEType: "image/jpeg"}, Content: []byte("x")}, channels.TranscriptFailed, "type"},
		"no sound": {channels.Note{Audio: channels.Media{MIMEType: "audio/amr"}, Content: []byte("x")}, channels.TranscriptFailed, "type"},
	} {
		if got := s.Transcribe(t.Context(), c.note); got.State != c.state || got.Reason != c.reason {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d files were sent", n)
	}
}

func TestAServerThatFailsAgainAndAgainIsLeftAlone(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	server := loopback.NewServer(t)
	sound := loopback.Speak(t, loopback.Latin, "hola")
	server.Answer(loopback.Answer{Status: 503, Body: `{"error":{"message":"mi secreto"}}`})
	s := scribe(server, func(o *voice.Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for range 2 {
		s.Transcribe(t.Context(), note(sound))
	}
	got := s.Transcribe(t.Context(), note(sound))
	if got.State != channels.TranscriptFailed || got.Reason != "left_alone" || len(server.Requests()) != 4 {
		t.Errorf("%+v after %d requests", got, len(server.Requests()))
	}
	if strings.Contains(log.String(), "secreto") {
		t.Errorf("logged %s", log.String())
	}
	// one that only refuses our files works
	server = loopback.NewServer(t)
	server.Answer(loopback.Answer{Status: 400, Body: `{"error":{"message":"cannot decode"}}`})
	s = scribe(server, nil)
	for range 6 {
		got = s.Transcribe(t.Context(), note(sound))
	}
	if got.Reason != "status_400" || len(server.Requests()) != 6 {
		t.Errorf("%+v after %d requests", got, len(server.Requests()))
	}
}

func TestAServerThatIsNotThereAndAHintThatFailsAreNoDisaster(t *testing.T) {
	t.Parallel()
	server := loopback.NewServer(t)
	sound := loopback.Speak(t, loopback.Latin, "hola")
	server.Answer(loopback.Answer{Text: "hola"})
	s := scribe(server, func(o *voice.Options) {
		o.Hint = func(context.Context, channels.Note) (voice.Hint, error) { return voice.Hint{}, errors.New("no") }
	})
	if got := s.Transcribe(t.Context(), note(sound)); got.Text != "hola" || server.Requests()[0].Language != "" {
		t.Errorf("%+v", got)
	}
	s = scribe(server, func(o *voice.Options) { o.BaseURL = "http://127.0.0.1:1/v1" })
	if got := s.Transcribe(t.Context(), note(sound)); got.Reason != "unreachable" {
		t.Errorf("%+v", got)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	s = scribe(server, func(o *voice.Options) { o.HTTP = http.DefaultTransport })
	if got := s.Transcribe(stopped, note(sound)); got.Reason != "stopped" {
		t.Errorf("%+v", got)
	}
}
