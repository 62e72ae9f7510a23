package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Check says whether a visit may be moved as asked, what it would change, or which rule is against it. Nothing is written.
func (d *Desk) Check(ctx context.Context, q db.Querier, cmd booking.MoveVisit) (booking.MoveCheck, error) {
	record, err := d.visits.Record(ctx, q, cmd.Visit)
	if err != nil {
		return booking.MoveCheck{}, fmt.Errorf("check move: %w", err)
	}
	now := d.clock.Now()
	if tx, ok := q.(*db.Tx); ok {
		now = tx.Now
	}
	m, err := d.look(ctx, q, now, record, cmd)
	if err != nil {
		return booking.MoveCheck{}, fmt.Errorf("check move: %w", err)
	}
	return m.check, nil
}

// Move is MoveTx in a transaction of its own.
func (d *Desk) Move(ctx context.Context, database *db.DB, cmd booking.MoveVisit) (check booking.MoveCheck, err error) {
	err = database.InTx(ctx, func(tx *db.Tx) error {
		check, err = d.MoveTx(ctx, tx, cmd)
		return err
	})
	return check, err
}

// MoveTx gives a visit to another technician or another time inside its promise, or, without a Resource, takes it from the one who
// has it. A move that breaks a rule is a Conflict whose key is the rule, and the check says it too; nothing has changed then. The
// reason is required and kept in the fact visit.moved.
func (d *Desk) MoveTx(ctx context.Context, tx *db.Tx, cmd booking.MoveVisit) (booking.MoveCheck, error) {
	if strings.TrimSpace(cmd.Reason) == "" {
		return booking.MoveCheck{}, fault.New(fault.Invalid, "visit.move.no_reason")
	}
	record, err := d.lock(ctx, tx, cmd)
	if err != nil {
		return booking.MoveCheck{}, fmt.Errorf("move visit: %w", err)
	}
	m, err := d.look(ctx, tx, tx.Now, record, cmd)
	if err != nil {
		return booking.MoveCheck{}, fmt.Errorf("move visit: %w", err)
	}
	if !m.check.OK {
		return m.check, fault.New(fault.Conflict, m.check.Rule, fault.Text("the move breaks "+m.check.Rule))
	}
	err = d.carryOut(ctx, tx, m)
	if db.IsExclusion(err, visits.NeverOverlap) {
		m.check.OK, m.check.Rule = false, RuleOverlap
		return m.check, fault.New(fault.Conflict, RuleOverlap, fault.Cause(err))
	}
	if err != nil {
		return booking.MoveCheck{}, fmt.Errorf("move visit: %w", err)
	}
	return m.check, nil
}

// lock takes the technician-days that the visit leaves and comes to, in one go, and then the visit.
func (d *Desk) lock(ctx context.Context, tx *db.Tx, cmd booking.MoveVisit) (visits.Record, error) {
	before, err := d.visits.Record(ctx, tx, cmd.Visit)
	if err != nil {
		return visits.Record{}, err
	}
	var days []visits.TechnicianDay
	if day, ok, err := before.Day(); err != nil {
		return visits.Record{}, err
	} else if ok {
		days = append(days, day)
	}
	if cmd.Resource != "" {
		who, err := d.crew.Resource(ctx, tx, cmd.Resource, booking.DayOf(before.Window.Start, time.UTC))
		if err != nil {
			return visits.Record{}, err
		}
		day, err := visits.DayOf(who.ID, before.Window.Start, who.TimeZone)
		if err != nil {
			return visits.Record{}, err
		}
		days = append(days, day)
	}
	if err := d.visits.LockDays(ctx, tx, days...); err != nil {
		return visits.Record{}, err
	}
	after, err := d.visits.LockRecord(ctx, tx, cmd.Visit)
	if err == nil && after.Resource != before.Resource {
		err = fault.New(fault.Conflict, "visit.move.changed", fault.Text("somebody else moved the visit"))
	}
	return after, err
}

// carryOut writes a move that was found good under the locks.
func (d *Desk) carryOut(ctx context.Context, tx *db.Tx, m *move) error {
	by := visits.By{Actor: "system"}
	if m.cmd.Actor != "" {
		by.Actor = "user:" + string(m.cmd.Actor)
	}
	other := m.cmd.Resource != m.record.Resource
	if other && m.record.Status == booking.VisitDispatched { // the next technician knows nothing of it yet
		if _, err := d.visits.Move(ctx, tx, visits.Transition{Visit: m.record.ID, To: booking.VisitScheduled, By: by}); err != nil {
			return err
		}
	}
	err := d.visits.Deferred(ctx, tx, func() error {
		if other {
			if err := d.visits.Unassign(ctx, tx, m.record); err != nil {
				return err
			}
		}
		if err := d.visits.Replan(ctx, tx, m.plans); err != nil {
			return err
		}
		if !other || m.cmd.Resource == "" {
			return nil
		}
		_, err := d.visits.Assign(ctx, tx, visits.Assign{
			Visit: m.record.ID, Resource: m.cmd.Resource, Employment: m.who.Employment, Planned: m.check.Planned,
		})
		return err
	})
	if err != nil {
		return err
	}
	after, err := d.visits.Record(ctx, tx, m.record.ID)
	if err != nil {
		return err
	}
	return d.visits.Tell(ctx, tx, after, booking.FactVisitMoved, strings.TrimSpace(m.cmd.Reason), by)
}
