package say

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// wholeDay is how long a window is that is said without its hours.
const wholeDay = 20 * time.Hour

// window in a sentence: "jue 26 nov, de 9:00 a 13:00".
func (p phrase) window(s span.Span, zone string) string { return p.hours("date.window", s, zone) }

// windowTitle is a window as an option: "jue 26 nov, 9:00 a 13:00".
func (p phrase) windowTitle(s span.Span, zone string) string { return p.hours("date.title", s, zone) }

func (p phrase) hours(key string, s span.Span, zone string) string {
	s = s.In(p.zone(zone))
	return p.words.Text(key, locales.Args{"Day": p.day(s.Start), "Start": p.clock(s.Start), "End": p.clock(s.End)})
}

// from is a moment from which on something is true: "el jue 26 nov desde las 9:00".
func (p phrase) from(t time.Time, zone string) string {
	t = t.In(p.zone(zone))
	return p.words.Text("date.from", locales.Args{"Day": p.day(t), "Start": p.clock(t)})
}

// wish is one reading of an ambiguous date: its day, with hours when it is a part of a day, both ends when it is longer.
func (p phrase) wish(w booking.Wish) string {
	if len(w.Windows) == 0 {
		return firstOf(w.Text, p.words.Text("option.soon", nil))
	}
	return p.wished(w.Windows[0], "")
}

// wishes is all of a wish, as it was understood: its days and parts of days, three at most.
func (p phrase) wishes(w booking.Wish, zone string) string {
	if len(w.Windows) == 0 {
		return p.wish(w)
	}
	var said []string
	for _, s := range w.Windows[:min(len(w.Windows), 3)] {
		said = append(said, p.wished(s, zone))
	}
	text := strings.Join(said, "; ")
	if len(w.Windows) > len(said) {
		text += "…"
	}
	return text
}

func (p phrase) wished(s span.Span, zone string) string {
	s = s.In(p.zone(zone))
	switch {
	case s.Duration() < wholeDay:
		return p.windowTitle(s, zone)
	case s.Duration() <= 26*time.Hour: // a day, whatever the clock change
		return p.day(s.Start)
	default:
		return p.words.Text("date.days", locales.Args{"First": p.day(s.Start), "Last": p.day(s.End.Add(-time.Second))})
	}
}

func (p phrase) day(t time.Time) string {
	return p.words.Text("date.day", locales.Args{
		"Weekday": p.words.Text("date.weekday."+strconv.Itoa(int(t.Weekday())), nil),
		"Date":    t.Day(),
		"Month":   p.words.Text("date.month."+strconv.Itoa(int(t.Month())), nil),
	})
}

func (p phrase) clock(t time.Time) string {
	if t.Minute() == 0 {
		return p.words.Text("date.hour_sharp", locales.Args{"Hour": t.Hour()})
	}
	return p.words.Text("date.hour", locales.Args{"Hour": t.Hour(), "Minute": fmt.Sprintf("%02d", t.Minute())})
}

// zone of the site; the unit's when the name is empty or unknown.
func (p phrase) zone(name string) *time.Location {
	if name != "" {
		if z, err := time.LoadLocation(name); err == nil {
			return z
		}
	}
	if p.view.Zone != nil {
		return p.view.Zone
	}
	if z, err := time.LoadLocation(p.view.Unit.TimeZone); err == nil {
		return z
	}
	return time.UTC
}
