package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// A talk with a model that is configured by the environment: it names the service that the rules do not know by these words, it
// gets masks only, it cannot say the yes, and when it is gone the talk goes on.
func TestAModelHelpsToUnderstandAndDecidesNothing(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var sent []string
	gone := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		sent = append(sent, string(body))
		if gone {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		answer := `{"lang":"es","commands":[{"cmd":"set","slot":"service","value":"washer_repair","quote":"el bicho ese de la ropa","sure":"high"},` +
			`{"cmd":"affirm","slot":null,"value":null,"quote":"el bicho","sure":"high"},{"cmd":"opt_out","slot":null,"value":null,"quote":"dale nomás","sure":"high"}]}`
		raw, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"message": map[string]any{"role": "assistant", "content": answer}}}})
		_, _ = w.Write(raw)
	}))
	t.Cleanup(server.Close)
	cfg, err := config.Load([]string{"OPENAI_API_KEY=sk-hunter2", "OPENAI_BASE_URL=" + server.URL})
	must(t, err)

	ctx := context.WithoutCancel(t.Context())
	l, err := openLab(ctx, testkit.ServerURL(t), func(o *systemOptions) { o.Models = &cfg })
	must(t, err)
	t.Cleanup(l.Close)
	line, err := l.Person(ctx, "+56961239876")
	must(t, err)
	say := func(text string) agent.Ask {
		objects, err := line.Say(ctx, text)
		must(t, err)
		return evals.Asked(objects)
	}

	say("oye se me taimó el bicho ese de la ropa, cualquier cosa al 9 6123 9876")
	mu.Lock()
	if n := len(sent); n != 1 || strings.Contains(strings.Join(sent, ""), "6123") || !strings.Contains(strings.Join(sent, ""), "PHONE_1") {
		t.Errorf("%d requests: %v", n, sent)
	}
	gone = true
	mu.Unlock()
	type row struct{ Service, From, Model string }
	var got row
	must(t, l.sys.db.Pool().QueryRow(ctx, `SELECT coalesce(state->'form'->>'service', ''), coalesce(state->'form'->'sources'->'service'->>'from', ''),
		(SELECT model->0->>'slot' FROM turns WHERE conversation_id = c.id AND n = 1) FROM conversations c WHERE id = $1`, l.people["+56961239876"].conv).
		Scan(&got.Service, &got.From, &got.Model))
	if got != (row{"washer_repair", "model", "service"}) {
		t.Errorf("understood %+v", got)
	}
	ask := say("no centrifuga")
	for ask == agent.AskDetail {
		ask = say("no sé")
	}
	after := say("mmm zarandajas varias del aparato aquel dichoso")
	if len(sent) != 2 || after == agent.AskNone || after == agent.AskHuman {
		t.Errorf("without the model: %d requests, asks %q after %q", len(sent), after, ask)
	}
}
