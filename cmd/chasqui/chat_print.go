package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// chatPrinter writes a chat for a person or, with JSON, for a program (DESIGN: the command line contract).
type chatPrinter struct {
	out  io.Writer
	json *json.Encoder // nil: for a person
}

func newChatPrinter(w io.Writer, asJSON bool) *chatPrinter {
	p := &chatPrinter{out: w}
	if asJSON {
		p.json = json.NewEncoder(w)
		p.json.SetEscapeHTML(false)
	}
	return p
}

func (p *chatPrinter) greet(s *chatSession) {
	if p.json == nil {
		fmt.Fprintf(p.out, "You are %s. Write a message; Ctrl-D ends.\n", s.me.Value)
	}
}

type replyLine struct {
	Type    string            `json:"type"`
	To      string            `json:"to"`
	Text    string            `json:"text"`
	Options []channels.Choice `json:"options"`
	Ask     string            `json:"ask"`
}

func (p *chatPrinter) reply(m channels.Outbound) {
	if p.json == nil {
		fmt.Fprintf(p.out, "\n%s\n\n", indent(m.Text))
		return
	}
	line := replyLine{Type: "reply", To: m.To.Value, Text: m.Text, Options: m.Choices, Ask: m.Ask}
	if line.Options == nil {
		line.Options = []channels.Choice{}
	}
	_ = p.json.Encode(line) //nolint:errchkjson // plain fields; a closed stdout ends the program elsewhere
}

func indent(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }

func (p *chatPrinter) event(f events.Fact) {
	if p.json == nil {
		fmt.Fprintf(p.out, "  [%s] %s\n", f.Name, f.Data)
		return
	}
	_ = p.json.Encode(struct { //nolint:errchkjson // the data is JSON already
		Type string          `json:"type"`
		Name string          `json:"name"`
		Data json.RawMessage `json:"data"`
	}{"event", f.Name, f.Data})
}

type turnLine struct {
	Type     string   `json:"type"`
	N        int      `json:"n"`
	Language string   `json:"language"`
	Owner    string   `json:"owner"`
	Ask      string   `json:"ask"`
	Commands []string `json:"commands"`
	MS       int64    `json:"ms"`
}

func (p *chatPrinter) turn(n int, o turn.Outcome, took time.Duration) {
	if p.json == nil {
		return
	}
	line := turnLine{
		Type: "turn", N: n, Language: o.Language, Owner: string(o.Owner), Ask: string(o.Ask), Commands: []string{},
		MS: took.Milliseconds(),
	}
	for _, c := range o.Commands {
		line.Commands = append(line.Commands, string(c))
	}
	if line.Owner == "" {
		line.Owner = string(channels.OwnerBot)
	}
	if line.Ask == "" {
		line.Ask = string(agent.AskNone)
	}
	if line.Language == "" {
		line.Language = "es"
	}
	_ = p.json.Encode(line) //nolint:errchkjson // plain fields
}
