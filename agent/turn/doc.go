// Package turn runs one turn of a conversation: what waits is frozen, understood, decided, done and answered, once.
//
//	Claim -> Freeze -> View -> Understand -> Step -> reading effects -> Step ... | one transaction:
//	                                                                            | owner, writing effects, Step ..., words,
//	                                                                            | state, replies, messages handled
//
// # What it promises
//
//   - A turn happens once. A crash before the commit leaves nothing behind but the frozen inputs, and the next run gets the same
//     inputs and the same clock; a crash after the commit finds nothing to do.
//   - No transaction is open while a message is understood or an offer is computed for the first time.
//   - A writing effect that fails because the world moved (a slot that was lost) is undone alone, told to the dialogue, and
//     becomes a new offer in the same turn.
//   - Whatever goes wrong, the person is answered: a defect says sorry and calls a human.
//   - While a human owns the conversation the bot says nothing, but hears danger and opt-out.
//
// It refuses to know the services behind the effects: they are small interfaces, met in cmd/chasqui.
package turn
