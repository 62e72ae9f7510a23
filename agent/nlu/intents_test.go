package nlu_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// TestIntentsOfMessages holds the table of what people ask and tell beside the work. A ! must not be heard.
func TestIntentsOfMessages(t *testing.T) {
	t.Parallel()
	for file, floor := range map[string]float64{"intents.tsv": 0.98, "intents_later.tsv": 0.95, "intents_wild.tsv": 0.95, "intents_wild2.tsv": 0.95, "intents_wild3.tsv": 0.95} {
		raw, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		right, of := 0, 0
		for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
			f := strings.Split(line, "\t")
			if i == 0 {
				continue
			}
			if len(f) != 3 {
				t.Fatalf("%s line %d has %d columns", file, i+1, len(f))
			}
			r := demo.Understand(nlu.Message{Text: f[2], Country: f[0], Now: now})
			have, good := kinds(&r), true
			for _, k := range strings.Split(f[1], ",") {
				name, not := strings.CutPrefix(k, "!")
				good = good && have[name] != not
			}
			if of++; good {
				right++
			} else {
				t.Logf("%s: %q is %v, want %s", file, f[2], have, f[1])
			}
		}
		t.Logf("%s: %d of %d", file, right, of)
		if float64(right) < floor*float64(of) {
			t.Errorf("%s: %d of %d are right", file, right, of)
		}
	}
}

// "Ya no" answers no question but one that can be said no to: it leaves what was begun.
func TestNoLongerLeavesWhatWasBegun(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ya no", "não quero mais", "ya no quiero", "não precisa mais", "no hace falta"} {
		for _, ask := range []agent.Ask{agent.AskLocation, agent.AskWhen, agent.AskAddress} {
			r := demo.Understand(nlu.Message{Country: "CL", Text: text, Now: now, Ask: ask, Known: "ac_maintenance"})
			if !slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Kind == agent.CmdStop }) {
				t.Errorf("%q to %s: %v", text, ask, r.Commands())
			}
		}
	}
}

// Why a visit was called off is free text; that another one shall be too is not lost in it.
func TestTheOtherVisitTooIsNoReason(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"y la otra también": true, "a outra também por favor": true, "la otra visita igual": true, "me salió otra cosa también": false,
		"la otra empresa cobra menos": false, "la otra empresa también viene": false, "a outra loja também faz": false, "viajo": false,
	} {
		r := demo.Understand(nlu.Message{Country: "CL", Text: text, Now: now, Ask: agent.AskReason})
		if have := slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Kind == agent.CmdCancel }); have != want {
			t.Errorf("%q: %v", text, r.Commands())
		}
	}
}

// Whose visit is booked asks for its time in many words; who asks for our hours does not.
func TestTheTimeOfTheirVisitIsAskedFor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"qual meu horário?": true, "cuál es mi hora?": true, "cuando es la visita?": true, "ficou pra que dia?": true, "a qué hora quedó?": true,
		"qual o horário de atendimento?": false, "qué horario tienen?": false, "que horas vocês abrem?": false,
	} {
		r := demo.Understand(nlu.Message{Country: "BR", Text: text, Now: now, Ask: agent.AskNone})
		if have := slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Kind == agent.CmdStatus }); have != want {
			t.Errorf("%q: %v", text, r.Commands())
		}
	}
}
