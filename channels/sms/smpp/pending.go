package smpp

import (
	"sync"

	"github.com/linxGnu/gosmpp/data"
)

// result of a submit. A lost link answers what waits with lost.
type result struct {
	id     string
	status data.CommandStatusType
	lost   bool
}

// pending are the submits of a bind that wait for their answers, by sequence number.
type pending struct {
	mu    sync.Mutex
	waits map[int32]*waiter
	lost  bool
}

type waiter struct {
	result chan result  // holds one
	late   func(result) // instead, once nobody waits any more
}

// expect registers a submit, before it leaves.
func (p *pending) expect(sequence int32) *waiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := &waiter{result: make(chan result, 1)}
	if p.lost {
		w.result <- result{lost: true}
		return w
	}
	if p.waits == nil {
		p.waits = map[int32]*waiter{}
	}
	p.waits[sequence] = w
	return w
}

// answer gives a submit its result. One that nobody knows is of a bind before this.
func (p *pending) answer(sequence int32, r result) {
	p.mu.Lock()
	w := p.waits[sequence]
	delete(p.waits, sequence)
	var late func(result)
	if w != nil {
		if late = w.late; late == nil {
			w.result <- r
		}
	}
	p.mu.Unlock()
	if late != nil {
		late(r)
	}
}

// leave says that nobody waits any more. It gives the result that came this moment, if one did; else late hears of it.
func (p *pending) leave(w *waiter, late func(result)) (result, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case r := <-w.result:
		return r, true
	default:
		w.late = late
		return result{}, false
	}
}

// abandon ends the wait of all: the link is lost.
func (p *pending) abandon() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.waits {
		if w.late == nil {
			w.result <- result{lost: true}
		}
	}
	p.waits, p.lost = nil, true
}
