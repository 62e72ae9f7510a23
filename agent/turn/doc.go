// Package turn runs one turn of a conversation: what waits is frozen, understood, decided, done and answered, once.
//
//	Claim -> Freeze -> View -> Understand (Sure? else model, Merge) -> Step -> reading effects -> Step ... | one transaction:
//	                                                                         | owner, writing effects, Step ..., words,
//	                                                                         | state, replies, messages handled
//
// # What it promises
//
//   - A turn happens once. A crash before the commit leaves nothing behind but the frozen inputs, and the next run gets the same
//     inputs and the same clock; a crash after the commit finds nothing to do. (A test dies at every step.)
//   - No transaction is open while a message is understood or an offer is computed for the first time.
//   - A writing effect that fails is undone alone. A slot that was lost is told to the dialogue and becomes a new offer in the same
//     turn; another failure is told to it as such, or left be where nothing was said of it (a hold not released).
//   - Whatever goes wrong, the person is answered: a defect, a panic too, says sorry and calls a human. Only a trouble that
//     passes (the database is away, the process stops) is an error of [Engine.Run], for another try of the same turn.
//   - A model ([Proposer]) is asked only when the rules are not [Sure]. What it proposed is frozen before anything is decided, and
//     [Merge] trusts it with nothing that has consequences. Without one, or with one that fails, the turn goes by rules.
//   - A quote or a reaction answers the message that it points at; a voice note is read as it was written down; of a technician each
//     message counts at its own time ([Ears]).
//   - While a human owns the conversation the bot says nothing, but hears danger and opt-out. Who takes over during a turn is not
//     talked over either.
//   - A notice ([Engine.Tell]) is decided and committed like a turn, once for its key, and never between a message and its answer.
//   - What was known, understood, done and came of it is kept with the turn, and [Engine.Replay] decides it again without a database.
//     No words of people are logged.
//
// It refuses to know the services behind the effects: they are small interfaces, met in cmd/chasqui.
package turn
