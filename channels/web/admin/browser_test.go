package admin_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// tab is one tab of a headless Chromium.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// browse opens a page of the console in a browser whose reader has a role; it skips where there is no browser.
func (c console) browse(t *testing.T, role identity.Role, path string) tab {
	t.Helper()
	if !web.AssetsBuilt() {
		t.Skip("the web assets are not built: run make generate")
	}
	chrome, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium on this machine: install the package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrome), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := tab{t: t, ctx: ctx}
	if _, err := chromedp.Run(ctx, chromedp.EmulateViewport(1280, 800)); err != nil { // the tab lives as long as its first context
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(c.server.URL+"/sign-in?next="+path), chromedp.SendKeys(chromedp.CSS("[name=email]"), c.user(t, role)),
		chromedp.SendKeys(chromedp.CSS("[name=password]"), password), chromedp.Click(chromedp.CSS("form.card button")),
		chromedp.WaitVisible(chromedp.CSS("header.top")))
	return b
}

func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.picture("failure")
		b.t.Fatal(err)
	}
}

// until waits for a script to be true.
func (b tab) until(script string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script)); err != nil {
		b.picture("failure")
		b.t.Fatalf("%s: %v", script, err)
	}
}

func ask[T any](b tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// picture keeps a screenshot where CHASQUI_PICTURES points; nowhere by default.
func (b tab) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("CHASQUI_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)
	}
	if err != nil {
		b.t.Error(err)
	}
}

// everywhere looks at a page on a desk and, in the dark, on a phone: nothing scrolls sideways, and what is tapped is large enough.
func (b tab) everywhere(name string) {
	b.t.Helper()
	for _, look := range []struct {
		width  int64
		scheme string
	}{{1280, "light"}, {360, "dark"}} {
		media := map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": look.scheme}}}
		if err := chromedp.FromContext(b.ctx).Target.Call(b.ctx, "Emulation.setEmulatedMedia", media, nil); err != nil {
			b.t.Fatal(err)
		}
		if _, err := chromedp.Run(b.ctx, chromedp.EmulateViewport(look.width, 800)); err != nil {
			b.t.Fatal(err)
		}
		if w := ask[int64](b, "document.scrollingElement.scrollWidth"); w > look.width {
			b.t.Errorf("%s is %d px wide in a window of %d", name, w, look.width)
		}
		small := "[...document.querySelectorAll('main button, main .button')].filter((e) => e.offsetParent && e.offsetHeight < 32).map((e) => e.innerText).join()"
		if got := ask[string](b, small); got != "" {
			b.t.Errorf("%s, %d px: too small to tap: %s", name, look.width, got)
		}
		b.picture(name + "-" + look.scheme)
	}
	if _, err := chromedp.Run(b.ctx, chromedp.EmulateViewport(1280, 800)); err != nil {
		b.t.Fatal(err)
	}
}

// The whole way of an account by QR: a code, the next one in its place, linked; and a number that goes down shows without a reload.
func TestAnAccountIsLinkedOnThePageAndANumberThatFallsShows(t *testing.T) {
	t.Parallel()
	c, _ := waiting(t)
	c.number(t, linked("+56229000001", channels.NumberUp), "CL")
	b := c.browse(t, identity.OpsLead, "/numbers")
	b.until("document.querySelector('[data-role=numbers][data-live=true]') !== null")
	for i, s := range states[2:] { // while the page is open
		n := linked(fmt.Sprintf("+569110000%02d", i), s)
		n.Until, n.Detail = c.db.Now().Add(time.Hour), "code 4711"
		c.number(t, n, "CL")
	}
	b.until("document.querySelectorAll('[data-role=todo]').length === 10")
	if first := ask[string](b, "document.querySelector('[data-number]').dataset.state"); first == "up" {
		t.Error("a number that is up stands before those in alarm")
	}
	b.everywhere("numbers")
	b.do(chromedp.Click(chromedp.CSS(".board-head a.primary")), chromedp.WaitVisible(chromedp.CSS("[data-role=unofficial]")))
	b.everywhere("pair")
	b.do(chromedp.Click(chromedp.CSS("[data-act=pair]")))
	for _, code := range []string{"2@first", "https://wa.me/settings/linked_devices#" + strings.Repeat("usual,length,", 16)} {
		was := ask[string](b, "document.querySelector('.qr path')?.getAttribute('d') ?? ''")
		c.phone.steps <- admin.PairStep{QR: code, Expires: c.db.Now().Add(20 * time.Second)}
		b.until("(document.querySelector('.qr path')?.getAttribute('d') ?? " + strconv.Quote(was) + ") !== " + strconv.Quote(was))
	}
	b.until("/^0:1\\d$/.test(document.querySelector('[data-expires]').textContent)")
	b.everywhere("pair-qr")
	c.phone.steps <- admin.PairStep{Number: "+56229000007"}
	b.until("document.querySelector('[data-step=number]')?.dataset.number === '+56229000007'")
	b.everywhere("pair-done")
	if got := len(c.phone.asked); got != 1 {
		t.Errorf("linked %d times", got)
	}
}

func TestAnAccountIsLinkedByACodeAndAFailureSaysWhatToDo(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	b := c.browse(t, identity.OpsLead, "/numbers/pair")
	b.do(chromedp.Click(chromedp.CSS("[value=phone]")), chromedp.WaitVisible(chromedp.CSS("[name=phone]")),
		chromedp.SendKeys(chromedp.CSS("[name=phone]"), "12\r"), chromedp.WaitVisible(chromedp.CSS(".error-line")))
	b.do(chromedp.SendKeys(chromedp.CSS("[name=phone]"), "345678901\r"), chromedp.WaitVisible(chromedp.CSS("[data-role=pair]")))
	c.phone.steps <- admin.PairStep{Code: "K7QM2XWZ", Expires: c.db.Now().Add(3 * time.Minute)}
	b.until("document.querySelector('[data-role=pair-code]')?.innerText === 'K7QM-2XWZ'")
	b.everywhere("pair-code")
	c.phone.steps <- admin.PairStep{Failure: "timeout"}
	b.until("document.querySelector('[data-step=failure]')?.innerText.includes('a mano')")
	b.everywhere("pair-failed")
	if got := <-c.phone.asked; got != "+12345678901 CL" {
		t.Errorf("asked for %q", got)
	}
}

func TestWhatDidNotArriveIsSentAgainFromItsPage(t *testing.T) {
	t.Parallel()
	c, _ := waiting(t)
	c.failed(t, "not_on_whatsapp", "number_logged_out", "window_closed")
	b := c.browse(t, identity.Agent, "/undelivered")
	b.until("document.querySelector('[data-role=undelivered][data-live=true]') !== null")
	b.everywhere("undelivered")
	b.do(chromedp.Click(chromedp.CSS("[data-act=again]")))
	b.until("document.querySelectorAll('[data-act=again]').length === 2")
	b.do(chromedp.Click(chromedp.CSS("[data-act=all-ask]")), chromedp.WaitVisible(chromedp.CSS("[data-act=all-again]")))
	b.everywhere("undelivered-all")
	b.do(chromedp.Click(chromedp.CSS("[data-act=all-again]")))
	b.until("document.querySelector('.empty') !== null")
	b.picture("undelivered-empty")
}
