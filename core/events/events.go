// Package events keeps facts: what happened, told once, in the transaction that made it happen.
//
// A change of state appends a Fact in its own transaction; notifications, read models, webhooks and the live web read facts.
// Calls go down, facts come up. A fact is never changed (the table refuses), its name is public, its Data is what a partner
// may see.
//
//	err := events.Append(ctx, tx, events.Fact{Name: "visit.booked", Actor: "bot", SubjectKind: "visit", SubjectID: id, Data: data})
//
// # Three ways to read
//
//   - React: a function called inside the appending transaction, in order. It sees every fact exactly once if the transaction
//     commits, and never otherwise. It should do little: most enqueue a job. This is the way for whatever must not be missed.
//   - Since: a page of the log, for reports, exports and `chat --json`.
//   - Follow: a live stream across processes over LISTEN/NOTIFY, for the web. It reconnects and catches up by itself. Listen
//     shares one among many who only need to know that there is news.
//
// # Order
//
// Seq is drawn when a fact is written, not when its transaction commits: a reader may see 7 before 6. Facts of one transaction
// are in order, and so are facts of transactions that waited for each other (one conversation, one visit). Since gives what is
// visible; Follow looks back over a window of the last facts for late ones and drops those it already gave, so that only a
// transaction that stays open longer than the window (a minute by the facts' own times, at least 1000 facts) can be missed.
package events

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Channel is the NOTIFY channel; its payload is the last seq appended.
const Channel = "chasqui_facts"

// Fact is one thing that happened. Ids that do not apply are empty.
type Fact struct {
	Seq            int64           `json:"seq"` // drawn by Append
	ID             string          `json:"id"`  // drawn by Append unless given
	Name           string          `json:"name"`
	At             time.Time       `json:"at"`    // the transaction's Now unless given
	Actor          string          `json:"actor"` // bot, system, contact:<id>, user:<id>, technician:<id>, api:<id>; empty: system
	Origin         string          `json:"origin,omitempty"`
	SubjectKind    string          `json:"subject_kind"`
	SubjectID      string          `json:"subject_id"`
	ConversationID string          `json:"conversation_id,omitempty"`
	ContactID      string          `json:"contact_id,omitempty"`
	LeadID         string          `json:"lead_id,omitempty"`
	WorkOrderID    string          `json:"work_order_id,omitempty"`
	VisitID        string          `json:"visit_id,omitempty"`
	Data           json.RawMessage `json:"data"`
}

// Data encodes v for a Fact. It panics on what JSON cannot say, which is a defect of the caller's type.
func Data(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("events: %T is not JSON: %v", v, err))
	}
	return b
}

// Append writes facts in order and calls the reactions. It fails, and so must the transaction, if a reaction fails.
func Append(ctx context.Context, tx *db.Tx, facts ...Fact) error {
	if len(facts) == 0 {
		return nil
	}
	for i := range facts {
		f := facts[i] // the caller's slice stays as it was
		fill(&f, tx)
		seq, err := db.Value[int64](ctx, tx, sqlAppendFact, db.Args{
			"id": f.ID, "name": f.Name, "at": f.At, "actor": f.Actor, "origin": f.Origin,
			"subject_kind": f.SubjectKind, "subject_id": f.SubjectID,
			"conversation_id": db.Null(f.ConversationID), "contact_id": db.Null(f.ContactID), "lead_id": db.Null(f.LeadID),
			"work_order_id": db.Null(f.WorkOrderID), "visit_id": db.Null(f.VisitID), "data": f.Data,
		})
		if err != nil {
			return fmt.Errorf("append %s: %w", f.Name, err)
		}
		f.Seq = seq
		if err := react(ctx, tx, f); err != nil {
			return err
		}
	}
	return nil
}

