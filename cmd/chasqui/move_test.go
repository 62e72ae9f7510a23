package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// A dispatcher opens a visit with the keyboard, gives it to somebody else with a reason, and takes that back. A board that somebody
// else has open follows.
func TestADispatcherMovesAVisitByKeyboardAndUndoesIt(t *testing.T) {
	t.Parallel()
	r, chrome := serveDemo(t), chromium(t)
	b, other := r.tab(t, chrome, 1280, 800), r.person(t, "Diego", identity.Dispatcher)
	day := "/board?unit=CL&day=" + testNow().AddDate(0, 0, 2).Format("2006-01-02")
	r.open(b, day)
	r.open(other, day)
	if !ask[bool](b, "document.querySelector('.lane [draggable=true]') !== null") {
		t.Skip("nobody works on that day of the demo")
	}
	since, err := events.Last(t.Context(), r.sys.db)
	must(t, err)
	id := ask[string](b, "document.querySelector('.lane [draggable=true]').dataset.visitId")
	where := fmt.Sprintf("(document.querySelector('[data-visit-id=%q]')?.closest('.lane')?.dataset.resourceId ?? '')", id)
	before := ask[string](b, where)
	if !reassign(t, b) {
		t.Skip("no other technician can take that visit on this day of the demo")
	}
	began := testNow()
	b.do(chromedp.SendKeys(chromedp.CSS("#move [name=reason]"), "pidió otro técnico\r"), chromedp.WaitVisible(chromedp.CSS("#toast [data-act=undo]")))
	live(t, b, "the move on the mover's board", where+" !== "+strconv.Quote(before), began)
	live(t, other, "the move on the second board", where+" !== "+strconv.Quote(before), began)
	b.picture("undo-1280")
	began = testNow()
	b.do(chromedp.Focus(chromedp.CSS("#toast [data-act=undo]")), chromedp.KeyEvent("\r"))
	live(t, b, "the undo on the mover's board", where+" === "+strconv.Quote(before), began)
	live(t, other, "the undo on the second board", where+" === "+strconv.Quote(before), began)
	facts, err := events.Since(t.Context(), r.sys.db, since, 10, events.Filter{Names: []string{booking.FactVisitMoved}})
	must(t, err)
	var reasons []string
	for _, f := range facts {
		var data booking.VisitFact
		must(t, json.Unmarshal(f.Data, &data))
		reasons = append(reasons, data.Reason)
	}
	if len(reasons) != 2 || reasons[0] != "pidió otro técnico" || reasons[1] != "undo" {
		t.Errorf("moves for %q", reasons)
	}
}

// reassign opens the first visit that may be moved and picks somebody who can take it; false when nobody can.
func reassign(t *testing.T, b browser) bool {
	t.Helper()
	ask[bool](b, "document.addEventListener('htmx:afterSettle', () => { window.settled = (window.settled ?? 0) + 1 }), true")
	b.press(".lane [draggable=true]", "document.querySelector('#move[open] form') !== null")
	waitFor(t, b, "window.settled > 0") // its fields answer from here on
	b.picture("move-1280")
	for i := 1; i < ask[int](b, "document.querySelectorAll('#move option').length"); i++ { // the first is nobody
		if ask[bool](b, `document.querySelectorAll('#move option')[`+strconv.Itoa(i)+`].defaultSelected`) {
			continue
		}
		settled := ask[int](b, "window.settled")
		ask[bool](b, `(() => { const s = document.querySelector('#move select'); s.selectedIndex = `+strconv.Itoa(i)+`; s.dispatchEvent(new Event('change', {bubbles: true})); return true })()`)
		waitFor(t, b, "window.settled > "+strconv.Itoa(settled)) // the server has judged it
		if ask[bool](b, "document.querySelector('#move .verdict:not(.no)') !== null") {
			return true
		}
	}
	return false
}
