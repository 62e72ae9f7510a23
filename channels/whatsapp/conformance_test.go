package whatsapp_test

import (
	"context"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/conformance"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

func TestALinkedDeviceIsATransport(t *testing.T) {
	t.Parallel()
	conformance.Run(t, func(t *testing.T, box *conformance.Box) conformance.Way {
		b := newBusiness(t, func(o *whatsapp.Options) { o.Inbox = box })
		her := newPhone(t, b.server)
		return conformance.Way{
			Transport: b.process, Ours: b.ours, Theirs: channels.Address{Channel: channels.WhatsApp, Value: her.value()},
			Nobody: channels.Address{Channel: channels.WhatsApp, Value: "+56900000001"}, NewID: ids.System(clock.System()).New,
			Say: func(ctx context.Context, text string) error {
				_, err := her.Say(ctx, b.owner.value(), text)
				return err
			},
			Heard: func(ctx context.Context) (string, error) {
				m, err := her.Next(ctx)
				return m.Text, err
			},
		}
	})
}
