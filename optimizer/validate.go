package optimizer

import (
	"errors"
	"fmt"
)

// Validate says what is wrong with a problem, in one line, or nil. Planners call it and answer its error; nothing that passes
// makes them panic.
func (p *Problem) Validate() error {
	if p.Travel == nil && p.Locations > 0 {
		return errors.New("problem has no travel")
	}
	for i, t := range p.Modes {
		if t == nil {
			return fmt.Errorf("mode %d has no travel", i+1)
		}
	}
	for i := range p.Vehicles {
		if err := p.validVehicle(&p.Vehicles[i]); err != nil {
			return fmt.Errorf("vehicle %d (%.40q): %w", i, p.Vehicles[i].ID, err)
		}
	}
	if w := p.Weights; w.Unassigned < 0 || w.NewTechnician < 0 || w.NewShift < 0 {
		return errors.New("a weight is negative")
	} else if max(w.Unassigned, w.NewTechnician, w.NewShift) > MostUnits {
		return fmt.Errorf("a weight is above %d", MostUnits)
	}
	return p.ValidateStops()
}

// ValidateStops is the part of Validate that looks at the stops.
func (p *Problem) ValidateStops() error {
	for i := range p.Stops {
		if err := p.validStop(&p.Stops[i]); err != nil {
			return fmt.Errorf("stop %d (%.40q): %w", i, p.Stops[i].ID, err)
		}
	}
	return nil
}

func (p *Problem) validVehicle(v *Vehicle) error {
	switch {
	case v.Start < 0 || v.Start >= p.Locations:
		return fmt.Errorf("start location %d is not one of %d", v.Start, p.Locations)
	case v.End != NoLocation && (v.End < 0 || v.End >= p.Locations):
		return fmt.Errorf("end location %d is not one of %d", v.End, p.Locations)
	case p.TravelOf(v.Mode) == nil:
		return fmt.Errorf("mode %d is not one of %d", v.Mode, len(p.Modes)+1)
	case v.Class < 0:
		return fmt.Errorf("class %d is negative", v.Class)
	case v.MaxStops < 0:
		return fmt.Errorf("stop limit %d is negative", v.MaxStops)
	case v.Fixed < 0 || v.PerMeter < 0 || v.PerSecond < 0:
		return errors.New("a price is negative")
	case v.Fixed > MostUnits || v.PerMeter > MostRate || v.PerSecond > MostRate:
		return fmt.Errorf("a price is above %d, or above %d a meter or second", MostUnits, MostRate)
	}
	if err := validWindows([]Window{v.Shift}); err != nil {
		return fmt.Errorf("shift: %w", err)
	}
	if err := validWindows(v.Blocked); err != nil {
		return fmt.Errorf("blocked: %w", err)
	}
	for _, b := range v.Breaks {
		if err := validWindows([]Window{b.Window}); err != nil {
			return fmt.Errorf("break: %w", err)
		}
		if b.Duration < 0 || b.Duration > Never {
			return fmt.Errorf("break of %d seconds", b.Duration)
		}
	}
	return nil
}

func (p *Problem) validStop(s *Stop) error {
	switch {
	case s.Location < 0 || s.Location >= p.Locations:
		return fmt.Errorf("location %d is not one of %d", s.Location, p.Locations)
	case s.Penalty < 0 || s.Penalty > MostUnits:
		return fmt.Errorf("penalty %d is not in 0..%d", s.Penalty, MostUnits)
	case s.Previous != nil && (s.Previous.Vehicle < 0 || s.Previous.Vehicle >= len(p.Vehicles)):
		return fmt.Errorf("previous vehicle %d is not one of %d", s.Previous.Vehicle, len(p.Vehicles))
	}
	for _, d := range append([]Seconds{s.Service}, s.ServiceByClass...) {
		if d < 0 || d > Never {
			return fmt.Errorf("service of %d seconds", d)
		}
	}
	for _, d := range s.Demand {
		if d < 0 {
			return fmt.Errorf("demand %d is negative", d)
		}
	}
	for _, list := range [][]int{s.Allowed, s.Forbidden} {
		for _, v := range list {
			if v < 0 || v >= len(p.Vehicles) {
				return fmt.Errorf("vehicle %d is not one of %d", v, len(p.Vehicles))
			}
		}
	}
	return validWindows(s.Windows)
}

func validWindows(ws []Window) error {
	for i, w := range ws {
		switch {
		case w.From > w.To:
			return fmt.Errorf("window %d..%d ends before it begins", w.From, w.To)
		case w.From < Always || w.To > Never:
			return fmt.Errorf("window %d..%d is out of range", w.From, w.To)
		case i > 0 && w.From <= ws[i-1].To:
			return fmt.Errorf("windows %d..%d and %d..%d overlap or are not in order", ws[i-1].From, ws[i-1].To, w.From, w.To)
		}
	}
	return nil
}
