package smpp_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
)

// submitted is what the carrier of testdata/smsc.js prints.
type submitted struct {
	Port         int
	ID, From, To string
	Coding, Esm  int
	UDH, Text    string
}

// nodeSMSC starts the carrier. It gives the port and what is submitted.
func nodeSMSC(t *testing.T) (port int, submits <-chan submitted) {
	t.Helper()
	node, err := exec.LookPath("node")
	modules, errPath := filepath.Abs("../../../.tools/bin/smpp/node_modules")
	if _, missing := os.Stat(filepath.Join(modules, "smpp")); err != nil || errPath != nil || missing != nil {
		t.Skip("no other SMPP server is here: make peers")
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/smsc.js")
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may be gone
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("node prints nothing")
	}
	var first submitted
	if err := json.Unmarshal(lines.Bytes(), &first); err != nil {
		t.Fatal(err)
	}
	heard := make(chan submitted, 100)
	go func() {
		for lines.Scan() {
			var s submitted
			if json.Unmarshal(lines.Bytes(), &s) == nil {
				heard <- s
			}
		}
	}()
	return first.Port, heard
}

func TestANodeCarrierReadsWhatIsSentAndIsUnderstood(t *testing.T) {
	t.Parallel()
	port, submits := nodeSMSC(t)
	w := newWorld(t, func(o *smpp.Options) {
		o.Address, o.ASCII = fmt.Sprintf("127.0.0.1:%d", port), smpp.AlphabetGSM7 // its own reading of data_coding 1
	})
	for _, text := range []string{"hola", "¿Mañana? €5 [ñ]", "ação, já 😀", strings.Repeat("técnico 👩‍🔧 ", 30)} {
		r := w.send(text)
		whole, parts := "", gsm.Count(text)
		for i := range parts {
			s := <-submits
			whole += s.Text
			if s.From != ours[1:] || s.To != marta[1:] || parts > 1 && (s.Esm&0x40 == 0 || s.UDH == "") {
				t.Errorf("part %d: %+v", i+1, s)
			}
		}
		if whole != text {
			t.Errorf("it read %q, sent was %q", whole, text)
		}
		until(t, w.desk, "delivered", is(r.ExternalID, channels.StatusDelivered))
		if parts == 1 {
			until(t, w.desk, "the echo", func(h loopback.Heard) bool { return slices.Contains(h.Texts(), text) })
		}
	}
}

func TestANodeCarrierThatRefusesIsAnAlarm(t *testing.T) {
	t.Parallel()
	port, _ := nodeSMSC(t)
	w := unbound(t, func(o *smpp.Options) { o.Address, o.Password = fmt.Sprintf("127.0.0.1:%d", port), "wrong" })
	w.run()
	until(t, w.desk, "refused or down", func(h loopback.Heard) bool {
		return slices.Contains(h.States, channels.NumberRefused) || slices.Contains(h.States, channels.NumberDown)
	})
	t.Log(w.desk.Heard().States)
}
