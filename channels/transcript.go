package channels

import "time"

// TranscriptState says what became of the words of a voice note.
type TranscriptState string

const (
	TranscriptWanted  TranscriptState = "wanted"  // it is being written down
	TranscriptHeard   TranscriptState = "heard"   // Text is what was said
	TranscriptUnclear TranscriptState = "unclear" // nothing was said, or nobody could tell what; Text is a guess for people
	TranscriptLate    TranscriptState = "late"    // its turn did not wait longer; Text may have come since, for people
	TranscriptFailed  TranscriptState = "failed"  // it could not be written down
	TranscriptLong    TranscriptState = "long"    // longer, or larger, than what is listened to
)

// Transcript is a voice note written down. A message of a frozen turn has no other Text than the one the turn read.
type Transcript struct {
	State    TranscriptState
	Text     string
	Language string  // as the transcriber heard it; empty: not told
	Seconds  float64 // of the audio; 0: not known
	LogProb  *float64
	NoSpeech *float64
	Model    string
	Reason   string // of what was not heard: a code
}

// Note is a voice note to write down.
type Note struct {
	Conversation string
	Contact      string
	Message      string
	Audio        Media
	Content      []byte
}

// TranscriptDeadline is how long the turn of a voice note waits for its words, from when the note was received.
const TranscriptDeadline = 15 * time.Second
