package search

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// nowhere is the route of a stop that is left out.
const nowhere = int32(-1)

// state is a plan under change: one schedule a vehicle, the stops left out, what it all costs, and how to undo the changes since
// the last commit.
type state struct {
	*terrain
	days []insert.Schedule
	// route is the vehicle of each stop or nowhere.
	route []int32
	// absent holds the stops of no route, in no order.
	absent set
	// used holds the vehicles with stops; idle the others, by class.
	used set
	idle []set
	// price is routes plus penalties.
	price int64

	touched []int32
	saved   []insert.Schedule
	isSaved []bool
	moved   []move
	before  int64
	// order is scratch.
	order []int32
}

// move is where a stop was before.
type move struct {
	stop, route int32
}

func newState(t *terrain) *state {
	vehicles := len(t.problem.Vehicles)
	s := &state{
		terrain: t, days: make([]insert.Schedule, vehicles), route: make([]int32, len(t.jobs)),
		absent: newSet(len(t.jobs)), used: newSet(vehicles), isSaved: make([]bool, vehicles),
	}
	// A vehicle has one class, so that the idle sets can share their index.
	shared := newSet(vehicles)
	for range t.classes {
		s.idle = append(s.idle, set{at: shared.at})
	}
	for v := range s.days {
		t.model.Reset(&s.days[v], v)
		s.idle[t.class[v]].add(int32(v))
	}
	for stop, j := range t.jobs {
		s.route[stop] = nowhere
		s.absent.add(int32(stop))
		s.price += j.Penalty()
	}
	s.before = s.price
	return s
}

// touch saves a route before its first change since the last commit.
func (s *state) touch(v int32) *insert.Schedule {
	day := &s.days[v]
	if !s.isSaved[v] {
		s.isSaved[v] = true
		n := len(s.touched)
		s.touched = append(s.touched, v)
		if n == len(s.saved) {
			s.saved = append(s.saved, insert.Schedule{})
		}
		s.saved[n].CopyFrom(day)
	}
	return day
}

// put serves an absent stop.
func (s *state) put(v, stop int32, pos int) {
	day := s.touch(v)
	s.price -= day.Price() + s.jobs[stop].Penalty()
	day.Put(pos, int(stop))
	s.price += day.Price()
	s.moved = append(s.moved, move{stop: stop, route: nowhere})
	s.route[stop] = v
	s.absent.remove(stop)
	s.seat(v)
}

// keep leaves a route with only these of its stops, in this order; gone are the others. False, and nothing happens, when the
// shorter route cannot be driven, which takes travel without triangle inequality.
func (s *state) keep(v int32, kept, gone []int32) bool {
	day := s.touch(v)
	was := day.Price()
	s.order = s.order[:0]
	for pos := range day.Len() {
		s.order = append(s.order, int32(day.Stop(pos)))
	}
	if !day.Assign(kept) {
		day.Assign(s.order)
		return false
	}
	s.price += day.Price() - was
	for _, stop := range gone {
		s.moved = append(s.moved, move{stop: stop, route: v})
		s.route[stop] = nowhere
		s.absent.add(stop)
		s.price += s.jobs[stop].Penalty()
	}
	s.seat(v)
	return true
}

// seat keeps used and idle in step with a route.
func (s *state) seat(v int32) {
	if s.days[v].Len() > 0 {
		s.used.add(v)
		s.idle[s.class[v]].remove(v)
	} else {
		s.used.remove(v)
		s.idle[s.class[v]].add(v)
	}
}

// commit makes the changes final.
func (s *state) commit() {
	for _, v := range s.touched {
		s.isSaved[v] = false
	}
	s.touched, s.moved, s.before = s.touched[:0], s.moved[:0], s.price
}

// undo takes back all changes since the last commit.
func (s *state) undo() {
	for i, v := range s.touched {
		s.days[v].CopyFrom(&s.saved[i])
		s.seat(v)
	}
	for _, m := range slices.Backward(s.moved) {
		s.route[m.stop] = m.route
		if m.route == nowhere {
			s.absent.add(m.stop)
		} else {
			s.absent.remove(m.stop)
		}
	}
	s.price = s.before
	s.commit()
}

// set is a set of small numbers with a stable way to list them.
type set struct {
	list []int32
	at   []int32 // 1 + index into list, 0 when not in it
}

func newSet(size int) set { return set{at: make([]int32, size)} }

func (s *set) add(x int32) {
	if s.at[x] == 0 {
		s.list = append(s.list, x)
		s.at[x] = int32(len(s.list))
	}
}

func (s *set) remove(x int32) {
	i := s.at[x]
	if i == 0 {
		return
	}
	last := s.list[len(s.list)-1]
	s.list[i-1] = last
	s.at[last] = i
	s.at[x] = 0
	s.list = s.list[:len(s.list)-1]
}
