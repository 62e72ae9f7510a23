package turn

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// ErrNoView says that a turn was stored before what it knew was kept: it cannot be decided again.
var ErrNoView = errors.New("turn: stored without its view")

// Difference is one thing that a replay decides in another way. Was and Now name ids and kinds and hold nothing that anybody
// wrote; WasFull and NowFull are the values themselves.
type Difference struct {
	Conversation string
	Turn         string
	N            int
	What         string // commands, effect 2, ask, state
	Was, Now     string
	WasFull      string
	NowFull      string
}

// Replay decides a stored turn again by the engine's rules, without a database, a network or a model: the messages, the clock, what
// was known of the person, the state and the results of effects are those that are stored. What it gives is how the decisions differ;
// nothing when they are the same. Where an effect differs, what came of it is unknown, and the turn is not followed further.
func (e *Engine) Replay(past channels.PastTurn) (found []Difference, err error) {
	var view agent.View
	if len(past.View) == 0 || bytes.Equal(past.View, []byte("null")) {
		return nil, ErrNoView
	}
	var deeds []Deed
	if err := errors.Join(json.Unmarshal(past.View, &view), readDeeds(past.Effects, &deeds)); err != nil {
		return nil, fmt.Errorf("read turn %s: %w", past.Work.Turn, err)
	}
	view.Zone = named(view.Unit.TimeZone, time.UTC)
	t := &turn{engine: e, work: past.Work, view: view}
	t.work.Conversation.Owner = view.Owner
	t.state = readState(past.Work.Conversation.State)
	r := &replay{turn: t, past: deeds}
	if err := guard(r.run); err != nil {
		r.differ("failed", "", err.Error())
		return r.found, nil
	}
	r.compareCommands(past.Commands)
	if !r.lost {
		r.compareState(past.State)
	}
	return r.found, nil
}

func readDeeds(raw json.RawMessage, into *[]Deed) error {
	if len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, into)
}

// replay is a turn that is decided again.
type replay struct {
	*turn
	past  []Deed
	found []Difference
	lost  bool // an effect differs: what follows is not comparable
}

func (r *replay) differ(what, was, now string) {
	r.found = append(r.found, Difference{
		Conversation: r.work.Conversation.ID, Turn: r.work.Turn, N: r.work.N, What: what, Was: was, Now: now, WasFull: was, NowFull: now,
	})
}

func (r *replay) run() error {
	r.heard = r.engine.Understand.Understand(r.work, r.view, r.state)
	if r.work.Model != nil { // it was asked then; nobody is asked now
		if err := r.hearModel(r.work.Model); err != nil {
			return err
		}
	}
	if r.silent() {
		return nil
	}
	r.step(agent.Event{Heard: &r.heard})
	for i := 0; len(r.todo) > 0; i++ {
		if i == len(r.past) {
			r.effect(i, Deed{}, r.todo[0])
			return nil
		}
		e, err := r.take()
		if err != nil {
			return err
		}
		if !r.effect(i, r.past[i], e) {
			return nil
		}
		if res := r.past[i].Result; res != nil {
			r.came(*res)
		}
	}
	if n := len(r.done); n < len(r.past) {
		r.effect(n, r.past[n], agent.Effect{})
	}
	return nil
}

// effect compares what was done with what would be; false when they differ.
func (r *replay) effect(i int, was Deed, now agent.Effect) bool {
	before, after := canonical(was.Effect), canonical(now)
	if before == after {
		return true
	}
	r.lost = true
	a, b := nameEffect(was.Effect), nameEffect(now)
	if a == b {
		if fields := changed(before, after); len(fields) > 0 {
			b += " with other " + strings.Join(fields, ", ")
		}
	}
	r.found = append(r.found, Difference{
		Conversation: r.work.Conversation.ID, Turn: r.work.Turn, N: r.work.N, What: fmt.Sprintf("effect %d", i+1), Was: a, Now: b,
		WasFull: before, NowFull: after,
	})
	return false
}

