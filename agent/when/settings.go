package when

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// settings is how an organisation writes its conventions; what it leaves out stays as the country has it.
type settings struct {
	Opens      string               `json:"opens"` // "8:30"
	Closes     string               `json:"closes"`
	Parts      map[string][2]string `json:"parts"` // "tarde": ["14:00", "19:00"], by the names of partNames
	EdgeMinute int                  `json:"first_last_minutes"`
	MonthFirst bool                 `json:"month_first"`
	NearDays   int                  `json:"next_is_asked_within_days"` // -1: never
	Workdays   []string             `json:"workdays"`                  // mon, tue, ...
	Holidays   []string             `json:"holidays"`                  // 2026-12-24
}

// partNames are the parts of a day that an organisation may set.
var partNames = map[string]Part{
	"dawn": Dawn, "morning": Morning, "noon": Noon, "afternoon": Afternoon, "night": Night, "after_lunch": AfterLunch, "before_lunch": BeforeLunch,
	"after_work": AfterWork,
}

var dayNames = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// ReadConventions reads what an organisation means by its words, as JSON:
//
//	{"opens": "8:30", "closes": "18:30", "parts": {"afternoon": ["14:00", "19:00"]}, "first_last_minutes": 90,
//	 "next_is_asked_within_days": 3, "workdays": ["mon", "sat"], "holidays": ["2026-12-24"], "month_first": false}
//
// Empty input is no convention of its own. An error names the field that cannot be.
func ReadConventions(raw []byte) (Conventions, error) {
	var c Conventions
	if len(bytes.TrimSpace(raw)) == 0 {
		return c, nil
	}
	var s settings
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return c, fmt.Errorf("conventions: %w", err)
	}
	c.Edge, c.MonthFirst, c.Near = s.EdgeMinute, s.MonthFirst, s.NearDays
	if s.Opens != "" || s.Closes != "" {
		hours, err := readHours([2]string{s.Opens, s.Closes})
		if err != nil {
			return Conventions{}, fmt.Errorf("conventions: opens, closes: %w", err)
		}
		c.Opens, c.Closes = hours[0], hours[1]
	}
	for name, span := range s.Parts {
		part, ok := partNames[name]
		if !ok {
			return Conventions{}, fmt.Errorf("conventions: parts: no part of the day is called %q", name)
		}
		hours, err := readHours(span)
		if err != nil {
			return Conventions{}, fmt.Errorf("conventions: parts: %s: %w", name, err)
		}
		if c.Parts == nil {
			c.Parts = map[Part][2]int{}
		}
		c.Parts[part] = hours
	}
	return s.days(c)
}

// Own is [ReadConventions] where a turn cannot stop for what is badly written: that is none then. `chasqui doctor` tells of it.
func Own(raw []byte) Conventions {
	c, err := ReadConventions(raw)
	if err != nil {
		return Conventions{}
	}
	return c
}

// days adds the days of work and the holidays.
func (s settings) days(c Conventions) (Conventions, error) {
	for _, name := range s.Workdays {
		day, ok := dayNames[name]
		if !ok {
			return Conventions{}, fmt.Errorf("conventions: workdays: %q is none of mon, tue, wed, thu, fri, sat, sun", name)
		}
		c.Workdays = append(c.Workdays, day)
	}
	for _, h := range s.Holidays {
		day, err := time.Parse(time.DateOnly, h)
		if err != nil {
			return Conventions{}, fmt.Errorf("conventions: holidays: %q is no day as in 2026-12-24", h)
		}
		c.Holidays = append(c.Holidays, day)
	}
	return c, nil
}

// readHours reads a from and a to, in minutes after midnight.
func readHours(span [2]string) (out [2]int, err error) {
	for i, s := range span {
		h, m, ok := strings.Cut(s, ":")
		hour, errH := strconv.Atoi(h)
		minute, errM := strconv.Atoi(m)
		if !ok || errH != nil || errM != nil || hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour == 24 && minute > 0 {
			return out, fmt.Errorf("%q is no hour as in 8:30", s)
		}
		out[i] = hour*60 + minute
	}
	if out[1] <= out[0] {
		return out, fmt.Errorf("%s is not after %s", span[1], span[0])
	}
	return out, nil
}
