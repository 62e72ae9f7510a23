package turn

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// piece is a line of the text that the rules read.
type piece struct {
	text  string
	voice bool // it was spoken
}

// saidIn are the words of a message: of a voice note those that were written down of it, with the numbers as people write them.
func saidIn(m channels.Stored, ask agent.Ask) string {
	if !spoken(m) {
		return m.Text
	}
	return strings.TrimSpace(m.Text + " " + dictated(m.Transcript.Text, ask))
}

// spoken tells whether a message has words that were spoken and heard.
func spoken(m channels.Stored) bool {
	return m.Kind == channels.KindAudio && m.Transcript != nil && m.Transcript.State == channels.TranscriptHeard && m.Transcript.Text != ""
}

// fate is what became of a voice note.
func fate(m channels.Stored) agent.VoiceNote {
	switch {
	case spoken(m):
		return agent.VoiceHeard
	case m.Transcript == nil:
		return agent.VoiceUnread
	}
	switch m.Transcript.State {
	case channels.TranscriptHeard, channels.TranscriptUnclear: // heard, and nothing was said
		return agent.VoiceUnclear
	case channels.TranscriptLong:
		return agent.VoiceLong
	default:
		return agent.VoiceLate
	}
}

// graver is what is told of two voice notes: what was not heard, before what was.
func graver(a, b agent.VoiceNote) agent.VoiceNote {
	if a.Lost() {
		return a
	}
	return b
}

// text joins the pieces, a line each.
func (l *listener) text() string {
	lines := make([]string, len(l.typed))
	for i, p := range l.typed {
		lines[i] = p.text
	}
	return strings.Join(lines, "\n")
}

// sourced marks the commands of which any word was spoken.
func (l *listener) sourced(commands []agent.Command) []agent.Command {
	at := 0
	for _, p := range l.typed {
		end := at + len(p.text)
		for i := range commands {
			if c := &commands[i]; p.voice && c.Span.Start < end && c.Span.End > at {
				c.Source = agent.SourceVoice
			}
		}
		at = end + len("\n")
	}
	return commands
}

// fromVoice marks all commands of a voice note.
func fromVoice(commands []agent.Command) []agent.Command {
	for i := range commands {
		commands[i].Source = agent.SourceVoice
	}
	return commands
}
