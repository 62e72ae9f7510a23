package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"text/tabwriter"

	"github.com/chasqui-fsm/chasqui/agent/when"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
)

type doctorCmd struct{}

// Run prints the configuration, then one line a check; it fails when a check does.
func (doctorCmd) Run(p program) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, r := range cfg.Masked() {
		fmt.Fprintf(w, "%s\t%s\n", r.Name, r.Value)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	sick := 0
	for _, c := range checks(cfg, log) {
		finding, err := c.look(p.ctx)
		if err != nil {
			sick++
			fmt.Fprintf(p.out, "FAIL  %s: %v\n", c.name, err)
			continue
		}
		fmt.Fprintf(p.out, "ok    %s: %s\n", c.name, finding)
	}
	if sick > 0 {
		return fmt.Errorf("%d of the checks failed", sick)
	}
	return nil
}

// check is one thing that must hold for serve to work.
type check struct {
	name string
	look func(ctx context.Context) (string, error)
}

func checks(cfg config.Config, log *slog.Logger) []check {
	return []check{
		{"database", func(ctx context.Context) (string, error) { return lookAtDatabase(ctx, cfg, log) }},
		{"agent", func(ctx context.Context) (string, error) { return lookAtAgent(ctx, cfg, log) }},
		{"web assets", func(context.Context) (string, error) {
			if !web.AssetsBuilt() {
				return "", fmt.Errorf("not built: run make generate")
			}
			return "built", nil
		}},
		{"language model", func(ctx context.Context) (string, error) { return lookAtModel(ctx, cfg) }},
		{"voice notes", func(context.Context) (string, error) { return writesVoiceDown(cfg), nil }},
		{"listen", func(ctx context.Context) (string, error) { return lookAtPort(ctx, cfg.Listen) }},
	}
}

func lookAtDatabase(ctx context.Context, cfg config.Config, log *slog.Logger) (string, error) {
	url, leave, err := serverURL(ctx, cfg, log)
	if err != nil {
		return "", err
	}
	defer leave()
	if cfg.DatabaseURL == "" {
		if url, err = ensureDatabase(ctx, url); err != nil {
			return "", err
		}
	}
	steps, err := db.MigrateStatus(ctx, url)
	if err != nil {
		return "", err
	}
	missing := 0
	for _, s := range steps {
		if !s.Applied {
			missing++
		}
	}
	if missing > 0 {
		return fmt.Sprintf("answers; %d schema steps to go: run chasqui migrate", missing), nil
	}
	return "answers; schema is this version's", nil
}

func lookAtPort(ctx context.Context, address string) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return "", fmt.Errorf("%s is taken; set LISTEN to another address", address)
	}
	return address + " is free", l.Close()
}

// lookAtAgent tells which version of the agent this is, and whether it went live by a check.
func lookAtAgent(ctx context.Context, cfg config.Config, log *slog.Logger) (string, error) {
	url, leave, err := unmigratedURL(ctx, cfg, log)
	if err != nil {
		return "", err
	}
	steps, err := db.MigrateStatus(ctx, url)
	if err != nil || slices.ContainsFunc(steps, func(s db.Migration) bool { return !s.Applied }) {
		leave()
		return "not known before chasqui migrate", err
	}
	sys, end, err := stillSystem(ctx, url, log, leave)
	if err != nil {
		return "", err
	}
	defer end()
	if err := lookAtConventions(ctx, sys); err != nil {
		return "", err
	}
	version, err := sys.agentVersion(ctx, "")
	if err != nil {
		return "", err
	}
	scores, err := promotedScores(ctx, sys.db, version)
	if err != nil || scores == nil {
		return "version " + version + " was never promoted: run chasqui agent check, then promote", err
	}
	return "version " + version + " went live by a check", nil
}

// lookAtConventions tells of a unit whose conventions cannot be read: it is understood by those of its country.
func lookAtConventions(ctx context.Context, sys *system) error {
	units, err := sys.trade.places.Units(ctx, sys.db)
	if err != nil {
		return err
	}
	for _, u := range units {
		raw, err := sys.trade.places.Conventions(ctx, sys.db, u.Code)
		if err != nil {
			return err
		}
		if _, err := when.ReadConventions(raw); err != nil {
			return fmt.Errorf("unit %s: %w", u.Code, err)
		}
	}
	return nil
}