// nameEffect is an effect without the values in it.
func nameEffect(e agent.Effect) string {
	switch {
	case e.Kind == "":
		return "nothing"
	case e.Say != nil:
		return sayIDs(*e.Say)
	default:
		return string(e.Kind)
	}
}

func sayIDs(s agent.Say) string {
	ids := make([]string, 0, len(s.Before)+1)
	for _, b := range s.Before {
		ids = append(ids, b.ID)
	}
	return "say " + strings.Join(append(ids, s.ID), "+") + " ask=" + string(cmp.Or(s.Ask, agent.AskNone))
}

func (r *replay) compareCommands(stored json.RawMessage) {
	var was []agent.Command
	if json.Unmarshal(stored, &was) != nil && len(stored) > 0 {
		r.differ("commands", "unreadable", nameCommands(r.heard.Commands))
		return
	}
	a, b := canonical(was), canonical(r.heard.Commands)
	if a == b || len(was)+len(r.heard.Commands) == 0 {
		return
	}
	d := Difference{
		Conversation: r.work.Conversation.ID, Turn: r.work.Turn, N: r.work.N, What: "commands", Was: nameCommands(was),
		Now: nameCommands(r.heard.Commands), WasFull: a, NowFull: b,
	}
	if d.Was == d.Now {
		d.Now += " with other " + strings.Join(changed(a, b), ", ")
	}
	r.found = append([]Difference{d}, r.found...)
}

func nameCommands(list []agent.Command) string {
	names := make([]string, 0, len(list))
	for _, c := range list {
		n := string(c.Kind)
		if c.Slot != "" {
			n += ":" + string(c.Slot)
		}
		names = append(names, n)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, " ")
}

func (r *replay) compareState(stored json.RawMessage) {
	was, now := readState(stored), r.state
	if was.Ask != now.Ask {
		r.differ("ask", string(cmp.Or(was.Ask, agent.AskNone)), string(cmp.Or(now.Ask, agent.AskNone)))
	}
	a, b := canonical(was), canonical(now)
	if fields := changed(a, b); len(fields) > 0 && was.Ask == now.Ask {
		r.found = append(r.found, Difference{
			Conversation: r.work.Conversation.ID, Turn: r.work.Turn, N: r.work.N, What: "state", Was: "as stored",
			Now: "other " + strings.Join(fields, ", "), WasFull: a, NowFull: b,
		})
	}
}

// canonical is a value as JSON with sorted keys, as the database gives it back.
func canonical(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	var plain any
	if err := json.Unmarshal(raw, &plain); err != nil {
		return err.Error()
	}
	out, err := json.Marshal(plain)
	if err != nil {
		return err.Error()
	}
	return string(out)
}

// changed are the paths at which two JSON values differ.
func changed(a, b string) []string {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return []string{"all"}
	}
	var out []string
	walk("", x, y, &out)
	slices.Sort(out)
	out = slices.Compact(out)
	const most = 4
	if len(out) > most {
		out = append(out[:most], fmt.Sprintf("%d more", len(out)-most))
	}
	return out
}

func walk(path string, x, y any, out *[]string) {
	a, okA := x.(map[string]any)
	b, okB := y.(map[string]any)
	if okA && okB {
		keys := slices.Collect(maps.Keys(a))
		for k := range b {
			if _, both := a[k]; !both {
				keys = append(keys, k)
			}
		}
		for _, k := range keys {
			walk(strings.TrimPrefix(path+"."+k, "."), a[k], b[k], out)
		}
		return
	}
	l, okL := x.([]any)
	m, okM := y.([]any)
	if okL && okM && len(l) == len(m) {
		for i := range l {
			walk(path, l[i], m[i], out)
		}
		return
	}
	if p, err := json.Marshal(x); err == nil {
		if q, err := json.Marshal(y); err == nil && !bytes.Equal(p, q) {
			*out = append(*out, cmp.Or(path, "all"))
		}
	}
}
