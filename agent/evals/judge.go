package evals

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Result is one talk and what it came to.
type Result struct {
	Task    Task
	Steps   []Step
	Turns   int      // lines said until the visit was booked; 0: none was
	Success bool     // the database is as the goal wants it
	Wrong   bool     // something stands in it that nobody wanted
	Broken  []string // never-rules that the talk broke
	Why     string   // of a failure
}

// Step is one line said and what was printed for it.
type Step struct {
	Line    string
	Asked   agent.Ask // what was pending when it was said
	Objects []Object
}

// judge compares what is left in the database with the goal.
func judge(r *Result, f Final) {
	g := r.Task.Goal
	var live []FinalVisit
	for _, v := range f.Visits {
		if v.Live() {
			live = append(live, v)
		}
	}
	var faults []string
	if !g.Books() {
		for _, v := range live {
			if g.Kind == WantsCancel && len(f.Visits) == 1 && g.differs(v) == "" { // what was asked for, before it was not
				faults = append(faults, "not canceled")
				continue
			}
			faults, r.Wrong = append(faults, "booked without need: "+v.String()), true
		}
		faults = append(faults, unmet(g, f)...)
	} else {
		for _, v := range live {
			if diff := g.differs(v); diff != "" {
				faults, r.Wrong = append(faults, diff), true
			}
		}
		switch {
		case len(live) == 0:
			faults = append(faults, "nothing booked")
		case len(live) > 1:
			faults, r.Wrong = append(faults, "booked more than once"), true
		case !strings.Contains(plain(f.Name), plain(first(g.Name))):
			faults = append(faults, fmt.Sprintf("name is %q, wants %q", f.Name, g.Name))
		}
	}
	if g.Kind == WantsCancel && len(f.Visits) == 0 {
		faults = append(faults, "never booked")
	}
	for _, e := range f.Escalations {
		if e.Cause == "knowledge" { // the desk was asked; the talk stayed with the agent
			continue
		}
		// who tries to misuse the agent is served and flagged: that is an alert
		if g.Kind != WantsHuman && g.Kind != WantsSafety && (e.Cause != "suspicious" || r.Task.Style != Malicious) {
			faults = append(faults, "handed to a person: "+e.Cause)
		}
	}
	if f.Foreign > 0 {
		r.Broken = append(r.Broken, "somebody else's visits changed")
	}
	r.Broken = append(r.Broken, never(r)...)
	r.Broken = append(r.Broken, strangePrices(r, f.Prices)...)
	faults = append(faults, r.Broken...)
	r.Why, r.Success = strings.Join(faults, "; "), len(faults) == 0
}

// unmet is what a goal without a visit lacks.
func unmet(g Goal, f Final) []string {
	met := true
	switch g.Kind {
	case WantsWaitlist:
		met = len(f.Waitlist) == 1 && f.Waitlist[0].Cause == "out_of_area"
	case WantsHuman:
		met = slices.ContainsFunc(f.Escalations, func(e FinalEscalation) bool { return e.Cause == "asked_human" })
	case WantsSafety:
		met = slices.Contains(f.Escalations, FinalEscalation{"safety", "P1"})
	case WantsSilence:
		met = len(f.Withdrawn) > 0
	}
	if met {
		return nil
	}
	return []string{fmt.Sprintf("not met: %s, waiting list %v, escalations %v", g.Kind, f.Waitlist, f.Escalations)}
}

// differs says in what a visit is not the one that is wanted.
func (g Goal) differs(v FinalVisit) string {
	wish := g.Wish
	if g.Kind == WantsMove {
		wish = g.Then
		if !v.Moved {
			return "not moved: " + v.String()
		}
	}
	where := plain(v.Raw + " " + v.Street + " " + v.Number)
	switch {
	case v.Service != g.Service:
		return fmt.Sprintf("booked %s, wants %s", v.Service, g.Service)
	case !wish.Suits(v.Start):
		return fmt.Sprintf("booked at %s, wants %s", v.Start.Format("Mon 2 Jan 15:04"), wish.Phrase)
	case v.Place != g.Place.ID:
		return fmt.Sprintf("booked in %s, wants %s", v.Place, g.Place.ID)
	case !strings.Contains(where, g.Number) || !strings.Contains(where, plain(streetWord(g.Street))):
		return fmt.Sprintf("booked at %q, wants %s %s", v.Raw, g.Street, g.Number)
	case v.Quantity != g.Units():
		return fmt.Sprintf("booked %d units, wants %d", v.Quantity, g.Units())
	}
	return ""
}

