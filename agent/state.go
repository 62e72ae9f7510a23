package agent

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// StateVersion is the version of the JSON of State that this code writes. Older ones are read; newer ones start afresh.
const StateVersion = 1

// FlowName is what the agent is busy with.
type FlowName string

const (
	FlowBook     FlowName = "book"     // lead and booking
	FlowWaitlist FlowName = "waitlist" // out of area, or nothing fits: shall we keep you on the list?
	FlowHuman    FlowName = "human"    // waits for a person
	FlowMove     FlowName = "move"     // another time for a visit, or a return visit
	FlowCancel   FlowName = "cancel"   // a visit is to be called off
	FlowReason   FlowName = "reason"   // was called off: why?
	FlowAttend   FlowName = "attend"   // will somebody be at home? Asked by a reminder
	FlowDelay    FlowName = "delay"    // we are late: keep it or move it?
	FlowRate     FlowName = "rate"     // how was it?
	FlowOffer    FlowName = "offer"    // a contractor takes a visit or not; the note is the assignment
	FlowWhy      FlowName = "why"      // a technician could not finish: why?
	FlowExcuse   FlowName = "excuse"   // shall a visit be closed although something lacks?
	FlowAstray   FlowName = "astray"   // a technician is to send where the door really is; the note is the visit
	FlowApply    FlowName = "apply"    // looks for work with us
	FlowInvoice  FlowName = "invoice"  // wants a tax document of a job
)

// State is all a dialogue remembers between turns. The zero value is a person who has never written.
type State struct {
	Version  int       `json:"version"`
	Language string    `json:"language,omitempty"`
	LangRun  int       `json:"lang_run,omitempty"` // turns in a row in another language
	Stack    []Frame   `json:"stack,omitempty"`    // the last one is active
	Form     Form      `json:"form,omitzero"`
	Ask      Ask       `json:"ask,omitempty"` // pending; "" and none mean nothing
	Options  []Option  `json:"options,omitempty"`
	Proposal *Proposal `json:"proposal,omitempty"`
	Misses   int       `json:"misses,omitempty"` // turns in a row that did not answer the pending question
	Said     []string  `json:"said,omitempty"`   // last catalogue ids, newest last, so that no sentence comes twice
	Greeted  bool      `json:"greeted,omitempty"`
	Heard    time.Time `json:"heard,omitzero"`    // when the person last wrote
	Work     *Work     `json:"work,omitempty"`    // nil between turns
	Later    []Later   `json:"later,omitempty"`   // jobs that were named while another was dealt with, to take up after it
	Flagged  bool      `json:"flagged,omitempty"` // the desk was told of odd orders in this session
	Kept     *Kept     `json:"kept,omitempty"`    // of a technician who is not known yet on this device
	// Asked is the message of ours that shows what is pending: what quotes it, or reacts to it, answers that.
	Asked booking.MessageID `json:"asked,omitempty"`
}

// Work is what a turn has in hand while it waits for the result of an effect.
type Work struct {
	Turn     string     `json:"turn"`
	Was      string     `json:"was,omitempty"`      // the question that was pending when the person wrote
	Wait     EffectKind `json:"wait,omitempty"`     // the result that is waited for
	Locate   *Locate    `json:"locate,omitempty"`   // a place that was named and is not looked up yet
	Before   []Say      `json:"before,omitempty"`   // said before anything else
	Answers  []Say      `json:"answers,omitempty"`  // to what the person asked by the way
	Echo     []SlotName `json:"echo,omitempty"`     // values to say back
	Price    bool       `json:"price,omitempty"`    // the person asked what it costs
	Coverage bool       `json:"coverage,omitempty"` // the person asked whether we go there
	Intent   bool       `json:"intent,omitempty"`   // the person wants work done
	Progress bool       `json:"progress,omitempty"` // the message moved the dialogue on
	Aside    bool       `json:"aside,omitempty"`    // the message was about something else
	Missed   bool       `json:"missed,omitempty"`   // the message was not understood
	Offer    string     `json:"offer,omitempty"`    // why slots are looked for: lost, more, wish, resume, soonest
	Later    []Effect   `json:"later,omitempty"`    // writing effects that come after the reading ones
	Changed  bool       `json:"changed,omitempty"`  // a value of the proposal changed
	Relaxed  bool       `json:"relaxed,omitempty"`  // slots were looked for without the wish
	Typed    bool       `json:"typed,omitempty"`    // a voice note was not heard: offer what can be typed
	Repeat   bool       `json:"repeat,omitempty"`   // the person asks to hear it again
	Expired  bool       `json:"expired,omitempty"`  // the hold ended before the person wrote
	Profile  string     `json:"profile,omitempty"`  // what the person calls themselves; a suggestion only

	Topics []booking.Topic `json:"topics,omitempty"` // asked about and not looked up yet
}

