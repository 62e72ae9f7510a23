package dialog_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// A place in another country has its own price, and the street of the first one is asked for anew.
func TestAnotherCountryHasItsOwnPrice(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	effects := w.hear("es", "pinheiros, são paulo", at("br-pinheiros"))
	price := has(effects, agent.EffPrice)
	if price == nil || price.Price.Unit != "BR" || w.state.Form.Address != nil {
		t.Errorf("the old price, or the old street:\n%s", w.log.String())
	}
	w = readBack(t)
	pin := booking.Pin{Lat: -23.56, Lng: -46.65}
	if e := w.hear("es", "", set(agent.SlotPin, agent.Value{Pin: &pin})); has(e, agent.EffPrice) == nil || w.state.Form.Address != nil {
		t.Errorf("the old price, or the old street, beside a pin:\n%s", w.log.String())
	}
	w = readBack(t)
	if e := w.hear("es", "mejor en maipú", at("cl-maipu")); has(e, agent.EffPrice) != nil {
		t.Errorf("the price is looked up again in the same country:\n%s", w.log.String())
	}
}

// Who wants another day in place of a cancel is not asked for the day that they said.
func TestADayInPlaceOfACancelIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.standing(50 * time.Hour)
	w.hear("es", "cancélala", cmd(agent.CmdCancel))
	effects := w.hear("es", "no, cámbiala para el viernes", cmd(agent.CmdMove), w.on(4))
	if has(effects, agent.EffOffer) == nil || has(effects, agent.EffCancel) != nil {
		t.Errorf("the day is lost:\n%s", w.log.String())
	}
}
