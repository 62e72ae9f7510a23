package cloud_test

import (
	"context"
	"net/http/httptest"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/conformance"
)

func TestTheCloudAPIIsATransport(t *testing.T) {
	t.Parallel()
	conformance.Run(t, func(t *testing.T, box *conformance.Box) conformance.Way {
		w := newWorld(t)
		c := w.open(func(o *cloud.Options) { o.Inbox, o.Numbers = box, box })
		hook := httptest.NewServer(c.Handler())
		t.Cleanup(hook.Close)
		w.server.Webhook(hook.URL, secret)
		ana := w.ana()
		return conformance.Way{
			Transport: c, Ours: wa(ours), Theirs: wa(ana.WaID()), NewID: w.IDs.New,
			Say: func(_ context.Context, text string) error { ana.Say(text); return nil },
			Heard: func(ctx context.Context) (string, error) {
				return ana.Next(ctx).Text, ctx.Err()
			},
		}
	})
}
