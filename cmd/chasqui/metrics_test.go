package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/llm"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
)

func TestMetricsTellWhatWaits(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	_, err := c.say(t.Context(), "+56962012345", "1", "hola, se me echó a perder la lavadora")
	must(t, err)
	c.sys.metrics.ran("", turn.Outcome{Language: "es", Owner: channels.OwnerBot, Took: 12 * time.Millisecond, Model: turn.ModelSkipped})
	c.sys.metrics.asked(llm.Report{Verdict: llm.OverBudget, Took: time.Millisecond})
	c.sys.metrics.asked(llm.Report{Verdict: llm.Proposed, Took: 700 * time.Millisecond, Tokens: 900})

	w := httptest.NewRecorder()
	c.sys.metrics.handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`chasqui_waiting{what="inbound"} 1`, `chasqui_jobs{kind="conversation.turn",state="available"} 1`,
		`chasqui_turn_seconds_count{language="es",owner="bot"} 1`, `chasqui_model_total{verdict="skipped"} 1`, `chasqui_model_total{verdict="over_budget"} 1`, `chasqui_model_tokens_total 900`,
		`chasqui_model_seconds_count 2`, `chasqui_db_connections{state="idle"}`, `go_goroutines`,
	} {
		if !strings.Contains(w.Body.String(), line) {
			t.Errorf("no %s in\n%s", line, w.Body.String())
		}
	}
	if strings.Contains(w.Body.String(), "lavadora") || strings.Contains(w.Body.String(), "56962012345") {
		t.Error("the metrics name people or words")
	}
}
