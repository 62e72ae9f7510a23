package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// failed puts messages of ours into the conversation that did not arrive; each reason is one.
func (c console) failed(t *testing.T, reasons ...string) (ids []string) {
	t.Helper()
	for _, reason := range reasons {
		id := c.db.NewID()
		ids = append(ids, id)
		_, err := c.db.Exec(t.Context(), `INSERT INTO messages (id, conversation_id, direction, channel, kind, body, payload, author, class,
		  status, failure, sent_at, created_at) VALUES ('`+id+`', '`+chat+`', 'out', 'whatsapp', 'text', 'Mañana <b>pasamos</b>', '{}', 'bot',
		  'service', 'failed', '`+reason+`', '2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z')`)
		if err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

func (c console) statusOf(t *testing.T) (out []channels.Status) {
	t.Helper()
	lines, err := gateway.New(c.db, gateway.Options{}).Transcript(t.Context(), c.db, chat, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		out = append(out, l.Status)
	}
	return out
}

func TestWhatDidNotArriveIsListedWithItsReasonAndSentAgain(t *testing.T) {
	t.Parallel()
	c, _ := waiting(t)
	messages := c.failed(t, "not_on_whatsapp", "number_banned", "err_4711")
	who := c.as(t, identity.Agent)
	_, _, body := c.send(t, who, http.MethodGet, "/undelivered", nil)
	for _, want := range []string{
		"no tiene WhatsApp", "nuestro número: Bloqueado", "err_4711", "Mañana &lt;b&gt;pasamos", "Marta &lt;b&gt;", "/conversations/" + chat + "#m-" + messages[0],
		"Enviar de nuevo los 3",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, path := range []string{"/numbers", "/conversations"} {
		if _, _, body := c.send(t, who, http.MethodGet, path, nil); !strings.Contains(body, "3 mensajes nuestros no llegaron.") {
			t.Errorf("%s does not count them", path)
		}
	}
	if status, body := c.post(t, who, "/undelivered/"+messages[0]+"/again", nil); status != http.StatusNoContent {
		t.Errorf("again: %d %s", status, body)
	}
	if status, body := c.post(t, who, "/undelivered/"+messages[0]+"/again", nil); status != http.StatusNotFound || !strings.Contains(body, "ya no está sin entregar") {
		t.Errorf("twice: %d %s", status, body)
	}
	if got := c.statusOf(t); got[0] != channels.StatusQueued || got[1] != channels.StatusFailed {
		t.Errorf("after one: %v", got)
	}
	if status, body := c.post(t, who, "/undelivered/again", url.Values{"before": {""}}); status != http.StatusNoContent {
		t.Errorf("all again: %d %s", status, body)
	}
	for _, s := range c.statusOf(t) {
		if s != channels.StatusQueued {
			t.Errorf("after all: %v", c.statusOf(t))
		}
	}
}

func TestWhatDidNotArriveInAnotherUnitIsNotSentAgain(t *testing.T) {
	t.Parallel()
	c, _ := waiting(t)
	messages := c.failed(t, "timeout")
	email := c.user(t, identity.Dispatcher)
	if _, err := c.db.Exec(t.Context(), `UPDATE users SET unit_codes = '{BR}'`); err != nil {
		t.Fatal(err)
	}
	who, _ := c.signIn(t, email, password)
	if status, _ := c.post(t, who, "/undelivered/"+messages[0]+"/again", nil); status != http.StatusNotFound {
		t.Errorf("one: %d", status)
	}
	if status, _ := c.post(t, who, "/undelivered/again", nil); status != http.StatusNoContent {
		t.Errorf("all: %d", status)
	}
	if got := c.statusOf(t); got[0] != channels.StatusFailed {
		t.Errorf("sent again: %v", got)
	}
	_, _, body := c.send(t, who, http.MethodGet, "/conversations", nil)
	if strings.Contains(body, "no llegó") {
		t.Error("it is counted for them")
	}
}
