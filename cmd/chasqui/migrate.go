package main

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/core/db"
)

type migrateCmd struct {
	Status bool `help:"Only say which steps the database has."`
}

// Run migrates, or prints one line a step.
func (c migrateCmd) Run(p program) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	if !c.Status {
		_, leave, err := organisationURL(p.ctx, cfg, log)
		if err != nil {
			return err
		}
		leave()
		fmt.Fprintln(p.out, "the database has this version's schema")
		return nil
	}
	url, leave, err := serverURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	defer leave()
	if cfg.DatabaseURL == "" {
		if url, err = ensureDatabase(p.ctx, url); err != nil {
			return err
		}
	}
	steps, err := db.MigrateStatus(p.ctx, url)
	if err != nil {
		return err
	}
	for _, s := range steps {
		mark := "missing"
		if s.Applied {
			mark = "applied"
		}
		fmt.Fprintf(p.out, "%s  %s\n", mark, s.Name)
	}
	return nil
}
