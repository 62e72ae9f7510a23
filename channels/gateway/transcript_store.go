package gateway

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// listenJob has a voice note written down, once its file is here.
type listenJob struct {
	Message string `json:"message"`
	Media   string `json:"media"`
}

// Kind of the job.
func (listenJob) Kind() string { return "voice.transcribe" }

// transcriptRow is a transcript as it is stored; it travels as JSON beside its message.
type transcriptRow struct {
	State    channels.TranscriptState `json:"state"`
	Body     string                   `json:"body"`
	Language string                   `json:"language"`
	Seconds  float64                  `json:"seconds"`
	LogProb  *float64                 `json:"logprob"`
	NoSpeech *float64                 `json:"no_speech"`
	Model    string                   `json:"model"`
	Reason   string                   `json:"reason"`
}

func (r *transcriptRow) transcript() *channels.Transcript {
	if r == nil {
		return nil
	}
	return &channels.Transcript{
		State: r.State, Text: r.Body, Language: r.Language, Seconds: r.Seconds, LogProb: r.LogProb, NoSpeech: r.NoSpeech, Model: r.Model,
		Reason: r.Reason,
	}
}

// read is the transcript as a turn reads it, the same whenever the turn is given again: words that came too late are not among it.
func (r *transcriptRow) read() *channels.Transcript {
	if r == nil || r.State == channels.TranscriptHeard {
		return r.transcript()
	}
	state := r.State
	if state == channels.TranscriptWanted { // not of a frozen turn
		state = channels.TranscriptLate
	}
	return &channels.Transcript{State: state}
}

// wantTranscript notes that a voice note is to be written down.
func (g *Gateway) wantTranscript(ctx context.Context, tx *db.Tx, in channels.Inbound, message string) error {
	if g.transcribe == nil || in.Kind != channels.KindAudio || in.Media == nil || in.Media.Ref == "" {
		return nil
	}
	_, err := db.Exec(ctx, tx, sqlWantTranscript, db.Args{
		"message": message, "now": tx.Now, "until": tx.Now.Add(channels.TranscriptDeadline),
	})
	if err != nil {
		return fmt.Errorf("want transcript: %w", err)
	}
	if in.Media.Remote != "" {
		return nil // its file comes first
	}
	return enqueueListen(ctx, tx, message, in.Media.Ref)
}

const sqlWantTranscript = `
INSERT INTO transcripts (message_id, state, until, created_at) VALUES (@message, 'wanted', @until, @now)`

func enqueueListen(ctx context.Context, tx *db.Tx, message, media string) error {
	_, err := queue.Enqueue(ctx, tx, listenJob{message, media}, queue.Unique(message), queue.Urgent())
	return err
}

// mediaCame goes on with a voice note whose file is here, or will never be.
func (g *Gateway) mediaCame(ctx context.Context, tx *db.Tx, media string) error {
	messages, err := db.Values[string](ctx, tx, sqlAwaitsMedia, db.Args{"media": media})
	if err != nil {
		return fmt.Errorf("transcript of a file: %w", err)
	}
	for _, m := range messages {
		if err := enqueueListen(ctx, tx, m, media); err != nil {
			return err
		}
	}
	return nil
}

const sqlAwaitsMedia = `
SELECT t.message_id::text FROM media m JOIN transcripts t ON t.message_id = m.message_id
WHERE m.id = @media AND m.status <> 'wanted' AND t.state IN ('wanted', 'late') AND t.done_at IS NULL`

// listen is the worker of listenJob. No transaction is open while somebody listens.
func (g *Gateway) listen(ctx context.Context, j queue.Job[listenJob]) error {
	who, err := db.One[noteRow](ctx, g.db, sqlNoteOf, db.Args{"message": j.Args.Message})
	if fault.Is(err, fault.NotFound) || g.transcribe == nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("transcribe: %w", err)
	}
	note := channels.Note{Conversation: who.ConversationID, Contact: who.ContactID, Message: j.Args.Message}
	got := channels.Transcript{State: channels.TranscriptFailed, Reason: "no_file"}
	body, media, err := g.Open(ctx, j.Args.Media)
	switch {
	case fault.Is(err, fault.NotFound):
	case err != nil:
		return fmt.Errorf("transcribe: %w", err)
	default:
		defer body.Close()
		if note.Content, err = io.ReadAll(body); err != nil {
			return fmt.Errorf("transcribe: %w", err)
		}
		note.Audio = media
		got = g.transcribe.Transcribe(ctx, note)
	}
	if err := ctx.Err(); err != nil {
		return err // the process stops: another one listens again
	}
	return g.db.InTx(ctx, func(tx *db.Tx) error { return g.heard(ctx, tx, note, got) })
}

