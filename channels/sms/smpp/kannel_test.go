package smpp_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// kannelConf is Debian's Kannel as a client of a carrier: bearerbox binds, smsbox takes sendsms and calls for what comes.
const kannelConf = `
group = core
admin-port = %[1]d
admin-password = x
smsbox-port = %[2]d
log-level = 2
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"

group = smsc
smsc = smpp
smsc-id = loopback
host = 127.0.0.1
port = %[3]s
smsc-username = chasqui
smsc-password = secret
system-type = ""
transceiver-mode = true
interface-version = 34
enquire-link-interval = 5
source-addr-ton = 1
source-addr-npi = 1
dest-addr-ton = 1
dest-addr-npi = 1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = %[2]d
sendsms-port = %[4]d
log-level = 2

group = sendsms-user
username = u
password = p
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
concatenation = true
get-url = "%[5]s/in?from=%%p&to=%%P&coding=%%c&text=%%a"
`

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// kannel starts one that is bound to a carrier. It gives where sendsms is, and what Kannel calls for.
func kannel(t *testing.T, smsc *loopback.SMSC) (sendsms string, calls <-chan url.Values) {
	t.Helper()
	bearerbox, err := exec.LookPath("bearerbox")
	smsbox, errBox := exec.LookPath("smsbox")
	if err != nil || errBox != nil {
		t.Skip("no Kannel is here: apt-get install kannel")
	}
	heard := make(chan url.Values, 100)
	hooks := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { heard <- r.URL.Query() }))
	t.Cleanup(hooks.Close)
	_, port, _ := net.SplitHostPort(smsc.Addr())
	send := freePort(t)
	conf := filepath.Join(t.TempDir(), "kannel.conf")
	text := fmt.Sprintf(kannelConf, freePort(t), freePort(t), port, send, hooks.URL)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, program := range []string{bearerbox, smsbox} {
		cmd := exec.CommandContext(t.Context(), program, conf)
		cmd.Dir = filepath.Dir(conf)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = cmd.Process.Kill() // it may be gone
			_ = cmd.Wait()
		})
		if program == bearerbox {
			ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
			defer cancel()
			if err := smsc.Bound(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	return fmt.Sprintf("http://127.0.0.1:%d/cgi-bin/sendsms", send), heard
}

func TestKannelBindsToTheLoopbackCarrierAndAgreesWithIt(t *testing.T) {
	t.Parallel()
	smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	defer smsc.Close()
	smsc.Behave(func(b *loopback.Behaviour) { b.Receipts = true })
	sendsms, calls := kannel(t, smsc)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	texts := []string{"hola, ¿mañana?", "já está 😀", strings.Repeat("larga ", 60)}
	for _, text := range texts {
		get(ctx, t, sendsms+"?"+url.Values{
			"username": {"u"}, "password": {"p"}, "from": {ours[1:]}, "to": {marta[1:]}, "text": {text}, "charset": {"UTF-8"}, "dlr-mask": {"31"},
			"coding": {map[bool]string{true: "2", false: "0"}[strings.ContainsAny(text, "á😀")]},
		}.Encode())
		if got, err := smsc.Customer(marta).Next(ctx); err != nil || strings.TrimSpace(got) != strings.TrimSpace(text) {
			t.Errorf("%q, %v", got, err)
		}
	}
	for _, text := range texts[:2] {
		if err := smsc.Customer(marta).Say(ctx, ours, text); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for range 2 {
		select {
		case c := <-calls:
			got = append(got, c.Get("coding"))
		case <-ctx.Done():
			t.Fatal("Kannel did not hand on what came")
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"0", "2"}) {
		t.Errorf("it read the codings %v", got)
	}
	for smsc.Counts().Submits != 5 || smsc.Counts().Receipts != 3 { // it asks for one receipt a message
		if clock.Wait(ctx, 10*time.Millisecond) != nil {
			t.Fatalf("%+v", smsc.Counts())
		}
	}
}

// get calls until it is answered: smsbox takes a moment to start.
func get(ctx context.Context, t *testing.T, target string) {
	t.Helper()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode < 300 {
				return
			}
		}
		if clock.Wait(ctx, 50*time.Millisecond) != nil {
			t.Fatal("Kannel does not take messages")
		}
	}
}
