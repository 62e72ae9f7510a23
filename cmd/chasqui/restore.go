package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db/dump"
)

type restoreCmd struct {
	File string `arg:"" help:"A backup that chasqui backup wrote."`
}

// Run reads the file to its end before it touches anything, a private server included.
func (c restoreCmd) Run(p program) (err error) {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	f, err := dump.Open(p.ctx, c.File)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	url, leave, err := unmigratedURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	defer leave()
	step, end := p.progress("restore", clock.System())
	now, err := f.Restore(p.ctx, dump.Target{URL: url, Step: step})
	end()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: restored %d tables, %d rows as of %s; every table is as it was backed up\n",
		f.Path, len(f.Tables), f.Rows(), f.CreatedAt.Format(time.RFC3339))
	if now.Past(f.Migration) {
		fmt.Fprintf(p.out, "the schema was brought from step %d to %d (queue %d to %d)\n",
			f.Migration.Schema, now.Schema, f.Migration.Queue, now.Queue)
	}
	return nil
}
