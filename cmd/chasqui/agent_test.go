package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// The first version goes live; one that understands less is refused in one line and is not noted; the first can be gone back to.
func TestAVersionThatUnderstandsLessDoesNotGoLive(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	server := testkit.ServerURL(t)
	org, err := openLab(ctx, server)
	must(t, err)
	t.Cleanup(org.Close)
	line, err := org.Person(ctx, "+56962000002")
	must(t, err)
	for _, s := range []string{
		"hola, mi lavadora no centrifuga, estoy en Ñuñoa, Los Leones 1200, soy Paula Soto, puedo el jueves en la tarde", "no sé", "1", "sí",
	} {
		_, err = line.Say(ctx, s)
		must(t, err)
	}
	var out, errs bytes.Buffer
	p := program{ctx: ctx, out: &out, err: &errs}
	check := agentCheck{Since: "7d", Tasks: 8, Workers: 2}
	first, err := check.check(p, org.sys, server)
	if err != nil || first.Live != "" || first.Turns < 3 || first.Differ > 0 {
		t.Fatalf("%+v, %v\n%s", first, err, out.String())
	}
	must(t, org.sys.promote(ctx, first.Version, evals.Scores{Measures: first.Measures}, ""))
	// the same again may go live
	if again, err := check.check(p, org.sys, server); err != nil || again.Version != first.Version || again.Live != first.Version {
		t.Errorf("%+v, %v", again, err)
	}
	check.Rules, check.JSON = withoutWords(t, org), true
	out.Reset()
	second, err := check.check(p, org.sys, server)
	if err == nil || second.Version == first.Version || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "may not go live") {
		t.Fatalf("%+v, %v", second, err)
	}
	if second.Differ == 0 || !strings.Contains(strings.Join(second.Reasons, " "), "phrases openings of the simulator CL") {
		t.Errorf("%+v", second)
	}
	var printed checked
	if err := json.Unmarshal(out.Bytes(), &printed); err != nil || len(printed.Reasons) == 0 || printed.Live != first.Version {
		t.Errorf("printed %s, %v", out.String(), err)
	}
	if live, err := liveVersion(ctx, org.sys.db); err != nil || live.Version != first.Version {
		t.Errorf("live is %+v, %v", live, err)
	}
	org.hands.Advance(time.Hour)
	if err := (agentPromoteCmd{To: "never"}).back(p, org.sys); err == nil {
		t.Error("went back to a version that never was")
	}
	must(t, (agentPromoteCmd{To: first.Version}).back(p, org.sys))
	if live, err := liveVersion(ctx, org.sys.db); err != nil || live.Version != first.Version || live.Note != "back" {
		t.Errorf("live is %+v, %v", live, err)
	}
}

// withoutWords is a file in which washing machines and water heaters have no names.
func withoutWords(t *testing.T, l *lab) string {
	t.Helper()
	lexicon, err := lexiconOf(context.WithoutCancel(t.Context()), l.sys.db, l.sys.trade)
	must(t, err)
	var changed nlu.Lexicon
	for _, s := range lexicon.Services {
		if strings.HasPrefix(s.Code, "washer") || strings.HasPrefix(s.Code, "water_heater") {
			s.Synonyms, s.Symptoms, s.Names = nil, nil, map[string]string{"es": "x", "pt": "x"}
			changed.Services = append(changed.Services, s)
		}
	}
	raw, err := json.Marshal(changed)
	must(t, err)
	file := filepath.Join(t.TempDir(), "words.json")
	must(t, os.WriteFile(file, raw, 0o600))
	return file
}
