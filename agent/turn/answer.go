package turn

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// answer runs a frozen turn to its commit. A defect in what it calls is answered too; only a database that does not answer, and
// a turn that somebody else finished, are errors.
func (e *Engine) answer(ctx context.Context, work channels.TurnWork) (Outcome, error) {
	view, err := e.Viewer.View(ctx, work)
	if err != nil {
		return Outcome{}, fmt.Errorf("view: %w", err)
	}
	view.Owner = work.Conversation.Owner
	t := &turn{engine: e, work: work, view: view, state: readState(work.Conversation.State), said: e.DB.NewID()}
	err = guard(func() error { return t.play(ctx) })
	if err != nil && !passing(err) {
		e.Log.ErrorContext(ctx, "turn failed", "turn", work.Turn, "error", err)
		t = &turn{engine: e, work: work, view: view, state: readState(work.Conversation.State), said: e.DB.NewID()}
		err = t.apologise(ctx)
	}
	if err != nil {
		return Outcome{}, err
	}
	return t.outcome(), nil
}

// passing tells whether another try may succeed without anybody mending anything.
func passing(err error) bool {
	code := fault.CodeOf(err)
	return code == fault.Unavailable || code == fault.Conflict ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// guard turns a panic into an error.
func guard(fn func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return fn()
}

// readState reads a stored state; one of a newer version, or none, starts afresh.
func readState(raw json.RawMessage) agent.State {
	var st agent.State
	if len(raw) == 0 || json.Unmarshal(raw, &st) != nil || st.Version > agent.StateVersion {
		return agent.State{Version: agent.StateVersion}
	}
	return st
}

// turn is one turn under way.
type turn struct {
	engine *Engine
	work   channels.TurnWork
	view   agent.View
	heard  agent.Heard
	state  agent.State
	said   string // id of the message that will be said

	todo    []agent.Effect // asked for and not done
	done    []agent.Effect // for replay
	replies []channels.Outbound
	owner   channels.Owner
}

// maxEffects bounds a turn; a dialogue that wants more is a defect.
const maxEffects = 32

// play understands, decides and does.
func (t *turn) play(ctx context.Context) error {
	t.heard = t.engine.Understand.Understand(t.work, t.view, t.state)
	t.step(agent.Event{Heard: &t.heard})
	if err := t.readAhead(ctx); err != nil {
		return err
	}
	// A transaction may run again: it starts from what was read ahead.
	todo, done, state := t.todo, t.done, t.state
	return t.engine.DB.InTx(ctx, func(tx *db.Tx) error {
		t.todo, t.done, t.state, t.replies, t.owner = todo, done, state, nil, ""
		if err := t.checkOwner(ctx, tx); err != nil {
			return err
		}
		if err := t.doAll(ctx, tx); err != nil {
			return err
		}
		return t.commit(ctx, tx)
	})
}

// step moves the dialogue and puts what it wants behind what is still to be done.
func (t *turn) step(ev agent.Event) {
	ev.Now, ev.Turn, ev.View = t.work.At, t.work.Turn, t.view
	var wants []agent.Effect
	t.state, wants = t.engine.Step(t.state, ev)
	t.state.Version = agent.StateVersion
	t.todo = append(t.todo, wants...)
}

// readAhead runs reading effects while no transaction is open, up to the first that writes.
func (t *turn) readAhead(ctx context.Context) error {
	for len(t.todo) > 0 && !t.todo[0].Kind.Writes() {
		if err := t.read(ctx, t.engine.DB); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) read(ctx context.Context, q db.Querier) error {
	e, err := t.take()
	if err != nil {
		return err
	}
	res, err := t.engine.Reader.Read(ctx, q, t.view, e)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Kind, err)
	}
	res.Of = e.Kind
	t.step(agent.Event{Result: &res})
	return nil
}

// take removes the next effect.
func (t *turn) take() (agent.Effect, error) {
	if len(t.done) >= maxEffects {
		return agent.Effect{}, fmt.Errorf("the dialogue wants more than %d effects in one turn", maxEffects)
	}
	e := t.todo[0]
	t.todo = t.todo[1:]
	t.done = append(t.done, e)
	return e, nil
}

// checkOwner silences the bot when a person took over meanwhile.
func (t *turn) checkOwner(ctx context.Context, tx *db.Tx) error {
	owner, err := t.engine.Inbox.Owner(ctx, tx, t.work.Conversation.ID)
	if err != nil {
		return fmt.Errorf("owner: %w", err)
	}
	if owner == t.work.Conversation.Owner {
		return nil
	}
	t.work.Conversation.Owner, t.view.Owner = owner, owner
	t.todo, t.done, t.state = nil, nil, readState(t.work.Conversation.State)
	t.step(agent.Event{Heard: &t.heard})
	return nil
}

// doAll does what is wanted, in order, until nothing is.
func (t *turn) doAll(ctx context.Context, tx *db.Tx) error {
	for len(t.todo) > 0 {
		var err error
		if t.todo[0].Kind.Writes() {
			err = t.write(ctx, tx)
		} else {
			err = t.read(ctx, tx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) write(ctx context.Context, tx *db.Tx) error {
	e, err := t.take()
	if err != nil {
		return err
	}
	if e.Kind == agent.EffSay {
		return t.say(*e.Say)
	}
	who := Who{Work: t.work, View: t.view, Said: t.said, Heard: string(t.heard.Message)}
	var res agent.Result
	err = tx.Savepoint(ctx, func(tx *db.Tx) error {
		res, err = t.engine.Writer.Write(ctx, tx, who, e)
		return err
	})
	switch {
	case errors.Is(err, ErrLost):
		res = agent.Result{Lost: true}
	case err != nil:
		return fmt.Errorf("%s: %w", e.Kind, err)
	}
	t.owns(e.Kind)
	if e.Kind.Answers() {
		res.Of = e.Kind
		t.step(agent.Event{Result: &res})
	}
	return nil
}

func (t *turn) owns(k agent.EffectKind) {
	switch k {
	case agent.EffEscalate:
		t.owner = channels.OwnerHuman
	case agent.EffHandBack:
		t.owner = channels.OwnerBot
	}
}

// say finds the words. The first message of a turn has the id that promises are tied to; a proposal learns it.
func (t *turn) say(m agent.Say) error {
	id := t.said
	if len(t.replies) > 0 {
		id = t.engine.DB.NewID()
	}
	text, choices := t.engine.Speaker.Render(t.view, t.state.Language, m)
	if text == "" {
		return fmt.Errorf("say %s: no words", m.ID)
	}
	conv := t.work.Conversation
	t.replies = append(t.replies, channels.Outbound{
		ID: id, Conversation: conv.ID, From: conv.Ours, To: conv.Theirs, Class: channels.ClassReply, Text: text,
		Choices: choices, Ask: string(m.Ask),
	})
	t.step(agent.Event{Result: &agent.Result{Of: agent.EffSay, Msg: booking.MessageID(id)}})
	return nil
}
