package turn

import (
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
	return t.engine.Inbox.Commit(ctx, tx, channels.TurnDone{
		Work: t.work, State: state, Language: t.state.Language, Commands: commands, Effects: effects, Owner: t.owner,
		Replies: t.replies,
	})
}

// apologise answers a turn that failed for a defect of ours: it says so and calls a person. What was gathered stays.
func (t *turn) apologise(ctx context.Context) error {
	unit := t.view.Unit.Code
	escalation := booking.OpenEscalation{
		Unit: unit, Cause: booking.CauseLowConfidence, Priority: booking.P3, Summary: "turn " + t.work.Turn + " failed",
	}
	return t.engine.DB.InTx(ctx, func(tx *db.Tx) error {
		t.todo, t.done, t.replies = []agent.Effect{{Kind: agent.EffEscalate, Escalate: &escalation}}, nil, nil
		t.state.Work = nil
		if err := t.doAll(ctx, tx); err != nil {
			return err
		}
		t.state.Ask, t.state.Options, t.state.Proposal = agent.AskHuman, nil, nil
		t.todo = nil
		if err := t.say(agent.Say{ID: "error.sorry", Ask: agent.AskHuman}); err != nil {
			return err
		}
		t.todo = nil
		return t.commit(ctx, tx)
	})
}

func (t *turn) outcome() Outcome {
	out := Outcome{
		Turn: t.work.Turn, N: t.work.N, Language: t.state.Language, Owner: t.work.Conversation.Owner, Ask: t.state.Ask,
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
	return out
}
