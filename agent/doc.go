// Package agent is the language of the conversation: what a message means (Command), what the agent waits for (Ask), what it
// remembers (State), what it wants done (Effect) and what comes of it (Result). It holds no I/O and no words of any tongue.
//
//	message -> nlu.Understand -> []Command -> dialog.Step(State, Event) -> State, []Effect -> say.Render -> words
//	                                               ^                          |
//	                                               +---- Result of effects ---+
//
// # What it promises
//
//   - Understanding and policy meet in [Command] only, a closed set; a model may propose commands and nothing else, and is told no
//     more than a [Prompt].
//   - An effect that commits to something (booking) carries the [Proposal] that the person said yes to.
//   - [State] is versioned JSON and holds everything a restart needs.
//   - [RulesHash] names what understands, decides and speaks, so that a stored turn can be decided again by the same.
package agent
