package slots

import (
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
)

// BenchmarkOffer60x14 offers slots in one territory of 60 technicians who are all able, with 14 days of four visits a weekday each.
// "loaded" is the part after the queries; p99 is of the whole.
func BenchmarkOffer60x14(b *testing.B) { benchmarkOffer(b, 60) }

// BenchmarkOffer8x14 is a territory of usual size.
func BenchmarkOffer8x14(b *testing.B) { benchmarkOffer(b, 8) }

func benchmarkOffer(b *testing.B, technicians int) {
	w := town.New(b, town.Size{Technicians: technicians, Lunch: true})
	w.Fill(14)
	s := New(w.Clock)
	req := town.Request("tv_mount", "cl-nunoa")
	b.Run("whole", func(b *testing.B) {
		var took []time.Duration
		for b.Loop() {
			began := time.Now() //nolint:forbidigo // measures
			list, err := s.Offer(b.Context(), w.DB, req)
			if err != nil || len(list) != DefaultMax {
				b.Fatal(list, err)
			}
			took = append(took, time.Since(began)) //nolint:forbidigo // measures
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	})
	b.Run("loaded", func(b *testing.B) {
		t, err := s.terms(b.Context(), w.DB, req)
		if err != nil {
			b.Fatal(err)
		}
		able, err := s.crew.Capable(b.Context(), w.DB, crew.Need{Territory: t.territory.Code, From: t.from, To: t.to})
		if err != nil {
			b.Fatal(err)
		}
		facts, err := s.routes.Read(b.Context(), w.DB, routes.Ask{
			Unit: t.territory.Unit, Crew: able, From: t.from, To: t.to, Zone: t.zone, Now: t.now,
		})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			found, _, err := t.search(facts, req)
			if err != nil || len(t.choose(found, req)) != DefaultMax {
				b.Fatal(err)
			}
		}
	})
}
