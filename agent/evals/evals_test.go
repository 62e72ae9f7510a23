package evals_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

func TestTasksAreTheSameOnEveryRunAndOfAllKinds(t *testing.T) {
	t.Parallel()
	tasks := evals.Tasks(0)
	if len(tasks) != 240 {
		t.Fatalf("%d tasks", len(tasks))
	}
	goals := func(list []evals.Task) (out []string) {
		for _, task := range list {
			out = append(out, fmt.Sprint(task.ID, task.Phone, task.Goal))
		}
		return out
	}
	if diff := cmp.Diff(goals(tasks), goals(evals.Tasks(3))); diff != "" {
		t.Errorf("other words change the goals:\n%s", diff)
	}
	kinds, countries, phones := map[evals.Kind]int{}, map[string]int{}, map[string]bool{}
	for _, task := range tasks {
		kinds[task.Goal.Kind]++
		countries[task.Country]++
		if phones[task.Phone] {
			t.Errorf("%s: %s is somebody else's number", task.ID, task.Phone)
		}
		phones[task.Phone] = true
	}
	for _, k := range []evals.Kind{
		evals.WantsVisit, evals.WantsMove, evals.WantsCancel, evals.WantsPrice, evals.WantsWaitlist, evals.WantsNothing, evals.WantsHuman,
		evals.WantsSafety, evals.WantsSilence,
	} {
		if kinds[k] == 0 {
			t.Errorf("nobody wants %s", k)
		}
	}
	if countries["CL"] != 80 || countries["MX"] != 80 || countries["BR"] != 80 {
		t.Errorf("countries %v", countries)
	}
}

func TestAWishKnowsWhatSuits(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	thursday := evals.Wish{Days: []string{"2026-11-26"}, Part: evals.Afternoon}
	notTuesday := evals.Wish{Not: []string{"2026-11-24"}, Part: evals.Morning}
	for _, c := range []struct {
		wish evals.Wish
		at   string
		want bool
	}{
		{thursday, "2026-11-26 14:00", true},
		{thursday, "2026-11-26 09:00", false},
		{thursday, "2026-11-27 14:00", false},
		{thursday, "2026-11-26 19:00", false}, // the evening is no afternoon
		{notTuesday, "2026-11-24 09:00", false},
		{notTuesday, "2026-11-25 09:00", true},
		{evals.Wish{}, "2026-12-04 19:00", true},
	} {
		if got := c.wish.Suits(at(c.at)); got != c.want {
			t.Errorf("%+v at %s: %v", c.wish, c.at, got)
		}
	}
}

func TestPassKIsTheMeanChanceThatAllTrialsSucceed(t *testing.T) {
	t.Parallel()
	trial := func(ok ...bool) (out []evals.Result) {
		for _, s := range ok {
			out = append(out, evals.Result{Success: s})
		}
		return out
	}
	// two tasks: the first succeeds 2 times of 3, the second always
	trials := [][]evals.Result{trial(true, true), trial(true, true), trial(false, true)}
	for k, want := range map[int]float64{1: (2.0/3 + 1) / 2, 2: (1.0/3 + 1) / 2, 3: 0.5, 4: 0} {
		if got := evals.PassK(trials, k); got < want-1e-9 || got > want+1e-9 {
			t.Errorf("pass^%d is %v, want %v", k, got, want)
		}
	}
}

// answers are an understander that reads one time in every phrase.
func answers(start, end string) evals.Understand {
	return func([]byte) (nlu.Line, error) {
		return nlu.Line{Times: []nlu.LineTime{{Text: "x", Start: &start, End: &end}}}, nil
	}
}

