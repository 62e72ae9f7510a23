package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// person makes a user of ours and opens a browser of theirs.
func (r running) person(t *testing.T, name string, role identity.Role) browser {
	t.Helper()
	email := strings.ToLower(name) + "@example.com"
	must(t, r.sys.db.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := identity.CreateUser(t.Context(), tx, identity.NewUser{
			Email: email, Name: name, Password: r.password, Roles: []identity.Role{role},
		})
		return err
	}))
	return r.tabOf(t, chromium(t), email, 1280)
}

// tabOf opens a browser and signs somebody in.
func (r running) tabOf(t *testing.T, allocator context.Context, email string, width int64) browser {
	t.Helper()
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	b := browser{t: t, ctx: ctx}
	_, err := chromedp.Run(ctx, chromedp.EmulateViewport(width, 800))
	must(t, err)
	b.do(chromedp.Navigate(r.base+"/sign-in"), chromedp.SendKeys(chromedp.CSS("[name=email]"), email),
		chromedp.SendKeys(chromedp.CSS("[name=password]"), r.password), chromedp.Click(chromedp.CSS("form.card button")),
		chromedp.WaitVisible(chromedp.CSS("[data-role=board]")))
	return b
}

// open goes to a page and waits until its stream is open.
func (r running) open(b browser, path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(r.base+path), chromedp.WaitVisible(chromedp.CSS("[data-live=true]")))
}

// live waits until an open page shows, with no reload, something that has just happened, and tells how long that took; on a machine
// with nothing else to do it is tenths of a second.
func live(t *testing.T, b browser, what, script string, since time.Time) {
	t.Helper()
	waitFor(t, b, script)
	took := testNow().Sub(since)
	t.Logf("%s after %s", what, took.Round(time.Millisecond))
}

// Two dispatchers claim the same case at the same moment: one has it, the other sees who.
func TestOfTwoDispatchersWhoClaimOneHasIt(t *testing.T) {
	t.Parallel()
	r := serveDemo(t)
	paula, diego := r.person(t, "Paula", identity.Dispatcher), r.person(t, "Diego", identity.Agent)
	for _, b := range []browser{paula, diego} {
		r.open(b, "/escalations")
		b.fits("the queue")
	}
	id := ask[string](paula, "document.querySelector('[data-escalation-id]:has([data-act=claim])').dataset.escalationId")
	paula.picture("queue-1280")
	row := fmt.Sprintf("document.querySelector('[data-escalation-id=%q]')", id)
	began := testNow()
	done := make(chan error, 2)
	for _, b := range []browser{paula, diego} {
		go func() {
			_, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](row+".querySelector('[data-act=claim]').click() ?? true"))
			done <- err
		}()
	}
	must(t, <-done)
	must(t, <-done)
	live(t, paula, "Paula's page showed who has it", row+".dataset.holder !== ''", began)
	live(t, diego, "Diego's page showed who has it", row+".dataset.holder !== ''", began)
	e, err := r.sys.trade.escalations.Get(t.Context(), r.sys.db, booking.EscalationID(id))
	must(t, err)
	winner, loser := paula, diego
	if e.ClaimedName == "Diego" {
		winner, loser = diego, paula
	}
	says := row + ".querySelector('[data-role=holder]').innerText"
	if got := ask[string](winner, says); got != "Tú" {
		t.Errorf("who has it reads %q", got)
	}
	if got := ask[string](loser, says); got != e.ClaimedName || e.Status != booking.EscalationClaimed {
		t.Errorf("the other reads %q; it is %s's, %s", got, e.ClaimedName, e.Status)
	}
	facts, err := events.Since(t.Context(), r.sys.db, 0, 1000, events.Filter{Names: []string{booking.FactEscalationClaimed}})
	must(t, err)
	if len(facts) != 1 {
		t.Errorf("%d claims", len(facts))
	}
	loser.picture("queue-held-1280")
	worked(t, r, winner, e)
}

