package visits

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// TechnicianDay is one local day of one technician: what a commit locks.
type TechnicianDay struct {
	Resource booking.ResourceID
	Day      booking.Day
	Span     span.Span // the day as instants, from twelve hours before local noon
}

// DayOf is the day of a technician, in the technician's zone, that holds t.
func DayOf(resource booking.ResourceID, t time.Time, zone string) (TechnicianDay, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return TechnicianDay{}, fmt.Errorf("time zone of technician %s: %w", resource, err)
	}
	day := booking.DayOf(t, loc)
	return TechnicianDay{Resource: resource, Day: day, Span: SpanOf(day, loc)}, nil
}

// SpanOf is a local day as instants. It is measured from noon, because some zones have days without a midnight: in Santiago the
// clocks jump from 24:00 to 1:00.
func SpanOf(day booking.Day, zone *time.Location) span.Span {
	return span.New(day.At(12*time.Hour, zone).Add(-12*time.Hour), day.Add(1).At(12*time.Hour, zone).Add(-12*time.Hour))
}

const sqlLockDays = `
INSERT INTO technician_days (resource_id, day, version)
SELECT d.resource_id, d.day, 1
FROM unnest(@resources::uuid[], @days::date[]) AS d (resource_id, day)
ORDER BY d.resource_id, d.day
ON CONFLICT (resource_id, day) DO UPDATE SET version = technician_days.version + 1`

// LockDays makes every other writer of these technician-days wait, counts their versions up, and releases the holds on them that
// are over. Several days are taken in one order, so that two writers never block each other: ask for all at once.
func (s *Store) LockDays(ctx context.Context, tx *db.Tx, days ...TechnicianDay) error {
	days = distinct(days)
	if len(days) == 0 {
		return nil
	}
	resources, dates := make([]string, len(days)), make([]string, len(days))
	for i, d := range days {
		resources[i], dates[i] = string(d.Resource), d.Day.String()
	}
	if _, err := db.Exec(ctx, tx, sqlLockDays, db.Args{"resources": resources, "days": dates}); err != nil {
		return fmt.Errorf("lock technician-days: %w", err)
	}
	for _, d := range days {
		if err := expireHolds(ctx, tx, d); err != nil {
			return fmt.Errorf("release holds that are over: %w", err)
		}
	}
	return nil
}

func distinct(days []TechnicianDay) []TechnicianDay {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b TechnicianDay) int {
		if c := strings.Compare(string(a.Resource), string(b.Resource)); c != 0 {
			return c
		}
		return strings.Compare(a.Day.String(), b.Day.String())
	})
	return slices.CompactFunc(days, func(a, b TechnicianDay) bool { return a.Resource == b.Resource && a.Day == b.Day })
}

const sqlExpireDayHolds = `
WITH over AS (
  UPDATE slot_holds SET status = 'expired'
  WHERE resource_id = @resource AND status = 'active' AND expires_at <= @now AND planned && @during::tstzrange
  RETURNING id)
DELETE FROM occupations USING over WHERE occupations.hold_id = over.id`

func expireHolds(ctx context.Context, tx *db.Tx, d TechnicianDay) error {
	_, err := db.Exec(ctx, tx, sqlExpireDayHolds, db.Args{"resource": d.Resource, "now": tx.Now, "during": d.Span})
	return err
}

const sqlListDayVersions = `
SELECT resource_id AS resource, day, version
FROM technician_days
WHERE resource_id = ANY(@resources::uuid[]) AND day = @day::date`

// Versions counts how often the days of technicians were changed; a day that was never touched is missing.
func (s *Store) Versions(
	ctx context.Context, q db.Querier, resources []booking.ResourceID, day booking.Day,
) (map[booking.ResourceID]int64, error) {
	rows, err := db.Collect[struct {
		Resource booking.ResourceID
		Day      time.Time
		Version  int64
	}](ctx, q, sqlListDayVersions, db.Args{"resources": texts(resources), "day": day.String()})
	if err != nil {
		return nil, fmt.Errorf("list versions of technician-days: %w", err)
	}
	out := map[booking.ResourceID]int64{}
	for _, r := range rows {
		out[r.Resource] = r.Version
	}
	return out, nil
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = string(id)
	}
	return out
}
