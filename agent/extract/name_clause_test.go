package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// A name may come in a clause of its own; whom somebody lives with is not asked for.
func TestANameComesInAClauseOfItsOwn(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"la casa no tiene timbre, soy Neto": "Neto",
		"vivo sola con mi hermana":          "",
		"a primeira":                        "",
	} {
		f, _ := extract.Name(text.Parse(said), true)
		if f.Value != want {
			t.Errorf("%q: %q, want %q", said, f.Value, want)
		}
	}
}