const sqlAppendFact = `
WITH appended AS (
  INSERT INTO facts (id, name, at, actor, origin, subject_kind, subject_id, conversation_id, contact_id, lead_id, work_order_id,
    visit_id, data)
  VALUES (@id, @name, @at, @actor, @origin, @subject_kind, @subject_id, @conversation_id, @contact_id, @lead_id, @work_order_id,
    @visit_id, @data)
  RETURNING seq
), told AS (
  SELECT pg_notify('chasqui_facts', seq::text) FROM appended
)
SELECT seq FROM appended, told`

func fill(f *Fact, tx *db.Tx) {
	if f.ID == "" {
		f.ID = tx.NewID()
	}
	if f.At.IsZero() {
		f.At = tx.Now
	}
	if f.Actor == "" {
		f.Actor = "system"
	}
	if len(bytes.TrimSpace(f.Data)) == 0 {
		f.Data = json.RawMessage("{}")
	}
}

// Filter chooses facts. Its zero value chooses all. A fact passes when its name fits one of Names and one of its ids is among
// the ids given; each list that is empty asks nothing.
type Filter struct {
	Names          []string // "visit.booked"; "visit." chooses all of visit
	ConversationID []string
	ContactID      []string
	LeadID         []string
	WorkOrderID    []string
	VisitID        []string
}

func (f Filter) anyID() bool {
	return len(f.ConversationID)+len(f.ContactID)+len(f.LeadID)+len(f.WorkOrderID)+len(f.VisitID) > 0
}

// MatchName reports whether a fact's name fits one of names; a name that ends in a dot chooses all that begin with it. No names
// choose all.
func MatchName(name string, names []string) bool {
	for _, n := range names {
		if n == name || strings.HasSuffix(n, ".") && strings.HasPrefix(name, n) {
			return true
		}
	}
	return len(names) == 0
}

// Since gives facts with a seq above seq that pass the filter, lowest first, at most limit.
func Since(ctx context.Context, q db.Querier, seq int64, limit int, filter Filter) ([]Fact, error) {
	facts, err := db.Collect[Fact](ctx, q, sqlFactsSince, db.Args{
		"seq": seq, "limit": limit, "names": list(filter.Names), "any_id": filter.anyID(),
		"conversations": list(filter.ConversationID), "contacts": list(filter.ContactID), "leads": list(filter.LeadID),
		"work_orders": list(filter.WorkOrderID), "visits": list(filter.VisitID),
	})
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	return facts, nil
}

const sqlFactsSince = `
SELECT seq, id::text, name, at, actor, origin, subject_kind, subject_id,
  coalesce(conversation_id::text, '') AS conversation_id, coalesce(contact_id::text, '') AS contact_id,
  coalesce(lead_id::text, '') AS lead_id, coalesce(work_order_id::text, '') AS work_order_id,
  coalesce(visit_id::text, '') AS visit_id, data
FROM facts
WHERE seq > @seq
  AND (cardinality(@names::text[]) = 0 OR EXISTS (SELECT FROM unnest(@names::text[]) AS n
    WHERE name = n OR right(n, 1) = '.' AND starts_with(name, n)))
  AND (NOT @any_id::boolean OR conversation_id = ANY (@conversations::text[]::uuid[]) OR contact_id = ANY (@contacts::text[]::uuid[])
    OR lead_id = ANY (@leads::text[]::uuid[]) OR work_order_id = ANY (@work_orders::text[]::uuid[])
    OR visit_id = ANY (@visits::text[]::uuid[]))
ORDER BY seq
LIMIT @limit`

// Last is the highest seq visible, 0 when there are no facts.
func Last(ctx context.Context, q db.Querier) (int64, error) {
	seq, err := db.Value[int64](ctx, q, sqlLastFact, nil)
	if err != nil {
		return 0, fmt.Errorf("last fact: %w", err)
	}
	return seq, nil
}

const sqlLastFact = `SELECT coalesce(max(seq), 0) FROM facts`

// list makes a nil list an empty one, which Postgres does not take for NULL.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
