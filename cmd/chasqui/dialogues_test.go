package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// dialogue is one conversation: what is said first, and what is answered to each question.
type dialogue struct {
	Name    string              `yaml:"name"`
	As      string              `yaml:"as"`
	Open    []string            `yaml:"open"`
	After   []string            `yaml:"after"` // said when nothing that is asked has an answer left: mostly @wait
	Answers map[string][]string `yaml:"answers"`
	Expect  expectation         `yaml:"expect"`
}

// expectation is what must have happened, and nothing else of the kind.
type expectation struct {
	Booked     string `yaml:"booked"` // service
	Day        string `yaml:"day"`
	Part       string `yaml:"part"` // morning, afternoon
	Escalation string `yaml:"escalation"`
	Priority   string `yaml:"priority"`
	Waitlisted string `yaml:"waitlisted"`
	Consent    string `yaml:"consent"`
	// AnyEscalation says that alerts come and go.
	AnyEscalation bool `yaml:"any_escalation"`
	// Visits are all facts of visits and escalations, in order, each with its local time where that matters ("visit.confirmed").
	Visits []string `yaml:"visits"`
	// Replies are parts of what the person is told, in order.
	Replies []string `yaml:"replies"`
}

// dialogueStart is where every dialogue's clock stands.
const dialogueStart = "2026-11-23T09:05:00-03:00"

// mostTurns of a dialogue.
const mostTurns = 40

