package escalations

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Note is what somebody of the team wrote down. The customer never sees it.
type Note struct {
	ID         string
	Escalation booking.EscalationID // empty: of the conversation as a whole
	Author     booking.UserID
	AuthorName string
	Kind       booking.NoteKind
	Body       string
	At         time.Time
}

const sqlAddNote = `
INSERT INTO escalation_notes (id, escalation_id, conversation_id, author_id, kind, body, at)
VALUES (@id, @escalation, @conversation, @author, @kind, @body, @now)`

// Note writes something down. The fact carries none of it.
func (s *Store) Note(ctx context.Context, tx *db.Tx, n booking.AddNote) error {
	n.Body = strings.TrimSpace(n.Body)
	if n.Body == "" {
		return fault.New(fault.Invalid, "escalation.note.empty")
	}
	id := tx.NewID()
	_, err := db.Exec(ctx, tx, sqlAddNote, db.Args{
		"id": id, "escalation": db.Null(n.Escalation), "conversation": db.Null(n.Conversation), "author": n.Author, "kind": n.Kind,
		"body": n.Body, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("add note: %w", err)
	}
	return events.Append(ctx, tx, events.Fact{
		Name: booking.FactConversationNoted, Actor: "user:" + string(n.Author), SubjectKind: "note", SubjectID: id,
		ConversationID: string(n.Conversation), Data: events.Data(map[string]string{"kind": string(n.Kind)}),
	})
}

const sqlListNotes = `
SELECT n.id::text, coalesce(n.escalation_id::text, '') AS escalation, n.author_id::text AS author, u.name AS author_name, n.kind, n.body, n.at
FROM escalation_notes n JOIN users u ON u.id = n.author_id
WHERE n.conversation_id = @conversation OR n.escalation_id = @escalation
ORDER BY n.at DESC, n.id DESC LIMIT 200`

// Notes lists what was written down of a conversation or of an escalation, the latest first. Either may be empty.
func (s *Store) Notes(
	ctx context.Context, q db.Querier, conversation booking.ConversationID, escalation booking.EscalationID,
) ([]Note, error) {
	list, err := db.Collect[Note](ctx, q, sqlListNotes, db.Args{"conversation": db.Null(conversation), "escalation": db.Null(escalation)})
	if err != nil {
		return nil, fmt.Errorf("list notes: %w", err)
	}
	return list, nil
}
