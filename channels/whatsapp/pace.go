package whatsapp

import (
	"math/rand/v2"
	"time"
)

// pace is how quickly things are tried again. Tests have a quicker one.
type pace struct {
	scan  time.Duration // between looks at the devices and the locks
	first time.Duration // the longest pause before the first new connection
	most  time.Duration // the longest pause
	calm  time.Duration // a connection that lasted so long was a good one: pauses start anew
	login time.Duration // the longest that a login takes
	down  time.Duration // connecting for longer is to be down
}

var usualPace = pace{
	scan: 1500 * time.Millisecond, first: time.Second, most: 5 * time.Minute, calm: time.Minute, login: 45 * time.Second,
	down: 30 * time.Second,
}

// pause is how long to wait before try n (from 0) of a new connection: it doubles up to most, and half of it is left to chance, so
// that numbers and processes that were cut off together do not come back together.
func (p pace) pause(n int) time.Duration {
	d := p.first << min(n, 20)
	if d > p.most || d <= 0 {
		d = p.most
	}
	return d/2 + rand.N(d/2+1)
}
