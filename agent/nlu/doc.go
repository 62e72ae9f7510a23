// Package nlu turns a message into commands by rules alone: the same message always means the same, in well under a millisecond,
// with no model and no network.
//
//	rules := nlu.New(lexicon)
//	r := rules.Understand(nlu.Message{Text: "mi lavadora no centrifuga, ¿pueden el jueves?", Country: "CL", Now: now})
//	r.Service           // "washer_repair"
//	r.Commands()        // set service, set problem, set when, book
//
// The words of services and places come from the organisation ([Lexicon]), towns that it does not know from agent/gazetteer; those of
// the trade and of intents are here:
//
//	vocabulary.go, verb.go, words.go   words of the trade in all their forms, typing errors and sounds forgiven
//	service.go, sign.go, fit.go        things, what is wrong with them and what is wanted, and the service that fits
//	intents*.go, intent_rules.go       phrases that mean an intent; pattern.go: sets of words near one another
//	danger*.go                         what may hurt people, and what only sounds so
//	place*.go                          localities, and whether a name is one where it stands
//	field.go, report.go                what technicians write ([Rules.Field])
//	commands.go, enrich.go             from a [Reading] to commands
//	line.go                            chasqui understand --jsonl
//
// # What it promises
//
//   - What the agent waits for (Message.Ask) decides how a bare answer is read: a name, an address, a choice, a yes.
//   - A plain yes is [agent.CmdAffirm]; a yes with anything else is not.
//   - Every value has a span of the message. A service or a place that is not sure is a list of candidates or nothing.
//   - Work that no service of the organisation covers is told as such ([agent.CmdElse]) and is none of its services.
//   - [Reading.Unread] tells how much of a message its commands leave unexplained, so that a model can be asked.
package nlu
