package whatsapp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// PairedNumber is one of our numbers and its device.
type PairedNumber struct {
	Ours      channels.Address
	Device    uint16 // as the phone lists it
	Name      string // of the business, or what the account calls itself
	PhoneSeen time.Time
	Held      bool // by this process
	State     channels.NumberState
}

// Numbers lists the paired numbers. The state is known of those that this process holds.
func (t *Transport) Numbers(ctx context.Context) ([]PairedNumber, error) {
	all, err := t.list(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]PairedNumber, 0, len(all))
	for _, d := range all {
		n := PairedNumber{
			Ours: channels.Address{Channel: channels.WhatsApp, Value: number(*d.ID)}, Device: d.ID.Device, Name: d.BusinessName,
		}
		if n.Name == "" {
			n.Name = d.PushName
		}
		if n.PhoneSeen, err = phoneSeen(ctx, t.o.DB, n.Ours.Value); err != nil {
			return nil, err
		}
		t.mu.Lock()
		l := t.lines[d.ID.String()]
		t.mu.Unlock()
		if l != nil {
			n.Held, n.State = true, l.standing.number(n.Ours, l.now(), t.o.pace.down).State
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b PairedNumber) int { return strings.Compare(a.Ours.Value, b.Ours.Value) })
	return out, nil
}

// Unpair gives a number up: whichever process runs its device logs it out within seconds. When none does, the phone lists the device
// until its owner removes it.
func (t *Transport) Unpair(ctx context.Context, ours channels.Address) error {
	found, err := t.devicesOf(ctx, ours.Value)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.New(fault.NotFound, "whatsapp.unpair.unknown", fault.Text("no device is paired with this number"))
	}
	for _, d := range found {
		if err := t.devices.DeleteDevice(ctx, d); err != nil {
			return fmt.Errorf("unpair: %w", err)
		}
	}
	t.forget()
	t.stir()
	n := channels.Number{Ours: ours, Transport: "linked", State: channels.NumberUnpaired}
	if err := t.o.Numbers.Report(ctx, n); err != nil { // it is unpaired all the same
		t.o.Log.WarnContext(ctx, "whatsapp number not reported", logs.Error, err)
	}
	return nil
}
