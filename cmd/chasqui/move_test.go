package main

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// A dispatcher opens a visit with the keyboard, gives it to somebody else with a reason, and the board follows.
func TestADispatcherMovesAVisitByKeyboard(t *testing.T) {
	t.Parallel()
	r, chrome := serveDemo(t), chromium(t)
	b := r.tab(t, chrome, 1280, 800)
	tomorrow := testNow().AddDate(0, 0, 2).Format("2006-01-02")
	b.do(chromedp.Navigate(r.base+"/board?unit=CL&day="+tomorrow), chromedp.WaitVisible(chromedp.CSS("[data-role=board][data-live=true]")))
	if !ask[bool](b, "document.querySelector('.lane [draggable=true]') !== null") {
		t.Skip("nobody works on that day of the demo")
	}
	since, err := events.Last(t.Context(), r.sys.db)
	must(t, err)
	ask[bool](b, "document.addEventListener('htmx:afterSettle', () => { window.settled = (window.settled ?? 0) + 1 }), true")
	b.do(chromedp.Focus(chromedp.CSS(".lane [draggable=true]")), chromedp.KeyEvent("\r"), chromedp.WaitVisible(chromedp.CSS("#move[open] form")))
	waitFor(t, b, "window.settled > 0") // its fields answer from here on
	b.picture("move-1280")
	moved := false
	for i := range ask[int](b, "document.querySelectorAll('#move option').length") {
		ask[bool](b, `(() => { const s = document.querySelector('#move select'); s.selectedIndex = `+strconv.Itoa(i)+`; s.dispatchEvent(new Event('change', {bubbles: true})); return true })()`)
		waitFor(t, b, "window.settled > "+strconv.Itoa(i+1)) // the server has judged it
		if moved = ask[bool](b, "document.querySelector('#move .verdict:not(.no)') !== null"); moved {
			break
		}
	}
	if !moved {
		t.Skip("no other technician can take that visit on this day of the demo")
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#move [name=reason]"), "pidió otro técnico\r"))
	waitFor(t, b, "document.querySelector('#move .row [data-role=close]') !== null && document.querySelector('#move form') === null || !document.querySelector('#move').open")
	facts, err := events.Since(t.Context(), r.sys.db, since, 10, events.Filter{Names: []string{booking.FactVisitMoved}})
	must(t, err)
	if len(facts) != 1 {
		t.Errorf("%d moves", len(facts))
	}
}
