package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// asServer makes the test binary be the program itself: see TestMain.
const asServer = "CHASQUI_TEST_AS_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) == "1" {
		p := program{ctx: context.Background(), in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Environ()}
		os.Exit(p.run([]string{"serve"}))
	}
	os.Exit(m.Run())
}

// process is `chasqui serve` in a process of its own.
type process struct {
	cmd  *exec.Cmd
	base string
}

func startProcess(t *testing.T, url string, env ...string) process {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), asServer+"=1", "DATABASE_URL="+url, "LISTEN=127.0.0.1:"+freePort(t), "LOG_LEVEL=error")
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }) // most are dead by then
	line, err := bufio.NewReader(out).ReadString('\n')
	must(t, err)
	_, base, ok := strings.Cut(strings.TrimSpace(line), " at ")
	if !ok {
		t.Fatalf("serve said %q", line)
	}
	return process{cmd: cmd, base: base}
}

// kill ends the process as a power cut would.
func (p process) kill(t *testing.T) {
	t.Helper()
	must(t, p.cmd.Process.Kill())
	_ = p.cmd.Wait() // it says that it was killed
}

// request speaks to the public web chat.
func (p process) request(t *testing.T, method, path, token string, body any, into any) int {
	t.Helper()
	raw, err := json.Marshal(body)
	must(t, err)
	r, err := http.NewRequestWithContext(t.Context(), method, p.base+path, bytes.NewReader(raw))
	must(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(r)
	must(t, err)
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	must(t, err)
	if into != nil {
		must(t, json.Unmarshal(answer, into))
	}
	return res.StatusCode
}

type chatMessage struct {
	Out  bool   `json:"out"`
	Text string `json:"text"`
	Ask  string `json:"ask"`
}

// replies waits until the agent said n messages and gives them.
func (p process) replies(t *testing.T, token string, n int) []chatMessage {
	t.Helper()
	for deadline := testNow().Add(patient); testNow().Before(deadline); {
		var all struct{ Messages []chatMessage }
		p.request(t, http.MethodGet, "/chat/messages", token, nil, &all)
		var out []chatMessage
		for _, m := range all.Messages {
			if m.Out {
				out = append(out, m)
			}
		}
		if len(out) >= n {
			return out
		}
		must(t, waitABit(t.Context()))
	}
	t.Fatalf("the agent said fewer than %d messages", n)
	return nil
}

func TestAKilledServerContinuesAtTheSameQuestion(t *testing.T) {
	t.Parallel()
	if !web.AssetsBuilt() {
		t.Skip("the web assets are not built: run make generate")
	}
	ctx := context.WithoutCancel(t.Context())
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(drop)
	d, err := db.Open(ctx, url, clock.System(), ids.System(clock.System()))
	must(t, err)
	must(t, demo.Prepare(ctx, d))
	d.Close()

	first := startProcess(t, url)
	var started struct{ Token string }
	first.request(t, http.MethodPost, "/chat/start", "", nil, &started)
	first.request(t, http.MethodPost, "/chat/messages", started.Token, map[string]string{"id": "1", "text": "hola, mi lavadora no centrifuga"}, nil)
	first.replies(t, started.Token, 1)
	first.request(t, http.MethodPost, "/chat/messages", started.Token, map[string]string{"id": "2", "text": "es LG"}, nil)
	pending := first.replies(t, started.Token, 2)[1].Ask
	// A message is on its way into a turn when the power goes.
	first.request(t, http.MethodPost, "/chat/messages", started.Token, map[string]string{"id": "3", "text": "vivo en Ñuñoa"}, nil)
	first.kill(t)

	second := startProcess(t, url)
	second.request(t, http.MethodPost, "/chat/messages", started.Token, map[string]string{"id": "3", "text": "vivo en Ñuñoa"}, nil)
	after := second.replies(t, started.Token, 3)
	if len(after) != 3 {
		t.Errorf("the agent said %d messages to 3", len(after))
	}
	if pending != "location" || after[2].Ask != "when" {
		t.Errorf("pending was %q, then it asked for %q: %s", pending, after[2].Ask, after[2].Text)
	}
}
