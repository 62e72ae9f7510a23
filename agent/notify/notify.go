package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Visits knows what a notice is about.
type Visits interface {
	// Told is a visit as it stands and the conversation in which its customer is told of it.
	Told(ctx context.Context, id booking.VisitID) (v agent.Visit, conversation string, err error)
}

// Teller says a notice (agent/turn).
type Teller interface {
	Tell(ctx context.Context, conversation, key string, n agent.Notice) (turn.Telling, turn.Outcome, error)
}

// Notifier turns facts of visits into notices. It is safe for concurrent use.
type Notifier struct {
	Clock  clock.Clock
	Visits Visits
	Crew   Crew
	Teller Teller
	Log    *slog.Logger
	// Ran hears of every notice that was said; may be nil.
	Ran func(conversation string, out turn.Outcome)
}

// Job is a notice that is to be said.
type Job struct {
	Visit  booking.VisitID  `json:"visit"`
	Notice agent.NoticeKind `json:"notice"`
	Key    string           `json:"key"`
	Due    time.Time        `json:"due"`
}

// Kind of the job.
func (Job) Kind() string { return "notify.visit" }

// Register gives the jobs to the notifier and makes it hear of facts.
func (n *Notifier) Register(d *db.DB, r *queue.Registry) error {
	queue.Register(r, func(ctx context.Context, j queue.Job[Job]) error { return n.say(ctx, j.Args) })
	queue.Register(r, func(ctx context.Context, j queue.Job[backJob]) error {
		return n.tell(ctx, j.Args.Conversation, "back:"+j.Args.Fact, agent.Notice{Kind: agent.NoticeBack})
	})
	events.React(d, n.hear, "visit.")
	events.React(d, hearBack, "conversation.given_back")
	return n.registerCrew(d, r)
}

// backJob goes on with a talk that a person gave back.
type backJob struct {
	Conversation string `json:"conversation"`
	Fact         string `json:"fact"`
}

// Kind of the job.
func (backJob) Kind() string { return "notify.back" }

func hearBack(ctx context.Context, tx *db.Tx, f events.Fact) error {
	_, err := queue.Enqueue(ctx, tx, backJob{Conversation: f.ConversationID, Fact: f.ID}, queue.Unique(f.ID))
	return err
}

// hear puts the notices that a fact brings into the queue, in the fact's transaction.
func (n *Notifier) hear(ctx context.Context, tx *db.Tx, f events.Fact) error {
	var data booking.VisitFact
	if err := json.Unmarshal(f.Data, &data); err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	var list []Due
	switch kind, ok := onFacts[f.Name]; {
	case f.Name == booking.FactVisitBooked, f.Name == booking.FactVisitRescheduled:
		window, zone, err := windowOf(data)
		if err != nil {
			return fmt.Errorf("read %s: %w", f.Name, err)
		}
		list = Reminders(window, zone, tx.Now)
	case ok && (kind != agent.NoticeCanceled || data.Initiator == booking.ByCompany):
		list = []Due{{kind, tx.Now}}
	}
	for _, due := range list {
		key := keyOf(f, due.Kind)
		job := Job{Visit: booking.VisitID(f.VisitID), Notice: due.Kind, Key: key, Due: due.At}
		if _, err := queue.Enqueue(ctx, tx, job, queue.At(due.At), queue.Unique(key)); err != nil {
			return err
		}
	}
	return nil
}

// keyOf names a notice. A visit can be delayed more than once, and each time is told.
func keyOf(f events.Fact, kind agent.NoticeKind) string {
	if kind == agent.NoticeDelayed {
		return f.VisitID + ":" + string(kind) + ":" + f.ID
	}
	return f.VisitID + ":" + string(kind)
}

// windowOf reads the promised window and the zone of the site.
func windowOf(data booking.VisitFact) (span.Span, *time.Location, error) {
	zone, errZone := time.LoadLocation(data.TimeZone)
	start, errStart := time.Parse(time.RFC3339, data.WindowStart)
	end, errEnd := time.Parse(time.RFC3339, data.WindowEnd)
	return span.New(start, end), zone, errors.Join(errZone, errStart, errEnd)
}

// again is when a notice that cannot be said now is tried again.
const (
	againBusy     = 30 * time.Second
	againUnwanted = 10 * time.Minute
)

// say says a notice if it still holds.
func (n *Notifier) say(ctx context.Context, j Job) error {
	now := n.Clock.Now()
	if now.After(Lapses(j.Notice, j.Due)) {
		n.Log.InfoContext(ctx, "notice lapsed", "visit", j.Visit, "kind", j.Notice)
		return nil
	}
	v, conversation, err := n.Visits.Told(ctx, j.Visit)
	if err != nil {
		return fmt.Errorf("notice of visit %s: %w", j.Visit, err)
	}
	if conversation == "" || !Holds(j.Notice, v, now) {
		return nil
	}
	return n.tell(ctx, conversation, j.Key, agent.Notice{Kind: j.Notice, Visit: v})
}

// tell says a notice now, or has it tried again.
func (n *Notifier) tell(ctx context.Context, conversation, key string, notice agent.Notice) error {
	telling, out, err := n.Teller.Tell(ctx, conversation, key, notice)
	if err != nil {
		return err
	}
	switch telling {
	case turn.Busy:
		return queue.Snooze(againBusy)
	case turn.Unwanted:
		return queue.Snooze(againUnwanted)
	case turn.Told:
		if n.Ran != nil {
			n.Ran(conversation, out)
		}
	}
	return nil
}
