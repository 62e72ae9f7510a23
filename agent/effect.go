package agent

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/money"
)

// EffectKind is the closed set of things the dialogue can want.
type EffectKind string

const (
	// Reading effects: no commitment, may run again.
	EffLocate EffectKind = "locate" // Locate -> Result.Place
	EffOffer  EffectKind = "offer"  // Offer -> Result.Slots
	EffPrice  EffectKind = "price"  // Price -> Result.Price
	EffLookup EffectKind = "lookup" // Lookup -> Result.Snippets: what the organisation says of a topic

	// Writing effects: inside the turn's one transaction.
	EffSay      EffectKind = "say"      // Say -> Result.Msg
	EffLead     EffectKind = "lead"     // Lead -> Result.LeadID
	EffHold     EffectKind = "hold"     // Hold -> Result.Hold or Lost
	EffRelease  EffectKind = "release"  // Release, no result
	EffBook     EffectKind = "book"     // Book -> Result.Booked or Lost
	EffWaitlist EffectKind = "waitlist" // Waitlist, no result
	EffEscalate EffectKind = "escalate" // Escalate, no result; the conversation's owner becomes human
	EffConsent  EffectKind = "consent"  // Consent, no result
	EffRemember EffectKind = "remember" // Remember: what was learned of the contact; no result
	EffMove     EffectKind = "move"     // Move -> Result.Booked or Lost
	EffCancel   EffectKind = "cancel"   // Cancel -> Result
	EffAnswer   EffectKind = "answer"   // Answer: what the customer said of a visit; no result
	EffExplain  EffectKind = "explain"  // Explain: why a visit was called off; no result
	EffRate     EffectKind = "rate"     // Rate, no result
	EffAlert    EffectKind = "alert"    // Escalate, but the owner stays; no result
	EffVerify   EffectKind = "verify"   // Verify: a technician's PIN -> Result.Verified
	EffRecord   EffectKind = "record"   // Record -> Result.Day
	EffReply    EffectKind = "reply"    // Reply: a contractor's word on an offer -> Result, Lost when it is over
	EffNote     EffectKind = "note"     // Note: how to get in, for a visit that stands; no result
	EffRepin    EffectKind = "repin"    // Repin: where a visit really is, by who stands there; no result
)

// Writes tells whether an effect changes anything.
func (k EffectKind) Writes() bool {
	return k != EffLocate && k != EffOffer && k != EffPrice && k != EffLookup
}

// Answers tells whether the dialogue waits for a result of the effect.
func (k EffectKind) Answers() bool {
	switch k {
	case EffLocate, EffOffer, EffPrice, EffLookup, EffLead, EffHold, EffBook, EffMove, EffCancel, EffVerify, EffRecord, EffReply:
		return true
	default:
		return false
	}
}

// Effect is one thing to be done; the kind says which field is set.
type Effect struct {
	Kind     EffectKind               `json:"kind"`
	Say      *Say                     `json:"say,omitempty"`
	Locate   *Locate                  `json:"locate,omitempty"`
	Offer    *booking.SlotRequest     `json:"offer,omitempty"`
	Price    *PriceQuery              `json:"price,omitempty"`
	Lead     *booking.SaveLead        `json:"lead,omitempty"`
	Hold     *booking.HoldSlot        `json:"hold,omitempty"`
	Release  booking.HoldID           `json:"release,omitempty"`
	Book     *booking.BookVisit       `json:"book,omitempty"`
	Waitlist *booking.JoinWaitlist    `json:"waitlist,omitempty"`
	Escalate *booking.OpenEscalation  `json:"escalate,omitempty"`
	Consent  *booking.WithdrawConsent `json:"consent,omitempty"`
	Remember *Remember                `json:"remember,omitempty"`
	Move     *booking.RescheduleVisit `json:"move,omitempty"`
	Cancel   *booking.CancelVisit     `json:"cancel,omitempty"`
	Answer   *booking.AnswerVisit     `json:"answer,omitempty"`
	Explain  *Explain                 `json:"explain,omitempty"`
	Rate     *booking.RateVisit       `json:"rate,omitempty"`
	Verify   string                   `json:"verify,omitempty"`
	Record   *booking.RecordSteps     `json:"record,omitempty"`
	Reply    *booking.AnswerOffer     `json:"reply,omitempty"`
	Lookup   *Lookup                  `json:"lookup,omitempty"`
	Note     *Note                    `json:"note,omitempty"`
	Repin    *Repin                   `json:"repin,omitempty"`
}

