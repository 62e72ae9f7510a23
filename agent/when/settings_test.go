package when_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

func TestAnOrganisationSaysWhatItMeans(t *testing.T) {
	t.Parallel()
	own, err := when.ReadConventions([]byte(`{"opens": "8:30", "closes": "18:30", "parts": {"afternoon": ["14:00", "18:30"]}, "workdays": ["mon", "sat"], "holidays": ["2026-12-24"]}`))
	if err != nil {
		t.Fatal(err)
	}
	c := when.Parse(text.Parse("mañana en la tarde"), "es")[0]
	r, ok := when.Resolve(c, monday, when.Policy{Conventions: when.For("CL", "es").With(own)})
	if got := r.Start.Format("15:04") + r.End.Format(" 15:04"); !ok || got != "14:00 18:30" {
		t.Errorf("the afternoon is %s", got)
	}
}

func TestConventionsThatCannotBeAreNamed(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		`{"opens": "8"}`, `{"opens": "18:00", "closes": "9:00"}`, `{"parts": {"teatime": ["17:00", "18:00"]}}`, `{"parts": {"noon": ["25:00", "26:00"]}}`,
		`{"workdays": ["lunes"]}`, `{"holidays": ["24/12"]}`, `{"sunrise": "6:00"}`, `[]`, `{`,
	} {
		if _, err := when.ReadConventions([]byte(raw)); err == nil {
			t.Errorf("%s was accepted", raw)
		}
	}
	if c, err := when.ReadConventions(nil); err != nil || c.Closes != 0 {
		t.Errorf("nothing: %v %v", c, err)
	}
}
