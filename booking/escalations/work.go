package escalations

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Claim makes a person the one who holds an escalation. Somebody else's is a Conflict that names them; one's own changes nothing.
func (s *Store) Claim(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := lock(ctx, tx, cmd.ID)
	if err != nil || e.ClaimedBy == cmd.User && e.Status.Live() {
		return e, err
	}
	if e.ClaimedBy != "" && e.Status.Live() {
		return e, heldBy(e)
	}
	if err := e.turn(booking.EscalationClaimed); err != nil {
		return e, err
	}
	e.ClaimedBy, e.ClaimedAt = cmd.User, &tx.Now
	return s.save(ctx, tx, e, change{booking.FactEscalationClaimed, cmd.User})
}

// Release gives an escalation back to the queue.
func (s *Store) Release(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := s.own(ctx, tx, cmd)
	if err != nil {
		return e, err
	}
	if err := s.leave(ctx, tx, &e, booking.EscalationOpen); err != nil {
		return e, err
	}
	e.ClaimedBy, e.ClaimedAt = "", nil
	return s.save(ctx, tx, e, change{booking.FactEscalationReleased, cmd.User})
}

// Start begins the work, which is the first response: a person answers. One that is under way stays so.
func (s *Store) Start(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := s.own(ctx, tx, cmd)
	if err != nil || e.Status == booking.EscalationInProgress {
		return e, err
	}
	if err := s.leave(ctx, tx, &e, booking.EscalationInProgress); err != nil {
		return e, err
	}
	if e.AnsweredAt == nil {
		e.AnsweredAt = &tx.Now
	}
	return s.save(ctx, tx, e, change{booking.FactEscalationUpdated, cmd.User})
}

// WaitCustomer stops the clock until the customer writes again.
func (s *Store) WaitCustomer(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := s.own(ctx, tx, cmd)
	if err != nil || e.Status == booking.EscalationWaitingCustomer {
		return e, err
	}
	if err := e.turn(booking.EscalationWaitingCustomer); err != nil {
		return e, err
	}
	e.PausedAt = &tx.Now
	return s.save(ctx, tx, e, change{booking.FactEscalationUpdated, cmd.User})
}

// WaitInternal says that somebody of ours has to do something first. The clock runs on.
func (s *Store) WaitInternal(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := s.own(ctx, tx, cmd)
	if err != nil || e.Status == booking.EscalationWaitingInternal {
		return e, err
	}
	if err := s.leave(ctx, tx, &e, booking.EscalationWaitingInternal); err != nil {
		return e, err
	}
	return s.save(ctx, tx, e, change{booking.FactEscalationUpdated, cmd.User})
}

// Resolve ends the work. The note says what was done and is kept among the notes.
func (s *Store) Resolve(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := s.own(ctx, tx, cmd)
	if err != nil {
		return e, err
	}
	if err := s.leave(ctx, tx, &e, booking.EscalationResolved); err != nil {
		return e, err
	}
	if e.AnsweredAt == nil {
		e.AnsweredAt = &tx.Now
	}
	e.ResolvedAt, e.Resolution = &tx.Now, cmd.Note
	if cmd.Note != "" {
		err := s.Note(ctx, tx, booking.AddNote{
			Escalation: e.ID, Conversation: e.Conversation, Author: cmd.User, Kind: booking.NoteResolution, Body: cmd.Note,
		})
		if err != nil {
			return e, err
		}
	}
	return s.save(ctx, tx, e, change{booking.FactEscalationResolved, cmd.User})
}

// Reopen puts a resolved escalation back into the queue with a new clock, within booking.ReopenWithin. While another one of the
// same cause is live it is a Conflict.
func (s *Store) Reopen(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := lock(ctx, tx, cmd.ID)
	if err != nil {
		return e, err
	}
	if e.Status == booking.EscalationClosed || e.ResolvedAt != nil && tx.Now.Sub(*e.ResolvedAt) > booking.ReopenWithin {
		return e, fault.New(fault.Conflict, "escalation.reopen.late", fault.Text("it was resolved too long ago"))
	}
	if e.Status != booking.EscalationResolved {
		return e, illegal(e.Status, booking.EscalationOpen)
	}
	if err := lockCause(ctx, tx, about{e.Conversation, e.Contact, e.Cause}); err != nil {
		return e, err
	}
	if again, err := db.Value[bool](ctx, tx, sqlEscalationAgain, db.Args{"id": e.ID}); err != nil || again {
		if err == nil {
			err = fault.New(fault.Conflict, "escalation.reopen.again", fault.Text("there is another one of the same cause"))
		}
		return e, err
	}
	if e.DueAt, err = due(ctx, tx, e.Unit, e.Priority); err != nil {
		return e, err
	}
	e.Status, e.ClaimedBy, e.ClaimedAt, e.AnsweredAt, e.BreachedAt, e.ResolvedAt = booking.EscalationOpen, "", nil, nil, nil, nil
	return s.save(ctx, tx, e, change{booking.FactEscalationReopened, cmd.User})
}

const sqlEscalationAgain = `
SELECT EXISTS (SELECT FROM escalations o JOIN escalations e ON e.id = @id
  WHERE o.id <> e.id AND o.cause = e.cause AND o.status NOT IN ('resolved','closed','auto_closed')
    AND o.conversation_id IS NOT DISTINCT FROM e.conversation_id AND o.contact_id IS NOT DISTINCT FROM e.contact_id
    AND (e.conversation_id IS NOT NULL OR o.visit_id IS NOT DISTINCT FROM e.visit_id))`

// AutoClose ends an escalation whose cause is gone, if nobody took it yet; closed says so.
func (s *Store) AutoClose(ctx context.Context, tx *db.Tx, id booking.EscalationID) (closed bool, err error) {
	e, err := lock(ctx, tx, id)
	if err != nil || !e.Status.Can(booking.EscalationAutoClosed) {
		return false, err
	}
	e.Status, e.ResolvedAt = booking.EscalationAutoClosed, &tx.Now
	_, err = s.save(ctx, tx, e, change{booking.FactEscalationClosed, ""})
	return err == nil, err
}

// own locks an escalation for a change by the one who holds it, or who may overrule them.
func (s *Store) own(ctx context.Context, tx *db.Tx, cmd booking.WorkEscalation) (Escalation, error) {
	e, err := lock(ctx, tx, cmd.ID)
	if err != nil || e.ClaimedBy == cmd.User || cmd.Overrule && e.ClaimedBy != "" || !e.Status.Live() {
		return e, err
	}
	if e.ClaimedBy == "" {
		return e, fault.New(fault.Conflict, "escalation.work.unclaimed", fault.Text("nobody holds it: claim it first"))
	}
	return e, heldBy(e)
}

// leave moves to another status; when the customer was waited for, the clock goes on from where it stood.
func (s *Store) leave(ctx context.Context, tx *db.Tx, e *Escalation, next booking.EscalationStatus) error {
	if err := e.turn(next); err != nil {
		return err
	}
	return resume(ctx, tx, e)
}

func (e *Escalation) turn(next booking.EscalationStatus) error {
	if !e.Status.Can(next) {
		return illegal(e.Status, next)
	}
	e.Status = next
	return nil
}

func illegal(from, to booking.EscalationStatus) error {
	return fault.New(fault.Conflict, "escalation.work.illegal", fault.Text(fmt.Sprintf("an escalation does not go from %s to %s", from, to)))
}

func heldBy(e Escalation) error {
	return fault.New(fault.Conflict, "escalation.claim.held", fault.Arg("Name", e.ClaimedName), fault.Text("somebody else holds it"))
}
