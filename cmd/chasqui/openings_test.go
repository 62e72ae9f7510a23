package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// opening is what somebody writes first, and what must come of it (DEMO.md 7.2, 7.3).
type opening struct {
	ID    string   `yaml:"id"`
	As    string   `yaml:"as"`    // "offered": the contractor to whom the last visit is offered
	Who   *seeded  `yaml:"who"`   // instead of a number: a customer of the demo
	Given []string `yaml:"given"` // said before
	Say   []string `yaml:"say"`
	// Terminal says why a page of the web cannot send it.
	Terminal string      `yaml:"terminal"`
	Expect   openingWant `yaml:"expect"`
}

// openingWant is what the last line must come to.
type openingWant struct {
	Ask      string   `yaml:"ask"`
	Owner    string   `yaml:"owner"`
	Language string   `yaml:"language"`
	Commands []string `yaml:"commands"` // among those heard
	Events   []string `yaml:"events"`   // "escalation.opened cause=safety priority=P1", among those of all lines of say
	Without  []string `yaml:"without"`  // names of events that must not be
	Says     []string `yaml:"says"`     // parts of what the person is told, "to +56...: " ahead for somebody else
	Never    []string `yaml:"never"`    // parts that must not be
}

// seeded picks a customer of the demo by a visit of theirs.
type seeded struct {
	Unit    string   `yaml:"unit"`
	Day     int      `yaml:"day"`    // from today
	Within  int      `yaml:"within"` // days before that will do too
	Status  []string `yaml:"status"`
	Service string   `yaml:"service"` // empty: any
	From    string   `yaml:"from"`    // wall clock at which the promised window begins; empty: any
}

const sqlSeeded = `SELECT h.value FROM visits v JOIN work_orders w ON w.id = v.work_order_id
	JOIN contact_handles h ON h.contact_id = w.contact_id AND h.kind = 'e164'
	WHERE w.unit_code = $1 AND ($5 = '' OR w.service_code = $5) AND v.status = ANY($2)
	AND (lower(v.arrival) AT TIME ZONE v.time_zone)::date - ($3::timestamptz AT TIME ZONE v.time_zone)::date BETWEEN $4::int - $7::int AND $4::int
	AND ($6 = '' OR to_char(lower(v.arrival) AT TIME ZONE v.time_zone, 'HH24:MI') = $6)
	AND NOT EXISTS (SELECT FROM visits o JOIN work_orders x ON x.id = o.work_order_id WHERE x.contact_id = w.contact_id
		AND o.id <> v.id AND o.status IN ('scheduled','dispatched','en_route','on_site','working','paused'))
	ORDER BY h.value LIMIT 1`

// phone of the first such customer who has no other visit to come.
func (s seeded) phone(t *testing.T, l *lab) (phone string) {
	t.Helper()
	must(t, l.sys.db.Pool().QueryRow(t.Context(), sqlSeeded, s.Unit, s.Status, l.sys.db.Now(), s.Day, s.Service, s.From, s.Within).Scan(&phone))
	return phone
}

func TestOpeningsComeToTheirNextMove(t *testing.T) {
	t.Parallel()
	var alike []opening
	for _, name := range []string{"customers", "technicians"} {
		raw, err := os.ReadFile("testdata/openings/" + name + ".yaml")
		must(t, err)
		var list []opening
		decoder := yaml.NewDecoder(bytes.NewReader(raw))
		decoder.KnownFields(true)
		must(t, decoder.Decode(&list))
		for _, o := range list {
			if name == "customers" && o.alone() {
				alike = append(alike, o)
				continue
			}
			for place, web := range map[string]bool{"terminal": false, "webchat": true} {
				t.Run(o.ID+" "+place, func(t *testing.T) {
					t.Parallel()
					o.playAt(t, nil, web)
				})
			}
		}
	}
	for place, web := range map[string]bool{"terminal": false, "webchat": true} {
		t.Run("strangers at the "+place, func(t *testing.T) { // one organisation for all: they do not touch each other
			t.Parallel()
			l, err := openLab(context.WithoutCancel(t.Context()), testkit.ServerURL(t))
			must(t, err)
			t.Cleanup(l.Close)
			for _, o := range alike {
				t.Run(o.ID, func(t *testing.T) { o.playAt(t, l, web) })
			}
		})
	}
}

