package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// running is the true program serving a copy of the demo organisation.
type running struct {
	base     string
	password string
	sys      *system
}

// serveDemo starts the program on loopback for one test.
func serveDemo(t *testing.T) running {
	t.Helper()
	if !web.AssetsBuilt() {
		t.Skip("the web assets are not built: run make generate")
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	system := clock.System()
	sys, end, err := openSystem(ctx, url, system, ids.System(system), systemOptions{
		Transports: []channels.Transport{webchat.Transport{}}, Log: logs.Discard(),
	}, drop)
	must(t, err)
	must(t, demo.Prepare(ctx, sys.db))
	r := running{password: "correct-horse-42", sys: sys}
	must(t, sys.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := identity.CreateUser(ctx, tx, identity.NewUser{
			Email: demoEmail, Name: "Demo", Password: r.password, Roles: []identity.Role{identity.Admin},
		})
		return err
	}))
	cfg, err := config.Load([]string{"LISTEN=127.0.0.1:" + freePort(t)})
	must(t, err)
	ready, done := make(chan string, 1), make(chan error, 1)
	p := program{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: io.Discard}
	go func() { done <- p.serve(sys, cfg, true, func(address string) { ready <- address }) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("serve: %v", err)
		}
		end()
	})
	select {
	case r.base = <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	must(t, err)
	return port
}

// browser is one tab of a headless Chromium.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// chromium starts a browser, or skips the test where there is none.
func chromium(t *testing.T) context.Context {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		t.Skip("no Chromium on this machine: install the package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	return ctx
}

// tab opens a page of a browser and signs in.
func (r running) tab(t *testing.T, allocator context.Context, width, height int64) browser {
	t.Helper()
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	b := browser{t: t, ctx: ctx}
	_, err := chromedp.Run(ctx, chromedp.EmulateViewport(width, height))
	must(t, err)
	b.do(chromedp.Navigate(r.base+"/sign-in"), chromedp.SendKeys(chromedp.CSS("[name=email]"), demoEmail),
		chromedp.SendKeys(chromedp.CSS("[name=password]"), r.password), chromedp.Click(chromedp.CSS("form.card button")),
		chromedp.WaitVisible(chromedp.CSS("[data-role=board]")))
	return b
}

// patient is how long a browser may take for anything on a machine that is busy with other tests. What matters to people is logged.
const patient = time.Minute

// press sets the keyboard on an element and presses Enter until a script is true: what is live may be drawn anew in between.
func (b browser) press(selector, until string) {
	b.t.Helper()
	focus := fmt.Sprintf("(() => { const e = document.querySelector(%q); e?.focus(); return e !== null })()", selector)
	for deadline := testNow().Add(patient); testNow().Before(deadline); {
		ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
		if there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](focus)); err == nil && there {
			_ = chromedp.Do(ctx, chromedp.KeyEvent("\r")) // looked at below
		}
		_, err := chromedp.Run(ctx, chromedp.Poll[bool](until)) // fails while a page is being left
		cancel()
		if err == nil {
			return
		}
	}
	b.picture("failure")
	b.t.Fatalf("Enter on %s does not lead to %s", selector, until)
}

// do runs steps.
func (b browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.picture("failure")
		b.t.Fatal(err)
	}
}

func ask[T any](b browser, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	must(b.t, err)
	return v
}

// picture keeps a screenshot where CHASQUI_PICTURES points; nowhere by default.
func (b browser) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("CHASQUI_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)
	}
	must(b.t, err)
}

// fits tells that a page does not scroll sideways.
func (b browser) fits(page string) {
	b.t.Helper()
	if w, room := ask[int](b, "document.scrollingElement.scrollWidth"), ask[int](b, "innerWidth"); w > room {
		b.t.Errorf("%s is %d px wide in a window of %d", page, w, room)
	}
}

// say writes a message on the simulated phone and waits for the answer to ask for something.
func (b browser) say(text string) {
	b.t.Helper()
	before := ask[int](b, "document.querySelectorAll('.bubble:not(.mine)').length")
	b.do(chromedp.SendKeys(chromedp.CSS("[data-role=text]"), text+"\r"))
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool](fmt.Sprintf("document.querySelectorAll('.bubble:not(.mine)').length > %d", before)))
	if err != nil {
		b.picture("failure")
		b.t.Fatalf("no answer to %q: %v", text, err)
	}
}