func TestDialogues(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/dialogues/*.yaml")
	must(t, err)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(t, err)
		var list []dialogue
		must(t, yaml.Unmarshal(raw, &list))
		country := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for _, d := range list {
			t.Run(country+" "+d.Name, func(t *testing.T) {
				t.Parallel()
				play := playDialogue(t, d)
				slug := strings.ReplaceAll(text.Fold(d.Name), " ", "_")
				testkit.Golden(t, "dialogues/"+country+"_"+slug+".golden", play.transcript.String())
				play.check(t, d.Expect)
			})
		}
	}
}

// playing is a dialogue under way.
type playing struct {
	transcript strings.Builder
	ask        string
	events     []eventLine
	steps      []step
	after      int    // lines of After said
	me         string // who talks
	others     map[string]*chatSession
}

type eventLine struct {
	Name string         `json:"name"`
	Data map[string]any `json:"data"`
}

// step is one line said and what came of it.
type step struct {
	asked    string // what was pending when it was said
	commands []string
	events   []eventLine
	replies  []replyLine
}

// playDialogue runs the true chat session on a copy of the demo organisation.
func playDialogue(t *testing.T, d dialogue) *playing {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	at, err := time.Parse(time.RFC3339, dialogueStart)
	must(t, err)
	hands := clock.NewManual(at)
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	heard := &overheard{turns: map[string]turn.Outcome{}}
	sys, end, err := openSystem(ctx, url, hands, ids.Seeded(chatSeed, hands), systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: heard.transports(), Ran: heard.ran,
		Log: logs.Discard(), Demo: true,
	}, drop)
	must(t, err)
	t.Cleanup(end)
	must(t, demo.Prepare(ctx, sys.db))
	phone, err := chatNumber(d.As)
	must(t, err)
	session, err := newChatSession(ctx, sys, hands, heard, phone)
	must(t, err)
	p := &playing{me: phone}
	for n := range mostTurns {
		line, ok := p.next(d, n)
		if !ok {
			break
		}
		p.say(t, session, line)
	}
	return p
}

// next is the line to say: an opening, or the next answer to what is asked.
func (p *playing) next(d dialogue, n int) (string, bool) {
	if n < len(d.Open) {
		return d.Open[n], true
	}
	answers := d.Answers[p.ask]
	if len(answers) == 0 {
		if p.after == len(d.After) {
			return "", false
		}
		p.after++
		return d.After[p.after-1], true
	}
	d.Answers[p.ask] = answers[1:]
	return answers[0], true
}

// technician is a talk of whoever has the visit that was booked last, beside the customer's.
func (p *playing) technician(t *testing.T, customer *chatSession) *chatSession {
	t.Helper()
	var phone string
	must(t, customer.sys.db.Pool().QueryRow(t.Context(), `SELECT r.phone FROM facts f
		JOIN assignments a ON a.visit_id = f.visit_id AND a.status IN ('offered','accepted','active') JOIN resources r ON r.id = a.resource_id
		WHERE f.name IN ('visit.booked','visit.rescheduled') AND f.contact_id = $1 ORDER BY f.seq DESC LIMIT 1`, customer.contact).Scan(&phone))
	if s := p.others[phone]; s != nil {
		return s
	}
	s, err := newChatSession(context.WithoutCancel(t.Context()), customer.sys, customer.hands, customer.heard, phone)
	must(t, err)
	if p.others == nil {
		p.others = map[string]*chatSession{}
	}
	p.others[phone] = s
	return s
}

func (p *playing) say(t *testing.T, session *chatSession, line string) {
	t.Helper()
	var out bytes.Buffer
	text, asTechnician := strings.CutPrefix(line, "@technician ")
	if asTechnician {
		session = p.technician(t, session)
	}
	parsed, err := parseChatLine(text)
	must(t, err)
	must(t, session.turn(t.Context(), parsed, newChatPrinter(&out, true)))
	s := step{asked: p.ask}
	fmt.Fprintf(&p.transcript, "> %s\n", line)
	decoder := json.NewDecoder(&out)
	for decoder.More() {
		var raw json.RawMessage
		must(t, decoder.Decode(&raw))
		p.take(t, raw, &s, asTechnician)
	}
	p.steps = append(p.steps, s)
}

// take writes one object of the contract into the transcript, without what differs from run to run.
func (p *playing) take(t *testing.T, raw json.RawMessage, s *step, asTechnician bool) {
	t.Helper()
	var kind struct{ Type string }
	must(t, json.Unmarshal(raw, &kind))
	switch kind.Type {
	case "reply":
		var r replyLine
		must(t, json.Unmarshal(raw, &r))
		s.replies = append(s.replies, r)
		if asTechnician && r.To == p.me { // the customer was told something meanwhile
			p.ask = r.Ask
		}
		to := ""
		if r.To != p.me {
			to = "(" + r.To + ") "
		}
		fmt.Fprintf(&p.transcript, "< %s%s\n", to, strings.ReplaceAll(r.Text, "\n", "\n  "))
	case "event":
		var e eventLine
		must(t, json.Unmarshal(raw, &e))
		s.events, p.events = append(s.events, e), append(p.events, e)
		fmt.Fprintf(&p.transcript, "! %s%s\n", e.Name, e.told())
	case "turn":
		var l turnLine
		must(t, json.Unmarshal(raw, &l))
		if s.commands = l.Commands; !asTechnician {
			p.ask = l.Ask
		}
		fmt.Fprintf(&p.transcript, "= %s %s ask=%s %v\n\n", l.Language, l.Owner, l.Ask, l.Commands)
	}
}

// told are the values of an event that a reader wants to see.
func (e eventLine) told() string {
	var b strings.Builder
	for _, key := range []string{"service", "window_start", "window_end", "locality", "status", "reason", "cause", "priority", "purpose", "at"} {
		if v, ok := e.Data[key]; ok && v != "" {
			fmt.Fprintf(&b, " %s=%v", key, v)
		}
	}
	return b.String()
}

func (p *playing) of(name string) []eventLine {
	var out []eventLine
	for _, e := range p.events {
		if e.Name == name {
			out = append(out, e)
		}
	}
	return out
}

func (p *playing) check(t *testing.T, want expectation) {
	t.Helper()
	p.checkBooking(t, want)
	if !want.AnyEscalation {
		p.checkEscalation(t, want)
	}
	p.checkEvent(t, "lead.waitlisted", map[string]string{"cause": want.Waitlisted})
	p.checkEvent(t, "consent.withdrawn", map[string]string{"purpose": want.Consent})
	p.checkVisits(t, want)
	p.checkLaws(t)
}

func (p *playing) checkEscalation(t *testing.T, want expectation) {
	t.Helper()
	p.checkEvent(t, "escalation.opened", map[string]string{"cause": want.Escalation, "priority": want.Priority})
}

// checkVisits wants the facts and the words in their order.
func (p *playing) checkVisits(t *testing.T, want expectation) {
	t.Helper()
	var got, told []string
	for _, e := range p.events {
		if strings.HasPrefix(e.Name, "visit.") || strings.HasPrefix(e.Name, "escalation.") {
			got = append(got, e.Name)
		}
	}
	if want.Visits != nil && !slices.Equal(got, want.Visits) {
		t.Errorf("facts of visits %v, want %v\n%s", got, want.Visits, p.transcript.String())
	}
	for _, s := range p.steps {
		for _, r := range s.replies {
			told = append(told, r.Text)
		}
	}
	for _, part := range want.Replies {
		i := slices.IndexFunc(told, func(text string) bool { return strings.Contains(text, part) })
		if i < 0 {
			t.Errorf("nobody said %q in its place\n%s", part, p.transcript.String())
			return
		}
		told = told[i:]
	}
}

// checkEvent wants exactly one event with these values, or none when all are empty.
func (p *playing) checkEvent(t *testing.T, name string, want map[string]string) {
	t.Helper()
	wanted := false
	for _, v := range want {
		wanted = wanted || v != ""
	}
	got := p.of(name)
	if (len(got) == 1) != wanted || len(got) > 1 {
		t.Errorf("%d %s, want %v\n%s", len(got), name, want, p.transcript.String())
		return
	}
	for key, v := range want {
		if v != "" && got[0].Data[key] != nil && got[0].Data[key] != v {
			t.Errorf("%s %s is %v, want %s", name, key, got[0].Data[key], v)
		}
	}
}

func (p *playing) checkBooking(t *testing.T, want expectation) {
	t.Helper()
	got := p.of("visit.booked")
	if want.Booked == "" {
		if len(got) > 0 {
			t.Errorf("booked %s\n%s", got[0].told(), p.transcript.String())
		}
		return
	}
	if len(got) != 1 {
		t.Errorf("%d bookings\n%s", len(got), p.transcript.String())
		return
	}
	data := got[0].Data
	start, err := time.Parse(time.RFC3339, fmt.Sprint(data["window_start"]))
	must(t, err)
	part := "morning"
	if start.Hour() >= 12 {
		part = "afternoon"
	}
	if data["service"] != want.Booked || want.Day != "" && start.Format(time.DateOnly) != want.Day || want.Part != "" && part != want.Part {
		t.Errorf("booked %s, want %+v\n%s", got[0].told(), want, p.transcript.String())
	}
}

// dated is a date as every sentence about a visit says it: weekday, day, month and hours.
var dated = regexp.MustCompile(`(?i)\p{L}{3},? \d{1,2} \p{L}{3}\.?,? .*\d{1,2}(:\d\d|h)`)

// checkLaws are what holds in every dialogue: no booking without a yes to what was read back, no sentence twice in a row, and
// slots named in full.
func (p *playing) checkLaws(t *testing.T) {
	t.Helper()
	last := map[string]string{}
	for _, s := range p.steps {
		for _, e := range s.events {
			if e.Name == "visit.booked" && (s.asked != "confirm" || !strings.Contains(strings.Join(s.commands, " "), "affirm")) {
				t.Errorf("booked on %v while %s was asked", s.commands, s.asked)
			}
		}
		for _, r := range s.replies {
			if r.Text == last[r.To] {
				t.Errorf("said twice: %s", r.Text)
			}
			last[r.To] = r.Text
			if (r.Ask == "slot" && len(r.Options) > 1 || r.Ask == "confirm" && strings.Contains(r.Text, "•")) && !dated.MatchString(r.Text) {
				t.Errorf("a date is not said in full: %s", r.Text)
			}
		}
	}
}