type noteRow struct {
	ConversationID string
	ContactID      string
}

const sqlNoteOf = `
SELECT c.id::text AS conversation_id, c.contact_id::text FROM transcripts t JOIN messages m ON m.id = t.message_id
  JOIN conversations c ON c.id = m.conversation_id
WHERE t.message_id = @message AND t.done_at IS NULL AND m.dropped_at IS NULL`

// heard keeps what was written down and lets the turn begin that waits for it.
func (g *Gateway) heard(ctx context.Context, tx *db.Tx, n channels.Note, t channels.Transcript) error {
	if t.State == "" || t.State == channels.TranscriptWanted {
		t.State = channels.TranscriptFailed
	}
	body, _ := shorten(t.Text, maxRunes)
	states, err := db.Values[channels.TranscriptState](ctx, tx, sqlHeard, db.Args{
		"message": n.Message, "state": t.State, "body": strings.TrimSpace(strings.Map(printable, body)), "language": t.Language, "seconds": t.Seconds, "logprob": t.LogProb,
		"no_speech": t.NoSpeech, "model": t.Model, "reason": t.Reason, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("keep transcript: %w", err)
	}
	g.log.InfoContext(ctx, "voice note", "message", n.Message, "state", t.State, "seconds", t.Seconds, "reason", t.Reason)
	if err := notify(ctx, tx, n.Conversation); err != nil {
		return err
	}
	if len(states) == 0 || states[0] == channels.TranscriptLate {
		return nil
	}
	return g.resume(ctx, tx, n.Conversation)
}

// What its turn did not wait for stays late, with the words beside it.
const sqlHeard = `
UPDATE transcripts SET state = CASE WHEN state = 'late' THEN state ELSE @state END, body = @body, language = @language,
  seconds = @seconds, logprob = @logprob, no_speech = @no_speech, model = @model, reason = @reason, done_at = @now
WHERE message_id = @message AND done_at IS NULL RETURNING state`

// resume has the turn begin as soon as the rest of the burst allows: a moment after the last message, as if the note had been one
// of text.
func (g *Gateway) resume(ctx context.Context, tx *db.Tx, conversation string) error {
	last, err := db.Value[*time.Time](ctx, tx, sqlLastWaiting, db.Args{"conversation": conversation})
	if err != nil || last == nil {
		return err
	}
	return enqueueTurn(ctx, tx, conversation, last.Add(g.debounce(channels.Inbound{Kind: channels.KindAudio})))
}

const sqlLastWaiting = `
SELECT max(created_at) FROM messages WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL`

// awaitTranscripts tells whether a message that waits is still being written down, and then has the turn begin later. After the
// deadline the turn goes without its words.
func (g *Gateway) awaitTranscripts(ctx context.Context, tx *db.Tx, conversation string) (bool, error) {
	if g.transcribe == nil {
		return false, nil
	}
	// no message comes until the turn is frozen: what is looked at here is what it takes
	if _, err := db.Exec(ctx, tx, sqlLockConversation, db.Args{"conversation": conversation}); err != nil {
		return false, err
	}
	until, err := db.Value[*time.Time](ctx, tx, sqlAwaited, db.Args{"conversation": conversation, "now": tx.Now})
	if err != nil {
		return false, fmt.Errorf("transcripts that are awaited: %w", err)
	}
	if until != nil {
		return true, enqueueTurn(ctx, tx, conversation, *until)
	}
	if _, err := db.Exec(ctx, tx, sqlGiveUp, db.Args{"conversation": conversation}); err != nil {
		return false, fmt.Errorf("transcripts that are late: %w", err)
	}
	return false, nil
}

const sqlLockConversation = `SELECT FROM conversations WHERE id = @conversation FOR NO KEY UPDATE`

const sqlAwaited = `
SELECT max(t.until) FROM transcripts t JOIN messages m ON m.id = t.message_id
WHERE m.conversation_id = @conversation AND m.turn_id IS NULL AND m.dropped_at IS NULL AND t.state = 'wanted' AND t.until > @now`

const sqlGiveUp = `
UPDATE transcripts t SET state = 'late' FROM messages m
WHERE m.id = t.message_id AND m.conversation_id = @conversation AND m.turn_id IS NULL AND t.state = 'wanted'`