// alone tells whether an opening is a stranger's who says a line or more and moves no clock.
func (o opening) alone() bool {
	return o.Who == nil && !slices.ContainsFunc(slices.Concat(o.Given, o.Say), func(line string) bool {
		return strings.HasPrefix(line, "@wait") || strings.HasPrefix(line, "@as ")
	})
}

// playAt plays in a lab, or in one of its own.
func (o opening) playAt(t *testing.T, l *lab, web bool) {
	t.Helper()
	if web && o.Terminal != "" {
		t.Skip(o.Terminal)
	}
	if l == nil {
		own, err := openLab(context.WithoutCancel(t.Context()), testkit.ServerURL(t))
		must(t, err)
		t.Cleanup(own.Close)
		l = own
	}
	o.play(t, l, web)
}

// play says the lines and looks at what came of the last.
func (o opening) play(t *testing.T, l *lab, web bool) {
	t.Helper()
	phone := o.As
	if o.Who != nil {
		phone = o.Who.phone(t, l)
	}
	var line evals.Engine
	var err error
	if phone == "offered" {
		phone = ""
	} else {
		line = o.line(t, l, phone, web)
	}
	var script strings.Builder
	var last, all []evals.Object
	for i, said := range slices.Concat(o.Given, o.Say) {
		who, words := line, said
		if phone == "" && !strings.HasPrefix(said, "@as ") {
			phone, line = o.offered(t, l, web)
			who = line
		}
		if other, rest, ok := strings.Cut(strings.TrimPrefix(said, "@as "), " "); ok && strings.HasPrefix(said, "@as ") { // somebody else
			who, err = l.Person(t.Context(), other)
			must(t, err)
			words = rest
		}
		if last, err = who.Say(t.Context(), words); err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		if i >= len(o.Given) {
			all = append(all, last...)
		}
		fmt.Fprintf(&script, "> %s\n", said)
		for _, object := range last {
			written, _ := json.Marshal(object)
			fmt.Fprintf(&script, "  %s\n", written)
		}
	}
	for _, fault := range o.Expect.faults(all, last, l.people[phone].me.Value) {
		t.Errorf("%s", fault)
	}
	if t.Failed() || testing.Verbose() {
		t.Log(script.String())
	}
}

// line of a number, at the terminal or on a page.
func (o opening) line(t *testing.T, l *lab, phone string, web bool) evals.Engine {
	t.Helper()
	line, err := l.Person(t.Context(), phone)
	must(t, err)
	if web {
		return newPage(t, l, phone)
	}
	return line
}

// offered is the line of the contractor to whom the last visit is offered.
func (o opening) offered(t *testing.T, l *lab, web bool) (phone string, line evals.Engine) {
	t.Helper()
	must(t, l.sys.db.Pool().QueryRow(t.Context(), `SELECT r.phone FROM assignments a JOIN resources r ON r.id = a.resource_id
		WHERE a.status = 'offered' ORDER BY a.created_at DESC LIMIT 1`).Scan(&phone))
	return phone, o.line(t, l, phone, web)
}

// faults are where what came differs from what is wanted.
func (w openingWant) faults(all, last []evals.Object, me string) (out []string) {
	var told, events []string
	for _, o := range all {
		switch o.Type {
		case "event":
			data, _ := json.Marshal(o.Data)
			events = append(events, o.Name+" "+string(data))
		case "reply":
			text := o.Text
			if o.To != me {
				text = "to " + o.To + ": " + text
			}
			told = append(told, text)
		}
	}
	turn := last[len(last)-1]
	for _, c := range [][3]string{{"ask", turn.Ask, w.Ask}, {"owner", turn.Owner, w.Owner}, {"language", turn.Language, w.Language}} {
		if c[2] != "" && c[1] != c[2] {
			out = append(out, fmt.Sprintf("%s is %q, want %q", c[0], c[1], c[2]))
		}
	}
	for _, c := range w.Commands {
		if !slices.Contains(turn.Commands, c) {
			out = append(out, fmt.Sprintf("heard %v, want %s too", turn.Commands, c))
		}
	}
	for _, e := range w.Events {
		if !slices.ContainsFunc(events, func(got string) bool { return matches(got, e) }) {
			out = append(out, fmt.Sprintf("no %s among %v", e, events))
		}
	}
	for _, name := range w.Without {
		if slices.ContainsFunc(events, func(got string) bool { return strings.HasPrefix(got, name+" ") }) {
			out = append(out, "there is a "+name)
		}
	}
	words := strings.Join(told, "\n")
	for _, part := range w.Says {
		if !strings.Contains(words, part) {
			out = append(out, fmt.Sprintf("%q is not said", part))
		}
	}
	for _, part := range w.Never {
		if strings.Contains(words, part) {
			out = append(out, fmt.Sprintf("%q is said", part))
		}
	}
	return out
}

