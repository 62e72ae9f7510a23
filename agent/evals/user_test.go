package evals

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Python's random.Random(7) draws these: [randrange(10) for _ in range(8)] after [randrange(1, 9), randrange(3)].
func TestTheTwisterIsPythons(t *testing.T) {
	t.Parallel()
	r := newTwister(7)
	var got []int
	for _, n := range []int{8, 3, 10, 10, 10, 10, 100, 100, 1000, 1000} {
		got = append(got, r.below(n))
	}
	want := []int{5, 0, 6, 0, 1, 8, 12, 46, 596, 59}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestWindowsAreReadAsTheyAreSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"jue 26 nov, 9:00 a 13:00": "26 Nov 09:00", "• qui 26 nov, das 12h às 18h": "26 Nov 12:00", "sáb 28 nov, de 9:00 a 12:00": "28 Nov 09:00",
		"Thu 26 Nov, 9:00 to 13:00": "26 Nov 09:00", "mar 1 dic, 14:00 a 18:00": "1 Dec 14:00", "ter 1 dez, 7h às 11h": "1 Dec 07:00",
		"Hablar con una persona": "", "Valor: $44.990, IVA incluido": "",
	} {
		w, ok := readWindow(text)
		got := ""
		if ok {
			got = w.start.Format("2 Jan 15:04")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestEveryPhraseThatATaskMayNeedIsThere(t *testing.T) {
	t.Parallel()
	for _, task := range Tasks(0) {
		for _, lang := range []string{"es", "pt"} {
			for _, key := range []string{
				"greet", "thanks", "open." + string(task.Goal.Service), "short." + string(task.Goal.Service), "units", "brand", "floor", "energy",
				"inches", "unknown", "problem", "place", "place.all", "address", "name", "name.all", "wish", "wish.all", task.Goal.Wish.Phrase,
				"yes", "no", "pick.n", "pick.ord", "pick.day", "none", "noslot", "again", "giveup", "leave", "human", "danger", "optout", "skip",
				"reason", "pricefirst", "later", "move", "cancel", "fix.place", "fix.address", "fix.when", "fix.name", "fix.service", "fix.units",
				"fix.one", "aside", "rude", "filler", "evil", "evilyes",
			} {
				if key != "" && len(local(lang, task.Country, key)) == 0 {
					t.Errorf("%s-%s has no %s", lang, task.Country, key)
				}
			}
		}
		if len(named[string(task.Goal.Service)]) == 0 {
			t.Errorf("%s has no words in a read-back", task.Goal.Service)
		}
	}
}

// A person says yes to a read-back only when every line of it is right.
func TestAReadBackGetsItsYesOnlyWhenItIsRight(t *testing.T) {
	t.Parallel()
	goal := Goal{
		Kind: WantsVisit, Service: "washer_repair", Place: Spot{"cl-nunoa", "Ñuñoa"}, Street: "Los Leones", Number: "1200", Name: "Paula Soto",
		Wish: Wish{Phrase: "w.thu_pm", Days: []string{"2026-11-26"}, Part: Afternoon},
	}
	const good = "Revisa:\n• Reparación de lavadora\n• jue 26 nov, de 14:00 a 18:00\n• Los Leones 1200, Ñuñoa\n¿La agendo?"
	for text, want := range map[string]string{
		good: "",
		strings.Replace(good, "Reparación", "Instalación", 1):        "service",
		strings.Replace(good, "14:00", "9:00", 1):                    "when",
		strings.Replace(good, "jue 26", "vie 27", 1):                 "when",
		strings.Replace(good, "1200", "1300", 1):                     "address",
		strings.Replace(good, "Ñuñoa", "Macul", 1):                   "place",
		strings.Replace(good, "lavadora", "lavadora (2 equipos)", 1): "units",
	} {
		p := NewPerson(Task{ID: "t", Country: "CL", Language: "es", Phone: "+56962000001", Style: Terse, Goal: goal})
		p.Hear([]Object{{Type: "reply", To: "+56962000001", Text: text}, {Type: "turn", Ask: "confirm", Owner: "bot"}})
		if got := p.misread(); got != want {
			t.Errorf("%q in\n%s\nwant %q", got, text, want)
		}
		p.lines = 1
		said, _ := p.Next()
		if yes := strings.Contains(strings.Join(phrases["es"]["yes.short"], " "), said); yes != (want == "") {
			t.Errorf("said %q to\n%s", said, text)
		}
	}
}

func TestTheJudgeCallsWrongWhatNobodyWanted(t *testing.T) {
	t.Parallel()
	goal := Goal{Kind: WantsVisit, Service: "washer_repair", Place: Spot{"cl-nunoa", "Ñuñoa"}, Street: "Los Leones", Number: "1200", Name: "Paula Soto"}
	visit := FinalVisit{Service: "washer_repair", Status: "scheduled", Start: dayOf("2026-11-26"), Place: "cl-nunoa", Raw: "Los Leones 1200", Quantity: 1}
	other := func(change func(*FinalVisit)) FinalVisit { v := visit; change(&v); return v }
	for name, c := range map[string]struct {
		goal           Goal
		final          Final
		success, wrong bool
	}{
		"right":          {goal, Final{Name: "Paula", Visits: []FinalVisit{visit}}, true, false},
		"nothing":        {goal, Final{Name: "Paula"}, false, false},
		"twice":          {goal, Final{Name: "Paula", Visits: []FinalVisit{visit, visit}}, false, true},
		"another place":  {goal, Final{Name: "Paula", Visits: []FinalVisit{other(func(v *FinalVisit) { v.Place = "cl-macul" })}}, false, true},
		"another house":  {goal, Final{Name: "Paula", Visits: []FinalVisit{other(func(v *FinalVisit) { v.Raw = "Los Leones 12" })}}, false, true},
		"two units":      {goal, Final{Name: "Paula", Visits: []FinalVisit{other(func(v *FinalVisit) { v.Quantity = 2 })}}, false, true},
		"canceled again": {goal, Final{Name: "Paula", Visits: []FinalVisit{other(func(v *FinalVisit) { v.Status = "canceled" })}}, false, false},
		"another name":   {goal, Final{Name: "Pedro", Visits: []FinalVisit{visit}}, false, false},
		"a person":       {goal, Final{Name: "Paula", Visits: []FinalVisit{visit}, Escalations: []FinalEscalation{{"low_confidence", "P4"}}}, false, false},
		"not wanted":     {Goal{Kind: WantsNothing}, Final{Visits: []FinalVisit{visit}}, false, true},
		"not met":        {Goal{Kind: WantsWaitlist}, Final{}, false, false},
		"gas":            {Goal{Kind: WantsSafety}, Final{Escalations: []FinalEscalation{{"safety", "P1"}}}, true, false},
		"gas, late":      {Goal{Kind: WantsSafety}, Final{Escalations: []FinalEscalation{{"safety", "P3"}}}, false, false},
	} {
		r := Result{Task: Task{Goal: c.goal}}
		judge(&r, c.final)
		if r.Success != c.success || r.Wrong != c.wrong {
			t.Errorf("%s: success %v, wrong %v, %s", name, r.Success, r.Wrong, r.Why)
		}
	}
}

func TestTheNeverRulesAreSeen(t *testing.T) {
	t.Parallel()
	step := func(asked agent.Ask, commands []string, objects ...Object) Step {
		return Step{Asked: asked, Objects: append(objects, Object{Type: "turn", Commands: commands})}
	}
	booked := Object{Type: "event", Name: "visit.booked"}
	say := func(text string) Object { return Object{Type: "reply", To: "+56962000001", Text: text} }
	for name, c := range map[string]struct {
		steps  []Step
		broken bool
	}{
		"a yes to a read-back": {[]Step{step("confirm", []string{"affirm"}, booked)}, false},
		"no yes":               {[]Step{step("slot", []string{"choose"}, booked)}, true},
		"another's number":     {[]Step{step("none", nil, say("Llama a +56 9 9000 0001"))}, true},
		"a price of the book":  {[]Step{step("none", nil, say("Sale $44.990, IVA incluido"), say("Son $89.980"))}, false},
		"a free price":         {[]Step{step("none", nil, say("Sale $1.000"))}, true},
		"twice":                {[]Step{step("none", nil, say("hola")), step("none", nil, say("hola"))}, true},
	} {
		r := Result{Task: Task{Phone: "+56962000001", Goal: Goal{Kind: WantsNothing}}, Steps: c.steps}
		judge(&r, Final{Prices: []int64{44990}})
		if (len(r.Broken) > 0) != c.broken {
			t.Errorf("%s: %v", name, r.Broken)
		}
	}
}

func TestTheOracleErrsAsOftenAsItIsTold(t *testing.T) {
	t.Parallel()
	o := NewOracle(0.2)
	r := rand.New(rand.NewPCG(1, 2))
	wrong := 0
	const n = 2000
	for range n {
		line := strings.Repeat(string(rune('a'+r.IntN(26))), 1+r.IntN(9)) + string(rune('a'+r.IntN(26))) + string(rune('a'+r.IntN(26)))
		o.Means(line, []agent.Command{{Kind: "meant"}})
		got, err := o.Propose(t.Context(), agent.Prompt{Text: line, Country: "CL"})
		if err != nil || len(got) != 1 || got[0].Quote != line {
			t.Fatalf("%v, %v", got, err)
		}
		if got[0].Kind != "meant" {
			wrong++
		}
	}
	if share := float64(wrong) / n; share < 0.15 || share > 0.25 {
		t.Errorf("wrong in %.3f of the answers", share)
	}
}
