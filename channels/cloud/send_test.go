package cloud_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
)

func TestATextGoesOutWithOurIdAndItsStatusesComeBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	out := w.out(ana.WaID(), "¿En qué comuna?")
	r := w.send(out)
	got := ana.Next(t.Context())
	if got.Text != out.Text || got.Callback != out.ID || r.ExternalID != got.ID || r.Status != channels.StatusSent || r.TheirValue != "" {
		t.Errorf("got %+v, receipt %+v", got, r)
	}
	w.server.Settle()
	var statuses []channels.Status
	for _, d := range w.box.statuses {
		if d.Message != out.ID || d.ExternalID != r.ExternalID || d.Channel != channels.WhatsApp {
			t.Errorf("got %+v", d)
		}
		statuses = append(statuses, d.Status)
	}
	if diff := cmp.Diff([]channels.Status{"sent", "delivered", "read"}, statuses); diff != "" {
		t.Error(diff)
	}
}

func TestAColdMessageLearnsHowWhatsAppNamesTheNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("visit_tomorrow", "es", "UTILITY", "Hola, su visita es {{1}}. Gracias.")
	if err := w.cloud.SyncTemplates(t.Context()); err != nil {
		t.Fatal(err)
	}
	luz := w.server.Customer("5215512345678") // a Mexican wa_id has a 1 that the number has not
	out := w.out("+525512345678", "da igual")
	out.Template = &channels.Template{Name: "visit_tomorrow", Language: "es_MX", Params: []string{"el jueves\n de 9 a 13"}}
	r := w.send(out)
	got := luz.Next(t.Context())
	if r.TheirValue != "5215512345678" || got.Template != "visit_tomorrow" || got.Language != "es" || got.Text != "Hola, su visita es el jueves de 9 a 13. Gracias." {
		t.Errorf("got %+v, receipt %+v", got, r)
	}
	luz.Say("ok")
	w.server.Settle()
	w.send(w.out("+525512345678", "Gracias, Luz")) // they wrote as 521..., and may be spoken to as 52...
	if got := luz.Next(t.Context()); got.Text != "Gracias, Luz" {
		t.Errorf("got %+v", got)
	}
}

func TestSomebodyWithoutANumberIsAnsweredByUserId(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Customer("56911112222").AsUsername().Say("hola")
	w.server.Settle()
	in := w.box.last()
	user := w.server.Customer("56911112222").UserID()
	if in.From != wa(user) || in.Phone != "" || in.Also != nil {
		t.Fatalf("got %+v", in)
	}
	r := w.send(w.out(in.From.Value, "¡Hola!"))
	if got := w.server.Customer("56911112222").Next(t.Context()); got.Text != "¡Hola!" || r.TheirValue != "" {
		t.Errorf("got %+v, receipt %+v", got, r)
	}
}

func numbered(head string, titles ...string) (string, []channels.Choice) {
	var choices []channels.Choice
	for i, title := range titles {
		id := fmt.Sprint(i + 1)
		choices = append(choices, channels.Choice{ID: id, Title: title})
		head += "\n" + id + ". " + title
	}
	return head, choices
}

func TestChoicesAreButtonsARowsOrNumberedText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	long := "miércoles 25 nov, 9:00 a 13:00"
	for _, c := range []struct {
		name, kind string
		titles     []string
		keeps      bool // the numbered lines
	}{
		{"two short ones", "button", []string{"Sí", "No"}, false},
		{"a long one", "list", []string{"Sí", long}, true},
		{"four", "list", []string{"Lavadora", "Secadora", "Refrigerador", "Otro"}, true},
		{"two that read the same", "list", []string{"Otro", "Otro"}, true},
		{"eleven", "text", strings.Split("abcdefghijk", ""), true},
		{"one too long for a row's text", "text", []string{"Sí", strings.Repeat("largo ", 13)}, true},
	} {
		out := w.out(ana.WaID(), "")
		out.Text, out.Choices = numbered("¿Cuál?", c.titles...)
		w.send(out)
		got := ana.Next(t.Context())
		if keeps := strings.Contains(got.Text, "\n1. "); got.Type != c.kind || keeps != c.keeps || !strings.HasPrefix(got.Text, "¿Cuál?") {
			t.Errorf("%s: got %+v", c.name, got)
		}
		for i, ch := range got.Choices {
			if ch.ID != fmt.Sprint(i+1) || ch.Title != c.titles[i] && ch.Description != c.titles[i] {
				t.Errorf("%s: got %+v", c.name, ch)
			}
		}
	}
}

func TestATapComesBackAsItsChoice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	out := w.out(ana.WaID(), "")
	out.Text, out.Choices = numbered("¿Confirma?", "Sí", "No")
	r := w.send(out)
	ana.Tap("2")
	w.server.Settle()
	if in := w.box.last(); in.Kind != channels.KindChoice || in.ChoiceID != "2" || in.Text != "No" || in.TargetID != r.ExternalID {
		t.Errorf("got %+v", in)
	}
	out = w.out(ana.WaID(), "")
	out.Text, out.Choices = numbered("¿Qué día?", "lunes", "martes", "miércoles", "jueves")
	w.send(out)
	ana.PickRow("3")
	w.server.Settle()
	if in := w.box.last(); in.Kind != channels.KindChoice || in.ChoiceID != "3" || in.Text != "miércoles" {
		t.Errorf("got %+v", in)
	}
}

