// Package nlu turns a message into commands by rules alone: the same message always means the same, in well under a millisecond,
// with no model and no network.
//
//	rules := nlu.New(lexicon)
//	r := rules.Understand(nlu.Message{Text: "mi lavadora no centrifuga, ¿pueden el jueves?", Country: "CL", Now: now})
//	r.Service           // "washer_repair"
//	r.Commands()        // set service, set problem, set when, book
//
// The words of services and places come from the organisation ([Lexicon]); those of intents are here, in intents.go.
//
// # What it promises
//
//   - What the agent waits for (Message.Ask) decides how a bare answer is read: a name, an address, a choice, a yes.
//   - A plain yes is [agent.CmdAffirm]; a yes with anything else is not.
//   - Every value has a span of the message. A service or a place that is not sure is a list of candidates or nothing.
package nlu
