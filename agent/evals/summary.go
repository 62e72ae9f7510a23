package evals

import (
	"fmt"
	"slices"
	"strings"
)

// Summary makes the simulator's part of the table: by language and style, then all of it. Trials are runs of the same tasks, the
// first of which counts; pass^k is over all of them (tau-bench: the mean over tasks of C(c,k)/C(n,k)).
func Summary(trials [][]Result) []Measure {
	if len(trials) == 0 || len(trials[0]) == 0 {
		return nil
	}
	first := trials[0]
	var out []Measure
	for _, lang := range []string{"es", "pt"} {
		for _, style := range Styles {
			group := slices.DeleteFunc(slices.Clone(first), func(r Result) bool { return r.Task.Language != lang || r.Task.Style != style })
			if len(group) > 0 {
				m := measureOf(lang+" "+string(style), group)
				m.Most = 0
				out = append(out, m)
			}
		}
	}
	all := measureOf("all", first)
	all.Least, all.Most = 97, 0
	all.More += fmt.Sprintf(", pass^1 %.1f", 100*PassK(trials, 1))
	if k := min(5, len(trials)); k > 1 {
		all.More += fmt.Sprintf(", pass^%d %.1f", k, 100*PassK(trials, k))
	}
	never := Measure{Part: "simulator", Name: "never-rules", N: len(first), Least: 100, Most: 0}
	steady := Measure{Part: "simulator", Name: "the same on every trial", N: len(first), Least: 100, Most: 0}
	for i, r := range first {
		never.tally(len(r.Broken) == 0, r.Transcript)
		steady.tally(sameTalk(trials, i), r.Transcript)
	}
	told := slices.DeleteFunc(slices.Clone(first), func(r Result) bool { return r.Task.Style != AllAtOnce || !r.Task.Goal.Books() })
	out = append(out, all, turnsMeasure("median turns to book at most 6", first, 6), turnsMeasure("at most 3 when the opening says all", told, 3), never)
	if len(trials) > 1 {
		out = append(out, steady)
	}
	return out
}

// tally counts a talk.
func (m *Measure) tally(ok bool, transcript func() string) {
	if ok {
		m.Right++
		return
	}
	m.Wrong++
	m.Failures = append(m.Failures, transcript())
}

func measureOf(name string, group []Result) Measure {
	m := Measure{Part: "simulator", Name: name, N: len(group), Most: -1}
	for _, r := range group {
		switch {
		case r.Success:
			m.Right++
			continue
		case r.Wrong:
			m.Wrong++
		}
		m.Failures = append(m.Failures, r.Transcript())
	}
	m.More = fmt.Sprintf("median %d turns", Median(group))
	return m
}

// Median of the turns to book, of those who booked at the first go; 0 when nobody did.
func Median(results []Result) int {
	var turns []int
	for _, r := range results {
		if r.Success && r.Turns > 0 {
			turns = append(turns, r.Turns)
		}
	}
	if len(turns) == 0 {
		return 0
	}
	slices.Sort(turns)
	return turns[len(turns)/2]
}

// turnsMeasure is right when the median keeps to a bound.
func turnsMeasure(name string, group []Result, bound int) Measure {
	m := Measure{Part: "simulator", Name: name, N: 1, Least: 100, Most: -1}
	median := Median(group)
	if median > 0 && median <= bound {
		m.Right = 1
	}
	m.More = fmt.Sprintf("median %d", median)
	return m
}

// PassK is the chance that k trials of a task all succeed, averaged over the tasks.
func PassK(trials [][]Result, k int) float64 {
	n := len(trials)
	if n == 0 || k > n || len(trials[0]) == 0 {
		return 0
	}
	sum := 0.0
	for i := range trials[0] {
		c := 0
		for _, t := range trials {
			if t[i].Success {
				c++
			}
		}
		p := 1.0
		for j := range k {
			p *= float64(c-j) / float64(n-j)
		}
		sum += max(0, p)
	}
	return sum / float64(len(trials[0]))
}

// sameTalk tells whether a task went word for word alike in all trials.
func sameTalk(trials [][]Result, i int) bool {
	for _, t := range trials[1:] {
		if t[i].words() != trials[0][i].words() {
			return false
		}
	}
	return true
}

// words are what both said, and what came of it.
func (r Result) words() string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Success, r.Wrong, r.Why)
	for _, s := range r.Steps {
		fmt.Fprintln(&b, ">", s.Line)
		for _, o := range s.Objects {
			if o.Type == "reply" && o.To == r.Task.Phone {
				fmt.Fprintln(&b, "<", o.Text)
			}
		}
	}
	return b.String()
}

// OtherWords is a run in which the same people choose other words, for information.
func OtherWords(seed int, results []Result) Measure {
	return measureOf(fmt.Sprintf("all, other words %d", seed), results)
}
