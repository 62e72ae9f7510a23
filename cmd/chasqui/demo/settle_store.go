package demo

// The statements of settle, in their order. Chance is a number from 0 to 999 drawn from the visit's id.

// DEMO.md's rates: cancel 8 %, missed 1.6, no access 6.5 of those attended, first time fix 79. A visit that nobody took in time
// is cancelled by us.
const sqlSettleVisits = `
WITH due AS (
  SELECT v.id, v.planned, v.arrival,
    ('x' || substr(md5(v.id::text), 1, 6))::bit(24)::int % 1000 AS fate,
    ('x' || substr(md5(v.id::text), 7, 6))::bit(24)::int % 1000 AS luck,
    r.phone = @low_fix AND o.service_code = 'fridge_repair' AS low
  FROM visits v
  JOIN work_orders o ON o.id = v.work_order_id
  JOIN contacts c ON c.id = o.contact_id AND c.is_test
  LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
  LEFT JOIN resources r ON r.id = a.resource_id
  WHERE v.status IN ('scheduled','dispatched','working') AND coalesce(upper(v.planned), upper(v.arrival)) <= @now
    AND NOT EXISTS (SELECT FROM technician_devices d WHERE d.resource_id = r.id AND d.verified_at IS NOT NULL)
), drawn AS (
  SELECT id, luck, planned,
    CASE WHEN planned IS NULL OR fate < 80 THEN 'canceled'
         WHEN fate < 96 THEN 'missed'
         WHEN fate < 156 THEN 'no_access'
         WHEN fate < 316 OR coalesce(low, false) AND fate < 700 THEN 'incomplete'
         ELSE 'completed' END AS status,
    lower(planned) + make_interval(mins => luck % 41 - 16) AS began,
    extract(epoch FROM upper(planned) - lower(planned))::int / 60 AS minutes
  FROM due
)
UPDATE visits v SET
  status = d.status,
  confirmation = CASE WHEN d.luck < 710 THEN 'confirmed' WHEN d.luck < 960 THEN 'no_reply' ELSE 'declined' END,
  actual = CASE
    WHEN d.status IN ('canceled','missed') THEN NULL
    WHEN d.status = 'no_access' THEN tstzrange(began, began + interval '15 minutes')
    ELSE tstzrange(began, began + make_interval(mins => greatest(10, d.minutes + d.luck % 25 - 8))) END,
  initiator = CASE WHEN d.status <> 'canceled' THEN '' WHEN d.planned IS NULL THEN 'company' ELSE 'customer' END,
  reason = CASE d.status
    WHEN 'canceled' THEN CASE WHEN d.planned IS NULL THEN 'no_capacity'
      ELSE (ARRAY['not_home','solved','price','other'])[1 + d.luck % 4] END
    WHEN 'incomplete' THEN CASE WHEN d.luck < 460 THEN 'part_missing' WHEN d.luck < 650 THEN 'wrong_diagnosis'
      WHEN d.luck < 790 THEN 'electrical' WHEN d.luck < 910 THEN 'access' ELSE 'other' END
    ELSE '' END
FROM drawn d
WHERE v.id = d.id`

// Every ended visit tells its end once, with the data of its booking.
const sqlTellOutcomes = `
INSERT INTO facts (id, name, at, actor, subject_kind, subject_id, conversation_id, contact_id, lead_id, work_order_id, visit_id, data)
SELECT overlay(md5(v.id::text || v.status)::text PLACING '7' FROM 13)::uuid, 'visit.' || v.status,
  coalesce(upper(v.actual), CASE WHEN v.status = 'missed' THEN upper(v.arrival) + interval '30 minutes'
    ELSE greatest(lower(v.arrival) - interval '5 hours', b.at + interval '1 minute') END),
  CASE WHEN v.status IN ('canceled','missed') THEN 'system' ELSE 'technician:' || a.resource_id END,
  'visit', v.id::text, b.conversation_id, b.contact_id, b.lead_id, b.work_order_id, b.visit_id,
  b.data || jsonb_build_object('status', v.status, 'confirmation', v.confirmation, 'reason', v.reason)
FROM visits v
JOIN facts b ON b.visit_id = v.id AND b.name = 'visit.booked'
LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
WHERE v.status IN ('completed','incomplete','no_access','missed','canceled')
  AND NOT EXISTS (SELECT FROM facts e WHERE e.visit_id = v.id AND e.name = 'visit.' || v.status)
ORDER BY 3, v.id`