// worked goes from the queue to the end of a case with nothing but the keyboard.
func worked(t *testing.T, r running, b browser, e escalations.Escalation) {
	t.Helper()
	b.press(fmt.Sprintf("[data-escalation-id=%q] .case-open", e.ID), "document.querySelector('[data-role=conversation][data-live=true]') !== null")
	card := fmt.Sprintf("section[data-escalation-id=%q]", e.ID)
	b.press(card+" [data-act=start]", fmt.Sprintf("document.querySelector('%s').dataset.status === 'in_progress'", card))
	b.press(card+" summary", fmt.Sprintf("document.querySelector('%s details').open", card))
	b.do(chromedp.SendKeys(chromedp.CSS(card+" details textarea"), "le devolvimos el pago"))
	b.press(card+" [data-act=resolve]", fmt.Sprintf("document.querySelector('%s').dataset.status === 'resolved'", card))
	after, err := r.sys.trade.escalations.Get(t.Context(), r.sys.db, e.ID)
	must(t, err)
	if after.Resolution != "le devolvimos el pago" || after.AnsweredAt == nil {
		t.Errorf("resolved: %+v", after)
	}
}

// A person takes a booking over in its middle, answers, and gives it back: the bot is silent meanwhile and goes on at its question.
func TestAPersonTakesOverInTheMiddleOfABooking(t *testing.T) {
	t.Parallel()
	r := serveDemo(t)
	phone := r.tab(t, chromium(t), 360, 800)
	phone.do(chromedp.Navigate(r.base+"/simulator"), chromedp.WaitVisible(chromedp.CSS("[data-role=simulator][data-live=true]")))
	phone.say("hola, mi lavadora no centrifuga. vivo en Ñuñoa, Irarrázaval 2345 depto 502, me llamo Camila Soto")
	question := lastSaid(phone)
	conv := r.simulated(t, phone)
	paula, diego := r.person(t, "Paula", identity.Agent), r.person(t, "Diego", identity.Dispatcher)
	page := "/conversations/" + conv
	r.open(paula, page)
	r.open(diego, page)
	takeOver(t, paula, diego)
	silence(t, r, phone, conv, paula)
	answered(t, r, phone, paula, diego)
	giveBack(t, paula, diego)
	waitFor(t, phone, "[...document.querySelectorAll('.bubble:not(.mine)')].some((b) => b.innerText.includes('jueves después de las 15'))") // what was agreed
	phone.say("Mademsa")
	if again := lastSaid(phone); again == question {
		t.Errorf("the bot starts again: %q", again)
	}
	if strings.Contains(lastSaid(phone), "día") {
		phone.say("lo antes posible")
	}
	offeredDay(t, phone) // it knows what, where and who: it offers days
	h, err := r.sys.gateway.Holding(t.Context(), r.sys.db, conv)
	must(t, err)
	if h.Agreed != "pasamos el jueves después de las 15" || h.Owner != channels.OwnerBot {
		t.Errorf("given back: %+v", h)
	}
}

// simulated is the conversation of the simulated phone.
func (r running) simulated(t *testing.T, phone browser) string {
	t.Helper()
	number := ask[string](phone, "document.querySelector('[data-role=number]').value")
	c, ok, err := r.sys.gateway.FindConversation(t.Context(), r.sys.db, webchat.Ours, channels.Address{Channel: channels.Webchat, Value: number})
	must(t, err)
	if !ok {
		t.Fatalf("%s never wrote", number)
	}
	return c.ID
}

func takeOver(t *testing.T, paula, diego browser) {
	t.Helper()
	paula.picture("conversation-bot-1280")
	began := testNow()
	paula.press("[data-act=take]", "document.querySelector('[data-role=conversation]').dataset.has === 'mine'")
	live(t, paula, "the taker's page", "document.querySelector('[data-role=conversation]').dataset.has === 'mine'", began)
	live(t, diego, "the other's page", "document.querySelector('[data-role=conversation]').dataset.has === 'other'", began)
	if got := ask[string](diego, "document.querySelector('#part-holder [data-role=holder]').innerText"); got != "La tiene Paula." {
		t.Errorf("the other reads %q", got)
	}
}

