package demo

import "github.com/chasqui-fsm/chasqui/optimizer/travel"

// Every city of the demo stretches a straight line by this much, and parking takes this long (DEMO.md).
const (
	detour         = 1.35
	parkingSeconds = 6 * 60
)

// speeds of a city in km/h: in the morning rush (7-10), by day (10-17), in the evening rush (17-20), and the rest of the day.
type speeds struct{ morning, noon, evening, rest float64 }

var travelProfiles = map[string]speeds{
	"santiago":       {20, 27, 18, 32},
	"sao_paulo":      {16, 22, 14, 28},
	"cdmx":           {15, 21, 13, 26},
	"valparaiso":     {27, 30, 26, 32},
	"concepcion":     {27, 31, 26, 32},
	"campinas":       {28, 32, 27, 32},
	"belo_horizonte": {26, 29, 26, 32},
	"guadalajara":    {27, 30, 26, 32},
	"monterrey":      {27, 31, 26, 32},
}

// steps is how the profile is stored.
func (s speeds) steps() []map[string]float64 {
	return []map[string]float64{
		{"from": 7, "to": 10, "kmh": s.morning},
		{"from": 10, "to": 17, "kmh": s.noon},
		{"from": 17, "to": 20, "kmh": s.evening},
		{"kmh": s.rest},
	}
}

// profile is the same for the optimizer.
func (s speeds) profile() travel.Profile {
	return travel.Profile{
		Detour:   detour,
		Overhead: parkingSeconds,
		Speeds: []travel.HourSpeed{
			{Hour: 0, KmH: s.rest},
			{Hour: 7, KmH: s.morning},
			{Hour: 10, KmH: s.noon},
			{Hour: 17, KmH: s.evening},
			{Hour: 20, KmH: s.rest},
		},
	}
}
