package sms_test

import (
	"context"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/conformance"
	"github.com/chasqui-fsm/chasqui/channels/sms"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

func TestSMSIsATransport(t *testing.T) {
	t.Parallel()
	for _, p := range []sms.Provider{sms.SMPP, sms.Twilio} {
		t.Run(string(p), func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, func(t *testing.T, box *conformance.Box) conformance.Way {
				w := newWorld(t, p, func(o *sms.Options) { o.Inbox = box })
				her := w.net.Customer(marta)
				return conformance.Way{
					Transport: w.sms, Ours: channels.Address{Channel: channels.SMS, Value: ours},
					Theirs: channels.Address{Channel: channels.SMS, Value: marta}, NewID: ids.System(clock.System()).New, Repeats: true,
					Say:   func(ctx context.Context, text string) error { return her.Say(ctx, ours, text) },
					Heard: her.Next,
					Same:  func(heard, said string) bool { return heard == gsm.Plain(said) },
				}
			})
		})
	}
}