const sqlFreeTechnicians = `
DELETE FROM occupations o USING assignments a, visits v
WHERE o.assignment_id = a.id AND v.id = a.visit_id
  AND v.status IN ('completed','incomplete','no_access','missed','canceled')`

const sqlEndAssignments = `
UPDATE assignments a SET
  status = CASE WHEN v.status = 'canceled' THEN 'released' ELSE 'active' END,
  ended_at = coalesce(upper(v.actual), lower(v.arrival))
FROM visits v
WHERE v.id = a.visit_id AND a.ended_at IS NULL AND v.status IN ('completed','incomplete','no_access','missed','canceled')`

// Finance has closed what is three days old.
const sqlSettleOrders = `
UPDATE work_orders o SET
  status = CASE v.status
    WHEN 'completed' THEN CASE WHEN upper(v.actual) < @now::timestamptz - interval '3 days' THEN 'closed' ELSE 'completed' END
    WHEN 'canceled' THEN 'canceled'
    WHEN 'incomplete' THEN CASE WHEN v.reason = 'part_missing' THEN 'on_hold' ELSE 'ready' END
    ELSE 'ready' END,
  hold_reason = CASE WHEN v.status = 'incomplete' AND v.reason = 'part_missing' THEN 'parts' ELSE '' END
FROM visits v, contacts c
WHERE v.work_order_id = o.id AND c.id = o.contact_id AND c.is_test AND o.status IN ('scheduled','in_progress')
  AND v.status IN ('completed','incomplete','no_access','missed','canceled')`

const sqlStartVisits = `
UPDATE visits v SET status = 'working', confirmation = 'confirmed', actual = tstzrange(lower(v.planned), NULL)
FROM work_orders o JOIN contacts c ON c.id = o.contact_id
WHERE o.id = v.work_order_id AND c.is_test AND v.status IN ('scheduled','dispatched')
  AND lower(v.planned) <= @now AND upper(v.planned) > @now
  AND NOT EXISTS (SELECT FROM assignments a JOIN technician_devices d ON d.resource_id = a.resource_id
    WHERE a.visit_id = v.id AND d.verified_at IS NOT NULL)`

const sqlStartOrders = `
UPDATE work_orders o SET status = 'in_progress'
FROM visits v
WHERE v.work_order_id = o.id AND v.status = 'working' AND o.status = 'scheduled'`

const sqlDispatchVisits = `
UPDATE visits v SET status = 'dispatched'
FROM work_orders o JOIN contacts c ON c.id = o.contact_id
WHERE o.id = v.work_order_id AND c.is_test AND v.status = 'scheduled' AND v.planned IS NOT NULL
  AND lower(v.planned) <= @now::timestamptz + interval '12 hours'`

const sqlAskCustomers = `
UPDATE visits SET confirmation = CASE WHEN luck < 600 THEN 'confirmed' WHEN luck < 850 THEN 'asked' ELSE 'no_reply' END
FROM (SELECT id AS visit, ('x' || substr(md5(id::text), 7, 6))::bit(24)::int % 1000 AS luck FROM visits) drawn
WHERE drawn.visit = visits.id AND confirmation = 'not_asked' AND status IN ('scheduled','dispatched')
  AND lower(arrival) <= @now::timestamptz + interval '26 hours'`

// Escalations wait for as long as it takes to be late for some of them.
const sqlAgeEscalations = `
UPDATE escalations e SET opened_at = @now::timestamptz - ago, due_at = @now::timestamptz - ago + (due_at - opened_at)
FROM (SELECT id AS escalation, make_interval(mins => 4 + ('x' || substr(md5(id::text), 1, 4))::bit(16)::int % 70) AS ago
      FROM escalations) waiting
WHERE waiting.escalation = e.id AND e.status = 'open'`

const sqlAgeComplaints = `
UPDATE messages m SET
  sent_at = e.opened_at - CASE WHEN m.direction = 'in' THEN interval '8 seconds' ELSE interval '0' END,
  created_at = e.opened_at - CASE WHEN m.direction = 'in' THEN interval '8 seconds' ELSE interval '0' END
FROM escalations e JOIN conversations c ON c.id = e.conversation_id AND c.turns = 1
WHERE m.conversation_id = c.id AND e.status = 'open'`

const sqlAgeConversations = `
UPDATE conversations c SET created_at = e.opened_at - interval '8 seconds', last_in_at = e.opened_at - interval '8 seconds',
  last_out_at = e.opened_at
FROM escalations e
WHERE c.id = e.conversation_id AND c.turns = 1 AND e.status = 'open'`
