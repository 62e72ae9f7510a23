package cloud_test

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

var (
	_ channels.Transport = (*cloud.Cloud)(nil)
	_ channels.Fetcher   = (*cloud.Cloud)(nil)
)

// page is a writer that many write on.
type page struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (p *page) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(b)
}

func (p *page) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

func TestNeitherNumbersNorWordsNorSecretsAreLogged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var log page
	logger, err := logs.New(&log, logs.Options{Level: "info"})
	if err != nil {
		t.Fatal(err)
	}
	c := w.open(func(o *cloud.Options) { o.Log = logger })
	hook := httptest.NewServer(c.Handler())
	defer hook.Close()
	w.server.Webhook(hook.URL, secret)
	tries := 0
	w.box.fail = func(channels.Inbound) error {
		if tries++; tries == 1 {
			return errors.New("the database is away")
		}
		return nil
	}
	ana := w.ana()
	ana.Raw("text", map[string]any{"text": "palabras privadas"})
	w.server.Settle()
	for _, code := range []int{131026, 190, 132015, 777777} {
		w.server.FailNext(code)
		if _, err := c.Send(t.Context(), w.out(ana.WaID(), "palabras privadas")); err != nil {
			logger.WarnContext(t.Context(), "not sent", "error", err)
		}
	}
	c.Close()
	for _, hidden := range []string{"56911112222", "1112222", "palabras", "hola", loopback.Token, secret, verify} {
		if strings.Contains(log.String(), hidden) {
			t.Errorf("the log holds %q:\n%s", hidden, log.String())
		}
	}
	if !strings.Contains(log.String(), "webhook not stored") {
		t.Errorf("the log is empty:\n%s", log.String())
	}
}
