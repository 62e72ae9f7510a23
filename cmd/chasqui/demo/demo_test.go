package demo_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// clone gives the demo at an instant, and how long it took to clone and to prepare.
func clone(t *testing.T, now time.Time) (*db.DB, time.Duration) {
	t.Helper()
	ctx := t.Context()
	admin, err := db.OpenAdmin(ctx, testkit.ServerURL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(admin.Close)
	template, err := demo.Template(ctx, admin)
	if err != nil {
		t.Fatal(err)
	}
	began := clock.System().Now()
	c, err := admin.Clone(ctx, template)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Drop(ctx); err != nil {
			t.Error(err)
		}
	})
	hands := clock.NewManual(now)
	d, err := db.Open(ctx, c.URL, hands, ids.Seeded(1, hands))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	if err := demo.Prepare(ctx, d); err != nil {
		t.Fatal(err)
	}
	return d, clock.System().Now().Sub(began)
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// moments are those at which the demo must be true: its own week, a week before a change of clocks, weeks with holidays, a
// Sunday, and the past.
var moments = []string{
	"2026-11-23T09:05:00-03:00",
	"2026-11-26T15:30:00-03:00",
	"2026-11-29T20:00:00-03:00",
	"2026-12-09T10:00:00-06:00",
	"2027-03-31T10:00:00-03:00",
	"2026-09-02T10:00:00-04:00",
}

// nothing says of a database what must give no row.
var nothing = map[string]string{
	"a work starts outside its promised window": `
SELECT id::text FROM visits WHERE planned IS NOT NULL AND NOT lower(planned) <@ arrival`,
	"a promise is not its visit's window": `
SELECT p.id::text FROM promises p JOIN visits v ON v.id = p.visit_id WHERE p.arrival <> v.arrival`,
	"a window is not one of its territory's on that weekday": `
SELECT v.id::text FROM visits v JOIN sites s ON s.id = v.site_id
WHERE NOT EXISTS (SELECT FROM arrival_windows w
  WHERE w.territory_code = s.territory_code AND (lower(v.arrival) AT TIME ZONE v.time_zone)::time = w.starts
    AND (upper(v.arrival) AT TIME ZONE v.time_zone)::time = w.ends
    AND extract(dow FROM lower(v.arrival) AT TIME ZONE v.time_zone)::int = ANY (w.weekdays))`,
	"a technician lacks a skill of an assigned service": `
SELECT v.id::text FROM visits v JOIN work_orders o ON o.id = v.work_order_id JOIN assignments a ON a.visit_id = v.id
JOIN service_skills n ON n.service_code = o.service_code
LEFT JOIN resource_skills k ON k.resource_id = a.resource_id AND k.skill_code = n.skill_code AND k.level >= n.level
  AND k.valid @> (lower(v.planned) AT TIME ZONE v.time_zone)::date
WHERE k.resource_id IS NULL`,
	"a technician works outside the territories": `
SELECT v.id::text FROM visits v JOIN sites s ON s.id = v.site_id JOIN assignments a ON a.visit_id = v.id
LEFT JOIN territory_members m ON m.resource_id = a.resource_id AND m.territory_code = s.territory_code
WHERE m.resource_id IS NULL`,
	"a plan lies outside the technician's shift": `
SELECT v.id::text FROM visits v JOIN assignments a ON a.visit_id = v.id JOIN resources r ON r.id = a.resource_id
WHERE v.planned IS NOT NULL AND NOT EXISTS (SELECT FROM shifts h WHERE h.resource_id = r.id
  AND h.weekday = extract(dow FROM lower(v.planned) AT TIME ZONE r.time_zone)::int
  AND h.starts <= (lower(v.planned) AT TIME ZONE r.time_zone)::time AND h.ends >= (upper(v.planned) AT TIME ZONE r.time_zone)::time)`,
	"a live plan is not an occupation of its technician": `
SELECT v.id::text FROM visits v JOIN assignments a ON a.visit_id = v.id
LEFT JOIN occupations o ON o.assignment_id = a.id AND o.resource_id = a.resource_id AND o.span = v.planned
WHERE v.status IN ('scheduled','dispatched','en_route','on_site','working','paused') AND o.id IS NULL`,
	"an ended visit takes time": `
SELECT v.id::text FROM visits v JOIN assignments a ON a.visit_id = v.id JOIN occupations o ON o.assignment_id = a.id
WHERE v.status IN ('completed','incomplete','no_access','missed','canceled')`,
	"a live visit is over": `
SELECT id::text FROM visits
WHERE status IN ('scheduled','dispatched','working') AND coalesce(upper(planned), upper(arrival)) <= @now`,
	"a visit ended that is not over": `
SELECT id::text FROM visits
WHERE status NOT IN ('scheduled','dispatched','working') AND coalesce(upper(planned), upper(arrival)) > @now AND reason <> 'holiday'`,
	"a live visit lies on a holiday": `
SELECT v.id::text FROM visits v JOIN sites s ON s.id = v.site_id JOIN territories t ON t.code = s.territory_code
JOIN holidays h ON h.country = s.country AND h.region IN ('', t.city) AND h.day = (lower(v.arrival) AT TIME ZONE v.time_zone)::date
WHERE v.status <> 'canceled'`,
	"a fact of a visit says another window": `
SELECT f.id::text FROM facts f JOIN visits v ON v.id = f.visit_id
WHERE f.data ? 'window_start' AND ((f.data->>'window_start')::timestamptz <> lower(v.arrival)
  OR (f.data->>'window_end')::timestamptz <> upper(v.arrival))`,
	"an ended visit has told its end other than once": `
SELECT v.id::text FROM visits v
WHERE v.status IN ('completed','incomplete','no_access','missed')
  AND (SELECT count(*) FROM facts f WHERE f.visit_id = v.id AND f.name = 'visit.' || v.status) <> 1`,
	"a message waits for an answer": `
SELECT id::text FROM messages WHERE direction = 'in' AND turn_id IS NULL OR direction = 'out' AND status = 'queued'`,
	"a promise of a chat was told by no message of it": `
SELECT p.id::text FROM promises p JOIN visits v ON v.id = p.visit_id JOIN work_orders o ON o.id = v.work_order_id
JOIN leads l ON l.id = o.lead_id AND l.conversation_id IS NOT NULL
WHERE NOT EXISTS (SELECT FROM messages m WHERE m.id = p.message_id AND m.conversation_id = l.conversation_id AND m.direction = 'out')
   OR NOT EXISTS (SELECT FROM messages m WHERE m.id = p.consent_id AND m.conversation_id = l.conversation_id AND m.direction = 'in')`,
	"somebody booked in the future": `
SELECT id::text FROM visits WHERE created_at > @now`,
	"a contact is not flagged as a test": `
SELECT id::text FROM contacts WHERE NOT is_test`,
}

