package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// kills is how often a process dies in the middle of its work.
const kills = 50

// script is a talk whose every answer is the same for everybody, so that what was said under fire can be compared.
var script = []string{
	"hola, se me echó a perder la lavadora.", "no sé", "¿cuánto sale la visita?", "vivo en Ñuñoa.", "¿qué horario de atención tienen?", "olvídalo",
}

// TestProcessesMayDieAtAnyMoment kills one of two processes fifty times, at random moments of turns, commits and sends, while people
// write: nobody is left without an answer, nobody gets one twice, and the answers are those of a quiet day.
func TestProcessesMayDieAtAnyMoment(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	defer stop()
	quiet := c.quietDay(t)

	var dead atomic.Bool // all kills are done
	var wg sync.WaitGroup
	var talks atomic.Int64
	for worker := range 16 {
		wg.Go(func() {
			for round := 0; !dead.Load() || round == 0; round++ {
				number := fmt.Sprintf("+569620%02d%03d", worker, round)
				got, err := c.talk(ctx, number)
				if err != nil {
					t.Errorf("%s: %v", number, err)
					return
				}
				talks.Add(1)
				if !slices.Equal(got, quiet) {
					t.Errorf("%s was told\n%s\nwant\n%s", number, strings.Join(got, "\n"), strings.Join(quiet, "\n"))
				}
			}
		})
	}
	for worker := range 4 {
		wg.Go(func() {
			for round := 0; !dead.Load() || round == 0; round++ {
				if err := c.bookOnce(ctx, fmt.Sprintf("+5696209%d%03d", worker, round)); err != nil {
					t.Error(err)
					return
				}
				talks.Add(1)
			}
		})
	}
	c.killing(t, kills)
	dead.Store(true)
	wg.Wait()
	t.Logf("%d talks of %d messages went on through %d kills", talks.Load(), len(script), kills)
	c.until(t, "messages to send", `SELECT count(*) FROM messages WHERE status = 'queued'`, 0)
	c.checkOrder(t)
}

// replies to what the agent asks for on the way to a visit.
var replies = map[string]string{
	"service": "se echó a perder la lavadora.", "problem": "no centrifuga.", "detail": "no sé", "location": "Ñuñoa.", "when": "lo antes posible.",
	"slot": "1", "address": "Irarrázaval 2345.", "name": "Ana Díaz.", "confirm": "sí",
}

// bookOnce talks until a visit is booked, which must be one.
func (c cluster) bookOnce(ctx context.Context, number string) error {
	ask, conversation := "service", ""
	for n := 0; n < 25 && ask != "none"; n++ {
		var err error
		if conversation, err = c.say(ctx, number, fmt.Sprint(n), replies[ask]); err != nil {
			return err
		}
		said, err := c.answered(ctx, conversation, n+1)
		if err != nil {
			return fmt.Errorf("%s after %q: %w", number, replies[ask], err)
		}
		if ask = said[n].Ask; replies[ask] == "" && ask != "none" {
			return fmt.Errorf("%s was asked for %q: %s", number, ask, said[n].Text)
		}
	}
	booked := 0
	err := c.sys.db.Pool().QueryRow(ctx, `SELECT count(*) FROM facts WHERE name = 'visit.booked' AND conversation_id = $1`, conversation).Scan(&booked)
	if err == nil && booked != 1 {
		err = fmt.Errorf("%s has %d visits", number, booked)
	}
	return err
}

// killing keeps two processes up and kills one of them n times.
func (c cluster) killing(t *testing.T, n int) {
	t.Helper()
	chance := rand.New(rand.NewPCG(2026, 11)) //nolint:gosec // moments, not secrets
	up := []process{startProcess(t, c.url), startProcess(t, c.url)}
	for i := range n {
		must(t, clock.Wait(t.Context(), time.Duration(chance.IntN(400))*time.Millisecond))
		up[i%2].kill(t)
		up[i%2] = startProcess(t, c.url)
	}
}

// quietDay is what the script is answered when nothing goes wrong.
func (c cluster) quietDay(t *testing.T) []string {
	t.Helper()
	p := startProcess(t, c.url)
	said, err := c.talk(t.Context(), "+56962099999")
	must(t, err)
	p.kill(t)
	if len(said) != len(script) {
		t.Fatalf("%d answers to %d messages: %q", len(said), len(script), said)
	}
	return said
}

// patience is how long a person waits for an answer.
const patience = 90 * time.Second

// talk says the script, each line when the one before was answered, and gives the answers.
func (c cluster) talk(ctx context.Context, number string) ([]string, error) {
	conversation := ""
	for i, line := range script {
		var err error
		if conversation, err = c.say(ctx, number, fmt.Sprint(i), line); err != nil {
			return nil, err
		}
		if _, err = c.answered(ctx, conversation, i+1); err != nil {
			return nil, fmt.Errorf("after %q: %w", line, err)
		}
	}
	said, err := c.said(ctx, conversation)
	var texts []string
	for _, l := range said {
		texts = append(texts, offered.ReplaceAllString(l.Text, "\n- a slot"))
	}
	return texts, err
}

// offered are lines of slots: which ones are free depends on who booked meanwhile.
var offered = regexp.MustCompile(`\n\d\. (lun|mar|mié|jue|vie|sáb) .*`)

// answered waits until we said n messages in a conversation.
func (c cluster) answered(ctx context.Context, conversation string, n int) ([]channels.Line, error) {
	for deadline := testNow().Add(patience); testNow().Before(deadline); {
		said, err := c.said(ctx, conversation)
		if err != nil || len(said) >= n {
			return said, err
		}
		if err := waitABit(ctx); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("no answer in %s", patience)
}

// said is what we said in a conversation and what left.
func (c cluster) said(ctx context.Context, conversation string) ([]channels.Line, error) {
	lines, err := c.sys.gateway.Transcript(ctx, c.sys.db, conversation, 0)
	if err != nil {
		return nil, err
	}
	var out []channels.Line
	for _, l := range lines {
		if l.Out && l.Status != channels.StatusQueued {
			out = append(out, l)
		}
	}
	return out, nil
}
