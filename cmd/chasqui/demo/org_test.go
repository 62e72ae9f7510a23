package demo_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo/data"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func TestTheOrganisationHasWhatItsDescriptionSays(t *testing.T) {
	t.Parallel()
	d, _ := clone(t, at(t, "2026-11-23T09:05:00-03:00"))
	for _, c := range []struct {
		what string
		sql  string
		want int
	}{
		{"technicians", `SELECT count(*) FROM resources`, 60},
		{"technicians of CL", `SELECT count(*) FROM resources WHERE unit_code = 'CL'`, 22},
		{"employees of CL", `SELECT count(*) FROM resources WHERE unit_code = 'CL' AND employment = 'employee'`, 9},
		{"technicians of BR", `SELECT count(*) FROM resources WHERE unit_code = 'BR'`, 22},
		{"employees of BR", `SELECT count(*) FROM resources WHERE unit_code = 'BR' AND employment = 'employee'`, 8},
		{"technicians of a company in BR", `SELECT count(*) FROM resources WHERE unit_code = 'BR' AND employment = 'company'`, 4},
		{"technicians of MX", `SELECT count(*) FROM resources WHERE unit_code = 'MX'`, 16},
		{"employees of MX", `SELECT count(*) FROM resources WHERE unit_code = 'MX' AND employment = 'employee'`, 6},
		{"technicians who work until 23", `SELECT count(DISTINCT resource_id) FROM shifts WHERE ends = '23:00'`, 4},
		{"technicians who work from 7", `SELECT count(DISTINCT resource_id) FROM shifts WHERE starts = '07:00'`, 4},
		{"territories", `SELECT count(*) FROM territories`, 14},
		{"skills", `SELECT count(*) FROM skills`, 40},
		{"services", `SELECT count(*) FROM service_types`, 18},
		{"services that need no skill or more than two", `
SELECT count(*) FROM (SELECT s.code FROM service_types s LEFT JOIN service_skills k ON k.service_code = s.code
  GROUP BY s.code HAVING count(k.skill_code) NOT BETWEEN 1 AND 2) odd`, 0},
		{"services without a price in a unit", `
SELECT count(*) FROM service_types s CROSS JOIN business_units u
LEFT JOIN price_book p ON p.service_code = s.code AND p.unit_code = u.code WHERE p.id IS NULL`, 0},
		{"needed skills that a city has fewer than three holders of", `
SELECT count(*) FROM (SELECT DISTINCT city FROM territories) c CROSS JOIN (SELECT DISTINCT skill_code FROM service_skills) k
WHERE (SELECT count(DISTINCT h.resource_id) FROM resource_skills h
  JOIN territory_members m ON m.resource_id = h.resource_id JOIN territories t ON t.code = m.territory_code
  WHERE h.skill_code = k.skill_code AND t.city = c.city) < 3`, 0},
		{"rare skills that a country lacks", `
SELECT count(*) FROM business_units u CROSS JOIN unnest('{fridge_commercial,ducted,gas_SEC,multi_split,fiber_FTTH_splice}'::text[]) k
WHERE NOT EXISTS (SELECT FROM resource_skills h JOIN resources r ON r.id = h.resource_id
  WHERE h.skill_code = k AND r.unit_code = u.code)`, 0},
		{"numbers of technicians outside of their block", `
SELECT count(*) FROM resources WHERE phone !~ '^(\+569910000\d\d|\+55119910000\d\d|\+52559100\d{4})$'`, 0},
		{"numbers of customers outside of their block", `
SELECT count(*) FROM contact_handles WHERE value !~ '^(\+569900\d{5}|\+551199000\d{4}|\+52559000\d{4})$'`, 0},
		{"dispatchers", `SELECT count(*) FROM users WHERE roles = '{dispatcher}'`, 8},
		{"agents", `SELECT count(*) FROM users WHERE roles = '{agent}'`, 11},
		{"escalations open", `SELECT count(*) FROM escalations WHERE status = 'open'`, 11},
		{"conversations that a person has, without an escalation", `
SELECT count(*) FROM conversations c WHERE owner = 'human'
  AND NOT EXISTS (SELECT FROM escalations e WHERE e.conversation_id = c.id)`, 0},
	} {
		got, err := db.Value[int](t.Context(), d, c.sql, nil)
		if err != nil || got != c.want {
			t.Errorf("%s: %d, want %d (%v)", c.what, got, c.want, err)
		}
	}
}

func TestTheRatesOfTheHistoryAreNearThoseOfTheDescription(t *testing.T) {
	t.Parallel()
	d, _ := clone(t, at(t, "2026-11-23T09:05:00-03:00"))
	for _, c := range []struct {
		what      string
		sql       string
		low, high float64 // percent
	}{
		{"canceled", `SELECT 100.0 * count(*) FILTER (WHERE status = 'canceled') / count(*) FROM visits WHERE lower(arrival) < '2026-11-23'`, 6, 10},
		{"missed", `SELECT 100.0 * count(*) FILTER (WHERE status = 'missed') / count(*) FROM visits WHERE lower(arrival) < '2026-11-23'`, 0.8, 2.6},
		{"no access, of those attended or not let in", `
SELECT 100.0 * count(*) FILTER (WHERE status = 'no_access') / count(*) FROM visits WHERE status IN ('completed','incomplete','no_access')`, 5, 8},
		{"first time fix", `
SELECT 100.0 * count(*) FILTER (WHERE status = 'completed') / count(*) FROM visits WHERE status IN ('completed','incomplete')`, 76, 84},
		{"leads that book", `SELECT 100.0 * count(*) FILTER (WHERE status = 'converted') / count(*) FROM leads`, 37, 55},
	} {
		got, err := db.Value[float64](t.Context(), d, "SELECT ("+c.sql+")::float8", nil)
		if err != nil || got < c.low || got > c.high {
			t.Errorf("%s: %.1f %%, want %g to %g (%v)", c.what, got, c.low, c.high, err)
		}
	}
}

func TestTheCatalogueIsThatOfTheReader(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	if err := demo.Seed(t.Context(), w.DB, demo.Options{Small: true}); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, s := range data.Services() {
		want = append(want, s.Code+" "+s.Kind+" "+s.Names["es"])
	}
	got, err := db.Values[string](t.Context(), w.DB, `
SELECT code || ' ' || kind || ' ' || (names->>'es') FROM service_types ORDER BY position`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("services (-reader +seed):\n%s", diff)
	}
}

func TestTheSmallDemoHasTwelveTechnicians(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	if err := demo.Seed(t.Context(), w.DB, demo.Options{Small: true}); err != nil {
		t.Fatal(err)
	}
	got, err := db.Values[int](t.Context(), w.DB, `SELECT count(*) FROM resources UNION ALL SELECT count(*) FROM visits`, nil)
	if err != nil || len(got) != 2 || got[0] != 12 || got[1] < 100 {
		t.Errorf("technicians and visits: %v, %v", got, err)
	}
}