// Repin is where a visit really is.
type Repin struct {
	Visit booking.VisitID `json:"visit"`
	Pin   booking.Pin     `json:"pin"`
}

// Lookup asks what the organisation says of topics, in a language.
type Lookup struct {
	Unit     booking.UnitCode `json:"unit"`
	Language string           `json:"language"`
	Topics   []booking.Topic  `json:"topics"`
}

// Note keeps how to get in at a visit.
type Note struct {
	Visit booking.VisitID `json:"visit"`
	Text  string          `json:"text"`
}

// Explain says why a visit was called off.
type Explain struct {
	Visit  booking.VisitID `json:"visit"`
	Reason string          `json:"reason"`
}

// Locate asks which place is meant: by id, by pin (nearest locality), by postcode, or as it was said.
type Locate struct {
	Place    booking.PlaceID `json:"place,omitempty"`
	Pin      *booking.Pin    `json:"pin,omitempty"`
	Postcode string          `json:"postcode,omitempty"`
	Text     string          `json:"text,omitempty"` // as said
	Country  string          `json:"country,omitempty"`
}

// PriceQuery asks for the range of a service in a unit.
type PriceQuery struct {
	Unit     booking.UnitCode    `json:"unit"`
	Service  booking.ServiceCode `json:"service"`
	Quantity int                 `json:"quantity"`
}

// Remember keeps what was learned of the contact. Empty fields leave what is stored.
type Remember struct {
	Name     string `json:"name,omitempty"`
	Language string `json:"language,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Prefer   string `json:"prefer,omitempty"` // how and when they want to be written to, in their words
}

// Say is one message to the person: an id of the catalogue and its values; agent/say turns it into words.
type Say struct {
	ID      string    `json:"id"`                // "lead.ask_location"
	Values  SayValues `json:"values,omitzero"`   //
	Options []Option  `json:"options,omitempty"` // shown as numbered lines, in order
	Ask     Ask       `json:"ask"`               // what is waited for afterwards
	Proof   string    `json:"proof,omitempty"`   // id of the proposal that this message shows
	Before  []Say     `json:"before,omitempty"`  // said in the same message before it, in order: greeting, answer, echo
}

// SayValues are the things a sentence can name.
type SayValues struct {
	Name     string              `json:"name,omitempty"` // of the person
	Org      string              `json:"org,omitempty"`
	Service  booking.ServiceCode `json:"service,omitempty"`
	Quantity int                 `json:"quantity,omitempty"`
	Place    string              `json:"place,omitempty"`
	Address  string              `json:"address,omitempty"`
	Text     string              `json:"text,omitempty"`
	Snippet  booking.SnippetID   `json:"snippet,omitempty"` // that Text is taken from
	Access   string              `json:"access,omitempty"`  // how to get in, in the customer's words
	Slot     *booking.Slot       `json:"slot,omitempty"`
	Price    *booking.Price      `json:"price,omitempty"`
	Number   int64               `json:"number,omitempty"` // of the job
	Tech     string              `json:"tech,omitempty"`
	Urgency  Urgency             `json:"urgency,omitempty"`
	Question *booking.Question   `json:"question,omitempty"`
	DeskOpen bool                `json:"desk_open,omitempty"`
	DeskNext string              `json:"desk_next,omitempty"` // RFC 3339
	TimeZone string              `json:"time_zone,omitempty"`
	Misses   int                 `json:"misses,omitempty"`
	Visit    *Visit              `json:"visit,omitempty"`
	Fee      *money.Money        `json:"fee,omitempty"` // what a late change costs
	Jobs     []Job               `json:"jobs,omitempty"`
	At       time.Time           `json:"at,omitzero"` // of a step, or until when to wait
	Worked   time.Duration       `json:"worked,omitempty"`
	Items    []booking.Item      `json:"items,omitempty"` // of a checklist
	Wish     *booking.Wish       `json:"wish,omitempty"`
}

// Option is one thing to pick. Title is filled by agent/say when it is empty: from the slot, the service or the key.
type Option struct {
	ID      string              `json:"id"`
	Title   string              `json:"title,omitempty"`
	Slot    *booking.Slot       `json:"slot,omitempty"`
	Service booking.ServiceCode `json:"service,omitempty"`
	Key     string              `json:"key,omitempty"` // catalogue id of a fixed title ("option.human")
	Wish    *booking.Wish       `json:"wish,omitempty"`
	Visit   *Visit              `json:"visit,omitempty"`
}
