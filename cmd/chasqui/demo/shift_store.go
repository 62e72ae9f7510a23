package demo

// The statements of shift, in their order. @days is how far to move.

var sqlRestGuards = []string{
	`ALTER TABLE promises DISABLE TRIGGER promises_never_change`,
	`ALTER TABLE facts DISABLE TRIGGER facts_never_change`,
	`SET CONSTRAINTS occupations_never_overlap DEFERRED`,
}

var sqlWakeGuards = []string{
	`SET CONSTRAINTS occupations_never_overlap IMMEDIATE`,
	`ALTER TABLE promises ENABLE TRIGGER promises_never_change`,
	`ALTER TABLE facts ENABLE TRIGGER facts_never_change`,
}

// sqlShifts moves by wall clock where something was promised, by days of 24 hours elsewhere.
var sqlShifts = []string{
	`UPDATE visits SET
  arrival = tstzrange(((lower(arrival) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone,
                      ((upper(arrival) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone),
  planned = CASE WHEN planned IS NOT NULL THEN
            tstzrange(((lower(planned) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone,
                      ((upper(planned) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone) END,
  actual  = CASE WHEN actual IS NOT NULL THEN
            tstzrange(((lower(actual) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone,
                      ((upper(actual) AT TIME ZONE time_zone) + make_interval(days => @days)) AT TIME ZONE time_zone) END,
  created_at = created_at + make_interval(days => @days)`,

	`UPDATE promises p SET arrival = v.arrival, made_at = p.made_at + make_interval(days => @days)
FROM visits v WHERE v.id = p.visit_id`,

	`UPDATE occupations o SET
  span = tstzrange(((lower(span) AT TIME ZONE r.time_zone) + make_interval(days => @days)) AT TIME ZONE r.time_zone,
                   ((upper(span) AT TIME ZONE r.time_zone) + make_interval(days => @days)) AT TIME ZONE r.time_zone)
FROM resources r WHERE r.id = o.resource_id`,

	`UPDATE absences a SET
  span = tstzrange(((lower(span) AT TIME ZONE r.time_zone) + make_interval(days => @days)) AT TIME ZONE r.time_zone,
                   ((upper(span) AT TIME ZONE r.time_zone) + make_interval(days => @days)) AT TIME ZONE r.time_zone)
FROM resources r WHERE r.id = a.resource_id`,

	// Facts of visits say their window in the data.
	`UPDATE facts f SET
  at = f.at + make_interval(days => @days),
  data = CASE WHEN v.id IS NOT NULL AND f.data ? 'window_start' THEN f.data || jsonb_build_object(
    'window_start', to_char(lower(v.arrival) AT TIME ZONE v.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') ||
      to_char((lower(v.arrival) AT TIME ZONE v.time_zone) - (lower(v.arrival) AT TIME ZONE 'UTC'), 'HH24:MI'),
    'window_end', to_char(upper(v.arrival) AT TIME ZONE v.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') ||
      to_char((upper(v.arrival) AT TIME ZONE v.time_zone) - (upper(v.arrival) AT TIME ZONE 'UTC'), 'HH24:MI'))
    ELSE f.data END
FROM facts g LEFT JOIN visits v ON v.id = g.visit_id
WHERE g.seq = f.seq`,

	// Some technician-days meet others on the way, so they are written anew.
	`WITH old AS (DELETE FROM technician_days RETURNING resource_id, day, version), gone AS (SELECT count(*) FROM old)
INSERT INTO technician_days (resource_id, day, version)
SELECT old.resource_id, old.day + @days::int, old.version FROM old, gone
ON CONFLICT DO NOTHING`,

	`UPDATE work_orders SET created_at = created_at + make_interval(days => @days)`,
	`UPDATE assignments SET created_at = created_at + make_interval(days => @days), ended_at = ended_at + make_interval(days => @days)`,
	`UPDATE leads SET created_at = created_at + make_interval(days => @days), updated_at = updated_at + make_interval(days => @days)`,
	`UPDATE lead_touches SET at = at + make_interval(days => @days)`,
	`UPDATE waitlist_entries SET created_at = created_at + make_interval(days => @days)`,
	`UPDATE conversations SET created_at = created_at + make_interval(days => @days),
  last_in_at = last_in_at + make_interval(days => @days), last_out_at = last_out_at + make_interval(days => @days)`,
	`UPDATE turns SET at = at + make_interval(days => @days), done_at = done_at + make_interval(days => @days)`,
	`UPDATE messages SET sent_at = sent_at + make_interval(days => @days), created_at = created_at + make_interval(days => @days)`,
	`UPDATE escalations SET opened_at = opened_at + make_interval(days => @days), due_at = due_at + make_interval(days => @days)`,
	`UPDATE contacts SET created_at = created_at + make_interval(days => @days)`,
	`UPDATE customers SET created_at = created_at + make_interval(days => @days)`,
}

// A visit on a holiday of its country or city is cancelled by us; its technician is free.
var sqlRestOnHolidays = []string{
	`UPDATE visits v SET status = 'canceled', initiator = 'company', reason = 'holiday'
FROM sites s JOIN localities l ON l.id = s.locality_id
JOIN territories t ON t.code = s.territory_code
JOIN holidays h ON h.country = s.country AND h.region IN ('', t.city, l.city, l.region)
WHERE s.id = v.site_id AND h.day = (lower(v.arrival) AT TIME ZONE v.time_zone)::date AND v.status <> 'canceled'`,

	`DELETE FROM occupations o USING assignments a JOIN visits v ON v.id = a.visit_id
WHERE o.assignment_id = a.id AND v.status = 'canceled' AND v.reason = 'holiday'`,

	`UPDATE assignments a SET status = 'released', ended_at = v.created_at
FROM visits v WHERE v.id = a.visit_id AND v.status = 'canceled' AND v.reason = 'holiday'
  AND a.status IN ('proposed','offered','accepted','active')`,

	`UPDATE work_orders w SET status = 'canceled'
FROM visits v WHERE v.work_order_id = w.id AND v.status = 'canceled' AND v.reason = 'holiday'`,
}
