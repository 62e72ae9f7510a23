package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

const (
	marta = "00000000-0000-7000-8000-00000000000a"
	chat  = "00000000-0000-7000-8000-00000000000b"
)

// waiting is a console with a conversation of the unit CL in which somebody asks for a person.
func waiting(t *testing.T) (console, string) {
	t.Helper()
	c := newConsole(t)
	const put = `WITH c AS (INSERT INTO contacts (id, unit_code, name, country, created_at) VALUES
	  ('00000000-0000-7000-8000-00000000000a', 'CL', 'Marta <b>Díaz</b>', 'CL', '2026-11-23Z') RETURNING id)
	INSERT INTO conversations (id, contact_id, channel, ours, theirs, owner, created_at)
	SELECT '00000000-0000-7000-8000-00000000000b', id, 'whatsapp', '+56229000001', '+56912345678', 'human', '2026-11-23Z' FROM c`
	if _, err := c.db.Exec(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	var id booking.EscalationID
	err := c.db.InTx(t.Context(), func(tx *db.Tx) (err error) {
		id, err = escalations.New().Open(t.Context(), tx, booking.OpenEscalation{
			Contact: marta, Conversation: chat, Unit: "CL", Cause: booking.CauseAskedHuman, Priority: booking.P4, Summary: "quiere <i>hablar</i>",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, string(id)
}

func (c console) as(t *testing.T, role identity.Role) *http.Client {
	t.Helper()
	who, status := c.signIn(t, c.user(t, role), password)
	if status != http.StatusSeeOther {
		t.Fatalf("%s cannot sign in: %d", role, status)
	}
	return who
}

// post sends a form as the pages do.
func (c console) post(t *testing.T, who *http.Client, path string, form url.Values) (int, string) {
	t.Helper()
	status, _, body := c.send(t, who, http.MethodPost, path, form, "HX-Request", "true")
	return status, body
}

func TestACaseIsHeldByOneAndTheOtherReadsWho(t *testing.T) {
	t.Parallel()
	c, id := waiting(t)
	one, other := c.as(t, identity.Dispatcher), c.as(t, identity.Agent)
	if status, _ := c.post(t, one, "/escalations/"+id+"/claim", nil); status != http.StatusNoContent {
		t.Errorf("claimed: %d", status)
	}
	if status, body := c.post(t, other, "/escalations/"+id+"/claim", nil); status != http.StatusConflict || !strings.Contains(body, "La tiene dispatcher.") {
		t.Errorf("the other: %d %s", status, body)
	}
	if status, _ := c.post(t, other, "/escalations/"+id+"/release", nil); status != http.StatusConflict {
		t.Errorf("released by somebody else: %d", status)
	}
	if status, _ := c.post(t, c.as(t, identity.OpsLead), "/escalations/"+id+"/release", nil); status != http.StatusNoContent {
		t.Errorf("released by the lead: %d", status)
	}
	for _, step := range []string{"claim", "wait-customer", "wait-internal", "start", "notes", "resolve", "reopen"} {
		if status, body := c.post(t, other, "/escalations/"+id+"/"+step, url.Values{"note": {"llamar mañana"}}); status != http.StatusNoContent {
			t.Errorf("%s: %d %s", step, status, body)
		}
	}
	_, _, body := c.send(t, other, http.MethodGet, "/escalations/"+id, nil)
	if strings.Count(body, "llamar mañana") != 3 || !strings.Contains(body, "Marta &lt;b&gt;") || strings.Contains(body, "<i>hablar") {
		t.Errorf("the case's page: %s", body)
	}
}

func TestAPersonAnswersOnceHoweverOftenItIsSent(t *testing.T) {
	t.Parallel()
	c, id := waiting(t)
	one, other := c.as(t, identity.Dispatcher), c.as(t, identity.Agent)
	path, form := "/conversations/"+chat, url.Values{"id": {c.db.NewID()}, "text": {" Hola Marta "}}
	if status, _ := c.post(t, one, path+"/reply", form); status != http.StatusConflict {
		t.Errorf("a reply before the take-over: %d", status)
	}
	if status, _ := c.post(t, one, path+"/take", nil); status != http.StatusNoContent {
		t.Errorf("take-over: %d", status)
	}
	for range 3 {
		if status, body := c.post(t, one, path+"/reply", form); status != http.StatusOK || !strings.Contains(body, `name="id"`) {
			t.Errorf("reply: %d %s", status, body)
		}
	}
	if status, body := c.post(t, other, path+"/reply", url.Values{"id": {c.db.NewID()}, "text": {"yo"}}); status != http.StatusConflict ||
		!strings.Contains(body, "La tiene dispatcher.") {
		t.Errorf("somebody else's reply: %d %s", status, body)
	}
	if status, _ := c.post(t, one, path+"/reply", url.Values{"id": {c.db.NewID()}, "text": {" "}}); status != http.StatusUnprocessableEntity {
		t.Errorf("an empty reply: %d", status)
	}
	gw := gateway.New(c.db, gateway.Options{})
	lines, err := gw.Transcript(t.Context(), c.db, chat, 0)
	if err != nil || len(lines) != 1 || lines[0].Text != "Hola Marta" {
		t.Errorf("said %+v, %v", lines, err)
	}
	e, err := escalations.New().Get(t.Context(), c.db, booking.EscalationID(id))
	if err != nil || e.Status != booking.EscalationInProgress || e.AnsweredAt == nil {
		t.Errorf("the case: %+v, %v", e, err)
	}
	if status, _ := c.post(t, one, path+"/give-back", url.Values{"note": {"el jueves"}, "resolve": {"yes"}}); status != http.StatusNoContent {
		t.Errorf("give back: %d", status)
	}
	h, err := gw.Holding(t.Context(), c.db, chat)
	if err != nil || h.Owner != channels.OwnerBot || h.Agreed != "el jueves" {
		t.Errorf("given back: %+v, %v", h, err)
	}
	if e, err = escalations.New().Get(t.Context(), c.db, booking.EscalationID(id)); err != nil || e.Status != booking.EscalationResolved {
		t.Errorf("the case after that: %+v, %v", e, err)
	}
}

func TestWhatIsOfAnotherUnitDoesNotExist(t *testing.T) {
	t.Parallel()
	c, id := waiting(t)
	email := c.user(t, identity.Dispatcher)
	const elsewhere = `UPDATE users SET unit_codes = '{BR}'`
	if _, err := c.db.Exec(t.Context(), elsewhere); err != nil {
		t.Fatal(err)
	}
	who, _ := c.signIn(t, email, password)
	for _, path := range []string{"/escalations/" + id, "/conversations/" + chat, "/conversations/" + chat + "/stream"} {
		if status, _, _ := c.send(t, who, http.MethodGet, path, nil); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	for _, path := range []string{"/escalations/" + id + "/claim", "/conversations/" + chat + "/take", "/conversations/" + chat + "/notes"} {
		if status, _ := c.post(t, who, path, url.Values{"note": {"x"}}); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	for _, path := range []string{"/escalations?show=all", "/conversations", "/undelivered"} {
		if _, _, body := c.send(t, who, http.MethodGet, path, nil); strings.Contains(body, "Marta") {
			t.Errorf("%s shows somebody of another unit", path)
		}
	}
}

func TestAPageWithNothingSaysWhatToDoNext(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who := c.as(t, identity.Dispatcher)
	for path, want := range map[string]string{
		"/escalations": "Nadie espera a una persona", "/escalations?show=mine": "Toma uno", "/escalations?show=all": "No hay casos",
		"/conversations": "Prueba con el simulador", "/conversations?show=people": "El bot las atiende", "/conversations?show=mine": "Toma una",
		"/numbers": "Vincula un WhatsApp", "/undelivered": "Todo lo que enviamos",
	} {
		if status, _, body := c.send(t, who, http.MethodGet, path, nil); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d, no %q", path, status, want)
		}
	}
}
