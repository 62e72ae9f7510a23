package dialog_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// A yes to a list of slots takes the one that is what they asked for, when it is one; it is read back before anything is booked.
func TestAYesTakesTheOnlySlotThatFits(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa, el jueves", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"), w.on(3))
	options := w.state.Options
	if w.state.Ask != agent.AskSlot || len(options) < 2 {
		t.Fatalf("asks %s with %d options", w.state.Ask, len(options))
	}
	for i := range options {
		options[i].Slot.Fits = i == 1
	}
	w.hear("es", "sí", cmd(agent.CmdAffirm))
	if got := w.state.Form.Slot; got == nil || !got.Same(*options[1].Slot) {
		t.Errorf("took %v", got)
	}
	for i := range options {
		options[i].Slot.Fits = true
	}
	w = newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa, el jueves", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"), w.on(3))
	for i := range w.state.Options {
		w.state.Options[i].Slot.Fits = true
	}
	w.hear("es", "sí", cmd(agent.CmdAffirm))
	if w.state.Form.Slot != nil {
		t.Error("a yes to several that fit took one")
	}
}

// Somebody from a country that is none of ours names their town: nobody knows it, and we do not go there.
func TestAPlaceAbroadNeedNotBeKnown(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.view.Contact.Country = "AR"
	w.hear("es", "la lavadora no centrifuga", service("washer_repair"), problem("no centrifuga"))
	if w.state.Ask != agent.AskLocation {
		t.Fatalf("asks %s", w.state.Ask)
	}
	effects := w.hear("es", "villa crespo", set(agent.SlotPlace, agent.Value{Text: "villa crespo"}))
	if say := lastSay(t, effects); say.ID != "ask.waitlist_area.first" || say.Values.Place != "Villa Crespo" {
		t.Errorf("says %s of %q", say.ID, say.Values.Place)
	}
}

// What is told of the thing while a slot is asked for is kept for the technician, beside what was told first.
func TestWhatIsToldUnaskedIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
	effects := w.hear("es", "es una fensa", problem("es una fensa"))
	if got := w.state.Form.Problem; got != "no centrifuga. es una fensa" {
		t.Errorf("keeps %q", got)
	}
	if text := lastSay(t, effects); text.ID == "ask.when.again" {
		t.Error("it was taken for no answer at all")
	}
	if w.state.Misses != 0 {
		t.Errorf("%d misses", w.state.Misses)
	}
}

// A question that nobody could read goes to the desk, once each, and the pending one is asked again in other words.
func TestAQuestionNobodyReadGoesToTheDesk(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
	effects := w.hear("es", "¿el maestro viene con credencial?")
	say := lastSay(t, effects)
	if has(effects, agent.EffAlert) == nil || len(say.Before) == 0 || say.Before[0].ID != "snippet.none" || say.ID != "ask.when.brief" {
		t.Errorf("says %s after %v", say.ID, say.Before)
	}
	effects = w.hear("es", "¿y trae sus herramientas?")
	if say = lastSay(t, effects); len(say.Before) == 0 || say.Before[0].ID != "snippet.none_2" {
		t.Errorf("says %s after %v", say.ID, say.Before)
	}
	if effects = w.hear("es", "¿y cómo se llama el gato?"); has(effects, agent.EffEscalate) == nil {
		t.Error("nobody takes over after three in a row")
	}
}

// An hour without a day is one of the day that was chosen.
func TestHoursWithoutADayKeepTheDay(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa, el jueves", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"), w.on(3))
	w.hear("es", "la 1", pick("1"))
	day := w.state.Form.Slot.Window.Start
	var afternoons booking.Wish
	for n := range 14 {
		d := w.day(n).Windows[0]
		d.Start = d.Start.Add(13 * time.Hour)
		afternoons.Windows = append(afternoons.Windows, d)
	}
	w.hear("es", "mejor en la tarde", correct(agent.SlotWhen, agent.Value{When: &agent.When{Wish: afternoons}}))
	if got := w.state.Form.Wish.Windows; len(got) != 1 || got[0].Start.YearDay() != day.In(got[0].Start.Location()).YearDay() {
		t.Errorf("wishes %v, chose %v", got, day)
	}
}

// Who comes, asked in the middle of a booking, is no question about a visit that nobody made.
func TestWhoComesIsAskedOfTheVisitToBe(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
	effects := w.hear("es", "¿quién viene?", cmd(agent.CmdStatus))
	if say := lastSay(t, effects); len(say.Before) == 0 || say.Before[0].ID != "snippet.none" || has(effects, agent.EffAlert) == nil {
		t.Errorf("says %s after %v", say.ID, say.Before)
	}
}

// The thing is named again in a question that is none about it.
func TestAQuestionThatNamesTheWorkIsAQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
	effects := w.hear("es", "¿y la manguera de la lavadora la traen ustedes?", service("washer_repair"))
	if say := lastSay(t, effects); len(say.Before) == 0 || say.Before[0].ID != "snippet.none" {
		t.Errorf("says %s after %v", say.ID, say.Before)
	}
}

// An address that comes early is said back, so that nobody wonders whether it was heard.
func TestAnEarlyAddressIsSaidBack(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
	effects := w.hear("es", "Colón 4510", address("Colón", "4510"))
	if say := lastSay(t, effects); len(say.Before) == 0 || say.Before[0].ID != "echo.address" {
		t.Errorf("says %s after %v", say.ID, say.Before)
	}
}
