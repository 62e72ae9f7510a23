package llm_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/llm"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// rules of a small company.
var rules = nlu.New(nlu.Lexicon{
	Services: []nlu.ServiceWords{
		{
			Code: "washer_repair", Kind: "repair", Names: names("reparación de lavadora", "conserto de máquina de lavar"),
			Synonyms: map[string][]string{"es": {"lavadora"}, "pt": {"máquina de lavar"}}, Symptoms: map[string][]string{"es": {"no centrifuga"}, "pt": {"não liga"}},
		},
		{
			Code: "ac_maintenance", Kind: "maintenance", Names: names("mantención de aire acondicionado", "manutenção de ar-condicionado"),
			Synonyms: map[string][]string{"es": {"aire acondicionado"}, "pt": {"ar condicionado"}},
		},
	},
	Places: []nlu.PlaceWords{
		{ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Served: true}, {ID: "cl-maipu", Country: "CL", Name: "Maipú", Served: true},
	},
})

func names(es, pt string) map[string]string { return map[string]string{"es": es, "pt": pt} }

var offered = []agent.Service{
	{Code: "washer_repair", Kind: booking.KindRepair, AsksProblem: true, Names: names("reparación de lavadora", "conserto de máquina de lavar")},
	{Code: "ac_maintenance", Kind: booking.KindMaintenance, Names: names("mantención de aire acondicionado", "manutenção de ar-condicionado")},
}

var santiago = time.FixedZone("CLT", -3*60*60)

// prompt of a stranger who says something.
func prompt(said string) agent.Prompt {
	return agent.Prompt{
		Turn: "turn-1", Text: said, Language: "es", Country: "CL", Ask: agent.AskService, Services: offered, Now: testkit.Start, Zone: santiago,
		Contact: "contact-1",
	}
}

// server speaks as an OpenAI-compatible one does, and keeps what it was sent.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []string
}

func (s *server) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// serve answers with a handler that gets the number of the request, from 1, and its body.
func serve(t testing.TB, answer func(w http.ResponseWriter, n int, body string)) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer sk-test" {
			http.Error(w, "bad request", http.StatusTeapot)
			return
		}
		s.mu.Lock()
		s.requests = append(s.requests, string(body))
		n := len(s.requests)
		s.mu.Unlock()
		answer(w, n, string(body))
	}))
	t.Cleanup(s.Close)
	return s
}

// completion is the body of an answer with this content, which used 900 tokens.
func completion(content string) string {
	raw, _ := json.Marshal(map[string]any{
		"id": "c1", "object": "chat.completion", "choices": []any{map[string]any{
			"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content},
		}},
		"usage": map[string]any{"prompt_tokens": 800, "completion_tokens": 100, "total_tokens": 900},
	})
	return string(raw)
}

func says(content string) func(http.ResponseWriter, int, string) {
	return func(w http.ResponseWriter, _ int, _ string) { _, _ = io.WriteString(w, completion(content)) }
}

// answer is what a good model says of a washing machine.
const answer = `{"lang":"es","commands":[{"cmd":"set","slot":"service","value":"washer_repair","quote":"la que lava la ropa","sure":"high"}]}`

const words = "se me echó a perder la que lava la ropa"

// asker is a client with what it reported and logged.
type asker struct {
	*llm.Client
	world   *testkit.TheWorld
	mu      sync.Mutex
	reports []llm.Report
	log     bytes.Buffer
}

func (a *asker) last() llm.Report {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.reports) == 0 {
		return llm.Report{}
	}
	return a.reports[len(a.reports)-1]
}

// ask makes a client of a server; change its options first, if at all.
func ask(t testing.TB, w *testkit.TheWorld, s *server, change func(*llm.Options)) *asker {
	t.Helper()
	a := &asker{world: w}
	o := llm.Options{BaseURL: s.URL + "/v1/", Key: "sk-test", Model: "small-1", Rules: rules}
	o.Log = slog.New(slog.NewTextHandler(&a.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o.Seen = func(r llm.Report) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.reports = append(a.reports, r)
	}
	if change != nil {
		change(&o)
	}
	a.Client = llm.New(w.DB, o)
	return a
}

// services that commands set.
func services(commands []agent.Command) string {
	var out []string
	for _, c := range commands {
		if c.Slot == agent.SlotService {
			out = append(out, string(c.Value.Service))
		}
	}
	return strings.Join(out, " ")
}
