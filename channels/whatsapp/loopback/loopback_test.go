package loopback_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
)

// soon is a context of a test that fails rather than hangs.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestTwoPhonesTalk(t *testing.T) {
	t.Parallel()
	ctx, server := soon(t), loopback.Start(t)
	ana, bruno := server.NewPhone(t, "56911112222"), server.NewPhone(t, "5511988887777")
	for i := range 20 {
		text := fmt.Sprintf("hola %d", i)
		if _, err := ana.Say(ctx, bruno.Number(), text); err != nil {
			t.Fatal(err)
		}
		m, err := bruno.Next(ctx)
		if err != nil || m.Text != text {
			t.Fatalf("%+v, %v", m, err)
		}
		if _, err := bruno.Say(ctx, m.From.String(), "oi "+text); err != nil {
			t.Fatal(err)
		}
		if m, err = ana.Next(ctx); err != nil || m.Text != "oi "+text {
			t.Fatalf("%+v, %v", m, err)
		}
	}
}
