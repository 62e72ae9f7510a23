package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/notify"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// cluster is a copy of the demo that processes of `chasqui serve` work at, and a gateway that hands messages in as a transport
// does: stored, then acknowledged.
type cluster struct {
	url string
	sys *system
}

func newCluster(t *testing.T) cluster {
	t.Helper()
	if !web.AssetsBuilt() {
		t.Skip("the web assets are not built: run make generate")
	}
	ctx := context.WithoutCancel(t.Context())
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	system := clock.System()
	sys, end, err := openSystem(ctx, url, system, ids.System(system), systemOptions{
		Transports: []channels.Transport{webchat.Transport{}}, Log: logs.Discard(),
	}, drop)
	must(t, err)
	t.Cleanup(end)
	must(t, demo.Prepare(ctx, sys.db))
	return cluster{url: url, sys: sys}
}

// say hands in one message of a number; the same id is the same message.
func (c cluster) say(ctx context.Context, number, id, text string) (conversation string, err error) {
	got, err := c.sys.gateway.Receive(ctx, channels.Inbound{
		From: channels.Address{Channel: channels.Webchat, Value: number}, To: webchat.Ours, ExternalID: number + " " + id,
		SentAt: testNow(), Kind: channels.KindText, Text: text,
	})
	return got.Conversation, err
}

// until waits for a count to become what is wanted.
func (c cluster) until(t *testing.T, what, sql string, want int) {
	t.Helper()
	got := 0
	for deadline := testNow().Add(2 * time.Minute); testNow().Before(deadline); {
		if got = c.count(t, sql); got == want {
			return
		}
		must(t, waitABit(t.Context()))
	}
	t.Fatalf("%s: %d, want %d", what, got, want)
}

func (c cluster) count(t *testing.T, sql string) int {
	t.Helper()
	var n int
	must(t, c.sys.db.Pool().QueryRow(t.Context(), sql).Scan(&n))
	return n
}

// none wants no row of a query, each of which is a defect.
func (c cluster) none(t *testing.T, what, sql string) {
	t.Helper()
	rows, err := c.sys.db.Pool().Query(t.Context(), "SELECT coalesce(d::text, '') FROM ("+sql+") d")
	must(t, err)
	defects, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	if len(defects) > 0 {
		t.Errorf("%s: %d, such as %s", what, len(defects), defects[0])
	}
}

// of the numbers that tests talk as.
const testers = `(SELECT * FROM conversations WHERE theirs LIKE '+569620%') c`

// checkOrder wants every message answered once, in order, and sent once.
func (c cluster) checkOrder(t *testing.T) {
	t.Helper()
	c.none(t, "messages without a turn", `SELECT 1 FROM messages m JOIN `+testers+` ON c.id = m.conversation_id
		WHERE m.direction = 'in' AND m.turn_id IS NULL`)
	c.none(t, "turns that did not end", `SELECT 1 FROM turns t JOIN `+testers+` ON c.id = t.conversation_id WHERE t.status <> 'done'`)
	c.none(t, "turns out of number", `SELECT 1 FROM `+testers+` JOIN turns t ON t.conversation_id = c.id
		GROUP BY c.id, c.turns HAVING count(*) <> c.turns OR max(t.n) <> c.turns`)
	c.none(t, "turns not answered exactly once, or answered while a person has the conversation", `
		SELECT string_agg(m.direction || ': ' || m.body, ' | ' ORDER BY m.seq)
		FROM `+testers+` JOIN turns t ON t.conversation_id = c.id LEFT JOIN messages m ON m.turn_id = t.id
		GROUP BY t.id, t.at, t.conversation_id HAVING count(*) FILTER (WHERE m.direction = 'out') <> CASE WHEN EXISTS (
			SELECT FROM escalations e WHERE e.conversation_id = t.conversation_id AND e.opened_at < t.at) THEN 0 ELSE 1 END`)
	c.none(t, "replies out of order", `SELECT 1 FROM (SELECT t.n, lag(t.n) OVER (PARTITION BY t.conversation_id ORDER BY m.seq) AS before
		FROM turns t JOIN messages m ON m.turn_id = t.id AND m.direction = 'out' JOIN `+testers+` ON c.id = t.conversation_id) o WHERE n < before`)
	c.none(t, "messages of a turn that came after its reply", `SELECT 1 FROM turns t JOIN `+testers+` ON c.id = t.conversation_id
		JOIN messages i ON i.turn_id = t.id AND i.direction = 'in' JOIN messages o ON o.turn_id = t.id AND o.direction = 'out' WHERE i.seq > o.seq`)
	c.none(t, "messages not sent, or sent twice", `SELECT 1 FROM messages m JOIN `+testers+` ON c.id = m.conversation_id
		WHERE m.direction = 'out' AND (m.status = 'queued' OR m.status = 'failed')`)
}