func TestTheDemoIsTrueWheneverItIsOpened(t *testing.T) {
	t.Parallel()
	for _, moment := range moments {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			d, took := clone(t, at(t, moment))
			t.Logf("cloned and prepared in %v", took)
			for name, sql := range nothing {
				args := db.Args{}
				if containsNow(sql) {
					args["now"] = d.Now()
				}
				bad, err := db.Values[string](t.Context(), d, sql, args)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				} else if len(bad) > 0 {
					t.Errorf("%s: %d rows, the first %s", name, len(bad), bad[0])
				}
			}
		})
	}
}

func containsNow(sql string) bool {
	for i := range len(sql) - 3 {
		if sql[i:i+4] == "@now" {
			return true
		}
	}
	return false
}

func TestTheDemoFollowsTheWeekOfNow(t *testing.T) {
	t.Parallel()
	d, _ := clone(t, at(t, "2027-03-31T10:00:00-03:00"))
	const sql = `
SELECT count(*) FROM visits
WHERE (lower(arrival) AT TIME ZONE time_zone)::date = '2027-03-31' AND status IN ('dispatched','working','scheduled')`
	n, err := db.Value[int](t.Context(), d, sql, nil)
	if err != nil || n < 20 {
		t.Errorf("%d visits before the technicians on that Wednesday, %v", n, err)
	}
}

func TestPreparingTwiceChangesNothingMore(t *testing.T) {
	t.Parallel()
	d, _ := clone(t, at(t, "2026-12-02T11:00:00-03:00"))
	const sql = `
SELECT md5(string_agg(v::text, '' ORDER BY v.id)) || (SELECT count(*) FROM facts)
  || (SELECT md5(string_agg(o::text, '' ORDER BY o.id)) FROM occupations o) FROM visits v`
	before, err := db.Value[string](t.Context(), d, sql, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Prepare(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	after, err := db.Value[string](t.Context(), d, sql, nil)
	if err != nil || after != before {
		t.Errorf("the second time changed something: %v", err)
	}
}

func TestPromisesAndFactsAreGuardedAgainAfterAMove(t *testing.T) {
	t.Parallel()
	d, _ := clone(t, at(t, "2026-12-02T11:00:00-03:00"))
	for _, sql := range []string{`UPDATE promises SET version = version`, `DELETE FROM facts`} {
		if _, err := db.Exec(t.Context(), d, sql, nil); err == nil {
			t.Errorf("%s: went through", sql)
		}
	}
}

func TestTheSeedIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	const sql = `SELECT md5(string_agg(v::text, '' ORDER BY v.id)) FROM visits v`
	var sums []string
	for range 2 {
		w := testkit.World(t)
		if err := demo.Seed(t.Context(), w.DB, demo.Options{Small: true}); err != nil {
			t.Fatal(err)
		}
		sum, err := db.Value[string](t.Context(), w.DB, sql, nil)
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum)
	}
	if sums[0] != sums[1] {
		t.Error("two seeds differ")
	}
}

func TestASeedRefusesAWeekThatDoesNotBeginOnMonday(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	err := demo.Seed(t.Context(), w.DB, demo.Options{Monday: booking.Day{Year: 2026, Month: 11, Date: 24}})
	if err == nil {
		t.Error("a Tuesday was taken")
	}
}
