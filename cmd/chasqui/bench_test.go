package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// benchSystem is the true system on a copy of the demo organisation.
func benchSystem(b *testing.B) (*system, string) {
	b.Helper()
	ctx := context.WithoutCancel(b.Context())
	url, drop, err := demoCopy(ctx, testkit.ServerURL(b))
	if err != nil {
		b.Fatal(err)
	}
	system := clock.System()
	sys, end, err := openSystem(ctx, url, system, ids.System(system), systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: []channels.Transport{webchat.Transport{}}, Log: logs.Discard(),
	}, drop)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(end)
	if err := demo.Prepare(ctx, sys.db); err != nil {
		b.Fatal(err)
	}
	return sys, url
}

// BenchmarkMessages is messages a second through gateway and turn, two workers, many people, Postgres on the same machine; and,
// where pgbench is installed, the ratio to its simple-update transactions a second in the same run.
func BenchmarkMessages(b *testing.B) {
	sys, url := benchSystem(b)
	tps := pgbench(b, url)
	said := []string{"hola, mi lavadora no centrifuga", "es LG", "Ñuñoa", "el jueves en la tarde"}
	var next atomic.Int64
	b.ResetTimer()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= b.N {
					return
				}
				converse(b, sys, n, said)
			}
		})
	}
	wg.Wait()
	perSecond := float64(b.N*len(said)) / b.Elapsed().Seconds()
	b.ReportMetric(perSecond, "messages/s")
	if tps > 0 {
		b.ReportMetric(tps, "pgbench-tps")
		b.ReportMetric(perSecond/tps, "x-pgbench")
	}
}

// converse is one person's messages, each answered before the next.
func converse(b *testing.B, sys *system, n int, said []string) {
	from := channels.Address{Channel: channels.Webchat, Value: fmt.Sprintf("+5696%07d", n)}
	for i, text := range said {
		got, err := sys.gateway.Receive(b.Context(), channels.Inbound{
			From: from, To: webchat.Ours, ExternalID: fmt.Sprintf("%d-%d", n, i), Kind: channels.KindText, Text: text,
		})
		if err != nil {
			b.Error(err)
			return
		}
		if _, ok, err := sys.engine.Run(b.Context(), got.Conversation); err != nil || !ok {
			b.Errorf("turn: %v, claimed %t", err, ok)
			return
		}
	}
}

var tpsLine = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs `pgbench -N` for five seconds with two clients; 0 where it is missing.
func pgbench(b *testing.B, url string) float64 {
	b.Helper()
	program, err := exec.LookPath("pgbench")
	if err != nil {
		found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
		if len(found) == 0 {
			b.Log("pgbench is not on this machine: no ratio")
			return 0
		}
		program = found[len(found)-1]
	}
	if out, err := exec.CommandContext(b.Context(), program, "-i", "-q", "-s", "5", url).CombinedOutput(); err != nil {
		b.Fatalf("pgbench -i: %v: %s", err, out)
	}
	out, err := exec.CommandContext(b.Context(), program, "-N", "-n", "-c", "2", "-j", "2", "-T", "5", url).CombinedOutput()
	if err != nil {
		b.Fatalf("pgbench: %v: %s", err, out)
	}
	m := tpsLine.FindSubmatch(out)
	if m == nil {
		b.Fatalf("pgbench said %s", out)
	}
	tps, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return tps
}

// BenchmarkSlotOffer is the latency of an offer over the demo: 60 technicians, 14 days, any service anywhere.
func BenchmarkSlotOffer(b *testing.B) {
	sys, _ := benchSystem(b)
	requests := offerRequests(b, sys)
	var took []time.Duration
	b.ResetTimer()
	for i := range b.N {
		began := testNow()
		if _, err := sys.trade.slots.Offer(b.Context(), sys.db, requests[i%len(requests)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, testNow().Sub(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// offerRequests are random services in random localities.
func offerRequests(b *testing.B, sys *system) []booking.SlotRequest {
	b.Helper()
	rng := rand.New(rand.NewPCG(2026, 11))
	names, err := sys.trade.places.Lexicon(b.Context(), sys.db, "")
	if err != nil {
		b.Fatal(err)
	}
	var out []booking.SlotRequest
	for len(out) < 200 {
		place, err := sys.trade.places.Place(b.Context(), sys.db, names[rng.IntN(len(names))].ID)
		if err != nil {
			b.Fatal(err)
		}
		if !place.Served() {
			continue
		}
		services, err := sys.trade.catalog.Services(b.Context(), sys.db, place.Unit)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, booking.SlotRequest{
			Unit: place.Unit, Service: services[rng.IntN(len(services))].Code, Quantity: 1, Territory: place.Territory, At: place.Center,
			TimeZone: place.TimeZone,
		})
	}
	return out
}
