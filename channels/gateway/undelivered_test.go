package gateway_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestWhatWasNotDeliveredIsListedAndMayBeSentAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.tape.fail = func(_ int, out channels.Outbound) error {
		if out.Text == "dos" {
			return &channels.SendError{Code: "blocked", Err: errors.New("they blocked us")}
		}
		return nil
	}
	w.say(conv, "uno", "dos")
	w.drain(0)
	list, err := w.gw.Undelivered(t.Context(), w.DB, gateway.UndeliveredQuery{Units: []string{"CL"}})
	if err != nil || len(list) != 1 || list[0].Text != "dos" || list[0].Reason != "blocked" {
		t.Fatalf("%+v, %v", list, err)
	}
	if none, err := w.gw.Undelivered(t.Context(), w.DB, gateway.UndeliveredQuery{Units: []string{"BR"}}); err != nil || len(none) != 0 {
		t.Errorf("of another unit: %+v, %v", none, err)
	}
	if n, err := w.gw.CountUndelivered(t.Context(), w.DB, "CL"); err != nil || n != 1 {
		t.Errorf("%d are counted, %v", n, err)
	}
	if n, err := w.gw.CountUndelivered(t.Context(), w.DB, "BR"); err != nil || n != 0 {
		t.Errorf("%d of another unit are counted, %v", n, err)
	}
	for message, want := range map[string]int{list[0].ID: 1, w.IDs.New(): 0} {
		one, err := w.gw.Undelivered(t.Context(), w.DB, gateway.UndeliveredQuery{Message: message})
		if err != nil || len(one) != want {
			t.Errorf("one message: %+v, %v", one, err)
		}
	}
	w.tape.fail = nil
	again := func() error {
		return w.tx(func(ctx context.Context, tx *db.Tx) error { return w.gw.SendAgain(ctx, tx, w.IDs.New(), list[0].ID) })
	}
	if err := again(); err != nil {
		t.Fatal(err)
	}
	if err := again(); !fault.Is(err, fault.Conflict) {
		t.Errorf("twice: %v", err)
	}
	w.drain(0)
	if diff := cmp.Diff([]string{"uno", "hola", "dos"}, w.tape.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}
