package main

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db/dump"
)

type backupCmd struct {
	File  string `arg:"" help:"What to write; it holds everything, so keep it safe."`
	Force bool   `help:"Replace FILE if it exists."`
}

// Run writes a backup while the system runs, or without it.
func (c backupCmd) Run(p program) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	url, leave, err := unmigratedURL(p.ctx, cfg, log) // a backup before an upgrade must not be the upgrade
	if err != nil {
		return err
	}
	defer leave()
	system := clock.System()
	step, end := p.progress("backup", system)
	f, err := dump.Make(p.ctx, dump.Backup{URL: url, Path: c.File, Force: c.Force, Version: version, At: system.Now(), Step: step})
	end()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s, %d tables, %d rows, sha256 %s\n", f.Path, size(f.Bytes), len(f.Tables), f.Rows(), f.SHA256)
	return f.Close()
}
