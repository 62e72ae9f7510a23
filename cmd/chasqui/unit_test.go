package main

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Who comes from a country without a unit is served by one that speaks their language.
func TestAStrangerGetsAUnitThatSpeaksTheirLanguage(t *testing.T) {
	t.Parallel()
	units := []booking.Unit{{Code: "BR", Country: "BR", Locale: "pt-BR"}, {Code: "CL", Country: "CL", Locale: "es-CL"}}
	for country, want := range map[string]booking.UnitCode{"PE": "CL", "AR": "CL", "CL": "CL", "BR": "BR", "PT": "BR"} {
		if got := unitFor(units, country, "").Code; got != want {
			t.Errorf("%s: %s, want %s", country, got, want)
		}
	}
}
