package agent

// Ask is what the agent is waiting for. The set is part of the command line contract.
type Ask string

const (
	AskNone     Ask = "none"
	AskService  Ask = "service"  // what kind of work
	AskProblem  Ask = "problem"  // the symptom
	AskName     Ask = "name"     //
	AskAddress  Ask = "address"  // street, number, unit, reference; a pin is accepted
	AskLocation Ask = "location" // comuna, bairro, colonia, city, CEP or a pin
	AskWhen     Ask = "when"     // wished day or part
	AskSlot     Ask = "slot"     // a choice among options
	AskConfirm  Ask = "confirm"  // any yes/no
	AskDocument Ask = "document" //
	AskPhone    Ask = "phone"    //
	AskEmail    Ask = "email"    //
	AskRating   Ask = "rating"   //
	AskReason   Ask = "reason"   //
	AskVisit    Ask = "visit"    // which of their visits
	AskQuantity Ask = "quantity" // units
	AskPhoto    Ask = "photo"    //
	AskDetail   Ask = "detail"   // any other qualifying question; always skippable
	AskHuman    Ask = "human"    // the owner is, or awaits, a person
)