// matches tells whether an event has a name and values: "visit.canceled status=canceled".
func matches(got, want string) bool {
	parts := strings.Fields(want)
	if !strings.HasPrefix(got, parts[0]+" ") {
		return false
	}
	for _, p := range parts[1:] {
		key, value, _ := strings.Cut(p, "=")
		if !strings.Contains(got, fmt.Sprintf("%q:%q", key, value)) {
			return false
		}
	}
	return true
}

// page is a person who writes in the chat of a web page; what they are told is read from the page too.
type page struct {
	*chatSession
	chat http.Handler
	n    int
	seq  int64
}

func newPage(t *testing.T, l *lab, phone string) *page {
	t.Helper()
	s := l.people[phone]
	s.me, s.ours = channels.Address{Channel: channels.Webchat, Value: s.me.Value}, webchat.Ours
	return &page{chatSession: s, chat: webchat.New(webchat.Options{DB: l.sys.db, Inbox: l.sys.gateway}).Simulator()}
}

// Say posts a line of the chat command.
func (p *page) Say(ctx context.Context, said string) ([]evals.Object, error) {
	line, err := parseChatLine(said)
	if err != nil {
		return nil, err
	}
	for _, m := range line.Messages {
		p.n++
		body, err := json.Marshal(map[string]any{"id": fmt.Sprint("page-", p.n), "text": m.Text, "location": m.Location})
		if err != nil {
			return nil, err
		}
		if got := p.call(ctx, http.MethodPost, "/messages", bytes.NewReader(body)); got.Code != http.StatusAccepted {
			return nil, fmt.Errorf("the page was answered %d %s", got.Code, got.Body)
		}
	}
	if c, ok, err := p.sys.gateway.FindConversation(ctx, p.sys.db, p.ours, p.me); err != nil {
		return nil, err
	} else if ok {
		p.conv = c.ID
	}
	if err := p.sys.drain(ctx, p.hands, p.hands.Now().Add(line.Wait)); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := p.report(ctx, newChatPrinter(&out, true), 0); err != nil {
		return nil, err
	}
	objects, err := evals.ReadObjects(json.NewDecoder(&out))
	if err != nil {
		return nil, err
	}
	objects = slices.DeleteFunc(objects, func(o evals.Object) bool { return o.Type == "reply" && o.To == p.me.Value })
	shown, err := p.read(ctx)
	return append(shown, objects...), err
}

// read is what the page shows since it was last read.
func (p *page) read(ctx context.Context) ([]evals.Object, error) {
	got := p.call(ctx, http.MethodGet, fmt.Sprintf("/messages?after=%d", p.seq), http.NoBody)
	var list struct {
		Messages []struct {
			Seq  int64  `json:"seq"`
			Out  bool   `json:"out"`
			Text string `json:"text"`
			Ask  string `json:"ask"`
		} `json:"messages"`
	}
	if err := json.Unmarshal(got.Body.Bytes(), &list); err != nil {
		return nil, fmt.Errorf("the page reads %d %s: %w", got.Code, got.Body, err)
	}
	var out []evals.Object
	for _, m := range list.Messages {
		p.seq = max(p.seq, m.Seq)
		if m.Out {
			out = append(out, evals.Object{Type: "reply", To: p.me.Value, Text: m.Text, Ask: m.Ask})
		}
	}
	return out, nil
}

func (p *page) call(ctx context.Context, method, path string, body interface {
	Read([]byte) (int, error)
},
) *httptest.ResponseRecorder {
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	r := httptest.NewRequestWithContext(ctx, method, path+sep+"as="+url.QueryEscape(p.me.Value), body)
	w := httptest.NewRecorder()
	p.chat.ServeHTTP(w, r)
	return w
}