// lines that any contact may say; what they are answered does not matter here, that they are does.
var chatter = []string{
	"hola", "se echó a perder la lavadora", "¿cuánto sale la visita?", "vivo en Ñuñoa", "el jueves en la tarde", "no sé", "mejor el viernes",
	"¿atienden los sábados?", "gracias", "otra hora", "1", "sí",
}

func TestTwoProcessesAnswerEveryMessageOnce(t *testing.T) {
	t.Parallel()
	const contacts, messages, notices = 200, 5, 200
	c := newCluster(t)
	ctx := context.WithoutCancel(t.Context())
	startProcess(t, c.url)
	startProcess(t, c.url)

	c.enqueueTwice(t, notices)
	var wg sync.WaitGroup
	order := rand.New(rand.NewPCG(2026, 3)).Perm(contacts * messages) //nolint:gosec // an order, not a secret
	for worker := range 8 {
		wg.Go(func() {
			for i := worker; i < len(order); i += 8 {
				contact, n := order[i]%contacts, order[i]/contacts
				id := fmt.Sprint(n)
				for range 1 + n%2 { // every other message is delivered twice
					if _, err := c.say(ctx, fmt.Sprintf("+569620%05d", contact), id, chatter[(contact+n)%len(chatter)]); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	c.until(t, "messages answered", `SELECT count(*) FROM messages m JOIN turns t ON t.id = m.turn_id JOIN `+testers+`
		ON c.id = m.conversation_id WHERE m.direction = 'in' AND t.status = 'done'`, contacts*messages)
	c.until(t, "messages to send", `SELECT count(*) FROM messages WHERE status = 'queued'`, 0)
	c.until(t, "notices that wait", `SELECT count(*) FROM river_job WHERE kind = 'notify.visit' AND state IN ('available','running','retryable')`, 0)
	c.checkOrder(t)
	c.none(t, "messages sent twice", `SELECT 1 FROM messages WHERE direction = 'out' AND attempts > 1`)
	if n := c.count(t, `SELECT count(*) FROM messages WHERE notice_key LIKE '%:tomorrow'`); n != notices {
		t.Errorf("%d reminders were said, want %d", n, notices)
	}
}

// enqueueTwice asks for the reminders of n visits, each of them twice.
func (c cluster) enqueueTwice(t *testing.T, n int) {
	t.Helper()
	rows, err := c.sys.db.Pool().Query(t.Context(), `SELECT DISTINCT ON (o.contact_id) v.id::text FROM visits v
		JOIN work_orders o ON o.id = v.work_order_id JOIN contacts k ON k.id = o.contact_id
		JOIN contact_handles h ON h.contact_id = k.id AND h.kind = 'e164'
		WHERE v.status IN ('scheduled','dispatched') AND lower(v.arrival) > now() + interval '2 hours'
		  AND NOT EXISTS (SELECT FROM conversations x WHERE x.contact_id = k.id AND x.owner = 'human')
		ORDER BY o.contact_id, v.id LIMIT $1`, n)
	must(t, err)
	var list []string
	for rows.Next() {
		var id string
		must(t, rows.Scan(&id))
		list = append(list, id)
	}
	must(t, rows.Err())
	if len(list) != n {
		t.Fatalf("the demo has %d customers to remind, want %d", len(list), n)
	}
	must(t, c.sys.db.InTx(t.Context(), func(tx *db.Tx) error {
		for _, id := range list {
			job := notify.Job{Visit: booking.VisitID(id), Notice: agent.NoticeTomorrow, Key: id + ":tomorrow", Due: tx.Now}
			for range 2 {
				if _, err := queue.Enqueue(t.Context(), tx, job); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}
