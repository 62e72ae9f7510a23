package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// How long things are kept.
const (
	keptAnswers = 24 * time.Hour
	keptRungs   = 24 * time.Hour      // then the best way is tried again
	keptUsage   = 90 * 24 * time.Hour // for whoever asks what was spent
)

// store keeps in Postgres what all processes share: what was spent, what was answered, what servers can do.
type store struct{ db *db.DB }

// answer that was kept for a question; ok is false when there is none of the last 24 hours.
func (s store) answer(ctx context.Context, key string) (raw json.RawMessage, ok bool, err error) {
	raw, err = db.Value[json.RawMessage](ctx, s.db, sqlAnswer, db.Args{"key": key, "since": s.db.Now().Add(-keptAnswers)})
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	return raw, err == nil, err
}

const sqlAnswer = `SELECT answer FROM model_answers WHERE key = @key AND created_at > @since`

// keep an answer, and forget old ones.
func (s store) keep(ctx context.Context, key string, raw json.RawMessage) error {
	now := s.db.Now()
	_, err := db.Exec(ctx, s.db, sqlKeepAnswer, db.Args{"key": key, "answer": raw, "now": now, "since": now.Add(-keptAnswers)})
	return err
}

const sqlKeepAnswer = `
WITH old AS (DELETE FROM model_answers WHERE created_at <= @since AND key <> @key)
INSERT INTO model_answers (key, answer, created_at) VALUES (@key, @answer, @now)
ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, created_at = excluded.created_at`

// Budget is how many tokens may be used in a day; 0 is no bound.
type Budget struct{ Day, Contact int64 }

var errOverBudget = errors.New("the day's budget is used up")

// spending is what was reserved for one call.
type spending struct {
	day    string
	scopes []string
	tokens int64
}

// reserve takes the tokens of a call out of the day's budgets before it is made, of all of them or of none.
func (s store) reserve(ctx context.Context, b Budget, p agent.Prompt, tokens int64) (spending, error) {
	sp := spending{day: in(s.db.Now(), p.Zone).Format(time.DateOnly), scopes: []string{scopeOrg}, tokens: tokens}
	bounds := map[string]int64{scopeOrg: b.Day}
	if p.Contact != "" {
		scope := "contact:" + string(p.Contact)
		sp.scopes, bounds[scope] = append(sp.scopes, scope), b.Contact
	}
	err := s.db.InTx(ctx, func(tx *db.Tx) error {
		for _, scope := range sp.scopes {
			n, err := db.Exec(ctx, tx, sqlReserve, db.Args{"day": sp.day, "scope": scope, "tokens": tokens, "bound": bounds[scope]})
			if err != nil {
				return fmt.Errorf("reserve: %w", err)
			}
			if n == 0 {
				return errOverBudget
			}
		}
		return nil
	})
	return sp, err
}

const scopeOrg = "org"

const sqlReserve = `
INSERT INTO model_usage (day, scope, tokens) SELECT @day::date, @scope, @tokens::bigint WHERE @bound::bigint = 0 OR @tokens::bigint <= @bound::bigint
ON CONFLICT (day, scope) DO UPDATE SET tokens = model_usage.tokens + excluded.tokens
WHERE @bound::bigint = 0 OR model_usage.tokens + excluded.tokens <= @bound::bigint`

// settle corrects a reservation by what was used, and forgets old days.
func (s store) settle(ctx context.Context, sp spending, used int64) error {
	_, err := db.Exec(ctx, s.db, sqlSettle, db.Args{
		"day": sp.day, "scopes": sp.scopes, "more": used - sp.tokens, "since": s.db.Now().Add(-keptUsage).UTC().Format(time.DateOnly),
	})
	return err
}

const sqlSettle = `
WITH old AS (DELETE FROM model_usage WHERE day < @since::date)
UPDATE model_usage SET tokens = greatest(tokens + @more::bigint, 0) WHERE day = @day::date AND scope = ANY(@scopes::text[])`

// rung that was seen to work; the first when nothing is known, or not any more.
func (s store) rung(ctx context.Context, server, model string) (rung, error) {
	n, err := db.Value[int](ctx, s.db, sqlRung, db.Args{"server": server, "model": model, "since": s.db.Now().Add(-keptRungs)})
	if fault.Is(err, fault.NotFound) {
		return rungSchema, nil
	}
	return rung(n), err
}

const sqlRung = `SELECT rung FROM model_servers WHERE server = @server AND model = @model AND learned_at > @since`

func (s store) learn(ctx context.Context, server, model string, r rung) error {
	_, err := db.Exec(ctx, s.db, sqlLearn, db.Args{"server": server, "model": model, "rung": int(r), "now": s.db.Now()})
	return err
}

const sqlLearn = `
INSERT INTO model_servers (server, model, rung, learned_at) VALUES (@server, @model, @rung, @now)
ON CONFLICT (server, model) DO UPDATE SET rung = excluded.rung, learned_at = excluded.learned_at`
