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
	"time"

	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/ids"
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
	at, err := time.Parse(time.RFC3339, dialogueStart)
	must(t, err)
	hands := clock.NewManual(at)
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	heard := &overheard{turns: map[string]turn.Outcome{}}
	sys, end, err := openSystem(ctx, url, hands, ids.Seeded(chatSeed, hands), systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: heard.transports(), Ran: heard.ran, Demo: true, Model: &cfg,
	}, drop)
	must(t, err)
	t.Cleanup(end)
	must(t, demo.Prepare(ctx, sys.db))
	session, err := newChatSession(ctx, sys, hands, heard, "+56961239876")
	must(t, err)

	p := &playing{me: "+56961239876"}
	p.say(t, session, "oye se me taimó el bicho ese de la ropa, cualquier cosa al 9 6123 9876")
	mu.Lock()
	if n := len(sent); n != 1 || strings.Contains(strings.Join(sent, ""), "6123") || !strings.Contains(strings.Join(sent, ""), "PHONE_1") {
		t.Errorf("%d requests: %v", n, sent)
	}
	gone = true
	mu.Unlock()
	type row struct{ Service, From, Model string }
	var got row
	must(t, sys.db.Pool().QueryRow(ctx, `SELECT coalesce(state->'form'->>'service', ''), coalesce(state->'form'->'sources'->'service'->>'from', ''),
		(SELECT model->0->>'slot' FROM turns WHERE conversation_id = c.id AND n = 1) FROM conversations c WHERE id = $1`, session.conv).
		Scan(&got.Service, &got.From, &got.Model))
	if got != (row{"washer_repair", "model", "service"}) {
		t.Errorf("understood %+v", got)
	}
	p.say(t, session, "no centrifuga")
	for p.ask == "detail" {
		p.say(t, session, "no sé")
	}
	before := p.ask
	p.say(t, session, "mmm zarandajas varias del aparato aquel dichoso")
	if len(sent) != 2 || p.ask == "" || p.ask == "human" {
		t.Errorf("without the model: %d requests, asks %q after %q", len(sent), p.ask, before)
	}
}
