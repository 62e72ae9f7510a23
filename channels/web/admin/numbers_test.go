package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/locales"
)

// states are all that a number may be in.
var states = []channels.NumberState{
	channels.NumberUp, channels.NumberConnecting, channels.NumberDown, channels.NumberUnpaired, channels.NumberLoggedOut,
	channels.NumberReplaced, channels.NumberBanned, channels.NumberOutdated, channels.NumberLimited, channels.NumberAway,
	channels.NumberRefused, channels.NumberPaused,
}

func (c console) number(t *testing.T, n channels.Number, unit string) {
	t.Helper()
	gw := gateway.New(c.db, gateway.Options{})
	fresh := channels.Number{Ours: n.Ours, Transport: n.Transport}
	if err := c.db.InTx(t.Context(), func(tx *db.Tx) error { return gw.Assign(t.Context(), tx, fresh, unit) }); err != nil {
		t.Fatal(err)
	}
	if err := gw.Report(t.Context(), n); err != nil {
		t.Fatal(err)
	}
}

func linked(value string, state channels.NumberState) channels.Number {
	return channels.Number{Ours: channels.Address{Channel: channels.WhatsApp, Value: value}, Transport: "linked", State: state}
}

func TestEveryStateOfANumberHasWordsAndEveryAlarmSaysWhatToDo(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	for _, language := range []string{"es", "pt-BR", "en"} {
		words := book.Words(language)
		for _, s := range states {
			if !words.Has("web.number.state." + string(s)) {
				t.Errorf("%s has no word for %s", language, s)
			}
			for _, until := range []string{"", "24-11 09:00"} {
				todo := admin.NumberTodo(words, linked("56229000001:3@s.whatsapp.net", s), until)
				if s == channels.NumberUp {
					continue
				}
				if !strings.Contains(todo, "+56229000001") || strings.Contains(todo, "<no value>") {
					t.Errorf("%s, %s: %q", language, s, todo)
				}
				if ends := s == channels.NumberBanned || s == channels.NumberLimited; ends && until != "" && !strings.Contains(todo, until) {
					t.Errorf("%s, %s does not say until when: %q", language, s, todo)
				}
			}
		}
	}
}

func TestNumbersInAlarmStandFirstAndSayWhatToDo(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	c.number(t, linked("+56229000001", channels.NumberUp), "CL")
	banned := linked("+56229000002", channels.NumberBanned)
	banned.Until, banned.Detail = c.db.Now().Add(48*time.Hour), "ban 104"
	c.number(t, banned, "CL")
	over := linked("+56229000003", channels.NumberLimited)
	over.Until = c.db.Now().Add(-time.Hour)
	c.number(t, over, "")
	const other = `INSERT INTO business_units SELECT (jsonb_populate_record(u, '{"code": "BR"}')).* FROM business_units u`
	if _, err := c.db.Exec(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	c.number(t, linked("+551130000001", channels.NumberLoggedOut), "BR")
	email := c.user(t, identity.Dispatcher)
	if _, err := c.db.Exec(t.Context(), `UPDATE users SET unit_codes = '{CL}'`); err != nil {
		t.Fatal(err)
	}
	who, _ := c.signIn(t, email, password)
	_, _, body := c.send(t, who, http.MethodGet, "/numbers", nil)
	rows := regexp.MustCompile(`data-number="([^"]*)" data-channel="whatsapp" data-state="([^"]*)"`).FindAllStringSubmatch(body, -1)
	var got []string
	for _, row := range rows {
		got = append(got, row[1]+" "+row[2])
	}
	if want := "+56229000002 banned,+56229000001 up,+56229000003 up"; strings.Join(got, ",") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	for _, want := range []string{"WhatsApp bloqueó +56229000002 hasta 25-11", "ban 104", "dispositivo vinculado", "Todas las unidades"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "/numbers/pair") || strings.Contains(body, "/numbers/unlink") {
		t.Error("a dispatcher is offered to link and unlink")
	}
}

func TestAnAccountIsUnlinkedByWhoMayAndIsOurs(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	c.number(t, linked("+56229000001", channels.NumberUp), "CL")
	cloud := linked("+56229000002", channels.NumberUp)
	cloud.Transport = "cloud"
	c.number(t, cloud, "CL")
	who := c.as(t, identity.OpsLead)
	for number, want := range map[string]int{
		"+56229000002": http.StatusNotFound, "+56229000009": http.StatusNotFound, "+56229000001": http.StatusNoContent,
	} {
		if status, body := c.post(t, who, "/numbers/unlink", url.Values{"channel": {"whatsapp"}, "number": {number}}); status != want {
			t.Errorf("%s: %d %s", number, status, body)
		}
	}
	if got := c.phone.gone(); len(got) != 1 || got[0].Value != "+56229000001" {
		t.Errorf("unlinked %v", got)
	}
}
