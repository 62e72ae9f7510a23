package booking

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/span"
)

// StepKind is one thing that a technician tells of a day's work.
type StepKind string

const (
	StepGo         StepKind = "go"         // on the way to the next visit
	StepNotYet     StepKind = "not_yet"    // not on the way after all
	StepArrive     StepKind = "arrive"     // at the door
	StepStart      StepKind = "start"      // begins to work
	StepPause      StepKind = "pause"      //
	StepResume     StepKind = "resume"     //
	StepDone       StepKind = "done"       // finished; Text may say why something that is required lacks
	StepIncomplete StepKind = "incomplete" // not finished: Text says why
	StepNoAccess   StepKind = "no_access"  // nobody opens
	StepTry        StepKind = "try"        // tried to reach the customer: rang, called
	StepPhoto      StepKind = "photo"      // Text: where the picture is
	StepSerial     StepKind = "serial"     // Text: serial number of the unit
	StepCheck      StepKind = "check"      // Text: id of the checklist item
	StepAccept     StepKind = "accept"     // Text: the customer's code
	StepDelay      StepKind = "delay"      // Number: minutes
	StepEta        StepKind = "eta"        // arrives in so many minutes: Number
	StepHold       StepKind = "hold"       // was asked to wait: Number minutes, 0 when not told
	StepParts      StepKind = "parts"      // parts that were used, in words: Text
	StepPaid       StepKind = "paid"       // the customer paid Number, in whole units of money; Text: how
)

// Step is one thing that a technician told, at the time of the phone that told it.
type Step struct {
	ID     string // of the message, and its place in it: the same step has the same id
	Kind   StepKind
	At     time.Time
	Visit  VisitID // empty: the one under way, or the next one
	Text   string
	Number int
}

// ItemKind is what a checklist asks for.
type ItemKind string

const (
	ItemCheck      ItemKind = "check"      // to be ticked
	ItemPhoto      ItemKind = "photo"      // a picture
	ItemSerial     ItemKind = "serial"     // the unit's serial number
	ItemAcceptance ItemKind = "acceptance" // the customer's code
)

// Item is one line of the checklist of a service; all must be met before a visit is done, or the reason is recorded.
type Item struct {
	ID   string            `json:"id"`
	Kind ItemKind          `json:"kind"`
	Text map[string]string `json:"text,omitempty"` // by language, of a check
}

// Refusal says why a step changes nothing.
type Refusal string

const (
	RefusedNone          Refusal = ""
	RefusedRepeat        Refusal = "repeat"         // it is so already
	RefusedNothingActive Refusal = "nothing_active" // no visit is under way, or none is left today
	RefusedOtherActive   Refusal = "other_active"   // another visit is under way
	RefusedNotOnSite     Refusal = "not_on_site"    // not arrived yet
	RefusedNotWorking    Refusal = "not_working"    // nothing to pause
	RefusedMissing       Refusal = "missing"        // the checklist lacks something
	RefusedNoReason      Refusal = "no_reason"      // incomplete without a reason
	RefusedTooEarly      Refusal = "too_early"      // nobody there: wait longer
	RefusedNoProof       Refusal = "no_proof"       // nobody there: tries or the picture of the front lack
	RefusedCode          Refusal = "code"           // not the customer's code
)

// The proofs of a visit to which nobody opened (DOMAIN.md 4.5).
const (
	NoAccessWait  = 15 * time.Minute
	NoAccessTries = 2
)

// Progress is what a technician's steps made of a visit.
type Progress struct {
	Visit     VisitID
	Status    VisitStatus // dispatched when nothing began
	EnRouteAt time.Time   // zero: did not happen; so the others
	OnSiteAt  time.Time
	StartedAt time.Time
	EndedAt   time.Time
	Worked    time.Duration
	Paused    time.Duration
	Reason    string // of an incomplete visit, or of what lacks in a done one
	Tries     int
	Photos    []string
	Serial    string
	Checked   []string // ids of checklist items
	Accepted  bool
	Missing   []Item // of the checklist, before it may be done
	Claimed   bool   // said to be done; it will be when nothing lacks
}

// DayVisit is a visit in a technician's plan of a day.
type DayVisit struct {
	Visit
	Number     int64
	Service    ServiceCode
	Quantity   int
	Problem    string
	Access     string // how to get in
	Customer   string // name
	Address    Address
	Locality   string
	At         Pin
	Country    string
	Offered    bool // waits for the technician's yes
	Assignment AssignmentID
	Checklist  []Item
	Code       string // the customer's, four digits
}

// RecordSteps is what a technician told in one message.
type RecordSteps struct {
	Resource     ResourceID
	Conversation ConversationID
	Steps        []Step
}

// StepOutcome is what became of one step.
type StepOutcome struct {
	Step    Step
	Refusal Refusal
	Visit   VisitID     // that it was about; empty: none
	Before  VisitStatus // of the visit
	Wait    time.Time   // too early: until then
	// ClockOff: the phone's time cannot be true, so the step counts as told when it came.
	ClockOff bool
}

// WorkDay is a technician's day after a message.
type WorkDay struct {
	Steps    []Step // of the whole day, by the phone's time
	Outcomes []StepOutcome
	Plan     []DayVisit
	Progress []Progress // of the same visits
}

// Of is the plan and the progress of a visit; ok is false when it is not of the day.
func (d WorkDay) Of(id VisitID) (v DayVisit, p Progress, ok bool) {
	for i := range d.Plan {
		if d.Plan[i].ID == id {
			return d.Plan[i], d.Progress[i], true
		}
	}
	return DayVisit{}, Progress{}, false
}

// Next is the first visit that has not begun, in the order of the plan.
func (d WorkDay) Next() (DayVisit, bool) {
	for i, p := range d.Progress {
		if p.Status == VisitDispatched && !d.Plan[i].Offered {
			return d.Plan[i], true
		}
	}
	return DayVisit{}, false
}

// Active is the visit under way.
func (d WorkDay) Active() (DayVisit, Progress, bool) {
	for i, p := range d.Progress {
		if p.Status.UnderWay() {
			return d.Plan[i], p, true
		}
	}
	return DayVisit{}, Progress{}, false
}

// AcceptanceCode is what a customer tells the technician when the work is well done: four digits that follow from the visit and
// that a technician cannot know.
func AcceptanceCode(id VisitID) string {
	sum := sha256.Sum256([]byte("acceptance " + string(id)))
	return fmt.Sprintf("%04d", binary.BigEndian.Uint32(sum[:])%10000)
}

// Actual is the time on site, open while the work goes on; zero before arrival.
func (p Progress) Actual() span.Span { return span.New(p.OnSiteAt, p.EndedAt) }
