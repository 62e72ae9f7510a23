package nlu

import "github.com/chasqui-fsm/chasqui/core/span"

// hoursOfDays joins days and hours that were told apart: "mañana o pasado, pero después de las 6". Empty when the message is not
// of that kind; then each time is a wish of its own.
func (o *Reading) hoursOfDays() []span.Span {
	var days, hours []span.Span
	for _, t := range o.Times {
		switch {
		case t.Past, t.Exclude, t.Away, t.Bare():
		case t.Undated:
			for _, d := range t.Daily {
				hours = append(hours, span.New(d.Start, d.End))
			}
		case len(t.Daily) == 0 && (t.Grain == "day" || t.Grain == "daypart" || t.Grain == "week" || t.Grain == "weekend"):
			days = append(days, span.New(t.Reading.Start, t.Reading.End))
		default:
			return nil
		}
	}
	var out []span.Span
	for _, d := range days {
		for _, h := range hours {
			if both := d.Intersect(h); !both.Empty() {
				out = append(out, both)
			}
		}
	}
	return out
}
