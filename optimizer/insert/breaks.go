package insert

// A break is taken standing, at any place of the route. With B breaks, taken in order, the vehicle is in one of B+1 states:
// how many it has taken. Each place then has B+1 earliest and B+1 latest instants instead of one, and taking break k is a
// step from state k to k+1 at the same place:
//
//	state 1   ready ........ +drive -> arrive ............ ready
//	             ^ rest                    ^ rest            ^ rest
//	state 0   ready ........ +drive -> arrive . service .. ready
//
// All steps are monotone (being earlier never hurts), so the earliest instant of a state is all that has to be known of it.

// rest is a compiled break.
type rest struct {
	from, to, length int32
}

// moment is where a vehicle stands in each state: when, and how long it has driven by then.
type moment struct {
	at, driven clocks
}

// restForward lets each state also be reached by taking the next break here.
func (v *vehicle) restForward(m *moment) {
	for k := range v.breaks {
		b := &v.breaks[k]
		begin := max(m.at[k], b.from)
		if begin <= b.to && begin+b.length < m.at[k+1] {
			m.at[k+1] = begin + b.length
			m.driven[k+1] = m.driven[k]
		}
	}
}

// restBackward lets each state also be left by taking the next break here.
func (v *vehicle) restBackward(t *clocks) {
	for k := len(v.breaks) - 1; k >= 0; k-- {
		b := &v.breaks[k]
		if begin := min(b.to, t[k+1]-b.length); begin >= b.from {
			t[k] = max(t[k], begin)
		}
	}
}

// homeBy is when the route must have ended, by breaks taken: within the shift, and early enough for the breaks that are left.
func (v *vehicle) homeBy() clocks {
	var t clocks
	n := len(v.breaks)
	off := never
	t[n] = v.shiftTo
	for k := n - 1; k >= 0; k-- {
		b := &v.breaks[k]
		if off = min(b.to, off-b.length); off < b.from {
			off = always
		}
		t[k] = min(v.shiftTo, off)
	}
	return t
}

// driveOn moves every state over a leg.
func (v *vehicle) driveOn(m *moment, from, to int32) {
	for k := range len(v.breaks) + 1 {
		if ready := m.at[k]; ready < never && to >= 0 {
			at := v.arrive(from, to, ready)
			m.driven[k] += at - v.leave(ready)
			m.at[k] = at
		}
	}
}

// serve moves every state through a service that does not begin before notBefore.
func (v *vehicle) serve(m *moment, j *Job, notBefore int32) {
	service := j.serviceFor(v.class)
	for k := range len(v.breaks) + 1 {
		if start := v.next(j, max(m.at[k], notBefore), service); start < never {
			m.at[k] = start + service
		} else {
			m.at[k] = never
		}
	}
}

// visit is the whole way from being ready at one place to being ready after the service at the next.
func (v *vehicle) visit(m *moment, from int32, j *Job, notBefore int32) {
	v.driveOn(m, from, j.location)
	v.restForward(m)
	v.serve(m, j, notBefore)
	v.restForward(m)
}

// ending is the state in which a route ends: the earliest that is in time, or -1.
func (v *vehicle) ending(m *moment) int {
	best := -1
	for k := len(v.breaks); k >= 0; k-- {
		if m.at[k] <= v.latest[k] && (best < 0 || m.at[k] < m.at[best]) {
			best = k
		}
	}
	return best
}

// visitBack is the latest arrival at a job, by state, when the next place must be reached by t.
func (v *vehicle) visitBack(t *clocks, j *Job, to int32) {
	service := j.serviceFor(v.class)
	v.readyBack(t, j.location, to)
	for k := range len(v.breaks) + 1 {
		t[k] = v.last(j, max(t[k]-service, always), service)
	}
	v.restBackward(t)
}

// readyBack turns the latest arrivals at the next place into the latest instants of being ready at this one.
func (v *vehicle) readyBack(t *clocks, from, to int32) {
	for k := range len(v.breaks) + 1 {
		t[k] = v.readyBy(from, to, t[k])
	}
	v.restBackward(t)
}
