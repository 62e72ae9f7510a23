package evals

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// ScoreTimes scores a *_time.tsv corpus by the rule of score_time.py. Right is lenient: the same day for a day, the same minute when
// a time is said, inside the interval for day parts and ranges. Only rows whose flags suit are scored; nil: all. The second measure
// is of the negatives: right when nothing was found.
func ScoreTimes(r io.Reader, name, variant string, suits func(flags string) bool, u Understand) (Measure, Measure, error) {
	m := Measure{Part: "corpora", Name: name + " " + variant, Most: -1}
	neg := Measure{Part: "corpora", Name: name + " negatives " + variant, Most: -1}
	rows, err := readTSV(r)
	if err != nil {
		return m, neg, fmt.Errorf("%s: %w", name, err)
	}
	typos := newTwister(7)
	for _, row := range rows {
		ref := row["ref"]
		if ref == "" {
			ref = defaultRef
		}
		text := vary(row["phrase"], row["lang"], variant, typos)
		if suits != nil && !suits(row["flags"]) {
			continue
		}
		line, err := u.ask(question{Text: text, Lang: row["lang"], Now: ref})
		if err != nil {
			return m, neg, fmt.Errorf("%s: %q: %w", name, text, err)
		}
		var got []nlu.LineTime
		for _, t := range line.Times {
			if !t.Exclude {
				got = append(got, t)
			}
		}
		if row["kind"] == "none" {
			v := right
			if len(got) > 0 {
				v = wrong
			}
			neg.count(v, text)
			continue
		}
		t, ok := pickTime(row, got, variant == "plain")
		switch {
		case !ok:
			m.count(none, text+" | "+row["start"])
		case rightTime(row, t):
			m.count(right, "")
		default:
			m.count(wrong, fmt.Sprintf("%s | %s %s | got %s %s", text, row["start"], row["end"], deref(t.Start), deref(t.End)))
		}
	}
	return m, neg, nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// pickTime is the value whose text overlaps the row's span best; in a varied sentence, the longest.
func pickTime(r row, got []nlu.LineTime, plainly bool) (best nlu.LineTime, ok bool) {
	span := r["span"]
	if span == "" {
		span = r["phrase"]
	}
	span = strings.ToLower(span)
	for _, g := range got {
		t := strings.ToLower(g.Text)
		if plainly && !strings.Contains(span, t) && !strings.Contains(t, span) {
			continue
		}
		if !ok || len([]rune(t)) > len([]rune(best.Text)) {
			best, ok = g, true
		}
	}
	return best, ok
}

// answer is a reading that a corpus accepts; times without a day are "15:04:05".
type reading struct{ start, end string }

func readings(r row) []reading {
	if r["alts"] == "" {
		return []reading{{r["start"], r["end"]}}
	}
	var alts []struct{ Value, Start, End string }
	if json.Unmarshal([]byte(r["alts"]), &alts) != nil {
		return nil
	}
	var out []reading
	for _, a := range alts {
		v := a.Value
		if v == "" {
			v = a.Start
		}
		out = append(out, reading{strings.ReplaceAll(v, " ", "T"), strings.ReplaceAll(a.End, " ", "T")})
	}
	return out
}

var (
	onlyTime = regexp.MustCompile(`^\d\d:\d\d`)
	anyDay   = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)
)

func clockOf(s string) string {
	switch {
	case onlyTime.MatchString(s):
		return s[:5]
	case len(s) >= 16:
		return s[11:16]
	default:
		return ""
	}
}

// stamp reads a wall clock, whatever zone it names.
func stamp(s string) (time.Time, bool) {
	if len(s) <= 10 {
		s += "T00:00:00"
	}
	if len(s) > 19 {
		s = s[:19]
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func rightTime(r row, got nlu.LineTime) bool {
	s := deref(got.Start)
	if s == "" {
		s = deref(got.End)
	}
	if s == "" {
		return false
	}
	for _, a := range readings(r) {
		if a.start == "" {
			a = reading{a.end, ""}
		}
		if a.start != "" && fits(r, a, s) {
			return true
		}
	}
	return false
}

// fits compares a time with one reading.
func fits(r row, a reading, s string) bool {
	if onlyTime.MatchString(a.start) {
		t, until := clockOf(s), clockOf(a.end)
		if until == "" {
			until = "24:00"
		}
		return t == clockOf(a.start) || a.end != "" && t != "" && clockOf(a.start) <= t && t < until
	}
	if !anyDay.MatchString(s) || !anyDay.MatchString(a.start) {
		return false
	}
	p, okP := stamp(s)
	q, okQ := stamp(a.start)
	if !okP || !okQ {
		return false
	}
	grain := r["grain"]
	within := func(e time.Time) bool { return !p.Before(q) && p.Before(e) }
	if r["kind"] == "interval" && a.end != "" {
		return fitsInterval(r, a, s, p, q)
	}
	switch grain {
	case "week":
		return within(q.AddDate(0, 0, 7))
	case "month":
		return p.Year() == q.Year() && p.Month() == q.Month()
	case "year":
		return p.Year() == q.Year()
	case "day":
		return sameDay(p, q)
	default:
		return near(p, q) && len(s) > 10
	}
}

func fitsInterval(r row, a reading, s string, p, q time.Time) bool {
	grain := r["grain"]
	e := q.Add(12 * time.Hour)
	if !onlyTime.MatchString(a.end) {
		var ok bool
		if e, ok = stamp(a.end); !ok {
			return false
		}
	}
	in := !p.Before(q) && p.Before(e)
	if grain == "hour" || strings.HasPrefix(r["flags"], "datetimerange") {
		return in || len(s) == 10 && !dateOf(p).Before(dateOf(q)) && dateOf(p).Before(dateOf(e))
	}
	return near(p, q) || sameDay(p, q) && (grain == "day" || grain == "week" || grain == "month") || (grain == "week" || grain == "month") && in
}

func dateOf(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

func sameDay(a, b time.Time) bool { return dateOf(a).Equal(dateOf(b)) }

func near(a, b time.Time) bool { return a.Sub(b).Abs() <= time.Minute }
