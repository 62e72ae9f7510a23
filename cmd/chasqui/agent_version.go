package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/locales"
)

// agentVersion names what understands, decides and speaks: rules, catalogues of words, and the organisation's services and places.
func agentVersion(l nlu.Lexicon, services any) (string, error) {
	rules, err := agent.RulesHash()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, rules)
	err = fs.WalkDir(locales.FS, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(locales.FS, path)
		fmt.Fprintln(h, path, len(raw))
		_, _ = h.Write(raw) // a hash does not fail
		return err
	})
	if err != nil {
		return "", fmt.Errorf("version of the agent: %w", err)
	}
	if err := json.NewEncoder(h).Encode([]any{l, services}); err != nil {
		return "", fmt.Errorf("version of the agent: %w", err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:12], nil
}

// agentVersion of the system as it runs; file: with the words of a file, as --rules has it.
func (s *system) agentVersion(ctx context.Context, file string) (string, error) {
	l, err := lexiconOf(ctx, s.db, s.trade)
	if err != nil {
		return "", err
	}
	if file != "" {
		if l, err = otherWords(l, file); err != nil {
			return "", err
		}
	}
	units, err := s.trade.places.Units(ctx, s.db)
	if err != nil {
		return "", err
	}
	services := map[string]any{}
	for _, u := range units {
		if services[string(u.Code)], err = s.trade.catalog.Services(ctx, s.db, u.Code); err != nil {
			return "", err
		}
	}
	return agentVersion(l, services)
}

// liveAgent is the version that went live last.
type liveAgent struct {
	Version    string
	PromotedAt time.Time
	Scores     evals.Scores
	Note       string
}

// live is the version that went live last; nil: none did.
func liveVersion(ctx context.Context, q db.Querier) (*liveAgent, error) {
	found, err := db.Collect[liveAgent](ctx, q, sqlLiveAgent, nil)
	if err != nil {
		return nil, fmt.Errorf("live version: %w", err)
	}
	if len(found) == 0 {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return &found[0], nil
}

const sqlLiveAgent = `SELECT version, promoted_at, scores, note FROM agent_versions ORDER BY promoted_at DESC LIMIT 1`

// promotedScores are those with which a version went live last; nil: it never did.
func promotedScores(ctx context.Context, q db.Querier, version string) (*evals.Scores, error) {
	found, err := db.Values[evals.Scores](ctx, q, sqlPromotedScores, db.Args{"version": version})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

const sqlPromotedScores = `SELECT scores FROM agent_versions WHERE version = @version ORDER BY promoted_at DESC LIMIT 1`

// promote notes that a version is live from now on.
func (s *system) promote(ctx context.Context, version string, scores evals.Scores, note string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, sqlPromoteAgent, db.Args{"version": version, "now": tx.Now, "scores": scores, "note": note})
		return err
	})
}

const sqlPromoteAgent = `
INSERT INTO agent_versions (version, promoted_at, scores, note) VALUES (@version, @now, @scores, @note)`

// warnOfVersion says in the log when what runs never went through chasqui agent promote.
func (s *system) warnOfVersion(ctx context.Context) {
	version, err := s.agentVersion(ctx, "")
	if err != nil {
		s.log.WarnContext(ctx, "agent version unknown", "error", err)
		return
	}
	scores, err := promotedScores(ctx, s.db, version)
	if err == nil && scores == nil {
		s.log.WarnContext(ctx, "this version of the agent was never promoted: run chasqui agent check, then promote", "version", version)
	}
}
