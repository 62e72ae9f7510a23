package turn

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// commit hands the turn's outcome to the inbox.
func (t *turn) commit(ctx context.Context, tx *db.Tx) error {
	state, err := json.Marshal(t.state)
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	commands, err := json.Marshal(t.heard.Commands)
	if err != nil {
		return fmt.Errorf("write commands: %w", err)
	}
	effects, err := json.Marshal(t.done)
	if err != nil {
		return fmt.Errorf("write effects: %w", err)
	}
	err = t.engine.Inbox.Commit(ctx, tx, channels.TurnDone{
		Work: t.work, State: state, Language: t.state.Language, Commands: commands, Effects: effects, View: t.seen, Owner: t.owner,
		Replies: t.replies,
	})
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// apologise answers a turn that failed for a defect of ours: it says so and calls a person. What was gathered stays, and who
// owns the conversation is not talked over.
func (t *turn) apologise(ctx context.Context) error {
	before := t.plan
	return t.engine.DB.InTx(ctx, func(tx *db.Tx) error {
		t.plan = before.copied()
		owner, err := t.engine.Inbox.Owner(ctx, tx, t.work.Conversation.ID)
		if err != nil {
			return fmt.Errorf("owner: %w", err)
		}
		t.view.Owner = owner
		if owner == channels.OwnerBot {
			if err := t.sayPardon(ctx, tx); err != nil {
				return err
			}
		}
		return t.commit(ctx, tx)
	})
}

// sayPardon hands the conversation to a person even where the escalation cannot be opened: the owner alone shows it as waiting.
// The dialogue, which may be what is broken, has no part in it.
func (t *turn) sayPardon(ctx context.Context, tx *db.Tx) error {
	escalate := agent.Effect{Kind: agent.EffEscalate, Escalate: &booking.OpenEscalation{
		Unit: t.view.Unit.Code, Cause: booking.CauseLowConfidence, Priority: booking.P3, Summary: "turn " + t.work.Turn + " failed",
	}}
	pardon := agent.Effect{Kind: agent.EffSay, Say: &agent.Say{ID: "error.sorry", Ask: agent.AskHuman}}
	t.state.Stack, t.state.Work = []agent.Frame{{Flow: agent.FlowHuman}}, nil
	t.state.Ask, t.state.Options, t.state.Proposal = agent.AskHuman, nil, nil
	t.state.Language = cmp.Or(t.state.Language, t.view.Contact.Language, t.heard.Language, "es")
	t.todo = []agent.Effect{escalate}
	if err := guard(func() error { return t.write(ctx, tx) }); err != nil {
		if passing(err) {
			return err
		}
		t.engine.log().ErrorContext(ctx, "escalation not opened", "turn", t.work.Turn, "error", err)
	}
	t.done = append(t.done, Deed{Effect: pardon})
	t.owner = channels.OwnerHuman
	_, err := t.speak(*pardon.Say)
	return err
}

func (t *turn) outcome() Outcome {
	out := Outcome{
		Turn: t.work.Turn, N: t.work.N, Language: t.state.Language, Owner: t.view.Owner, Ask: t.state.Ask, Model: t.asked,
	}
	if t.owner != "" {
		out.Owner = t.owner
	}
	if out.Ask == "" {
		out.Ask = agent.AskNone
	}
	for _, c := range t.heard.Commands {
		out.Commands = append(out.Commands, c.Kind)
	}
	for _, m := range t.replies {
		out.Replies = append(out.Replies, m.ID)
	}
	return out
}
