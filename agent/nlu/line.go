package nlu

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

// Question is one line of `chasqui understand --jsonl`.
type Question struct {
	Text    string `json:"text"`
	Lang    string `json:"lang"`
	Now     string `json:"now"` // RFC 3339; without a zone it is wall clock
	Country string `json:"country"`
	Ask     string `json:"ask"`
	Options []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	} `json:"options"`
}

// Line is what was understood, as the command line contract prints it.
type Line struct {
	Lang      string         `json:"lang"`
	Intents   []LineIntent   `json:"intents"`
	Service   *string        `json:"service"`
	YesNo     *string        `json:"yesno"`
	Choice    *string        `json:"choice"`
	Times     []LineTime     `json:"times"`
	Numbers   []LineNumber   `json:"numbers"`
	Durations []LineDuration `json:"durations"`
	Phones    []LinePhone    `json:"phones"`
	Emails    []string       `json:"emails"`
	IDs       []LineID       `json:"ids"`
	Name      *string        `json:"name"`
	Locality  *string        `json:"locality"`
	Urgency   *string        `json:"urgency"`
	OptOut    bool           `json:"optout"`
	Human     bool           `json:"human"`
}

// LineIntent is one thing a message means.
type LineIntent struct {
	Name  string  `json:"name"`
	Score float64 `json:"score"`
}

// LineTime is a time in the wall clock of now.
type LineTime struct {
	Text    string  `json:"text"`
	Start   *string `json:"start"` // null: open, before End
	End     *string `json:"end"`   // null: open, after Start
	Grain   string  `json:"grain"`
	Exclude bool    `json:"exclude"`
	Approx  bool    `json:"approx"`
	Open    *string `json:"open"`
}

// LineNumber is a number that was read.
type LineNumber struct {
	Text    string  `json:"text"`
	Value   float64 `json:"value"`
	Ordinal bool    `json:"ordinal"`
}

// LineDuration is a stretch of time that was read.
type LineDuration struct {
	Text    string `json:"text"`
	Seconds int64  `json:"seconds"`
	Approx  bool   `json:"approx"`
}

// LinePhone is a phone number.
type LinePhone struct {
	Text string `json:"text"`
	E164 string `json:"e164"`
}

// LineID is a national id.
type LineID struct {
	Text  string `json:"text"`
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Valid bool   `json:"valid"`
}

// wallClock is how the contract writes times: no zone.
const wallClock = "2006-01-02T15:04:05"

// Answer reads a question and understands it.
func (r *Rules) Answer(raw []byte) (Line, error) {
	var q Question
	if err := json.Unmarshal(raw, &q); err != nil {
		return Line{}, fmt.Errorf("not a JSON object with text and now: %w", err)
	}
	now, err := parseNow(q.Now)
	if err != nil {
		return Line{}, err
	}
	m := Message{Text: q.Text, Lang: q.Lang, Country: q.Country, Now: now, Ask: agent.Ask(q.Ask)}
	for _, o := range q.Options {
		m.Options = append(m.Options, extract.Shown{ID: o.ID, Title: o.Title})
	}
	reading := r.Understand(m)
	return reading.Line(), nil
}

func parseNow(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, wallClock, "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("now %q is not RFC 3339, as in 2026-11-23T09:05:00-03:00", s)
}

// Line prints a reading.
func (o *Reading) Line() Line {
	code, _ := o.Service()
	line := Line{
		Lang: o.Lang, Intents: []LineIntent{}, Service: optional(code), Times: []LineTime{}, Numbers: []LineNumber{},
		Durations: []LineDuration{}, Phones: []LinePhone{}, Emails: []string{}, IDs: []LineID{}, Name: optional(o.Name.Value),
		Urgency: optional(string(o.Urgency())), OptOut: o.OptOut(), Human: o.Human(), Choice: optional(o.Choice),
		Locality: optional(o.rules.placeName(o.place)),
	}
	switch o.YesNo {
	case extract.Yes:
		line.YesNo = optional("yes")
	case extract.No:
		line.YesNo = optional("no")
	default:
		if extract.Refuses(o.t) {
			line.YesNo = optional("no")
		}
	}
	seen := map[string]bool{}
	for _, c := range o.Commands() {
		if name := string(c.Kind); c.Kind != agent.CmdSet && c.Kind != agent.CmdCorrect && !seen[name] {
			seen[name] = true
			line.Intents = append(line.Intents, LineIntent{name, c.Score})
		}
	}
	if code != "" && !seen["book"] {
		line.Intents = append(line.Intents, LineIntent{"book", 0.8})
	}
	for _, t := range o.Times {
		line.Times = append(line.Times, lineTime(t))
	}
	for _, n := range extract.Numbers(o.t, o.msg.Country) {
		line.Numbers = append(line.Numbers, LineNumber{n.Text, math.Round(n.Value*1e6) / 1e6, n.Ordinal})
	}
	for _, d := range extract.Durations(o.t) {
		line.Durations = append(line.Durations, LineDuration{d.Text, d.Seconds, d.Approx})
	}
	for _, p := range o.Phones {
		line.Phones = append(line.Phones, LinePhone{p.Text, p.Value})
	}
	for _, e := range o.Emails {
		line.Emails = append(line.Emails, e.Value)
	}
	for _, d := range o.IDs {
		line.IDs = append(line.IDs, LineID{d.Text, d.Kind, d.Value, d.Valid})
	}
	return line
}

func lineTime(t Time) LineTime {
	out := LineTime{Text: t.Text, Grain: t.Grain, Exclude: t.Exclude, Approx: t.Approx, Open: optional(t.Open)}
	if t.Prefer == when.Any && t.Open != "" {
		out.Grain = "day"
	}
	if t.Open != "before" {
		out.Start = optional(t.Reading.Start.Format(wallClock))
	}
	if t.Open != "after" {
		out.End = optional(t.Reading.End.Format(wallClock))
	}
	return out
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