// The rule is that of score_time.py; the figures of whole corpora were compared with its.
func TestTimesAreScoredLeniently(t *testing.T) {
	t.Parallel()
	const head = "lang\tsource\tref\tphrase\tspan\tkind\tgrain\tstart\tend\talts\tflags\n"
	for _, c := range []struct {
		row, start, end string
		right           bool
	}{
		{"datetime\tday\t2026-11-26", "2026-11-26T08:00:00", "", true},
		{"datetime\tday\t2026-11-26", "2026-11-27T00:00:00", "", false},
		{"datetime\tminute\t2026-11-26T15:30:00", "2026-11-26T15:31:00", "", true},
		{"datetime\tminute\t2026-11-26T15:30:00", "2026-11-26T16:30:00", "", false},
		{"datetime\tweek\t2026-11-23", "2026-11-29T00:00:00", "", true},
		{"datetime\tmonth\t2026-11-01", "2026-12-01T00:00:00", "", false},
		{"interval\thour\t2026-11-26T13:00:00\t2026-11-26T19:00:00", "2026-11-26T18:00:00", "", true},
		{"interval\thour\t2026-11-26T13:00:00\t2026-11-26T19:00:00", "2026-11-26T19:00:00", "", false},
		{"datetime\tminute\t15:30:00", "2026-11-26T15:30:00", "", true},
	} {
		table := head + "es\ttest\t2026-11-23T09:00:00\tx\tx\t" + c.row + "\n"
		m, _, err := evals.ScoreTimes(strings.NewReader(table), "test", "plain", nil, answers(c.start, c.end))
		if err != nil || m.N != 1 || (m.Right == 1) != c.right || m.Right+m.Wrong != 1 {
			t.Errorf("%s, got %s: %+v, %v", c.row, c.start, m, err)
		}
	}
	table := head + "es\ttest\t\tx\tx\tnone\n"
	if _, neg, err := evals.ScoreTimes(strings.NewReader(table), "test", "plain", nil, answers("2026-11-26T00:00:00", "")); err != nil || neg.Wrong != 1 {
		t.Errorf("a negative: %+v, %v", neg, err)
	}
}

func TestAVersionIsRefusedForAnyScoreThatFalls(t *testing.T) {
	t.Parallel()
	scores := func(right, wrong, neverRight int) evals.Scores {
		return evals.Scores{Measures: []evals.Measure{
			{Part: "simulator", Name: "all", N: 100, Right: right, Wrong: wrong},
			{Part: "simulator", Name: "never-rules", N: 100, Right: neverRight},
			{Part: "phrases", Name: "yes", N: 10, Right: 9},
		}}
	}
	live := scores(97, 0, 100)
	for name, c := range map[string]struct {
		now     evals.Scores
		live    *evals.Scores
		refused string
	}{
		"the same":                       {scores(97, 0, 100), &live, ""},
		"better":                         {scores(98, 0, 100), &live, ""},
		"fewer right":                    {scores(96, 0, 100), &live, "simulator all: 96.0 % right, 97.0 before"},
		"more wrong":                     {scores(97, 1, 100), &live, "1 talks book what nobody wanted"},
		"a never-rule":                   {scores(97, 0, 99), &live, "1 talks break a never-rule"},
		"the first":                      {scores(50, 0, 100), nil, ""},
		"the first, with wrong bookings": {scores(97, 2, 100), nil, "2 talks book what nobody wanted"},
	} {
		got := strings.Join(evals.Refuse(c.now, c.live), "; ")
		if (got == "") != (c.refused == "") || !strings.Contains(got, c.refused) {
			t.Errorf("%s: %q, want %q", name, got, c.refused)
		}
	}
}

func TestTheTableSaysWhatIsBelow(t *testing.T) {
	t.Parallel()
	table := &evals.Table{Skipped: []string{"corpora: no folder x"}}
	table.Add(evals.Measure{Part: "corpora", Name: "good", N: 10, Right: 10, Least: 95, Most: 2}, evals.Measure{Part: "corpora", Name: "bad", N: 10, Right: 8, Wrong: 1, Least: 80, Most: 5})
	var out strings.Builder
	if err := table.Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"good", "100.0", "BELOW", "skipped: corpora: no folder x", "1 of 2 below: corpora bad"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
