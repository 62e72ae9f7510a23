package admin

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// undoReason is the reason of a move that takes back the one before.
const undoReason = "undo"

// undoing is what it takes to put a visit back.
type undoing struct {
	visit    booking.VisitID
	resource booking.ResourceID // who had it; empty: nobody
	start    time.Time          // of the work, as it was planned
	seq      int64              // of the fact of the move
}

// move moves a visit and says what it takes to undo that.
func (c *Console) move(ctx context.Context, before booking.Visit, cmd booking.MoveVisit) (u undoing, err error) {
	err = c.d.DB.InTx(ctx, func(tx *db.Tx) error {
		if _, err := c.d.Desk.MoveTx(ctx, tx, cmd); err != nil {
			return err
		}
		moves, err := movesOf(ctx, tx, cmd.Visit)
		if err != nil || len(moves) == 0 {
			return err
		}
		u = undoing{visit: before.ID, resource: before.Resource, start: before.Planned.Start, seq: moves[len(moves)-1].Seq}
		return nil
	})
	return u, err
}

func movesOf(ctx context.Context, q db.Querier, visit booking.VisitID) ([]events.Fact, error) {
	return events.Since(ctx, q, 0, 1000, events.Filter{Names: []string{booking.FactVisitMoved}, VisitID: []string{string(visit)}})
}

// undoSubmit puts a visit back where it was before the reader's last move. It is a move like any other: a rule that is against it
// refuses it. After somebody else's move there is nothing of the reader's to undo.
func (c *Console) undoSubmit(w http.ResponseWriter, r *http.Request) error {
	u, err := c.readUndo(r)
	if err != nil {
		return err
	}
	me := web.User(r.Context()).ID
	ctx := r.Context()
	err = c.d.DB.InTx(ctx, func(tx *db.Tx) error {
		cmd := booking.MoveVisit{Visit: u.visit, Resource: u.resource, Start: u.start, Reason: undoReason, Actor: booking.UserID(me)}
		if _, err := c.d.Desk.MoveTx(ctx, tx, cmd); err != nil {
			return err
		}
		moves, err := movesOf(ctx, tx, u.visit) // under the visit's lock; the last one is this
		if err != nil {
			return err
		}
		if n := len(moves); n < 2 || moves[n-2].Seq != u.seq || moves[n-2].Actor != "user:"+me {
			return fault.New(fault.Conflict, "web.undo.changed")
		}
		return nil
	})
	if err != nil {
		return err
	}
	if r.Header.Get("HX-Request") != "true" {
		return changed(w, r, "/visits/"+string(u.visit))
	}
	w.Header().Set("HX-Trigger", "moved")
	return c.kit.Show(w, r, http.StatusOK, undone(c.kit.Words(r)))
}

func (c *Console) readUndo(r *http.Request) (undoing, error) {
	detail, _, err := c.visitOf(r)
	if err != nil {
		return undoing{}, err
	}
	u := undoing{visit: detail.Visit.ID, resource: booking.ResourceID(r.FormValue("resource"))}
	if u.seq, err = strconv.ParseInt(r.FormValue("seq"), 10, 64); err != nil {
		return u, fault.New(fault.Invalid, "web.undo.changed", fault.Cause(err))
	}
	if s := r.FormValue("start"); s != "" {
		if u.start, err = time.Parse(time.RFC3339, s); err != nil {
			return u, fault.New(fault.Invalid, "web.move.bad_time", fault.Cause(err))
		}
	}
	return u, nil
}

// startText is the start as the form carries it.
func (u undoing) startText() string {
	if u.start.IsZero() || u.resource == "" {
		return ""
	}
	return u.start.UTC().Format(time.RFC3339)
}
