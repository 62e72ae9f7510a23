package cloud_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func (w *world) templates() string {
	w.t.Helper()
	list, err := w.cloud.Templates(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, t := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %d %s", t.Name, t.Language, t.Category, t.Status, t.Params, t.Reason)))
	}
	return strings.Join(out, "\n")
}

func (w *world) sync() {
	w.t.Helper()
	if err := w.cloud.SyncTemplates(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func TestTemplatesAreReadToTheLastPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 5 {
		w.server.AddTemplate(fmt.Sprintf("t%d", i), "es", "UTILITY", "Hola {{1}}, nos vemos {{2}} o {{1}}.")
	}
	w.sync()
	w.server.RemoveTemplate("t1", "es")
	w.server.Decide("t2", "es", "PAUSED", "low quality")
	w.sync()
	want := "t0 es UTILITY APPROVED 2\nt1 es UTILITY DELETED 2\nt2 es UTILITY PAUSED 2 low quality\nt3 es UTILITY APPROVED 2\nt4 es UTILITY APPROVED 2"
	if diff := cmp.Diff(want, w.templates()); diff != "" {
		t.Error(diff)
	}
}

func TestASyncThatIsRefusedChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("t0", "es", "UTILITY", "Hola.")
	w.sync()
	err := w.open(func(o *cloud.Options) { o.Token = "old" }).SyncTemplates(t.Context())
	if err == nil || w.templates() != "t0 es UTILITY APPROVED 0" {
		t.Errorf("got %v, %s", err, w.templates())
	}
}

func TestASubmittedTemplateLivesUntilMetaStopsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	submitted, err := w.cloud.Submit(t.Context(), cloud.Template{
		Name: "visit_tomorrow", Language: "pt_BR", Category: "UTILITY", Body: "Olá {{1}}, sua visita é {{2}}.", Examples: []string{"Ana", "amanhã"},
	})
	if err != nil || submitted.Status != "PENDING" || submitted.ID == "" || submitted.Params != 2 {
		t.Fatalf("got %+v, %v", submitted, err)
	}
	if got := cloud.Preview(submitted, []string{"Ana", "quinta\nde manhã"}); got != "Olá Ana, sua visita é quinta de manhã." {
		t.Errorf("got %q", got)
	}
	for _, c := range []struct{ event, reason, want string }{
		{"APPROVED", "NONE", "APPROVED 2"},
		{"FLAGGED", "", "APPROVED 2"}, // it still may be sent
		{"PAUSED", "", "PAUSED 2"},
		{"REINSTATED", "", "APPROVED 2"},
		{"DISABLED", "spam", "DISABLED 2 spam"},
	} {
		w.server.Notice("message_template_status_update", map[string]any{
			"event": c.event, "message_template_id": 1, "message_template_name": "visit_tomorrow", "message_template_language": "pt_BR", "reason": c.reason,
		})
		w.server.Settle()
		if got := w.templates(); got != "visit_tomorrow pt_BR UTILITY "+c.want {
			t.Errorf("%s: got %s", c.event, got)
		}
	}
	w.server.Notice("template_category_update", map[string]any{"message_template_id": submitted.ID, "new_category": "MARKETING"})
	w.server.Notice("message_template_quality_update", map[string]any{"message_template_id": submitted.ID, "new_quality_score": "YELLOW"})
	w.server.Settle()
	list, _ := w.cloud.Templates(t.Context())
	if list[0].Category != "MARKETING" || list[0].Quality != "YELLOW" || list[0].Status != "DISABLED" {
		t.Errorf("got %+v", list[0])
	}
}

func TestWhatMetaWouldRejectIsNotSubmitted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := cloud.Template{Name: "hello_2", Language: "es_CL", Category: "UTILITY", Body: "Hola {{1}}, es {{2}}; {{1}}.", Examples: []string{"Ana", "hoy"}}
	for name, change := range map[string]func(*cloud.Template){
		"capitals":          func(t *cloud.Template) { t.Name = "Hello" },
		"a dash":            func(t *cloud.Template) { t.Name = "hello-2" },
		"no name":           func(t *cloud.Template) { t.Name = "" },
		"no language":       func(t *cloud.Template) { t.Language = "" },
		"a locale's dash":   func(t *cloud.Template) { t.Language = "es-CL" },
		"category":          func(t *cloud.Template) { t.Category = "utility" },
		"no body":           func(t *cloud.Template) { t.Body, t.Examples = " ", nil },
		"long":              func(t *cloud.Template) { t.Body = good.Body + strings.Repeat("ñ", 1024) },
		"value first":       func(t *cloud.Template) { t.Body = "{{1}} hola {{2}}." },
		"value last":        func(t *cloud.Template) { t.Body = "Hola {{1}}, es {{2}}" },
		"out of order":      func(t *cloud.Template) { t.Body = "Hola {{2}}, es {{1}}." },
		"a gap":             func(t *cloud.Template) { t.Body = "Hola {{1}}, es {{3}}." },
		"from zero":         func(t *cloud.Template) { t.Body = "Hola {{0}}, es {{1}}." },
		"a name":            func(t *cloud.Template) { t.Body = "Hola {{name}}, es {{1}}." },
		"side by side":      func(t *cloud.Template) { t.Body = "Hola {{1}} {{2}}." },
		"not closed":        func(t *cloud.Template) { t.Body = "Hola {{1}}, es {{2}}, {{3." },
		"too few examples":  func(t *cloud.Template) { t.Examples = nil },
		"too many examples": func(t *cloud.Template) { t.Examples = []string{"a", "b", "c"} },
	} {
		bad := good
		change(&bad)
		if _, err := w.cloud.Submit(t.Context(), bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if w.templates() != "" {
		t.Errorf("got %s", w.templates())
	}
	for range 2 { // the second is refused by Graph: it is there already
		_, err := w.cloud.Submit(t.Context(), good)
		if err != nil && fault.KeyOf(err) != "template.submit.refused" {
			t.Error(err)
		}
	}
	if w.templates() != "hello_2 es_CL UTILITY PENDING 2" {
		t.Errorf("got %s", w.templates())
	}
}

func TestATemplateWhoseValuesDoNotFitIsNotPosted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("two", "es", "UTILITY", "Hola {{1}}, es {{2}}.")
	w.server.AddTemplate("named", "es", "UTILITY", "Hola {{name}}.")
	w.sync()
	for _, template := range []channels.Template{
		{Name: "two", Language: "es", Params: []string{"Ana"}},
		{Name: "two", Language: "pt_BR", Params: []string{"Ana", "hoy"}},
		{Name: "named", Language: "es"},
		{Name: "none", Language: "es"},
	} {
		out := w.out("+56911112222", "hola")
		out.Template = &template
		if e := w.refused(out); e.Code != cloud.CodeTemplate || !strings.Contains(e.Error(), template.Name) || w.server.Posts() != 0 {
			t.Errorf("%+v: got %v", template, e)
		}
	}
}