// silence has the customer write, and waits until the turn is over: nothing was said.
func silence(t *testing.T, r running, phone browser, conv string, paula browser) {
	t.Helper()
	before := ask[int](phone, "document.querySelectorAll('.bubble:not(.mine)').length")
	began := testNow()
	phone.do(chromedp.SendKeys(chromedp.CSS("[data-role=text]"), "¿hay alguien?\r"))
	live(t, paula, "what the customer wrote", "document.querySelector('[data-role=thread]').innerText.includes('¿hay alguien?')", began)
	for deadline := testNow().Add(patient); ; {
		waits, err := r.sys.gateway.Waits(t.Context(), conv)
		must(t, err)
		c, err := r.sys.gateway.Conversation(t.Context(), r.sys.db, conv)
		must(t, err)
		if !waits && c.Turns >= 2 {
			break
		}
		if testNow().After(deadline) {
			t.Fatal("the turn does not end")
		}
		must(t, waitABit(t.Context()))
	}
	if after := ask[int](phone, "document.querySelectorAll('.bubble:not(.mine)').length"); after != before {
		t.Errorf("the bot said %q while a person has the conversation", lastSaid(phone))
	}
}

func answered(t *testing.T, r running, phone, paula, diego browser) {
	t.Helper()
	const text = "Hola Camila, te escribe Paula."
	shows := func(where string) string {
		return fmt.Sprintf("[...document.querySelectorAll('%s')].some((b) => b.innerText.includes(%q))", where, text)
	}
	began := testNow()
	paula.do(chromedp.SendKeys(chromedp.CSS("#reply-text"), text+"\r"))
	live(t, phone, "the reply on the phone", shows(".bubble:not(.mine)"), began)
	live(t, diego, "the reply on the second browser", shows(".bubble.person"), began)
	waitFor(t, paula, "document.querySelector('#reply-text').value === ''")
	waitFor(t, paula, shows(".bubble.person")+" && document.querySelector('.bubble.person').dataset.delivery === 'delivered'")
	paula.picture("conversation-mine-1280")
	err := r.sys.db.InTx(t.Context(), func(tx *db.Tx) error {
		return r.sys.gateway.Send(t.Context(), tx, "user:"+tx.NewID(), channels.Outbound{Conversation: r.simulated(t, phone), Text: "yo también"})
	})
	if err == nil {
		t.Error("somebody else spoke too")
	}
}

func giveBack(t *testing.T, paula, diego browser) {
	t.Helper()
	paula.do(chromedp.Click(chromedp.CSS("[data-act=end]")), chromedp.WaitVisible(chromedp.CSS("#end[open] textarea")),
		chromedp.SendKeys(chromedp.CSS("#end textarea"), "pasamos el jueves después de las 15"))
	paula.picture("give-back-1280")
	began := testNow()
	paula.do(chromedp.Click(chromedp.CSS("#end [data-act=give-back]")))
	live(t, paula, "given back on the taker's page", "document.querySelector('[data-role=conversation]').dataset.has === 'bot'", began)
	live(t, diego, "given back on the second browser", "document.querySelector('[data-role=conversation]').dataset.has === 'bot'", began)
	live(t, diego, "what was agreed on the second browser", "document.querySelector('[data-role=notes]').innerText.includes('jueves después')", began)
}

// Every page of the desk on a phone: nothing scrolls sideways, and in the dark there is no white ground.
func TestTheDeskFitsAPhoneInTheDark(t *testing.T) {
	t.Parallel()
	r := serveDemo(t)
	b := r.tab(t, chromium(t), 360, 740)
	dark := map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": "dark"}}}
	must(t, chromedp.FromContext(b.ctx).Target.Call(b.ctx, "Emulation.setEmulatedMedia", dark, nil))
	r.open(b, "/escalations")
	link := ask[string](b, "document.querySelector('.case-open').getAttribute('href')")
	id := ask[string](b, "document.querySelector('[data-escalation-id]').dataset.escalationId")
	for name, path := range map[string]string{
		"queue": "/escalations", "all-cases": "/escalations?show=all", "conversations": "/conversations", "conversation": link, "case": "/escalations/" + id,
	} {
		r.open(b, path)
		b.fits(name)
		b.picture(name + "-360-dark")
		if ground := ask[string](b, "getComputedStyle(document.body).backgroundColor"); ground != "rgb(18, 23, 21)" {
			t.Errorf("%s has the ground %s", name, ground)
		}
		if small := ask[string](b, "[...document.querySelectorAll('main button, main .button')].filter((e) => e.offsetParent && e.offsetHeight < 32).map((e) => e.innerText).join()"); small != "" {
			t.Errorf("%s: too small to tap: %s", name, small)
		}
	}
	r.open(b, link)
	b.press("[data-act=take]", "document.querySelector('#reply-text') !== null")
	b.fits("a conversation that is mine")
	b.picture("conversation-mine-360-dark")
}
