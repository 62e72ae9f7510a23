package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// OrderFact is the data of work_order.created.
type OrderFact struct {
	WorkOrderID booking.WorkOrderID     `json:"work_order_id"`
	Number      int64                   `json:"number"`
	Service     booking.ServiceCode     `json:"service"`
	Quantity    int                     `json:"quantity"`
	Unit        booking.UnitCode        `json:"unit"`
	Status      booking.WorkOrderStatus `json:"status"`
}

const sqlInsertOrder = `
INSERT INTO work_orders (id, unit_code, customer_id, contact_id, site_id, lead_id, service_code, quantity, problem, access,
  answers, duration_minutes, status, recall_of, created_at)
VALUES (@id, @unit, @customer, @contact, @site, @lead, @service, @quantity, @problem, @access, @answers, @minutes,
  @status, (SELECT v.work_order_id FROM visits v WHERE v.id = @recall), @now)
RETURNING number`

// AddOrder makes a job that is ready to be scheduled. Its id and number are drawn here.
func (s *Store) AddOrder(ctx context.Context, tx *db.Tx, o booking.WorkOrder, by By) (booking.WorkOrder, error) {
	if o.Duration < time.Minute {
		return booking.WorkOrder{}, fault.New(fault.Invalid, "work_order.duration.zero")
	}
	o.ID, o.Status, o.CreatedAt = booking.WorkOrderID(tx.NewID()), booking.OrderReady, tx.Now
	o.Quantity = max(o.Quantity, 1)
	if o.Answers == nil {
		o.Answers = map[string]string{}
	}
	number, err := db.Value[int64](ctx, tx, sqlInsertOrder, db.Args{
		"id": o.ID, "unit": o.Unit, "customer": o.CustomerID, "contact": o.ContactID, "site": o.SiteID, "lead": db.Null(o.LeadID),
		"service": o.Service, "quantity": o.Quantity, "problem": o.Problem, "access": o.Access, "answers": o.Answers,
		"recall":  db.Null(o.Recall),
		"minutes": int(o.Duration / time.Minute), "status": o.Status, "now": tx.Now,
	})
	if err != nil {
		return booking.WorkOrder{}, fmt.Errorf("add work order: %w", err)
	}
	o.Number = number
	err = events.Append(ctx, tx, events.Fact{
		Name: booking.FactWorkOrderCreated, Actor: by.Actor, Origin: by.Origin,
		SubjectKind: "work_order", SubjectID: string(o.ID), ConversationID: string(by.Conversation),
		ContactID: string(o.ContactID), LeadID: string(o.LeadID), WorkOrderID: string(o.ID),
		Data: events.Data(OrderFact{o.ID, o.Number, o.Service, o.Quantity, o.Unit, o.Status}),
	})
	return o, err
}

// accessMost is how many characters of how to get in are kept.
const accessMost = 600

const sqlNoteAccess = `
UPDATE work_orders o
SET access = CASE WHEN position(@text::text IN access) > 0 THEN access ELSE left(concat_ws('. ', nullif(access, ''), @text::text), @most) END
FROM visits v
WHERE v.id = @visit AND o.id = v.work_order_id AND o.contact_id = @contact`

// Note adds how to get in at a visit of a contact; NotFound when it is none of theirs.
func (s *Store) Note(ctx context.Context, tx *db.Tx, n booking.NoteAccess) error {
	rows, err := db.Exec(ctx, tx, sqlNoteAccess, db.Args{"visit": n.Visit, "contact": n.Contact, "text": n.Text, "most": accessMost})
	if err == nil && rows == 0 {
		err = fault.New(fault.NotFound, "visit.get.unknown")
	}
	if err != nil {
		return fmt.Errorf("note access: %w", err)
	}
	return nil
}

const sqlRepinSite = `
UPDATE sites s
SET lat = @lat, lng = @lng, confidence = 'A'
FROM visits v JOIN assignments a ON a.visit_id = v.id AND a.status IN ('accepted','active')
WHERE v.id = @visit AND a.resource_id = @resource AND s.id = v.site_id`

// Repin moves the site of a visit to where its technician stands; the next job there starts from it. NotFound when the visit is not
// theirs. The fact names the visit and who said so.
func (s *Store) Repin(ctx context.Context, tx *db.Tx, r booking.RepinVisit) error {
	rows, err := db.Exec(ctx, tx, sqlRepinSite, db.Args{"visit": r.Visit, "resource": r.Resource, "lat": r.Pin.Lat, "lng": r.Pin.Lng})
	if err == nil && rows == 0 {
		err = fault.New(fault.NotFound, "visit.get.unknown")
	}
	if err != nil {
		return fmt.Errorf("repin site: %w", err)
	}
	return events.Append(ctx, tx, events.Fact{
		Name: booking.FactSiteCorrected, Actor: "technician:" + string(r.Resource), SubjectKind: "visit", SubjectID: string(r.Visit),
		VisitID: string(r.Visit), Data: events.Data(map[string]any{"visit_id": r.Visit, "lat": r.Pin.Lat, "lng": r.Pin.Lng}),
	})
}

const sqlLockOrder = `SELECT status FROM work_orders WHERE id = @id FOR UPDATE`

// MoveOrder takes a job to its next status; staying is nothing, what the table does not hold is a Conflict.
func (s *Store) MoveOrder(ctx context.Context, tx *db.Tx, id booking.WorkOrderID, next booking.WorkOrderStatus) error {
	status, err := db.Value[booking.WorkOrderStatus](ctx, tx, sqlLockOrder, db.Args{"id": id})
	if err != nil {
		return fmt.Errorf("move work order: %w", err)
	}
	if status == next {
		return nil
	}
	if !status.Can(next) {
		return illegal(string(status), string(next))
	}
	return setOrderStatus(ctx, tx, id, next)
}

const sqlCountLive = `
SELECT count(*)
FROM visits
WHERE work_order_id = @order AND status IN ('tentative','scheduled','dispatched','en_route','on_site','working','paused')`

// EndOrder calls a job off when no visit of it stands any more.
func (s *Store) EndOrder(ctx context.Context, tx *db.Tx, id booking.WorkOrderID) error {
	live, err := db.Value[int](ctx, tx, sqlCountLive, db.Args{"order": id})
	if err != nil {
		return fmt.Errorf("end work order: %w", err)
	}
	if live > 0 {
		return nil
	}
	status, err := db.Value[booking.WorkOrderStatus](ctx, tx, sqlLockOrder, db.Args{"id": id})
	if err != nil {
		return fmt.Errorf("end work order: %w", err)
	}
	if !status.Can(booking.OrderCanceled) { // work was done for it: it stays to be planned
		return nil
	}
	return setOrderStatus(ctx, tx, id, booking.OrderCanceled)
}

const sqlSetOrderStatus = `UPDATE work_orders SET status = @status WHERE id = @id`

func setOrderStatus(ctx context.Context, tx *db.Tx, id booking.WorkOrderID, status booking.WorkOrderStatus) error {
	if _, err := db.Exec(ctx, tx, sqlSetOrderStatus, db.Args{"id": id, "status": status}); err != nil {
		return fmt.Errorf("move work order: %w", err)
	}
	return nil
}

func illegal(from, to string) error {
	return fault.New(fault.Conflict, "visit.move.illegal", fault.Arg("from", from), fault.Arg("to", to),
		fault.Text("from "+from+" to "+to+" is not allowed"))
}
