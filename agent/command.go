package agent

import "github.com/chasqui-fsm/chasqui/booking"

// CommandKind is the closed set of things a message can mean.
type CommandKind string

const (
	CmdSet      CommandKind = "set"      // gives a value for a slot
	CmdCorrect  CommandKind = "correct"  // gives a value that replaces an earlier one ("no, el miércoles")
	CmdAffirm   CommandKind = "affirm"   // a plain yes
	CmdDeny     CommandKind = "deny"     // a plain no
	CmdChoose   CommandKind = "choose"   // picks an option shown: its id, or ChoiceAny, ChoiceNone, ChoiceGone
	CmdMore     CommandKind = "more"     // other options, please ("otra más temprano"): Value.When may say which
	CmdBook     CommandKind = "book"     // wants a visit
	CmdPrice    CommandKind = "price"    // asks what it costs
	CmdHours    CommandKind = "hours"    // asks when we work
	CmdCoverage CommandKind = "coverage" // asks whether we go somewhere
	CmdWarranty CommandKind = "warranty" // asks about the warranty
	CmdStatus   CommandKind = "status"   // asks about their visit
	CmdMove     CommandKind = "move"     // wants their visit on another day
	CmdCancel   CommandKind = "cancel"   // wants their visit gone
	CmdLate     CommandKind = "late"     // will be home late: Value.Number minutes, 0 when not told
	CmdStop     CommandKind = "stop"     // leaves what is being asked ("olvídalo")
	CmdSkip     CommandKind = "skip"     // does not know, or does not want to say
	CmdRepeat   CommandKind = "repeat"   // "¿cómo?"
	CmdHelp     CommandKind = "help"     // what can you do
	CmdWait     CommandKind = "wait"     // "ya te respondo"
	CmdHuman    CommandKind = "human"    // a person, please
	CmdDanger   CommandKind = "danger"   // Value.Urgency: gas, sparks, smoke, shock, water
	CmdOptOut   CommandKind = "opt_out"  // do not write to me
	CmdComplain CommandKind = "complain" // anger, refund, legal threat
	CmdAbuse    CommandKind = "abuse"    //
	CmdGreet    CommandKind = "greet"    //
	CmdThanks   CommandKind = "thanks"   //
	CmdBye      CommandKind = "bye"      //
	CmdLanguage CommandKind = "language" // Value.Text: es, pt or en; explicit wish
	CmdWrong    CommandKind = "wrong"    // wrong number
	CmdSupplier CommandKind = "supplier" // sells to us
	CmdWorker   CommandKind = "worker"   // looks for work: Value.Text the trade, Value.Number years of it, Option "vehicle" for an own one
	CmdPay      CommandKind = "pay"      // asks how to pay; Value.Text the means that was named; Option "now": wants a link or key to pay with
	CmdInvoice  CommandKind = "invoice"  // wants a tax document; the document itself is a set command of its own
	CmdPromo    CommandKind = "promo"    // speaks of an offer or of where they saw us
	CmdNote     CommandKind = "note"     // tells how to get in: gate, guard, dog, bell; Value.Text
	CmdPrefer   CommandKind = "prefer"   // how and when they want to be written to; Value.Text. No opt-out
	CmdBusiness CommandKind = "business" // a company's or a building's job, many units; Value.Number units, 0 when not told
	CmdElse     CommandKind = "else"     // wants work done at a thing that no service covers; Value.Text the thing
	CmdOdd      CommandKind = "odd"      // orders the agent about or asks for data of others; flagged, and served as anybody
	CmdClarify  CommandKind = "clarify"  // rules and model disagree on something with consequences: Value.Kinds says on what

	// Of technicians.
	CmdStep    CommandKind = "step"     // Value.Text: a booking.StepKind; Value.Number: minutes of a delay
	CmdAgenda  CommandKind = "agenda"   // what is there today
	CmdNextJob CommandKind = "next_job" // the next one, with its address
	CmdTake    CommandKind = "take"     // takes an offer
	CmdDecline CommandKind = "decline"  // does not
	CmdEta     CommandKind = "eta"      // arrives in Value.Number minutes; no step of its own
	CmdHold    CommandKind = "hold"     // is there, and was asked to wait Value.Number minutes
	CmdParts   CommandKind = "parts"    // used parts: Value.Parts
	CmdPaid    CommandKind = "paid"     // the customer paid Value.Number (whole units of money), by Value.Text
	CmdPayout  CommandKind = "payout"   // asks what they earned
	CmdAstray  CommandKind = "astray"   // the address or the pin is wrong
)