func TestALocationIsAskedForByAButton(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	out := w.out(ana.WaID(), "¿Dónde es?")
	out.Ask = "location"
	w.send(out)
	if got := ana.Next(t.Context()); !got.AsksLocation || got.Text != "¿Dónde es?" {
		t.Errorf("got %+v", got)
	}
	ana.SendLocation(-33.45, -70.6)
	w.server.Settle()
	if in := w.box.last(); in.Kind != channels.KindLocation || in.Location == nil || in.Location.Lat != -33.45 {
		t.Errorf("got %+v", in)
	}
}

func TestOutsideTheWindowOnlyAnApprovedTemplateIsPosted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.Clock.Advance(24 * time.Hour)
	out := w.out(ana.WaID(), "Mañana lo visitamos")
	if e := w.refused(out); e.Code != cloud.CodeWindow || e.Retryable {
		t.Errorf("got %+v", e)
	}
	out.Template = &channels.Template{Name: "visit_tomorrow", Language: "es_CL", Params: []string{"Ana"}}
	for _, c := range []struct {
		status, says string
		prepare      func()
	}{
		{"unknown", "there is none", func() {}},
		{"pending", "PENDING", func() {
			_, err := w.cloud.Submit(t.Context(), cloud.Template{
				Name: "visit_tomorrow", Language: "es_CL", Category: "UTILITY", Body: "Hola {{1}}, lo visitamos mañana.", Examples: []string{"Ana"},
			})
			if err != nil {
				t.Fatal(err)
			}
		}},
		{"rejected", "REJECTED INVALID_FORMAT", func() { w.server.Decide("visit_tomorrow", "es_CL", "REJECTED", "INVALID_FORMAT") }},
		{"paused", "PAUSED", func() { w.server.Decide("visit_tomorrow", "es_CL", "PAUSED", "") }},
	} {
		c.prepare()
		w.server.Settle()
		e := w.refused(out)
		if e.Code != cloud.CodeTemplate || e.Retryable || !strings.Contains(e.Error(), "visit_tomorrow (es_CL)") || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s: got %v", c.status, e)
		}
	}
	if n := w.server.Posts(); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
	w.server.Decide("visit_tomorrow", "es_CL", "APPROVED", "")
	w.server.Settle()
	w.send(out)
	if got := ana.Next(t.Context()); got.Text != "Hola Ana, lo visitamos mañana." {
		t.Errorf("got %+v", got)
	}
}

func TestInsideTheWindowTheWordsAreOurOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.Clock.Advance(24*time.Hour - time.Second)
	out := w.out(ana.WaID(), "Mañana lo visitamos")
	out.Template = &channels.Template{Name: "visit_tomorrow", Language: "es_CL"}
	w.send(out)
	if got := ana.Next(t.Context()); got.Type != "text" || got.Text != out.Text {
		t.Errorf("got %+v", got)
	}
}

func TestAnAdDoesNotLengthenFreeSpeech(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.server.Customer("56911112222")
	ana.FromAd(loopback.Referral{SourceType: "ad", SourceID: "120", ClickID: "click"}, "hola")
	w.server.Settle()
	w.send(w.out(ana.WaID(), "¡Hola!"))
	const free = `SELECT free_until FROM cloud_windows WHERE theirs = '56911112222'`
	var until time.Time
	if err := w.DB.QueryRow(t.Context(), free).Scan(&until); err != nil || !until.Equal(w.Clock.Now().Add(72*time.Hour)) {
		t.Errorf("free until %v, %v", until, err)
	}
	w.Clock.Advance(25 * time.Hour)
	if e := w.refused(w.out(ana.WaID(), "¿Sigue ahí?")); e.Code != cloud.CodeWindow {
		t.Errorf("got %v", e)
	}
}

func TestAWindowThatGraphFindsClosedIsClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("hello", "es", "UTILITY", "Hola.")
	if err := w.cloud.SyncTemplates(t.Context()); err != nil {
		t.Fatal(err)
	}
	ana := w.ana()
	w.server.FailNext(131047)
	out := w.out(ana.WaID(), "¡Hola!")
	out.Template = &channels.Template{Name: "hello", Language: "es"}
	w.send(out) // by the template at once
	if got := ana.Next(t.Context()); got.Template != "hello" {
		t.Errorf("got %+v", got)
	}
	if e := w.refused(w.out(ana.WaID(), "¿Hola?")); e.Code != cloud.CodeWindow {
		t.Errorf("got %v", e)
	}
	ana.Say("hola")
	w.server.Settle()
	w.server.CloseWindow(ana) // now only they know, and say so later
	w.send(w.out(ana.WaID(), "¿Hola?"))
	w.server.Settle()
	if d := w.box.statuses[len(w.box.statuses)-1]; d.Status != channels.StatusFailed || d.Reason != cloud.CodeWindow {
		t.Errorf("got %+v", d)
	}
	if e := w.refused(w.out(ana.WaID(), "¿Hola?")); e.Code != cloud.CodeWindow {
		t.Errorf("got %v", e)
	}
}
