package agent

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// NoticeKind is the closed set of things that are said unasked.
type NoticeKind string

const (
	NoticeTomorrow   NoticeKind = "tomorrow"   // a day before: will you be there?
	NoticeToday      NoticeKind = "today"      // the morning of the visit
	NoticeOnTheWay   NoticeKind = "on_the_way" //
	NoticeArrived    NoticeKind = "arrived"    //
	NoticeDelayed    NoticeKind = "delayed"    // we come after the promised window: keep it or move it?
	NoticeDone       NoticeKind = "done"       // how was it?
	NoticeIncomplete NoticeKind = "incomplete" // not finished: when may we return?
	NoticeNoAccess   NoticeKind = "no_access"  // nobody was there: when may we return?
	NoticeMissed     NoticeKind = "missed"     // we did not come: when may we?
	NoticeCanceled   NoticeKind = "canceled"   // called off by us

	NoticeBack NoticeKind = "back" // a person gave the talk back: what was agreed, and the question that was pending

	// To technicians.
	NoticeJob      NoticeKind = "job"       // a new visit
	NoticeJobMoved NoticeKind = "job_moved" // to another time; Old is the one before
	NoticeJobGone  NoticeKind = "job_gone"  // called off, or with somebody else
	NoticeOffer    NoticeKind = "offer"     // will you take it?
	NoticeDay      NoticeKind = "day"       // the plan of the day
)

// Technicians tells whether the notice is for a technician.
func (k NoticeKind) Technicians() bool {
	switch k {
	case NoticeJob, NoticeJobMoved, NoticeJobGone, NoticeOffer, NoticeDay:
		return true
	default:
		return false
	}
}

// Asks tells whether the notice ends in a question, which must not cut into a talk under way.
func (k NoticeKind) Asks() bool {
	switch k {
	case NoticeOnTheWay, NoticeArrived, NoticeCanceled, NoticeJob, NoticeJobMoved, NoticeJobGone, NoticeOffer, NoticeDay, NoticeBack:
		return false
	default:
		return true
	}
}

// Notice is something to tell a person who did not ask.
type Notice struct {
	Kind  NoticeKind `json:"kind"`
	Visit Visit      `json:"visit"`
	Old   *Visit     `json:"old,omitempty"`  // of a visit that was moved
	Text  string     `json:"text,omitempty"` // what a person agreed
	// Assignment and Until are of an offer.
	Assignment booking.AssignmentID `json:"assignment,omitempty"`
	Until      time.Time            `json:"until,omitzero"`
}
