package insert

import (
	"sort"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Choice is a place in one of many schedules.
type Choice struct {
	// Schedule is an index into the schedules asked; -1 when there is no such choice.
	Schedule int
	Insertion
}

// Offer is what can be promised for one window.
type Offer struct {
	// Best and Second are the two cheapest schedules; the distance between them is how much is lost when the best is taken.
	Best, Second Choice
	// Refused counts, by reason, the schedules whose shift meets the window and that have no place for the stop. Shifts of
	// other days are not counted.
	Refused optimizer.Tally
}

// Open says whether the window can be promised.
func (o *Offer) Open() bool { return o.Best.Schedule >= 0 }

// windowsAtOnce is how many windows of one shift are looked at together, on the stack.
const windowsAtOnce = 16

// Across asks every schedule for every window. Windows are sorted by From; offers is as long as windows and is overwritten.
func Across(days []*Schedule, j *Job, windows []optimizer.Window, offers []Offer) {
	for i := range offers {
		offers[i] = Offer{Best: Choice{Schedule: -1}, Second: Choice{Schedule: -1}}
	}
	longest := optimizer.Seconds(0)
	for _, w := range windows {
		longest = max(longest, w.To-w.From)
	}
	for d, day := range days {
		from, to := optimizer.Seconds(day.vehicle.shiftFrom), optimizer.Seconds(day.vehicle.shiftTo)
		first := sort.Search(len(windows), func(i int) bool { return windows[i].From >= from-longest })
		for first < len(windows) && windows[first].To < from {
			first++
		}
		end := first
		for end < len(windows) && windows[end].From <= to {
			end++
		}
		for ; first < end; first += windowsAtOnce {
			upto := min(end, first+windowsAtOnce)
			day.into(d, j, windows[first:upto], offers[first:upto])
		}
	}
}

// into adds one schedule's answers to the offers.
func (s *Schedule) into(d int, j *Job, windows []optimizer.Window, offers []Offer) {
	var buffer [windowsAtOnce]Fit
	fits := buffer[:len(windows)]
	s.BestEach(j, windows, fits)
	for i := range fits {
		o, fit := &offers[i], &fits[i]
		switch total := fit.Cost.Total(); {
		case fit.Reason != optimizer.Fits:
			if int32(windows[i].To) >= s.vehicle.shiftFrom {
				o.Refused[fit.Reason]++
			}
		case o.Best.Schedule < 0 || total < o.Best.Cost.Total():
			o.Second = o.Best
			o.Best = Choice{Schedule: d, Insertion: fit.Insertion}
		case o.Second.Schedule < 0 || total < o.Second.Cost.Total():
			o.Second = Choice{Schedule: d, Insertion: fit.Insertion}
		}
	}
}
