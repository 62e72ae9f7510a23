package llm_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/llm"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func count(t *testing.T, w *testkit.TheWorld, sql string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), w.DB, sql, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sent reads a request back.
func sent(t *testing.T, body string) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheRequestIsOneThatServersTake(t *testing.T) {
	t.Parallel()
	for model, want := range map[string]string{
		"small-1":      "max_tokens temperature",
		"gpt-4.1-mini": "max_tokens temperature",
		"o3-mini":      "max_completion_tokens reasoning_effort",
		"gpt-5-nano":   "max_completion_tokens reasoning_effort",
		"gpt-oss":      "max_tokens temperature",
	} {
		t.Run(model, func(t *testing.T) {
			t.Parallel()
			s := serve(t, says(answer))
			a := ask(t, testkit.World(t), s, func(o *llm.Options) { o.Model = model })
			if _, err := a.Propose(t.Context(), prompt(words)); err != nil {
				t.Fatal(err)
			}
			m := sent(t, s.sent()[0])
			var got []string
			for _, k := range []string{"max_completion_tokens", "max_tokens", "reasoning_effort", "temperature"} {
				if _, ok := m[k]; ok {
					got = append(got, k)
				}
			}
			if strings.Join(got, " ") != want || m["model"] != model {
				t.Errorf("sent %v", got)
			}
			if x, ok := m["temperature"].(float64); ok && (x <= 0 || x > 1e-6) {
				t.Errorf("temperature %v", x)
			}
			format, _ := json.Marshal(m["response_format"])
			checkStrict(t, m["response_format"].(map[string]any)["json_schema"].(map[string]any)["schema"])
			if !strings.Contains(string(format), `"strict":true`) {
				t.Errorf("format %s", format)
			}
		})
	}
}

// checkStrict wants of every object that all is required and nothing else allowed, and no keyword that servers refuse.
func checkStrict(t *testing.T, node any) {
	t.Helper()
	m, ok := node.(map[string]any)
	if !ok {
		return
	}
	for _, k := range []string{"minLength", "maxLength", "pattern", "minItems", "maxItems", "format", "default"} {
		if _, ok := m[k]; ok {
			t.Errorf("the schema has %s", k)
		}
	}
	if p, ok := m["properties"].(map[string]any); ok {
		if required, _ := m["required"].([]any); len(required) != len(p) || m["additionalProperties"] != false {
			t.Errorf("not strict: %v", m)
		}
		for _, v := range p {
			checkStrict(t, v)
		}
	}
	checkStrict(t, m["items"])
}

// format is how a request asks for its answer.
func format(body string) string {
	switch {
	case strings.Contains(body, `"json_schema"`):
		return "json_schema"
	case strings.Contains(body, `"tools"`):
		return "tools"
	case strings.Contains(body, `"json_object"`):
		return "json_object"
	default:
		return "text"
	}
}

func TestWhatAServerCanDoIsFoundOutAndRemembered(t *testing.T) {
	t.Parallel()
	for _, can := range []string{"json_schema", "tools", "json_object", "text"} {
		t.Run(can, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, _ int, body string) {
				if format(body) != can {
					status(400, `{"error":{"message":"not supported"}}`)(w, 0, "")
					return
				}
				if can == "tools" {
					arguments, _ := json.Marshal(answer)
					raw(`{"choices":[{"message":{"tool_calls":[{"id":"1","type":"function","function":{"name":"understand","arguments":`+string(arguments)+`}}]}}]}`)(w, 0, "")
					return
				}
				says(answer)(w, 0, "")
			})
			w := testkit.World(t)
			a := ask(t, w, s, nil)
			got, err := a.Propose(t.Context(), prompt(words))
			if err != nil || services(got) != "washer_repair" {
				t.Fatalf("%v, %+v", err, got)
			}
			before := len(s.sent())
			again := ask(t, w, s, nil) // another process
			for _, c := range []*asker{a, again} {
				if _, err := c.Propose(t.Context(), prompt(fmt.Sprint(words, " ", len(s.sent())))); err != nil {
					t.Fatal(err)
				}
			}
			for _, body := range s.sent()[before:] {
				if format(body) != can {
					t.Errorf("asked with %s again", format(body))
				}
			}
			w.Clock.Advance(25 * time.Hour) // the server may have learned more
			if _, err := ask(t, w, s, nil).Propose(t.Context(), prompt(words)); err != nil {
				t.Fatal(err)
			}
			if n := before + 2; format(s.sent()[n]) != "json_schema" {
				t.Errorf("a day later: %s", format(s.sent()[n]))
			}
		})
	}
}

func TestTwoAnswersThatCannotBeReadLeadToTheNextRung(t *testing.T) {
	t.Parallel()
	s := serve(t, says("I would love to help!"))
	a := ask(t, testkit.World(t), s, nil)
	for i := range 7 {
		_, _ = a.Propose(t.Context(), prompt(fmt.Sprint(words, " ", i)))
	}
	var got []string
	for _, body := range s.sent() {
		got = append(got, format(body))
	}
	if want := "json_schema json_schema tools tools json_object json_object text"; strings.Join(got, " ") != want {
		t.Errorf("asked with %v", got)
	}
}

