package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Promise is a window about to be told to a customer.
type Promise struct {
	Window  span.Span
	Message booking.MessageID // the message that will tell it
	Consent booking.MessageID // the customer's yes; empty: none was needed
}

// PromiseFact is the data of promise.made; times carry the site's offset.
type PromiseFact struct {
	PromiseID   booking.PromiseID `json:"promise_id"`
	VisitID     booking.VisitID   `json:"visit_id"`
	Version     int               `json:"version"`
	WindowStart string            `json:"window_start"`
	WindowEnd   string            `json:"window_end"`
	MessageID   booking.MessageID `json:"message_id"`
}

const sqlInsertPromise = `
INSERT INTO promises (id, visit_id, version, kind, arrival, message_id, consent_id, made_at)
SELECT @id, @visit, coalesce(max(p.version), 0) + 1, 'window', @arrival, @message, @consent, @now
FROM promises p
WHERE p.visit_id = @visit AND p.kind = 'window'
RETURNING version`

// Promise writes down what a customer is told, as the next version. Lock the visit first.
func (s *Store) Promise(ctx context.Context, tx *db.Tx, r Record, p Promise, by By) (booking.Promise, error) {
	made := booking.Promise{
		ID: booking.PromiseID(tx.NewID()), VisitID: r.ID, Window: p.Window, MessageID: p.Message, ConsentID: p.Consent, MadeAt: tx.Now,
	}
	var err error
	made.Version, err = db.Value[int](ctx, tx, sqlInsertPromise, db.Args{
		"id": made.ID, "visit": r.ID, "arrival": p.Window, "message": p.Message, "consent": db.Null(p.Consent), "now": tx.Now,
	})
	if err != nil {
		return booking.Promise{}, fmt.Errorf("make promise: %w", err)
	}
	start, end := local(p.Window, r.TimeZone)
	fact := r.fact(booking.FactPromiseMade, by)
	fact.SubjectKind, fact.SubjectID = "promise", string(made.ID)
	fact.Data = events.Data(PromiseFact{made.ID, r.ID, made.Version, start, end, p.Message})
	return made, events.Append(ctx, tx, fact)
}

const sqlListPromises = `
SELECT id, visit_id, version, arrival AS window, message_id, coalesce(consent_id::text, '') AS consent_id, made_at
FROM promises
WHERE visit_id = @visit AND kind = 'window'
ORDER BY version`

// Promises lists the windows a customer was told, the first one first.
func (s *Store) Promises(ctx context.Context, q db.Querier, visit booking.VisitID) ([]booking.Promise, error) {
	list, err := db.Collect[booking.Promise](ctx, q, sqlListPromises, db.Args{"visit": visit})
	if err != nil {
		return nil, fmt.Errorf("list promises: %w", err)
	}
	return list, nil
}

// local is a span in RFC 3339 with the offset of a zone.
func local(s span.Span, zone string) (start, end string) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return s.Start.In(loc).Format(time.RFC3339), s.End.In(loc).Format(time.RFC3339)
}
