package main

import (
	"strings"
	"testing"
)

func TestRatesAreReadOrTheLineIsNamed(t *testing.T) {
	t.Parallel()
	rates, err := readRates(strings.NewReader("country,category,since,currency,price\nCL,utility,2026-10-01,USD,0.0200\nbr, MARKETING,2026-10-01,usd,0.0625\n"))
	must(t, err)
	if len(rates) != 2 || rates[0].Micros != 20_000 || rates[1].Country != "BR" || rates[1].Category != "marketing" || rates[1].Micros != 62_500 {
		t.Errorf("%+v", rates)
	}
	for _, bad := range []string{"CL,utility,2026-10-01,USD\n", "CL,utility,soon,USD,1\n", "Chile,utility,2026-10-01,USD,1\n", "CL,utility,2026-10-01,USD,-1\n"} {
		if _, err := readRates(strings.NewReader("CL,utility,2026-10-01,USD,0.02\n" + bad)); err == nil || !strings.Contains(err.Error(), "2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
