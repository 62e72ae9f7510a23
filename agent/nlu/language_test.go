package nlu_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// Names change no language, whatever they sound like; what is said beside them does.
func TestNamesOfStreetsAndPeopleTellNoLanguage(t *testing.T) {
	t.Parallel()
	rules := nlu.New(nlu.Lexicon{})
	for _, c := range []struct {
		said, country, was, want string
		ask                      agent.Ask
	}{
		{"Alameda Santos, 2282, ap 31 bloco B", "BR", "pt", "pt", agent.AskAddress},
		{"Rua Augusta 1200, perto do mercado", "CL", "es", "es", agent.AskAddress},
		{"Juan Carlos Gutiérrez Ibáñez", "BR", "pt", "pt", agent.AskName},
		{"João Gonçalves da Conceição", "MX", "es", "es", agent.AskName},
		{"Avenida Paulista 1500, la verdad prefiero que vengan en la tarde", "BR", "pt", "es", agent.AskAddress},
	} {
		got := rules.Understand(nlu.Message{Text: c.said, Country: c.country, Lang: c.was, Ask: c.ask, Now: testkit.Start})
		if got.Lang != c.want {
			t.Errorf("%q in a talk in %s: %s, want %s", c.said, c.was, got.Lang, c.want)
		}
	}
}
