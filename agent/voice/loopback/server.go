// Package loopback is a transcription server for tests, and real voice notes to send to it.
//
// It takes what OpenAI's /audio/transcriptions takes and checks it: a form with a true Ogg/Opus file in one channel, a model, a
// language and the format that tells confidence. It knows what is said in a file only because a test told it ([Server.Hear]).
package loopback

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/voice"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Answer to a file.
type Answer struct {
	Text     string
	LogProb  float64 // of the only segment
	NoSpeech float64
	Ratio    float64

	Status int    // of a failure; zero: 200
	Body   string // instead of a transcript
	Hang   bool   // no answer comes
	Slow   bool   // a byte every few milliseconds, without end
}

// Request is what was sent.
type Request struct {
	Key, Model, Language, Prompt, Format, Name string
	Sound                                      []byte
}

// Server is a transcription server.
type Server struct {
	t    testing.TB
	http *httptest.Server

	mu       sync.Mutex
	known    map[[32]byte]Answer
	other    []Answer // to files that nobody told of, one after the other; the last one stays
	requests []Request
}

// NewServer starts one, for the length of a test.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, known: map[[32]byte]Answer{}}
	s.http = httptest.NewServer(s)
	t.Cleanup(s.http.Close)
	return s
}

// URL is the base of its API.
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Hear says what is to be answered to a file.
func (s *Server) Hear(sound []byte, a Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[sha256.Sum256(sound)] = a
}

// Answer says what is answered to other files, one after the other.
func (s *Server) Answer(a ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.other = a
}

// Requests are what was sent so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request{}, s.requests...)
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	got, problem := read(r)
	if problem != "" {
		s.t.Errorf("transcription server: %s", problem)
		http.Error(w, `{"error":{"message":"`+problem+`"}}`, http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.requests = append(s.requests, got)
	a, ok := s.known[sha256.Sum256(got.Sound)]
	if !ok && len(s.other) > 0 {
		a, ok = s.other[0], true
		if len(s.other) > 1 {
			s.other = s.other[1:]
		}
	}
	s.mu.Unlock()
	if !ok {
		s.t.Errorf("transcription server: a file of %d bytes that no test told of", len(got.Sound))
		a.Status = http.StatusBadRequest
	}
	a.write(w, r)
}

// read checks a request.
func read(r *http.Request) (got Request, problem string) {
	if r.Method != http.MethodPost || r.URL.Path != "/v1/audio/transcriptions" {
		return got, r.Method + " " + r.URL.Path
	}
	if err := r.ParseMultipartForm(voice.MaxBytes * 2); err != nil {
		return got, "no form: " + err.Error()
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return got, "no file: " + err.Error()
	}
	defer file.Close()
	if got.Sound, err = io.ReadAll(file); err != nil {
		return got, err.Error()
	}
	got.Key, got.Name = r.Header.Get("Authorization"), head.Filename
	got.Model, got.Language, got.Prompt = r.FormValue("model"), r.FormValue("language"), r.FormValue("prompt")
	got.Format = r.FormValue("response_format")
	sound, err := voice.ReadOpus(got.Sound)
	switch {
	case err != nil:
		return got, err.Error()
	case sound.Channels != 1:
		return got, "not mono"
	case sound.Duration <= 0:
		return got, "no sound"
	case got.Model == "" || got.Format != "verbose_json":
		return got, "no model, or a format without confidence"
	}
	return got, ""
}

func (a Answer) write(w http.ResponseWriter, r *http.Request) {
	switch {
	case a.Hang:
		<-r.Context().Done()
	case a.Slow:
		w.WriteHeader(http.StatusOK)
		for _, err := w.Write([]byte(`{"text":"`)); err == nil; _, err = w.Write([]byte("a")) {
			_ = http.NewResponseController(w).Flush()
			if clock.Wait(r.Context(), 5*time.Millisecond) != nil {
				return
			}
		}
	case a.Body != "" || a.Status != 0:
		if a.Status != 0 {
			w.WriteHeader(a.Status)
		}
		_, _ = io.WriteString(w, a.Body)
	default:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{ //nolint:errchkjson // plain fields
			"task": "transcribe", "language": "spanish", "duration": 3.1, "text": a.Text,
			"segments": []map[string]any{{
				"id": 0, "start": 0, "end": 3.1, "text": " " + a.Text, "avg_logprob": a.LogProb, "no_speech_prob": a.NoSpeech,
				"compression_ratio": a.Ratio,
			}},
		})
	}
}