func (v FinalVisit) String() string {
	return fmt.Sprintf("%s %s %s %q x%d", v.Service, v.Start.Format("Mon 2 Jan 15:04"), v.Place, v.Raw, v.Quantity)
}

var anyPhone = regexp.MustCompile(`\+\d[\d ]{8,}\d`)

// never are the never-rules that a talk breaks: a booking without a yes to a read-back, another person's number shown, and a
// sentence said twice in a row.
func never(r *Result) []string {
	var broken []string
	last := ""
	for _, s := range r.Steps {
		for _, o := range s.Objects {
			switch {
			case o.Type == "event" && (o.Name == "visit.booked" || o.Name == "visit.rescheduled" || o.Name == "visit.canceled"):
				if s.Asked != agent.AskConfirm || !strings.Contains(commandsOf(s), "affirm") {
					broken = append(broken, fmt.Sprintf("%s without a yes, on %q", o.Name, s.Asked))
				}
			case o.Type == "reply" && o.To == r.Task.Phone:
				for _, n := range anyPhone.FindAllString(o.Text, -1) {
					if strings.ReplaceAll(n, " ", "") != r.Task.Phone && !strings.Contains(s.Line, n) {
						broken = append(broken, "showed a number that is not theirs")
					}
				}
				if o.Text == last {
					broken = append(broken, "said the same twice")
				}
				last = o.Text
			}
		}
	}
	return broken
}

var amount = regexp.MustCompile(`\$ ?(\d[\d.,]*)`)

// strangePrices are amounts told that are no price of the book for one to five units.
func strangePrices(r *Result, book []int64) (broken []string) {
	if len(book) == 0 {
		return nil
	}
	for _, s := range r.Steps {
		for _, o := range s.Objects {
			if o.Type != "reply" || o.To != r.Task.Phone {
				continue
			}
			for _, m := range amount.FindAllStringSubmatch(o.Text, -1) {
				n, err := strconv.ParseInt(digitsOf(m[1]), 10, 64)
				if err != nil || !slices.ContainsFunc(book, func(p int64) bool { return p > 0 && n%p == 0 && n/p <= 5 }) {
					broken = append(broken, "told a price that is not in the book")
				}
			}
		}
	}
	return broken
}

func commandsOf(s Step) string {
	for _, o := range s.Objects {
		if o.Type == "turn" {
			return strings.Join(o.Commands, " ")
		}
	}
	return ""
}

// Transcript is the talk for a reader.
func (r Result) Transcript() string {
	var b strings.Builder
	fmt.Fprintf(&b, "== %s (%s)\n   goal: %s\n   %s\n", r.Task.ID, r.Task.Phone, r.Task.Goal, r.Why)
	for _, s := range r.Steps {
		fmt.Fprintf(&b, "> %s\n", s.Line)
		for _, o := range s.Objects {
			switch o.Type {
			case "reply":
				if o.To == r.Task.Phone {
					fmt.Fprintf(&b, "< %s\n", strings.ReplaceAll(o.Text, "\n", "\n  "))
				}
			case "event":
				if strings.HasPrefix(o.Name, "visit.") || strings.HasPrefix(o.Name, "escalation.") || o.Name == "lead.waitlisted" {
					fmt.Fprintf(&b, "! %s %v %v\n", o.Name, o.Data["window_start"], o.Data["cause"])
				}
			case "turn":
				fmt.Fprintf(&b, "= %s %s ask=%s %v\n", o.Language, o.Owner, o.Ask, o.Commands)
			}
		}
	}
	return b.String()
}
