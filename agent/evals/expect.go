package evals

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Faults are what a dialogue has not come to, and the laws that it broke; none when all is well.
func (p *Played) Faults() []string {
	want := p.Dialogue.Expect
	faults := p.checkBooking(want)
	if !want.AnyEscalation {
		faults = append(faults, p.checkEvent("escalation.opened", map[string]string{"cause": want.Escalation, "priority": want.Priority})...)
	}
	faults = append(faults, p.checkEvent("lead.waitlisted", map[string]string{"cause": want.Waitlisted})...)
	faults = append(faults, p.checkEvent("consent.withdrawn", map[string]string{"purpose": want.Consent})...)
	faults = append(faults, p.checkVisits(want)...)
	return append(faults, p.checkLaws()...)
}

func (p *Played) events(name string) (out []Object) {
	for _, s := range p.Steps {
		for _, o := range s.Objects {
			if o.Type == "event" && (name == "" || o.Name == name) {
				out = append(out, o)
			}
		}
	}
	return out
}

// checkVisits wants the facts and the words in their order.
func (p *Played) checkVisits(want Expectation) (faults []string) {
	var got, told []string
	for _, e := range p.events("") {
		if strings.HasPrefix(e.Name, "visit.") || strings.HasPrefix(e.Name, "escalation.") {
			got = append(got, e.Name)
		}
	}
	if want.Visits != nil && !slices.Equal(got, want.Visits) {
		faults = append(faults, fmt.Sprintf("facts of visits %v, want %v", got, want.Visits))
	}
	for _, s := range p.Steps {
		for _, o := range s.Objects {
			if o.Type == "reply" {
				told = append(told, o.Text)
			}
		}
	}
	for _, part := range want.Replies {
		i := slices.IndexFunc(told, func(text string) bool { return strings.Contains(text, part) })
		if i < 0 {
			return append(faults, fmt.Sprintf("nobody said %q in its place", part))
		}
		told = told[i:]
	}
	return faults
}

// checkEvent wants exactly one event with these values, or none when all are empty.
func (p *Played) checkEvent(name string, want map[string]string) (faults []string) {
	wanted := false
	for _, v := range want {
		wanted = wanted || v != ""
	}
	got := p.events(name)
	if (len(got) == 1) != wanted || len(got) > 1 {
		return []string{fmt.Sprintf("%d %s, want %v", len(got), name, want)}
	}
	for key, v := range want {
		if v != "" && got[0].Data[key] != nil && got[0].Data[key] != v {
			faults = append(faults, fmt.Sprintf("%s %s is %v, want %s", name, key, got[0].Data[key], v))
		}
	}
	return faults
}

func (p *Played) checkBooking(want Expectation) []string {
	got := p.events("visit.booked")
	if want.Booked == "" {
		if len(got) > 0 {
			return []string{"booked" + told(got[0])}
		}
		return nil
	}
	if len(got) != 1 {
		return []string{fmt.Sprintf("%d bookings", len(got))}
	}
	data := got[0].Data
	start, err := time.Parse(time.RFC3339, fmt.Sprint(data["window_start"]))
	if err != nil {
		return []string{err.Error()}
	}
	part := "morning"
	if start.Hour() >= 12 {
		part = "afternoon"
	}
	if data["service"] != want.Booked || want.Day != "" && start.Format(time.DateOnly) != want.Day || want.Part != "" && part != want.Part {
		return []string{fmt.Sprintf("booked%s, want %+v", told(got[0]), want)}
	}
	return nil
}

// fullDate is a date as every sentence about a visit says it: weekday, day, month and hours.
var fullDate = regexp.MustCompile(`(?i)\p{L}{3},? \d{1,2} \p{L}{3}\.?,? .*\d{1,2}(:\d\d|h)`)

// checkLaws are what holds in every dialogue: no booking without a yes to what was read back, no sentence twice in a row, and
// slots named in full.
func (p *Played) checkLaws() (faults []string) {
	last := map[string]string{}
	for _, s := range p.Steps {
		for _, o := range s.Objects {
			switch {
			case o.Type == "event" && o.Name == "visit.booked" && (s.Asked != agent.AskConfirm || !strings.Contains(commandsOf(s), "affirm")):
				faults = append(faults, fmt.Sprintf("booked on %q while %s was asked", commandsOf(s), s.Asked))
			case o.Type == "reply":
				if o.Text == last[o.To] {
					faults = append(faults, "said twice: "+o.Text)
				}
				last[o.To] = o.Text
				if (o.Ask == "slot" && len(o.Options) > 1 || o.Ask == "confirm" && strings.Contains(o.Text, "•")) && !fullDate.MatchString(o.Text) {
					faults = append(faults, "a date is not said in full: "+o.Text)
				}
			}
		}
	}
	return faults
}
