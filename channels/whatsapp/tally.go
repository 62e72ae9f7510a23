package whatsapp

import "sync/atomic"

// tally counts what a dispatcher's dashboard shows.
type tally struct {
	unreadable atomic.Int64
}

// Unreadable is how many messages could not be decrypted since the start. Most come again by themselves; many in a row mean that a
// session is broken.
func (t *Transport) Unreadable() int64 { return t.tally.unreadable.Load() }
