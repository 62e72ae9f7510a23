package main

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// opening is one first message and what must come of it.
type opening struct {
	ID    string   `yaml:"id"`
	As    string   `yaml:"as"`
	Who   *seeded  `yaml:"who"`
	Given []string `yaml:"given"`
	Say   []string `yaml:"say"`
}

// seeded picks a customer of the demo by a visit of theirs.
type seeded struct {
	Unit   string   `yaml:"unit"`
	Day    int      `yaml:"day"` // from today
	Status []string `yaml:"status"`
	// Service they had; empty: any.
	Service string `yaml:"service"`
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"customers"} {
		raw, err := os.ReadFile("testdata/openings/" + name + ".yaml")
		must(t, err)
		var list []opening
		must(t, yaml.Unmarshal(raw, &list))
		for _, o := range list {
			t.Run(o.ID, func(t *testing.T) {
				t.Parallel()
				play := startDialogue(t, o.As, o.Who)
				for _, line := range append(o.Given, o.Say...) {
					play.say(t, play.session, line)
				}
				testkit.Golden(t, "openings/"+o.ID+".golden", play.transcript.String())
			})
		}
	}
}

// phone of the first such customer who has no other visit to come.
func (s seeded) phone(t *testing.T, sys *system) (phone string) {
	t.Helper()
	must(t, sys.db.Pool().QueryRow(t.Context(), `SELECT h.value FROM visits v JOIN work_orders w ON w.id = v.work_order_id
		JOIN contact_handles h ON h.contact_id = w.contact_id AND h.kind = 'e164'
		WHERE w.unit_code = $1 AND ($5 = '' OR w.service_code = $5) AND v.status = ANY($2) AND (lower(v.arrival) AT TIME ZONE v.time_zone)::date = ($3::timestamptz AT TIME ZONE v.time_zone)::date + $4::int
		AND NOT EXISTS (SELECT FROM visits o JOIN work_orders x ON x.id = o.work_order_id WHERE x.contact_id = w.contact_id
			AND o.id <> v.id AND o.status IN ('scheduled','dispatched','en_route','on_site','working','paused'))
		ORDER BY h.value LIMIT 1`, s.Unit, s.Status, sys.db.Now(), s.Day, s.Service).Scan(&phone))
	return phone
}
