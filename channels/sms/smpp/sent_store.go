package smpp

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// external is a part's id as the gateway knows it: two carriers may draw the same.
func (l *Link) external(id string) string { return l.o.Name + "/" + id }

// accepted gives the external id of a message whose parts were all taken, and remembers the parts of one that has several.
func (l *Link) accepted(ctx context.Context, ids []string) string {
	external := l.external(ids[0])
	if len(ids) == 1 {
		return external
	}
	err := l.o.DB.InTx(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, sqlKeepSent, db.Args{"account": l.o.Name, "message": external, "parts": ids, "now": tx.Now})
		return err
	})
	if err != nil { // it has left all the same
		l.o.Log.WarnContext(ctx, "parts of a message not recorded", "account", l.o.Name, "error", err)
		return external
	}
	for _, id := range ids {
		if r, ok := l.early.take(id); ok {
			if _, err := l.learnPart(ctx, id, r); err != nil {
				l.o.Log.WarnContext(ctx, "early receipt not recorded", "account", l.o.Name, "error", err)
			}
		}
	}
	return external
}

// Networks draw ids anew after some days.
const sqlKeepSent = `
INSERT INTO sms_sent_parts (account, part, message, status, at)
SELECT @account, part, @message, 'sent', @now FROM unnest(@parts::text[]) AS part
ON CONFLICT (account, part) DO UPDATE SET message = excluded.message, status = 'sent', at = excluded.at`

// report hands on what became of one of our parts.
func (l *Link) report(ctx context.Context, r receipt) error {
	if r.status == channels.StatusSent {
		return nil // it was sent before
	}
	id := l.o.IDs.normal(r.id, true)
	unsettled := l.early.listens() // asked first: a message that ends while we look has been recorded by the second look
	known, err := l.learnPart(ctx, id, r)
	if err != nil || known {
		return err
	}
	if unsettled {
		l.early.keep(id, r)
		if known, err := l.learnPart(ctx, id, r); err != nil || known {
			return err
		}
	}
	return l.setStatus(ctx, l.external(id), r)
}

func (l *Link) setStatus(ctx context.Context, external string, r receipt) error {
	err := l.o.Line.Inbox.SetStatus(ctx, channels.Delivery{
		Channel: channels.SMS, ExternalID: external, Status: r.status, Reason: r.reason, At: l.o.DB.Now(),
	})
	return never(err)
}

// learnPart records a receipt of one part of several and hands on what that makes of the message; known is false for any other
// part.
func (l *Link) learnPart(ctx context.Context, id string, r receipt) (known bool, err error) {
	type whole struct {
		Message string
		Open    int // parts that have not arrived
	}
	var w []whole
	err = l.o.DB.InTx(ctx, func(tx *db.Tx) error {
		args := db.Args{"account": l.o.Name, "part": id}
		// Parts that are recorded after this are seen by the next look, as a whole.
		if locked, err := db.Exec(ctx, tx, sqlLockSent, args); err != nil || locked == 0 {
			return err
		}
		args["status"] = r.status
		if _, err := db.Exec(ctx, tx, sqlSetSent, args); err != nil {
			return err
		}
		delete(args, "status")
		w, err = db.Collect[whole](ctx, tx, sqlOpenSent, args)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("receipt of a part: %w", err)
	}
	if len(w) == 0 {
		return false, nil
	}
	if r.status == channels.StatusDelivered && w[0].Open > 0 {
		return true, nil
	}
	return true, l.setStatus(ctx, w[0].Message, r)
}

// Receipts of a message's parts come at once; the last one has to see the others.
const sqlLockSent = `
SELECT FROM sms_sent_parts WHERE message = (SELECT message FROM sms_sent_parts WHERE account = @account AND part = @part)
ORDER BY part FOR UPDATE`

const sqlSetSent = `UPDATE sms_sent_parts SET status = @status WHERE account = @account AND part = @part AND status <> 'delivered'`

const sqlOpenSent = `
SELECT message, (count(*) FILTER (WHERE status <> 'delivered'))::int AS open FROM sms_sent_parts
WHERE message = (SELECT message FROM sms_sent_parts WHERE account = @account AND part = @part)
GROUP BY message`

// How long parts are remembered.
const (
	sentFor  = 7 * 24 * time.Hour // a receipt may come after days
	heardFor = time.Hour          // longer than a network tries again over a new connection
)

func (l *Link) forget(ctx context.Context) error {
	now := l.o.DB.Now()
	if _, err := db.Exec(ctx, l.o.DB, sqlForgetSent, db.Args{"before": now.Add(-sentFor)}); err != nil {
		return fmt.Errorf("forget parts: %w", err)
	}
	if _, err := db.Exec(ctx, l.o.DB, sqlForgetHeard, db.Args{"before": now.Add(-heardFor)}); err != nil {
		return fmt.Errorf("forget parts: %w", err)
	}
	return nil
}

const sqlForgetSent = `DELETE FROM sms_sent_parts WHERE at < @before`

const sqlForgetHeard = `DELETE FROM sms_parts WHERE delivered_at < @before`
