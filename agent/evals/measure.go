package evals

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// Measure is one line of the table: how many of N were right, wrong, and neither.
type Measure struct {
	Part  string `json:"part"` // dialogues, corpora, phrases, simulator, oracle
	Name  string `json:"name"`
	N     int    `json:"n"`
	Right int    `json:"right"`
	Wrong int    `json:"wrong"`
	More  string `json:"more,omitempty"` // other figures, for readers

	Least    float64  `json:"least,omitempty"` // percent that must be right
	Most     float64  `json:"most"`            // percent that may be wrong; -1: any
	Failures []string `json:"-"`               // what was not right, for --show
}

// Key names a measure across versions.
func (m Measure) Key() string { return m.Part + " " + m.Name }

// Percent that is right.
func (m Measure) Percent() float64 { return percent(m.Right, m.N) }

// PercentWrong of all.
func (m Measure) PercentWrong() float64 { return percent(m.Wrong, m.N) }

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// Below tells whether the measure misses what it must reach.
func (m Measure) Below() bool {
	return m.Percent() < m.Least || m.Most >= 0 && m.PercentWrong() > m.Most
}

// Table is what chasqui eval prints.
type Table struct {
	Measures []Measure `json:"measures"`
	Skipped  []string  `json:"skipped,omitempty"`
}

// Add puts measures at the end.
func (t *Table) Add(m ...Measure) { t.Measures = append(t.Measures, m...) }

// Below are the measures that miss what they must reach.
func (t *Table) Below() []Measure {
	return slices.DeleteFunc(slices.Clone(t.Measures), func(m Measure) bool { return !m.Below() })
}

// Print writes the table.
func (t *Table) Print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "PART\tWHAT\tN\tRIGHT\tWRONG\tNONE\tMUST\tMAY\t\tMORE")
	for _, m := range t.Measures {
		must, may, verdict := "-", "-", "ok"
		if m.Least > 0 {
			must = fmt.Sprintf("%.1f", m.Least)
		}
		if m.Most >= 0 {
			may = fmt.Sprintf("%.1f", m.Most)
		}
		if m.Below() {
			verdict = "BELOW"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t%s\t%s\t%s\t%s\n", m.Part, m.Name, m.N, m.Percent(), m.PercentWrong(),
			percent(m.N-m.Right-m.Wrong, m.N), must, may, verdict, m.More)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, s := range t.Skipped {
		fmt.Fprintln(out, "skipped: "+s)
	}
	if below := t.Below(); len(below) > 0 {
		names := make([]string, len(below))
		for i, m := range below {
			names[i] = m.Key()
		}
		fmt.Fprintf(out, "%d of %d below: %s\n", len(below), len(t.Measures), strings.Join(names, ", "))
	}
	return nil
}