// SlotName is what a set or correct command fills.
type SlotName string

const (
	SlotService  SlotName = "service"
	SlotProblem  SlotName = "problem"
	SlotPlace    SlotName = "place"    // locality
	SlotAddress  SlotName = "address"  //
	SlotPin      SlotName = "pin"      //
	SlotWhen     SlotName = "when"     //
	SlotPerson   SlotName = "name"     // the person's name
	SlotPhone    SlotName = "phone"    //
	SlotEmail    SlotName = "email"    //
	SlotDocument SlotName = "document" //
	SlotQuantity SlotName = "quantity" //
	SlotDetail   SlotName = "detail"   // answer to the qualifying question that is pending
	SlotRating   SlotName = "rating"   // 1 to 5
	SlotCode     SlotName = "code"     // four digits: a technician's PIN, or the customer's acceptance
	SlotSerial   SlotName = "serial"   // of the unit that was worked at
)

// Values of Command.Option beside the ids of the options shown.
const (
	ChoiceAny  = "any"
	ChoiceNone = "none"
	ChoiceGone = "gone" // of a message that is not the one pending, and on the table no more
)

// Urgency is a danger or a hurry that was told.
type Urgency string

const (
	UrgentGas    Urgency = "gas"
	UrgentSparks Urgency = "sparks"
	UrgentSmoke  Urgency = "smoke"
	UrgentWater  Urgency = "water"
	UrgentShock  Urgency = "shock"
	UrgentSoon   Urgency = "soon"
)

// Danger tells whether people may get hurt.
func (u Urgency) Danger() bool {
	return u == UrgentGas || u == UrgentSparks || u == UrgentSmoke || u == UrgentShock
}

// Span is a part of the text, in bytes, half open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Command is one thing a message means. Every value carries the span that says it; a value without a span is refused.
type Command struct {
	Kind   CommandKind `json:"kind"`
	Slot   SlotName    `json:"slot,omitempty"`
	Option string      `json:"option,omitempty"`
	Value  Value       `json:"value,omitzero"`
	Span   Span        `json:"span,omitzero"`
	Quote  string      `json:"quote,omitempty"` // the words in the span
	Score  float64     `json:"score"`           // 0 to 1
	Source string      `json:"source"`          // SourceRules or another Source
}

// Where a command, or a value of the form, comes from.
const (
	SourceRules = "rules"
	SourceModel = "model"
	SourceTap   = "tap"
	SourcePin   = "pin"
	SourceVoice = "voice" // the rules, on words that were spoken
)

// Value is what a command carries; the slot or kind says which field.
type Value struct {
	Text     string                `json:"text,omitempty"`
	Number   int                   `json:"number,omitempty"`
	Service  booking.ServiceCode   `json:"service,omitempty"`
	Services []booking.ServiceCode `json:"services,omitempty"` // candidates when it is not sure which
	Place    booking.PlaceID       `json:"place,omitempty"`
	Address  *booking.Address      `json:"address,omitempty"`
	Pin      *booking.Pin          `json:"pin,omitempty"`
	When     *When                 `json:"when,omitempty"`
	Urgency  Urgency               `json:"urgency,omitempty"`
	Kinds    []CommandKind         `json:"kinds,omitempty"` // candidates to ask for
	Parts    []Part                `json:"parts,omitempty"`
}

// Part is something that was used or lacks, as it was said: "un capacitor de 35", "medio kilo de 410".
type Part struct {
	Name     string  `json:"name"`
	Quantity float64 `json:"quantity"`
	Unit     string  `json:"unit,omitempty"` // kg, g, m, l; "": pieces
}

// When is a wish for a time as it was read. Alternatives holds the readings to choose from when the words are ambiguous
// ("el jueves", said on a Thursday): the agent asks and does not guess.
type When struct {
	Wish         booking.Wish   `json:"wish"`
	Alternatives []booking.Wish `json:"alternatives,omitempty"`
	Grain        string         `json:"grain,omitempty"` // minute hour daypart day weekend week month
}
