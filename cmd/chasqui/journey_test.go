package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// A person books on the simulated phone; the visit appears on a board that was open all the while.
func TestABookingOnThePhoneAppearsOnTheOpenBoard(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{1280, 360} {
		t.Run(fmt.Sprintf("%d px wide", width), func(t *testing.T) {
			t.Parallel()
			r, chrome := serveDemo(t), chromium(t)
			phone := r.tab(t, chrome, width, 800)
			phone.do(chromedp.Navigate(r.base+"/simulator"), chromedp.WaitVisible(chromedp.CSS("[data-role=simulator][data-live=true]")))
			phone.fits("the simulator")
			booked := bookByPhone(t, r, phone)
			if booked.Status != booking.VisitScheduled {
				t.Errorf("the visit is %s", booked.Status)
			}
			skilled(t, r, booked)
		})
	}
}

// bookByPhone chats to a booking while a board of that day is open, and says what was booked.
func bookByPhone(t *testing.T, r running, phone browser) booking.Visit {
	t.Helper()
	since, err := events.Last(t.Context(), r.sys.db)
	must(t, err)
	phone.say("hola, mi lavadora no centrifuga. vivo en Ñuñoa, Irarrázaval 2345 depto 502, me llamo Camila Soto")
	phone.say("Mademsa")
	if strings.Contains(lastSaid(phone), "día") {
		phone.say("lo antes posible")
	}
	phone.picture(fmt.Sprintf("simulator-%d", ask[int](phone, "innerWidth")))
	day := offeredDay(t, phone)
	board := r.openBoard(t, phone, day)
	before := ask[int](board, "document.querySelectorAll('[data-visit-id]').length")
	phone.do(chromedp.Click(chromedp.CSS("[data-role=chips] [data-choice='1']")))
	waitFor(t, phone, "[...document.querySelectorAll('.bubble:not(.mine)')].some((b) => b.innerText.includes('•'))") // the read-back
	phone.say("sí")
	id := bookedSince(t, r, since)
	booked := testNow()
	waitFor(t, board, fmt.Sprintf("document.querySelector('[data-visit-id=%q]') !== null", id))
	took := testNow().Sub(booked)
	t.Logf("the open board showed the booking after %s", took)
	if after := ask[int](board, "document.querySelectorAll('[data-visit-id]').length"); after <= before {
		t.Errorf("the board shows %d visits, %d before", after, before)
	}
	board.fits("the board")
	board.picture(fmt.Sprintf("board-%d", ask[int](board, "innerWidth")))
	board.do(chromedp.Navigate(r.base+"/visits/"+id), chromedp.WaitVisible(chromedp.CSS("[data-role=promises] td")))
	board.fits("the visit's page")
	board.picture(fmt.Sprintf("visit-%d", ask[int](board, "innerWidth")))
	detail, err := r.sys.trade.visits.Detail(t.Context(), r.sys.db, booking.VisitID(id))
	must(t, err)
	return detail.Visit
}

// testNow reads the machine's clock: how long a browser takes is what is tested.
func testNow() time.Time { return systemClock.Now() }

func lastSaid(b browser) string {
	return ask[string](b, "[...document.querySelectorAll('.bubble:not(.mine)')].at(-1)?.innerText ?? ''")
}

// offeredDay reads the day of the first option that the phone shows.
func offeredDay(t *testing.T, phone browser) string {
	t.Helper()
	waitFor(t, phone, "document.querySelector('[data-role=chips] [data-choice]') !== null")
	title := ask[string](phone, "document.querySelector('[data-role=chips] [data-choice=\"1\"]').innerText")
	var weekday, month string
	var day int
	if _, err := fmt.Sscanf(title, "%s %d %s", &weekday, &day, &month); err != nil {
		t.Fatalf("the option %q names no day: %v", title, err)
	}
	for d := range 30 {
		at := testNow().AddDate(0, 0, d)
		if at.Day() == day {
			return at.Format(time.DateOnly)
		}
	}
	t.Fatalf("no day %d in the next month", day)
	return ""
}

// openBoard opens the board of a day in a tab of its own.
func (r running) openBoard(t *testing.T, phone browser, day string) browser {
	t.Helper()
	width := ask[int](phone, "innerWidth")
	ctx, stop := chromedp.NewContext(phone.ctx)
	t.Cleanup(stop)
	b := browser{t: t, ctx: ctx}
	_, err := chromedp.Run(ctx, chromedp.EmulateViewport(int64(width), 800))
	must(t, err)
	b.do(chromedp.Navigate(r.base+"/board?unit=CL&day="+day), chromedp.WaitVisible(chromedp.CSS("[data-role=board][data-live=true]")))
	return b
}

func waitFor(t *testing.T, b browser, script string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script)); err != nil {
		b.picture("failure")
		t.Fatalf("%s: %v\n%s", script, err, lastSaid(b))
	}
}

// bookedSince waits for the fact of a booking.
func bookedSince(t *testing.T, r running, since int64) string {
	t.Helper()
	for deadline := testNow().Add(patient); testNow().Before(deadline); {
		facts, err := events.Since(t.Context(), r.sys.db, since, 10, events.Filter{Names: []string{booking.FactVisitBooked}})
		must(t, err)
		if len(facts) > 0 {
			return facts[0].VisitID
		}
		must(t, waitABit(t.Context()))
	}
	t.Fatal("nothing was booked")
	return ""
}

// skilled checks that the technician has the skill and that the work starts inside the promise.
func skilled(t *testing.T, r running, v booking.Visit) {
	t.Helper()
	if v.Planned.Start.Before(v.Window.Start) || v.Planned.Start.After(v.Window.End) {
		t.Errorf("planned %s outside the promise %s", v.Planned, v.Window)
	}
	service, err := r.sys.trade.catalog.Service(t.Context(), r.sys.db, "washer_repair")
	must(t, err)
	technician, err := r.sys.trade.crew.Resource(t.Context(), r.sys.db, v.Resource, booking.DayOf(v.Window.Start, time.UTC))
	must(t, err)
	if !technician.Has(service.Skills) {
		t.Errorf("%s has %v, the service needs %v", technician.Name, technician.Skills, service.Skills)
	}
}
