package turn

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Telling is what became of a notice.
type Telling string

const (
	Told     Telling = "told"     // said now
	Repeated Telling = "repeated" // said before: nothing happened
	Busy     Telling = "busy"     // a message is being answered: try again in a moment
	Unwanted Telling = "unwanted" // a person has the conversation, or a talk is under way: try again later
)

// Tell says a notice in a conversation, once for a key, however often it is asked for. Like a turn it is decided by the dialogue,
// which may say nothing now, and committed with its state in one transaction; it never overtakes the answer to a message.
func (e *Engine) Tell(ctx context.Context, conversation, key string, n agent.Notice) (Telling, Outcome, error) {
	release, ok, err := e.Inbox.Claim(ctx, conversation)
	if err != nil || !ok {
		return Busy, Outcome{}, err
	}
	defer release()
	at, err := e.Inbox.Quiet(ctx, conversation, key)
	switch {
	case err != nil:
		return Busy, Outcome{}, err
	case at.Said:
		return Repeated, Outcome{}, nil
	case at.Waits:
		return Busy, Outcome{}, nil
	}
	t := e.begin(at.Work)
	t.notice, t.key = &n, key
	var told bool
	err = guard(func() error { told, err = t.tell(ctx); return err })
	switch {
	case err != nil:
		return Busy, Outcome{}, fmt.Errorf("notice %s: %w", key, err)
	case !told:
		return Unwanted, Outcome{}, nil
	}
	return Told, t.outcome(), nil
}

// tell decides and commits; false when nothing is to be said now.
func (t *turn) tell(ctx context.Context) (bool, error) {
	view, err := t.engine.Viewer.View(ctx, t.work)
	if err != nil {
		return false, fmt.Errorf("view: %w", err)
	}
	view.Owner = t.work.Conversation.Owner
	t.view = view
	if t.notice.Kind == agent.NoticeBack {
		t.notice.Text = t.work.Conversation.Agreed
	}
	t.step(agent.Event{Notice: t.notice})
	if len(t.todo) == 0 {
		return false, nil
	}
	if err := t.readAhead(ctx); err != nil {
		return false, err
	}
	before := t.plan
	err = t.engine.DB.InTx(ctx, func(tx *db.Tx) error {
		t.plan = before.copied()
		owner, err := t.engine.Inbox.Owner(ctx, tx, t.work.Conversation.ID)
		if err != nil || owner != t.view.Owner { // taken over meanwhile
			t.replies = nil
			return err
		}
		if err := t.doAll(ctx, tx); err != nil {
			return err
		}
		return t.note(ctx, tx)
	})
	return err == nil && len(t.replies) > 0, err
}

// note commits what a notice came to.
func (t *turn) note(ctx context.Context, tx *db.Tx) error {
	state, err := json.Marshal(t.state)
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	for i := range t.replies {
		t.replies[i].Class = channels.ClassService
	}
	if len(t.replies) > 0 {
		t.replies[0].Key = t.key
	}
	return t.engine.Inbox.Note(ctx, tx, channels.TurnDone{Work: t.work, State: state, Owner: t.owner, Replies: t.replies})
}
