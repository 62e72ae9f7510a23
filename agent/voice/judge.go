package voice

import (
	"regexp"
	"strings"
	"unicode"

	openai "github.com/sashabaranov/go-openai"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Where the model's own doubts begin: the figures at which Whisper itself tries again or takes a segment for silence.
const (
	maxNoSpeech = 0.6
	minLogProb  = -1.0
	maxRatio    = 2.4 // of compression: text that repeats itself
)

// judge makes a transcript of what a server answered. A server that tells no segments is taken at its word.
func judge(r openai.AudioResponse) channels.Transcript {
	t := channels.Transcript{State: channels.TranscriptHeard, Text: r.Text, Language: tongue(r.Language), Seconds: r.Duration}
	var kept []string
	var weight, logs, silence float64
	dropped := ""
	for _, s := range r.Segments {
		w := max(s.End-s.Start, 0.01)
		weight, logs, silence = weight+w, logs+w*s.AvgLogprob, silence+w*s.NoSpeechProb
		switch {
		case s.NoSpeechProb > maxNoSpeech:
			dropped = "no_speech"
		case s.CompressionRatio > maxRatio:
			dropped = "repeats"
		default:
			kept = append(kept, strings.TrimSpace(s.Text))
		}
	}
	if weight > 0 {
		logs, silence = logs/weight, silence/weight
		t.LogProb, t.NoSpeech = &logs, &silence
	}
	if dropped != "" {
		t.Text = strings.Join(kept, " ")
	}
	t.Text = withoutPhantoms(t.Text)
	switch {
	case !spoken(t.Text) && dropped == "":
		dropped = "no_speech"
		fallthrough
	case !spoken(t.Text), dropped == "repeats":
		t.State, t.Reason = channels.TranscriptUnclear, dropped
	case t.LogProb != nil && *t.LogProb < minLogProb:
		t.State, t.Reason = channels.TranscriptUnclear, "low_confidence"
	}
	return t
}

// phantoms are lines that models write over silence, learned from subtitles, and the names of noises in brackets.
var phantoms = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`[^.!?\n]*\bamara\.org\b[^.!?\n]*`, `subt[íi]tulos? (realizados|creados|por|de) [^.!?\n]*`, `legendas? (pela|por|de) [^.!?\n]*`,
	`(muchas )?gracias por ver( el)? v[íi]deo`, `¡?suscr[íi]bete( al canal)?!?`, `(muito )?obrigad[oa] por assistir`, `inscreva-se no canal`,
	`thanks? (you )?for watching`, `\[[^\]\d\n]{1,40}\]`, `\([^)\d\n]{1,40}\)`, `\*[^*\d\n]{1,40}\*`, `[♪♫]+`,
}, "|"))

// withoutPhantoms takes out what nobody said. A line that is a phantom among true words goes too: nobody says them to us.
func withoutPhantoms(text string) string {
	return strings.Join(strings.Fields(phantoms.ReplaceAllString(text, " ")), " ")
}

// spoken tells whether a text holds a word or a number.
func spoken(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// tongue is the code of a language that servers call by its English name.
func tongue(name string) string {
	switch strings.ToLower(name) {
	case "spanish", "castilian":
		return "es"
	case "portuguese":
		return "pt"
	case "english":
		return "en"
	}
	if len(name) > 8 {
		return ""
	}
	return strings.ToLower(name)
}
