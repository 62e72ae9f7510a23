package whatsapp_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// paper is what a log is written on.
type paper struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.Write(b)
}

func (p *paper) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.String()
}

func TestLogsHoldNoNumbersAndNoWords(t *testing.T) {
	t.Parallel()
	var written paper
	log, err := logs.New(&written, logs.Options{Level: "info"})
	if err != nil {
		t.Fatal(err)
	}
	b := newBusiness(t, func(o *whatsapp.Options) { o.Log = log })
	p := newPhone(t, b.server)
	p.say(b.owner, "mi dirección es secreta")
	b.says("1", b.hears(1).From.Value, "respuesta secreta")
	p.next()
	b.server.FlipNext(2)
	p.say(b.owner, "otra secreta")
	b.hears(2)
	_ = fails(t, "not_on_whatsapp", func() error {
		_, err := b.Send(t.Context(), channels.Outbound{ID: "2", From: b.ours, To: channels.Address{Value: "+56987654321"}, Text: "secreta"})
		return err
	})
	b.server.Drop(b.owner.Number())
	b.server.RemoveDevices(b.owner.Number())
	eventually(t, 10*time.Second, "something is logged", func() bool { return strings.Count(written.String(), "\n") > 3 })
	for _, secret := range []string{p.Number(), p.LID().User, b.owner.Number(), "56987654321", "secreta"} {
		if strings.Contains(written.String(), secret) {
			t.Errorf("the log tells %q:\n%s", secret, written.String())
		}
	}
}
