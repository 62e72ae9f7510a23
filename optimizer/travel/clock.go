package travel

import (
	"errors"
	"fmt"
	"sort"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Step is a speed that holds from an instant of the period until the next step.
type Step struct {
	// From is counted from the beginning of the period.
	From optimizer.Seconds
	// Speed is in work units a second; positive.
	Speed int32
}

// Clock turns an amount of work (centimetres of road, say) into time under a speed that repeats with a period. Let D(t) be the
// work done by driving without rest from 0 to t; then a drive of w that leaves at t arrives at the first whole second a with
// D(a) >= D(t) + w, and the latest departure for an arrival a is the last t with D(t) <= D(a) - w. Both are exact.
type Clock struct {
	period  int64
	from    []int64 // start of each step in the period, then the period
	speed   []int64
	done    []int64 // D at the start of each step, then D of a whole period
	buckets []int32 // the step in which each quarter of an hour of the period begins
}

const bucketSeconds = 900

// NewClock checks the steps: the first must begin at 0, they ascend, all lie in the period, all speeds are positive.
func NewClock(period optimizer.Seconds, steps []Step) (*Clock, error) {
	if period <= 0 || len(steps) == 0 || steps[0].From != 0 {
		return nil, errors.New("clock needs a positive period and a first step at 0")
	}
	c := &Clock{period: int64(period)}
	done := int64(0)
	for i, s := range steps {
		end := period
		if i+1 < len(steps) {
			end = steps[i+1].From
		}
		if s.Speed <= 0 || end <= s.From || end > period {
			return nil, fmt.Errorf("step %d of the clock is empty, out of order or without speed", i)
		}
		c.from = append(c.from, int64(s.From))
		c.speed = append(c.speed, int64(s.Speed))
		c.done = append(c.done, done)
		done += int64(s.Speed) * int64(end-s.From)
	}
	c.from = append(c.from, c.period)
	c.done = append(c.done, done)
	for at := int64(0); at < c.period; at += bucketSeconds {
		c.buckets = append(c.buckets, int32(sort.Search(len(steps), func(i int) bool { return c.from[i+1] > at })))
	}
	return c, nil
}

// Constant says whether the speed never changes.
func (c *Clock) Constant() bool { return len(c.speed) == 1 }

// Arrive is when work that begins at depart is done.
func (c *Clock) Arrive(depart optimizer.Seconds, work int32) optimizer.Seconds {
	base, at, i := c.locate(depart)
	goal := c.done[i] + c.speed[i]*(at-c.from[i]) + int64(work)
	if whole := c.done[len(c.speed)]; goal > whole {
		laps := (goal - 1) / whole
		goal -= laps * whole
		base += laps * c.period
		i = 0
	}
	for goal > c.done[i+1] {
		i++
	}
	left := goal - c.done[i]
	return optimizer.Seconds(base + c.from[i] + (left+c.speed[i]-1)/c.speed[i])
}

// Latest is the last departure from which the work is done by arrive.
func (c *Clock) Latest(arrive optimizer.Seconds, work int32) optimizer.Seconds {
	base, at, i := c.locate(arrive)
	goal := c.done[i] + c.speed[i]*(at-c.from[i]) - int64(work)
	if goal < 0 {
		whole := c.done[len(c.speed)]
		laps := (-goal + whole - 1) / whole
		goal += laps * whole
		base -= laps * c.period
		i = len(c.speed) - 1
	}
	for goal < c.done[i] {
		i--
	}
	return optimizer.Seconds(base + c.from[i] + (goal-c.done[i])/c.speed[i])
}

// locate splits an instant into the start of its period, the time within it, and the step of that time.
func (c *Clock) locate(t optimizer.Seconds) (base, at int64, step int) {
	at = int64(t) % c.period
	if at < 0 {
		at += c.period
	}
	step = int(c.buckets[at/bucketSeconds])
	for at >= c.from[step+1] {
		step++
	}
	return int64(t) - at, at, step
}