func TestAQuestionIsAskedOnceADay(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	s := serve(t, says(`{"commands":[{"cmd":"set","slot":"problem","value":null,"quote":"llámame al <PHONE_1> que no lava","sure":"high"}]}`))
	a := ask(t, w, s, nil)
	p := prompt("llámame al 9 8765 4321 que no lava")
	for _, said := range []string{p.Text, "LLAMAME AL 9 8765 4321   que no lava", "llámame al 9 7654 3210 que no lava"} {
		p.Text = said
		got, err := a.Propose(t.Context(), p)
		if err != nil || len(got) != 1 || got[0].Quote != strings.Join(strings.Fields(said), " ") {
			t.Errorf("%v, %+v", err, got)
		}
	}
	if n := len(s.sent()); n != 1 || a.last().Verdict != llm.Cached || a.last().Tokens != 0 {
		t.Errorf("%d requests, %+v", n, a.last())
	}
	if n := count(t, w, `SELECT count(*)::int FROM model_answers WHERE answer::text ~ '8765|4321'`); n != 0 {
		t.Errorf("numbers are kept")
	}
	p.Options = []agent.Option{{ID: "1", Key: "option.kind_repair"}}
	if _, err := a.Propose(t.Context(), p); err != nil || len(s.sent()) != 2 {
		t.Errorf("another state was answered from the first: %v", err)
	}
	p.Options = nil
	w.Clock.Advance(24*time.Hour + time.Second)
	if _, err := a.Propose(t.Context(), p); err != nil || len(s.sent()) != 3 {
		t.Errorf("an old answer was given: %v", err)
	}
	if n := count(t, w, `SELECT count(*)::int FROM model_answers`); n != 1 {
		t.Errorf("%d answers are kept after a day", n)
	}
}

func TestABudgetIsReservedBeforeACallAndSettledAfterIt(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	s := serve(t, says(answer)) // each used 900 tokens, 2000 are reserved or a little less
	a := ask(t, w, s, func(o *llm.Options) { o.Budget = llm.Budget{Day: 4000, Contact: 3000} })
	try := func(contact, said string) llm.Verdict {
		p := prompt(words + " " + said)
		p.Contact = "contact-" + "1"
		if contact != "" {
			p.Contact = "contact-2"
		}
		_, _ = a.Propose(t.Context(), p)
		return a.last().Verdict
	}
	got := []llm.Verdict{try("", "a"), try("", "b"), try("", "c"), try("2", "d"), try("2", "e")}
	want := []llm.Verdict{llm.Proposed, llm.Proposed, llm.OverBudget, llm.Proposed, llm.OverBudget}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(s.sent()) != 3 {
		t.Errorf("got %v, %d requests", got, len(s.sent()))
	}
	if n := count(t, w, `SELECT tokens::int FROM model_usage WHERE scope = 'org'`); n != 2700 {
		t.Errorf("%d tokens of the organisation", n)
	}
	w.Clock.Advance(24 * time.Hour)
	if v := try("", "f"); v != llm.Proposed {
		t.Errorf("the next day: %s", v)
	}
}

func TestAServerThatFailsIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	s := serve(t, status(503, "{}"))
	a := ask(t, w, s, nil)
	for i := range 8 {
		_, _ = a.Propose(t.Context(), prompt(fmt.Sprint(words, " ", i)))
	}
	if n := len(s.sent()); n != 5 || a.last().Verdict != llm.BreakerOpen || a.last().Tokens != 0 {
		t.Errorf("%d requests, %+v", n, a.last())
	}
}

func TestOnlyAFailedConnectionOrAShortWaitIsTriedAgain(t *testing.T) {
	t.Parallel()
	for after, requests := range map[string]int{"0": 2, "0.01": 2, "1.5": 1, "": 1, "soon": 1, "-1": 1} {
		t.Run("Retry-After "+after, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, n int, _ string) {
				if n == 1 {
					w.Header().Set("Retry-After", after)
					w.WriteHeader(http.StatusTooManyRequests)
					return
				}
				says(answer)(w, n, "")
			})
			a := ask(t, testkit.World(t), s, nil)
			_, err := a.Propose(t.Context(), prompt(words))
			if n := len(s.sent()); n != requests || (err == nil) != (requests == 2) {
				t.Errorf("%d requests, %v", n, err)
			}
		})
	}
	for name, c := range map[string]struct {
		op    string
		tries int
	}{"not connected": {"dial", 2}, "cut off": {"read", 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries := 0
			a := ask(t, testkit.World(t), serve(t, says(answer)), func(o *llm.Options) {
				o.Transport = transport(func(r *http.Request) (*http.Response, error) {
					tries++
					if body, _ := io.ReadAll(r.Body); len(body) < 100 {
						t.Errorf("a try without a body")
					}
					return nil, &net.OpError{Op: c.op, Net: "tcp", Err: io.ErrClosedPipe}
				})
			})
			if _, err := a.Propose(t.Context(), prompt(words)); err == nil || tries != c.tries {
				t.Errorf("%d tries, %v", tries, err)
			}
		})
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestOnlySoManyCallsAreUnderWay(t *testing.T) {
	t.Parallel()
	arrived, leave := make(chan struct{}), make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, n int, _ string) {
		close(arrived)
		<-leave
		says(answer)(w, n, "")
	})
	a := ask(t, testkit.World(t), s, func(o *llm.Options) { o.AtOnce = 1 })
	done := make(chan error)
	go func() {
		_, err := a.Propose(t.Context(), prompt(words))
		done <- err
	}()
	<-arrived
	_, err := a.Propose(t.Context(), prompt(words+" ya"))
	if a.last().Verdict != llm.Busy || err == nil {
		t.Errorf("%+v, %v", a.last(), err)
	}
	close(leave)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestNoWordIsLogged(t *testing.T) {
	t.Parallel()
	for _, c := range []func(http.ResponseWriter, int, string){says(answer), status(400, words), status(500, `{"error":{"message":"`+words+`"}}`), says(words)} {
		a := ask(t, testkit.World(t), serve(t, c), nil)
		_, err := a.Propose(t.Context(), prompt(words))
		log := a.log.String() + fmt.Sprint(err)
		if strings.Contains(log, "lava") || strings.Contains(log, "sk-test") || !strings.Contains(log, "verdict=") {
			t.Errorf("logged %s", log)
		}
	}
}
