package voice

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"github.com/chasqui-fsm/chasqui/agent/endpoint"
	"github.com/chasqui-fsm/chasqui/channels"
)

// Caps of what is listened to.
const (
	MaxSeconds = 120
	MaxBytes   = 5 << 20
)

// Hint is what helps to hear right.
type Hint struct {
	Language string   // of the speaker: "es", "pt", "en"; empty: the server finds out
	Names    []string // words that are likely: services, localities. The first ones count most
}

// maxPrompt is how many characters of names are told; Whisper reads the last 224 tokens of a prompt and no more.
const maxPrompt = 600

// Options of New.
type Options struct {
	BaseURL  string // of the API: "https://api.openai.com/v1"
	Key      string // may be empty
	Model    string
	Deadline time.Duration // of a note, with its second try; zero: [channels.TranscriptDeadline]
	// Hint of a note; nil: none. An error costs the hint and nothing else.
	Hint func(ctx context.Context, n channels.Note) (Hint, error)
	HTTP http.RoundTripper // nil: the network
	Log  *slog.Logger      // nil: nothing is logged
}

// Scribe writes down voice notes. It is safe for concurrent use.
type Scribe struct {
	o       Options
	client  *openai.Client
	breaker *gobreaker.CircuitBreaker[openai.AudioResponse]
}

// New makes a scribe.
func New(o Options) *Scribe {
	if o.Deadline <= 0 {
		o.Deadline = channels.TranscriptDeadline
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	cfg := openai.DefaultConfig(o.Key)
	cfg.BaseURL = strings.TrimRight(o.BaseURL, "/")
	cfg.HTTPClient = endpoint.Client(o.HTTP)
	return &Scribe{o: o, client: openai.NewClientWithConfig(cfg), breaker: newBreaker(o.Log)}
}

// Transcribe writes a note down, or says why not.
func (s *Scribe) Transcribe(ctx context.Context, n channels.Note) channels.Transcript {
	t := channels.Transcript{State: channels.TranscriptFailed, Model: s.o.Model}
	name := fileName(n.Audio.MIMEType)
	sound, err := ReadOpus(n.Content)
	if err == nil {
		t.Seconds, name = sound.Duration.Seconds(), "voice.ogg"
	}
	switch {
	case name == "":
		t.Reason = "type"
		return t
	case len(n.Content) > MaxBytes:
		t.State, t.Reason = channels.TranscriptLong, "bytes"
		return t
	case t.Seconds > MaxSeconds:
		t.State, t.Reason = channels.TranscriptLong, "seconds"
		return t
	}
	ctx, cancel := context.WithTimeout(ctx, s.o.Deadline)
	defer cancel()
	r, err := s.ask(ctx, name, n, s.hint(ctx, n))
	if err != nil {
		t.Reason = reason(err)
		s.o.Log.WarnContext(ctx, "voice note not written down", "message", n.Message, "reason", t.Reason)
		return t
	}
	heard := judge(r)
	heard.Model = s.o.Model
	if t.Seconds > 0 {
		heard.Seconds = t.Seconds
	}
	return heard
}

func (s *Scribe) hint(ctx context.Context, n channels.Note) Hint {
	if s.o.Hint == nil {
		return Hint{}
	}
	h, err := s.o.Hint(ctx, n)
	if err != nil {
		s.o.Log.WarnContext(ctx, "voice note heard without a hint", "message", n.Message, "error", err)
	}
	return h
}

// ask sends the file, and once more when the server failed quickly enough.
func (s *Scribe) ask(ctx context.Context, name string, n channels.Note, h Hint) (r openai.AudioResponse, err error) {
	for range 2 {
		r, err = s.breaker.Execute(func() (openai.AudioResponse, error) {
			return s.client.CreateTranscription(ctx, openai.AudioRequest{
				Model: s.o.Model, Reader: bytes.NewReader(n.Content), FilePath: name, Language: h.Language, Prompt: prompt(h.Names),
				Format: openai.AudioResponseFormatVerboseJSON,
			})
		})
		if err == nil || !again(err) || ctx.Err() != nil {
			break
		}
	}
	return r, err
}

// prompt is a list of names, as a text that could stand before the note's.
func prompt(names []string) string {
	var b strings.Builder
	for _, name := range names {
		name = strings.TrimSpace(name)
		if name == "" || b.Len()+len(name)+2 > maxPrompt {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	return b.String()
}

// fileName is what the file is called, by which servers tell its type; empty for what is no sound that they take.
func fileName(mime string) string {
	mime, _, _ = strings.Cut(mime, ";")
	switch strings.TrimSpace(mime) {
	case "audio/ogg":
		return "voice.ogg"
	case "audio/mpeg":
		return "voice.mp3"
	case "audio/mp4", "audio/aac":
		return "voice.m4a"
	case "audio/wav":
		return "voice.wav"
	default:
		return ""
	}
}
