package smpp

import "sync"

// early keeps receipts of parts that come before the answers to their submits, while a message of several parts is on its way. Those
// of messages of one part are kept by the gateway.
type early struct {
	mu        sync.Mutex
	listening int
	seen      map[string]receipt
}

// listen begins to keep; the function that it gives ends it.
func (e *early) listen() (stop func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.listening++
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.listening--; e.listening == 0 {
			e.seen = nil
		}
	}
}

// listens tells whether a message of several parts is on its way.
func (e *early) listens() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.listening > 0
}

// keep remembers the last receipt of a part, if anybody listens.
func (e *early) keep(id string, r receipt) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.listening == 0 {
		return
	}
	if e.seen == nil {
		e.seen = map[string]receipt{}
	}
	e.seen[id] = r
}

// take gives what was kept of a part.
func (e *early) take(id string) (receipt, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, ok := e.seen[id]
	delete(e.seen, id)
	return r, ok
}
