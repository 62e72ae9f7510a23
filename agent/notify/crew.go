package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// Crew knows who is told of a visit's work.
type Crew interface {
	// Of is who was given a visit last and who before them, within the transaction of a fact; empty where there was nobody.
	Of(ctx context.Context, tx *db.Tx, visit booking.VisitID) (last, before booking.ResourceID, err error)
	// Reach is a technician's conversation, and whether the assignment of a visit is theirs now.
	Reach(ctx context.Context, resource booking.ResourceID, visit booking.VisitID) (Reached, error)
	// Mornings lists the technicians for whom it is the hour of the plan of the day, on devices that are known.
	Mornings(ctx context.Context, now time.Time) ([]Morning, error)
}

// Reached is a technician as a notice finds them.
type Reached struct {
	Conversation string // empty: there is no way to write to them
	Status       booking.AssignmentStatus
	Mine         bool // the visit is theirs now
	Assignment   booking.AssignmentID
	Until        time.Time // of an offer
}

// Morning is a technician whose day begins.
type Morning struct {
	Resource     booking.ResourceID
	Conversation string
	Day          booking.Day
}

// CrewJob is a notice to a technician.
type CrewJob struct {
	Visit    booking.VisitID    `json:"visit"`
	Old      booking.VisitID    `json:"old,omitempty"` // the one that it replaced
	Resource booking.ResourceID `json:"resource"`
	Notice   agent.NoticeKind   `json:"notice"`
	Key      string             `json:"key"`
	Due      time.Time          `json:"due"`
}

// Kind of the job.
func (CrewJob) Kind() string { return "notify.crew" }

// morningJob tells technicians their day.
type morningJob struct{}

// Kind of the job.
func (morningJob) Kind() string { return "notify.mornings" }

// crewFacts are the facts that technicians are told of.
var crewFacts = []string{
	booking.FactVisitBooked, booking.FactVisitRescheduled, booking.FactVisitCanceled, booking.FactVisitMoved,
	booking.FactAssignmentOffered, booking.FactAssignmentGiven,
}

// registerCrew gives the jobs of technicians to the notifier and makes it hear of their facts.
func (n *Notifier) registerCrew(d *db.DB, r *queue.Registry) error {
	queue.Register(r, func(ctx context.Context, j queue.Job[CrewJob]) error { return n.sayCrew(ctx, j.Args) })
	queue.Register(r, func(ctx context.Context, _ queue.Job[morningJob]) error { return n.sayMornings(ctx) })
	events.React(d, n.hearCrew, crewFacts...)
	return r.Periodic("0 * * * *", morningJob{}, queue.Unique("notify.mornings"))
}

// hearCrew finds out who is to be told of a fact: each technician once.
func (n *Notifier) hearCrew(ctx context.Context, tx *db.Tx, f events.Fact) error {
	visit := booking.VisitID(f.VisitID)
	last, before, err := n.Crew.Of(ctx, tx, visit)
	if err != nil {
		return err
	}
	tell := func(who booking.ResourceID, kind agent.NoticeKind, old booking.VisitID) error {
		if who == "" {
			return nil
		}
		job := CrewJob{
			Visit: visit, Old: old, Resource: who, Notice: kind, Due: tx.Now,
			Key: f.VisitID + ":" + string(kind) + ":" + string(who) + ":" + f.ID,
		}
		_, err := queue.Enqueue(ctx, tx, job, queue.Unique(job.Key))
		return err
	}
	switch f.Name {
	case booking.FactAssignmentOffered:
		return tell(last, agent.NoticeOffer, "")
	case booking.FactVisitBooked, booking.FactAssignmentGiven:
		return tell(last, agent.NoticeJob, "")
	case booking.FactVisitCanceled:
		return tell(last, agent.NoticeJobGone, "")
	case booking.FactVisitMoved:
		if err := tell(last, agent.NoticeJob, ""); err != nil || before == last {
			return err
		}
		return tell(before, agent.NoticeJobGone, "")
	default:
		return n.hearMove(ctx, tx, f, last, tell)
	}
}

// hearMove tells who had the old visit and who has the new one; the same technician once.
func (n *Notifier) hearMove(
	ctx context.Context, tx *db.Tx, f events.Fact, now booking.ResourceID,
	tell func(booking.ResourceID, agent.NoticeKind, booking.VisitID) error,
) error {
	var data booking.VisitFact
	if err := json.Unmarshal(f.Data, &data); err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	old, _, err := n.Crew.Of(ctx, tx, data.PreviousVisitID)
	if err != nil {
		return err
	}
	if old == now {
		return tell(now, agent.NoticeJobMoved, data.PreviousVisitID)
	}
	if err := tell(old, agent.NoticeJobGone, data.PreviousVisitID); err != nil {
		return err
	}
	return tell(now, agent.NoticeJob, "")
}

// crewLapses is how late a technician is still told of a change.
const crewLapses = 12 * time.Hour

// sayCrew tells a technician, if it still holds.
func (n *Notifier) sayCrew(ctx context.Context, j CrewJob) error {
	if n.Clock.Now().Sub(j.Due) > crewLapses {
		return nil
	}
	v, _, err := n.Visits.Told(ctx, j.Visit)
	if err != nil {
		return fmt.Errorf("notice of visit %s: %w", j.Visit, err)
	}
	who, err := n.Crew.Reach(ctx, j.Resource, j.Visit)
	if err != nil {
		return fmt.Errorf("notice to technician %s: %w", j.Resource, err)
	}
	notice := agent.Notice{Kind: j.Notice, Visit: v, Assignment: who.Assignment, Until: who.Until}
	if j.Old != "" {
		old, _, err := n.Visits.Told(ctx, j.Old)
		if err != nil {
			return fmt.Errorf("notice of visit %s: %w", j.Old, err)
		}
		if notice.Old = &old; j.Notice == agent.NoticeJobGone {
			notice.Visit = old
		}
	}
	offered := who.Mine && who.Status == booking.AssignmentOffered
	switch {
	case who.Conversation == "":
		return nil
	case j.Notice == agent.NoticeOffer && !offered, j.Notice == agent.NoticeJob && (!who.Mine || offered),
		j.Notice == agent.NoticeJobGone && j.Old == "" && who.Mine && v.Status.Live():
		return nil
	case j.Notice == agent.NoticeJobMoved && offered: // the offer says it
		return nil
	}
	return n.tell(ctx, who.Conversation, j.Key, notice)
}

// sayMornings tells technicians their day.
func (n *Notifier) sayMornings(ctx context.Context) error {
	list, err := n.Crew.Mornings(ctx, n.Clock.Now())
	if err != nil {
		return fmt.Errorf("mornings: %w", err)
	}
	for _, m := range list {
		key := "day:" + string(m.Resource) + ":" + m.Day.String()
		telling, out, err := n.Teller.Tell(ctx, m.Conversation, key, agent.Notice{Kind: agent.NoticeDay})
		if err != nil {
			return err
		}
		if telling == turn.Told && n.Ran != nil {
			n.Ran(m.Conversation, out)
		}
	}
	return nil
}
