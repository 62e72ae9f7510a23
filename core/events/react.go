package events

import (
	"context"
	"fmt"
	"sync"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Reaction hears of a fact inside the transaction that appended it.
type Reaction func(ctx context.Context, tx *db.Tx, f Fact) error

// React calls fn for every fact appended through d whose name fits one of names ("visit." fits all of visit; none fit all).
// Reactions run in the order they were registered in; a reaction may append facts, which are reacted to in turn. Register them
// where the program is wired, before anything is appended.
func React(d *db.DB, fn Reaction, names ...string) {
	v, _ := d.Local().LoadOrStore(reactionsKey{}, &reactions{})
	r := v.(*reactions)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, reaction{names: names, fn: fn})
}

type reactionsKey struct{}

type reactions struct {
	mu  sync.RWMutex
	all []reaction
}

type reaction struct {
	names []string
	fn    Reaction
}

func react(ctx context.Context, tx *db.Tx, f Fact) error {
	v, ok := tx.DB().Local().Load(reactionsKey{})
	if !ok {
		return nil
	}
	r := v.(*reactions)
	r.mu.RLock()
	all := r.all
	r.mu.RUnlock()
	for _, one := range all {
		if !MatchName(f.Name, one.names) {
			continue
		}
		if err := one.fn(ctx, tx, f); err != nil {
			return fmt.Errorf("react to %s: %w", f.Name, err)
		}
	}
	return nil
}
