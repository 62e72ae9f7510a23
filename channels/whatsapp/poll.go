package whatsapp

import (
	"bytes"
	"strings"

	"go.mau.fi/whatsmeow"

	"github.com/chasqui-fsm/chasqui/channels"
)

// What WhatsApp takes in a poll.
const (
	maxOptions  = 12
	maxOption   = 100 // characters
	maxQuestion = 255
)

// poll is what one of ours asked.
type poll struct {
	Target  string // external id of the message that holds the choices as text
	Choices []channels.Choice
}

// message is WhatsApp's own id of that message.
func (p poll) message() string { return p.Target[strings.LastIndexByte(p.Target, '/')+1:] }

// chosen is the choice that a vote names by the hash of its title; ok is false for a vote that was withdrawn.
func (p poll) chosen(votes [][]byte) (c channels.Choice, ok bool) {
	hashes := whatsmeow.HashPollOptions(titles(p.Choices))
	for _, vote := range votes {
		for i, h := range hashes {
			if bytes.Equal(h, vote) {
				return p.Choices[i], true
			}
		}
	}
	return c, false
}

// pollable tells whether choices can be a poll: two to twelve, short, all different.
func pollable(choices []channels.Choice) bool {
	if len(choices) < 2 || len(choices) > maxOptions {
		return false
	}
	seen := map[string]bool{}
	for _, c := range choices {
		if c.Title == "" || len([]rune(c.Title)) > maxOption || seen[c.Title] {
			return false
		}
		seen[c.Title] = true
	}
	return true
}

func titles(choices []channels.Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Title
	}
	return out
}

// question is what a poll is headed with: the first line of the message.
func question(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > maxQuestion {
		line = string(runes[:maxQuestion])
	}
	return line
}
