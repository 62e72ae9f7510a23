package turn

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// Proposer proposes commands for words that the rules are not sure of (agent/llm). What it returns is grounded in those words.
// An error is that nothing is proposed; the turn goes by rules alone. It must give up in time by itself.
type Proposer interface {
	Propose(ctx context.Context, p agent.Prompt) ([]agent.Command, error)
}

// What a turn came to with the model ([Outcome.Model]).
const (
	ModelNone    = ""        // there is none, or nothing was typed
	ModelSkipped = "skipped" // rules were sure
	ModelAsked   = "asked"   // and gave something, or nothing
	ModelFailed  = "failed"  // and the turn went by rules
	ModelFrozen  = "frozen"  // asked in a run of the turn that did not end
)

// consult asks the model when the rules are not sure, and merges what it proposes. No transaction is open. What was proposed, if
// only nothing, is frozen with the turn before anything is decided, so that a run after a crash decides the same.
func (t *turn) consult(ctx context.Context) error {
	e := t.engine
	switch {
	case t.work.Model != nil: // whoever is configured now: it was asked then
		t.asked = ModelFrozen
		return t.hearModel(t.work.Model)
	case e.Model == nil || !typed(t.work) || t.silent():
		return nil
	case Sure(t.heard, t.state, t.view):
		t.asked = ModelSkipped
		return nil
	}
	var proposed []agent.Command
	err := guard(func() (err error) {
		proposed, err = e.Model.Propose(ctx, Prompt(t.work, t.heard, t.state, t.view))
		return err
	})
	if ctx.Err() != nil { // the process stops: the next run asks again
		return fmt.Errorf("model: %w", ctx.Err())
	}
	t.asked = ModelAsked
	if err != nil {
		t.asked, proposed = ModelFailed, nil
		e.log().InfoContext(ctx, "model gave nothing", "turn", t.work.Turn, "error", err)
	}
	if len(proposed) == 0 {
		proposed = []agent.Command{} // written as [], which is not null: it was asked
	}
	raw, err := json.Marshal(proposed)
	if err != nil {
		return fmt.Errorf("write what the model proposed: %w", err)
	}
	if raw, err = e.Inbox.KeepModel(ctx, t.work.Turn, raw); err != nil {
		return fmt.Errorf("freeze: %w", err)
	}
	return t.hearModel(raw)
}

func (t *turn) hearModel(raw json.RawMessage) error {
	var proposed []agent.Command
	if err := json.Unmarshal(raw, &proposed); err != nil {
		return errors.New("what the model proposed cannot be read back")
	}
	t.heard = Merge(t.heard, proposed, t.state, t.view)
	return nil
}

// typed tells whether the turn holds words that somebody wrote or said, rather than taps, pins and reactions alone.
func typed(work channels.TurnWork) bool {
	return slices.ContainsFunc(work.Messages, func(m channels.Stored) bool {
		return m.Text != "" && (m.Kind == channels.KindText || m.Kind == channels.KindAudio || m.Kind == channels.KindImage)
	})
}

// saidKept is how many of the last sentences a model is told of, by their ids.
const saidKept = 4

// Prompt is what a model is told of a turn.
func Prompt(work channels.TurnWork, h agent.Heard, st agent.State, v agent.View) agent.Prompt {
	z := zone(v, st)
	p := agent.Prompt{
		Turn: work.Turn, Text: h.Text, Language: st.Language, Country: v.Unit.Country, Ask: st.Ask, Options: st.Options,
		Filled: filled(st.Form), Visits: len(v.Visits), Services: v.Services, Service: st.Form.Service, Offers: offers(st),
		Recent: st.Said[max(0, len(st.Said)-saidKept):], Now: work.At.In(z), Zone: z, Contact: v.Contact.ID,
		Names: []string{v.Contact.Name, st.Form.Name}, Conventions: v.Conventions,
	}
	if p.Ask == "" {
		p.Ask = agent.AskNone
	}
	if n := len(st.Stack); n > 0 {
		p.Flow = st.Stack[n-1].Flow
	}
	for _, m := range work.Messages {
		p.Names = append(p.Names, m.ProfileName)
	}
	for _, visit := range v.Visits {
		p.Names = append(p.Names, visit.Technician)
	}
	p.Names = slices.DeleteFunc(p.Names, func(n string) bool { return n == "" })
	return p
}

// filled names what the form holds.
func filled(f agent.Form) (out []agent.SlotName) {
	for _, s := range []struct {
		slot agent.SlotName
		has  bool
	}{
		{agent.SlotService, f.Service != ""},
		{agent.SlotQuantity, f.Quantity > 0},
		{agent.SlotProblem, f.Problem != ""},
		{agent.SlotPlace, f.Place != nil},
		{agent.SlotAddress, f.Address != nil},
		{agent.SlotPin, f.Pin != nil},
		{agent.SlotWhen, f.Wish != nil},
		{agent.SlotPerson, f.Name != ""},
		{agent.SlotPhone, f.Phone != ""},
	} {
		if s.has {
			out = append(out, s.slot)
		}
	}
	return out
}
