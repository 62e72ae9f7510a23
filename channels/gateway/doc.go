// Package gateway keeps conversations and their messages: in once, out at least once, in order.
//
//	transport --Receive--> messages (in) --job conversation.turn--> Freeze -> [turn] -> Commit
//	                                                                                       |
//	transport <--Send----- job conversation.send <------------ messages (out, queued) <----+
//
// # What it promises
//
//   - An inbound message is stored before Receive returns. The same channel and external id is stored once.
//   - One worker at a time answers a conversation, across processes; conversations are answered in parallel.
//   - The inputs of a turn (messages, clock) are frozen before anything else happens: after a crash the same turn is given again,
//     and a message that came meanwhile belongs to the next one.
//   - A turn's replies, the state and the handled mark are written together by [Gateway.Commit], inside the caller's transaction.
//   - Messages of one conversation leave strictly in order. A message has its id before it is sent.
//   - A marketing message never goes to a contact who withdrew that consent.
//
// It refuses to know what a message means, and who a contact is: that is behind [Contacts].
package gateway
