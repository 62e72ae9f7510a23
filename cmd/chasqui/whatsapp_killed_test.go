package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// whatsappKills is how often the process with the connection dies. Each takes some seconds, in which another takes over, so there are
// few; CHASQUI_KILLS=50 is the whole of it.
func whatsappKills(t *testing.T) int {
	t.Helper()
	if s := os.Getenv("CHASQUI_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		must(t, err)
		return n
	}
	return 6
}

// talker is a phone that says the script again and again, each line when the one before was answered.
type talker struct {
	*loopback.Phone
	seen map[string]bool // ids: a phone shows a repeated message once
}

// hears is the next answer that the phone shows.
func (p *talker) hears(ctx context.Context) (string, error) {
	for {
		m, err := p.Next(ctx)
		if err != nil {
			return "", err
		}
		if !p.seen[m.ID] {
			p.seen[m.ID] = true
			return m.Text, nil
		}
	}
}

// says the script and gives the answers.
func (p *talker) says(ctx context.Context, ours string) (answers []string, err error) {
	for _, line := range script {
		ctx, stop := context.WithTimeout(ctx, patience)
		if _, err = p.Say(ctx, ours, line); err == nil {
			var heard string
			heard, err = p.hears(ctx)
			answers = append(answers, heard)
		}
		stop()
		if err != nil {
			return nil, fmt.Errorf("after %q: %w", line, err)
		}
	}
	return answers, nil
}

// Two processes and one linked device: whoever has the connection is killed at random moments of a running load, the line is cut,
// acknowledgements are swallowed, messages come doubled and broken. Nobody is left without an answer and nobody reads one twice.
func TestWhatsAppUnderFireLosesNothing(t *testing.T) {
	t.Parallel()
	c, server := newCluster(t), loopback.Start(t)
	business := server.NewPhone(t, "56229000780")
	pair(t, c.url, server.URL(), business, false)
	env := []string{"WHATSAPP_ENDPOINT=" + server.URL(), "WHATSAPP_CERT_PUBKEY=" + loopback.CertPubKey()}
	up := []process{startProcess(t, c.url, env...), startProcess(t, c.url, env...)}
	ctx, stop := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Minute)
	defer stop()
	phone := func(n int) *talker {
		return &talker{Phone: server.NewPhone(t, fmt.Sprintf("569623%05d", n)), seen: map[string]bool{}}
	}
	quiet, err := phone(0).says(ctx, business.Number())
	must(t, err)

	var over atomic.Bool
	var talks atomic.Int64
	var wg sync.WaitGroup
	phones := []*talker{phone(1), phone(2), phone(3), phone(4)}
	for _, p := range phones {
		wg.Go(func() {
			for !over.Load() {
				got, err := p.says(ctx, business.Number())
				if err != nil {
					t.Errorf("%s %v", p.Number(), err)
					return
				}
				talks.Add(1)
				if !slices.Equal(got[1:], quiet[1:]) { // the first greets or not
					t.Errorf("%s was told\n%s\nwant\n%s", p.Number(), strings.Join(got, "\n"), strings.Join(quiet, "\n"))
				}
			}
		})
	}
	kills := whatsappKills(t)
	fire{url: c.url, server: server, ours: business.Number(), up: up, env: env}.rage(ctx, t, kills)
	over.Store(true)
	wg.Wait()
	t.Logf("%d talks of %d messages went on through %d kills", talks.Load(), len(script), kills)
	c.none(t, "messages without a turn", `SELECT body FROM messages WHERE channel = 'whatsapp' AND direction = 'in' AND turn_id IS NULL
		AND external_id LIKE '%@%/%'`)
}

// fire is what goes wrong.
type fire struct {
	url    string
	server *loopback.Server
	ours   string
	up     []process
	env    []string
}

// rage kills the processes in turn, n times, each time when one of them had the connection, and does other harm besides.
func (f fire) rage(ctx context.Context, t *testing.T, kills int) {
	t.Helper()
	chance := rand.New(rand.NewPCG(2026, 4)) //nolint:gosec // moments, not secrets
	for i := range kills {
		for deadline := testNow().Add(30 * time.Second); f.server.Connected(f.ours) == 0; {
			if testNow().After(deadline) {
				t.Fatal("nobody took the device over")
			}
			must(t, waitABit(ctx))
		}
		switch i % 4 { // besides
		case 0:
			f.server.FlipNext(1)
		case 1:
			f.server.SwallowAcks(1)
		case 2:
			f.server.DoubleNext(3)
		case 3:
			f.server.Drop(f.ours)
		}
		must(t, clock.Wait(ctx, time.Duration(chance.IntN(1500))*time.Millisecond))
		f.up[i%2].kill(t)
		f.up[i%2] = startProcess(t, f.url, f.env...)
	}
}
