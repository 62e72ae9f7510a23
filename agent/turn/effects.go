package turn

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// readAhead runs reading effects while no transaction is open, up to the first that writes.
func (t *turn) readAhead(ctx context.Context) error {
	for len(t.todo) > 0 && !t.todo[0].Kind.Writes() {
		if err := t.read(ctx, t.engine.DB); err != nil {
			return err
		}
	}
	return nil
}

// doAll does what is wanted, in order, until nothing is.
func (t *turn) doAll(ctx context.Context, tx *db.Tx) error {
	for len(t.todo) > 0 {
		var err error
		switch k := t.todo[0].Kind; {
		case k == agent.EffSay:
			err = t.say()
		case k.Writes():
			err = t.write(ctx, tx)
		default:
			err = tx.Savepoint(ctx, func(tx *db.Tx) error { return t.read(ctx, tx) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// read runs a reading effect. What cannot be read is told to the dialogue, which can do without.
func (t *turn) read(ctx context.Context, q db.Querier) error {
	e, err := t.take()
	if err != nil {
		return err
	}
	res, err := t.engine.Reader.Read(ctx, q, t.view, e)
	if err != nil {
		if res, err = t.failed(ctx, e.Kind, err); err != nil {
			return err
		}
	}
	t.came(res)
	return nil
}

// write runs a writing effect. What it did is undone when it fails; the rest of the turn stands.
func (t *turn) write(ctx context.Context, tx *db.Tx) error {
	e, err := t.take()
	if err != nil {
		return err
	}
	who := Who{
		Work: t.work, View: t.view, Said: t.said, Heard: string(t.heard.Message), Key: fmt.Sprintf("%s/%d", t.work.Turn, len(t.done)),
	}
	var res agent.Result
	err = tx.Savepoint(ctx, func(tx *db.Tx) error {
		res, err = t.engine.Writer.Write(ctx, tx, who, e)
		return err
	})
	switch {
	case errors.Is(err, ErrLost):
		res = agent.Result{Lost: true}
	case err != nil:
		if res, err = t.failed(ctx, e.Kind, err); err != nil {
			return err
		}
	default:
		t.handOver(e.Kind)
	}
	if e.Kind.Answers() {
		t.came(res)
	}
	return nil
}

// failed decides what a failure means: another try of the turn, a result that the dialogue deals with, something that may be
// left undone, or a turn that cannot be answered as it was meant.
func (t *turn) failed(ctx context.Context, k agent.EffectKind, err error) (agent.Result, error) {
	err = fmt.Errorf("%s: %w", k, err)
	tolerable := k.Answers() || k == agent.EffRelease || k == agent.EffRemember || k == agent.EffNote
	if passing(err) || !tolerable {
		return agent.Result{}, err
	}
	t.engine.log().WarnContext(ctx, "effect failed", "turn", t.work.Turn, "kind", k, "error", err)
	return agent.Result{Failed: true}, nil
}

func (t *turn) handOver(k agent.EffectKind) {
	if k == agent.EffEscalate { // an alert leaves the owner as it is
		t.owner = channels.OwnerHuman
	}
}

// say answers; a proposal learns the id of the message that shows it.
func (t *turn) say() error {
	e, err := t.take()
	if err != nil {
		return err
	}
	id, err := t.speak(*e.Say)
	if err != nil {
		return err
	}
	t.came(agent.Result{Msg: booking.MessageID(id)})
	return nil
}

// sources are the passages of the organisation that a message repeats, for who reads the talk.
func sources(m agent.Say) (ids []string) {
	for _, s := range append(slices.Clone(m.Before), m) {
		if s.Values.Snippet != "" {
			ids = append(ids, string(s.Values.Snippet))
		}
	}
	return ids
}

// speak finds the words. The first message of a turn has the id that promises are tied to.
func (t *turn) speak(m agent.Say) (id string, err error) {
	id = t.said
	if len(t.replies) > 0 {
		id = t.engine.DB.NewID()
	}
	text, choices := t.engine.Speaker.Render(t.view, t.state.Language, m)
	if text == "" {
		return "", fmt.Errorf("say %s: no words", m.ID)
	}
	conv := t.work.Conversation
	t.replies = append(t.replies, channels.Outbound{
		ID: id, Conversation: conv.ID, From: conv.Ours, To: conv.Theirs, Class: channels.ClassReply, Text: text,
		Choices: choices, Ask: string(m.Ask), Sources: sources(m), Template: t.engine.Speaker.Template(t.view, t.state.Language, m),
	})
	return id, nil
}
