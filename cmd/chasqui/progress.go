package main

import (
	"fmt"
	"os"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// How often long work says how far it is: on a terminal, where each line takes the place of the last, and in a log.
const (
	everyTerminal = time.Second
	everyLog      = 10 * time.Second
)

// progress says on stderr how many bytes of something are done. Quick work says nothing. Call the second function at the end.
func (p program) progress(what string, c clock.Clock) (step func(bytes int64), end func()) {
	pause, form, last := everyLog, "%s: %s ...\n", ""
	if terminal(p.err) {
		pause, form, last = everyTerminal, "\r\033[K%s: %s ...", "\r\033[K"
	}
	told, said := c.Now(), false
	step = func(bytes int64) {
		if now := c.Now(); now.Sub(told) >= pause {
			told, said = now, true
			fmt.Fprintf(p.err, form, what, size(bytes))
		}
	}
	return step, func() {
		if said {
			fmt.Fprint(p.err, last)
		}
	}
}

func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// size of a file as people say it, in powers of 1000.
func size(bytes int64) string {
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	n, units := float64(bytes)/1000, "kMGTPE"
	for n >= 999.95 && len(units) > 1 {
		n, units = n/1000, units[1:]
	}
	return fmt.Sprintf("%.1f %cB", n, units[0])
}
