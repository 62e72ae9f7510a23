package dispatch

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Each branch is one way for visits, holds, absences and promises to disagree with the time that is taken.
const sqlListDisagreements = `
WITH live AS (
  SELECT v.id, v.arrival, v.planned, a.id AS assignment_id, a.resource_id
  FROM visits v JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
  WHERE v.status IN ('tentative','scheduled','dispatched','en_route','on_site','working','paused')
), found AS (
  SELECT 'visit_without_time' AS rule, lower(l.arrival) AS at, l.resource_id, l.id AS visit_id, NULL::uuid AS hold_id
  FROM live l
  WHERE NOT EXISTS (SELECT FROM occupations oc
    WHERE oc.assignment_id = l.assignment_id AND oc.resource_id = l.resource_id AND oc.span = l.planned)
  UNION ALL
  SELECT 'hold_without_time', lower(h.arrival), h.resource_id, NULL, h.id
  FROM slot_holds h
  WHERE h.status = 'active' AND h.expires_at > @now AND NOT EXISTS (SELECT FROM occupations oc
    WHERE oc.hold_id = h.id AND oc.resource_id = h.resource_id AND oc.span = h.planned)
  UNION ALL
  SELECT 'time_of_no_visit', lower(oc.span), oc.resource_id, NULL, NULL
  FROM occupations oc
  WHERE oc.kind = 'assignment' AND NOT EXISTS (SELECT FROM live l WHERE l.assignment_id = oc.assignment_id)
  UNION ALL
  SELECT 'time_of_no_hold', lower(oc.span), oc.resource_id, NULL, oc.hold_id
  FROM occupations oc
  WHERE oc.kind = 'hold' AND NOT EXISTS (SELECT FROM slot_holds h WHERE h.id = oc.hold_id AND h.status = 'active')
  UNION ALL
  SELECT 'absence_without_time', lower(ab.span), ab.resource_id, NULL, NULL
  FROM absences ab
  WHERE NOT EXISTS (SELECT FROM occupations oc WHERE oc.absence_id = ab.id AND oc.span = ab.span)
  UNION ALL
  SELECT 'not_as_promised', lower(l.arrival), l.resource_id, l.id, NULL
  FROM live l JOIN LATERAL (
    SELECT p.arrival FROM promises p WHERE p.visit_id = l.id AND p.kind = 'window' ORDER BY p.version DESC LIMIT 1) AS told ON true
  WHERE told.arrival <> l.arrival)
SELECT f.rule, f.at, f.resource_id AS resource, coalesce(f.visit_id::text, '') AS visit, coalesce(f.hold_id::text, '') AS hold
FROM found f JOIN resources r ON r.id = f.resource_id
WHERE r.unit_code = @unit AND (f.at AT TIME ZONE r.time_zone)::date BETWEEN @from_day::date AND @to_day::date
ORDER BY f.at, f.rule, f.resource_id`

func disagreements(ctx context.Context, q db.Querier, ask Days) ([]Violation, error) {
	rows, err := db.Collect[struct {
		Rule     string
		At       time.Time
		Resource booking.ResourceID
		Visit    booking.VisitID
		Hold     booking.HoldID
	}](ctx, q, sqlListDisagreements, db.Args{
		"unit": ask.Unit, "from_day": ask.From.String(), "to_day": ask.To.String(), "now": ask.Now,
	})
	if err != nil {
		return nil, fmt.Errorf("compare plans with occupations: %w", err)
	}
	found := make([]Violation, len(rows))
	for i, r := range rows {
		found[i] = Violation{
			Day: booking.DayOf(r.At, time.UTC), Resource: r.Resource, Visit: r.Visit, Hold: r.Hold, Rule: r.Rule,
			Detail: "at " + r.At.Format(time.RFC3339),
		}
	}
	return found, nil
}
