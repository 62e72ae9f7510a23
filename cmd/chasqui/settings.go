package main

import (
	"fmt"
	"log/slog"
	"text/tabwriter"

	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// settings reads the environment and opens the log, which goes to stderr.
func (p program) settings() (config.Config, *slog.Logger, error) {
	cfg, err := config.Load(p.env)
	if err != nil {
		return config.Config{}, nil, inputError(err.Error())
	}
	log, err := logs.New(p.err, logs.Options{Level: cfg.LogLevel, Format: cfg.LogFormat})
	if err != nil {
		return config.Config{}, nil, inputError(err.Error())
	}
	return cfg, log, nil
}

type helpCmd struct {
	Topic string `arg:"" optional:"" enum:"config," default:"config" help:"What to explain: config."`
}

// Run prints every setting with its default and meaning.
func (helpCmd) Run(p program) error {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tDEFAULT\tMEANING")
	for _, r := range config.Table() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Name, r.Default, r.Help)
	}
	return w.Flush()
}
