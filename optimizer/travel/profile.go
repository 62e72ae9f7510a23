package travel

import (
	"errors"
	"fmt"
	"math"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Profile is how a region drives: how much longer roads are than straight lines, how fast by the hour, and what each drive costs
// besides (finding a place to park, walking to the door).
type Profile struct {
	// Detour is road length by straight line; 1.2 to 1.5 in cities. At least 1.
	Detour float64
	// Speeds holds for every day. It begins at hour 0 and ascends; nil means DefaultProfile's.
	Speeds []HourSpeed
	// Overhead is added to every drive between two different places.
	Overhead optimizer.Seconds
	// Origin is the time of day, in seconds after midnight, of the problem's origin.
	Origin optimizer.Seconds
}

// HourSpeed is a mean speed from an hour of the day until the next entry. Hour may have a fraction: 7.5 is half past seven.
type HourSpeed struct {
	Hour float64
	KmH  float64
}

// DefaultProfile is a cautious guess for a large Latin American city: slow mornings and evenings, quick nights. A region that
// measures its own drives should replace it.
func DefaultProfile() Profile {
	return Profile{
		Detour: 1.35,
		Speeds: []HourSpeed{{0, 45}, {6.5, 30}, {7.5, 20}, {9.5, 26}, {17.5, 19}, {20, 30}, {22, 40}},
		// Two minutes to park and ring.
		Overhead: 120,
	}
}

const (
	day = 24 * 3600
	// centimetresPerSecond of one km/h.
	centimetresPerSecond = 100_000.0 / 3600
)

// clock compiles the profile's speeds, rotated so that instant 0 is the problem's origin.
func (p Profile) clock() (*Clock, error) {
	if p.Detour < 1 || math.IsNaN(p.Detour) || p.Detour > 100 {
		return nil, fmt.Errorf("detour %g is not in 1..100", p.Detour)
	}
	if p.Overhead < 0 || p.Overhead > day || p.Origin < 0 || p.Origin >= day {
		return nil, errors.New("overhead or origin is not within a day")
	}
	if len(p.Speeds) == 0 {
		p.Speeds = DefaultProfile().Speeds
	}
	steps, err := hourSteps(p.Speeds)
	if err != nil {
		return nil, err
	}
	return NewClock(day, rotate(steps, p.Origin))
}

func hourSteps(speeds []HourSpeed) ([]Step, error) {
	steps := make([]Step, len(speeds))
	for i, s := range speeds {
		if !(s.Hour >= 0 && s.Hour < 24) || !(s.KmH >= 1 && s.KmH <= 300) {
			return nil, fmt.Errorf("speed %g km/h from hour %g is out of range", s.KmH, s.Hour)
		}
		steps[i] = Step{
			From:  optimizer.Seconds(math.Round(s.Hour * 3600)),
			Speed: int32(math.Round(s.KmH * centimetresPerSecond)),
		}
	}
	return steps, nil
}

// rotate begins the day at origin instead of midnight.
func rotate(steps []Step, origin optimizer.Seconds) []Step {
	if origin == 0 || len(steps) == 0 {
		return steps
	}
	cut := 0
	for cut < len(steps) && steps[cut].From <= origin {
		cut++
	}
	if cut == 0 {
		return steps
	}
	out := []Step{{From: 0, Speed: steps[cut-1].Speed}}
	for _, s := range steps[cut:] {
		out = append(out, Step{From: s.From - origin, Speed: s.Speed})
	}
	for _, s := range steps[:cut] {
		if at := s.From - origin + day; at < day {
			out = append(out, Step{From: at, Speed: s.Speed})
		}
	}
	return out
}