// Later is a job that waits for its turn.
type Later struct {
	Service  booking.ServiceCode `json:"service"`
	Quantity int                 `json:"quantity,omitempty"`
	Problem  string              `json:"problem,omitempty"`
}

// Frame is one flow on the stack.
type Frame struct {
	Flow FlowName `json:"flow"`
	Step string   `json:"step,omitempty"`
	Note string   `json:"note,omitempty"`
}

// Form is what was gathered so far, with where each value came from.
type Form struct {
	Service   booking.ServiceCode `json:"service,omitempty"`
	Quantity  int                 `json:"quantity,omitempty"`
	Problem   string              `json:"problem,omitempty"`
	Answers   map[string]string   `json:"answers,omitempty"`
	Place     *booking.Place      `json:"place,omitempty"`
	Address   *booking.Address    `json:"address,omitempty"`
	Pin       *booking.Pin        `json:"pin,omitempty"`
	Wish      *booking.Wish       `json:"wish,omitempty"`
	Readings  []booking.Wish      `json:"readings,omitempty"` // of an ambiguous wish, to choose from
	Name      string              `json:"name,omitempty"`
	Phone     string              `json:"phone,omitempty"`
	Slot      *booking.Slot       `json:"slot,omitempty"`
	Hold      *booking.Hold       `json:"hold,omitempty"`
	Shown     []booking.Slot      `json:"shown,omitempty"` // offered before and not taken
	LeadID    booking.LeadID      `json:"lead_id,omitempty"`
	Sources   map[SlotName]Source `json:"sources,omitempty"`
	PriceTold bool                `json:"price_told,omitempty"`
	PriceAsk  bool                `json:"price_ask,omitempty"` // asked before the service was known
	Price     *booking.Price      `json:"price,omitempty"`
	Priced    bool                `json:"priced,omitempty"`  // the price was looked up, found or not
	Skipped   []Ask               `json:"skipped,omitempty"` // asked once and not answered, by their wish
	Access    string              `json:"access,omitempty"`  // how to get in, in the customer's words
	Company   bool                `json:"company,omitempty"` // a company's or a building's job
	Recall    booking.VisitID     `json:"recall,omitempty"`  // a visit of ours whose work failed again
	Lead      string              `json:"lead,omitempty"`    // what was last saved of the lead
	LeadStage booking.LeadStatus  `json:"lead_stage,omitempty"`
	Visit     *Visit              `json:"visit,omitempty"`     // that is dealt with
	Reason    string              `json:"reason,omitempty"`    // of the change, in the customer's words
	Late      bool                `json:"late,omitempty"`      // as the proposal told it
	FeeMinor  int64               `json:"fee_minor,omitempty"` // as the proposal told it
}

// Source is the evidence for a value.
type Source struct {
	Message booking.MessageID `json:"message"`
	Quote   string            `json:"quote"`
	From    string            `json:"from"` // SourceRules or another Source
}

// Kinds of Proposal.
const (
	ProposeBook   = "book"
	ProposeWait   = "waitlist"
	ProposeMove   = "move"
	ProposeCancel = "cancel"
	ProposeVisit  = "visit"  // will somebody be there? Asked by a reminder
	ProposeDelay  = "delay"  // may we come later?
	ProposeOffer  = "offer"  // a contractor is to take a visit
	ProposeExcuse = "excuse" // shall a visit be closed although something lacks?
)

// Proposal is exactly what was shown for a yes. A yes counts only for the proposal that is pending when it is read, and only
// when it was sent after the proposal was shown.
type Proposal struct {
	ID      string            `json:"id"`
	Kind    string            `json:"kind"` // ProposeBook or another
	ShownAt time.Time         `json:"shown_at"`
	Message booking.MessageID `json:"message,omitempty"` // the message that shows it, once it is known
}
