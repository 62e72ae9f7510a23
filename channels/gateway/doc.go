// Package gateway keeps conversations and their messages: in once, out at least once, in order.
//
//	transport --Receive--> messages (in) --job conversation.turn--> Claim, Freeze -> [turn] -> Commit
//	                                                                                              |
//	transport <--Send----- job conversation.send <------------------ messages (out, queued) <-----+
//	    |
//	    +-----SetStatus--> sent < delivered < read, or failed
//
// # What it promises
//
//   - An inbound message is stored before Receive returns. The same channel and external id is stored once.
//   - A burst of short messages waits for its end (see [Patience]), 8 s at most, and is one turn; an answer that is complete does not
//     wait.
//   - One worker at a time answers a conversation, across processes; conversations are answered in parallel. A claim ends with
//     the process that holds it.
//   - The inputs of a turn (messages, clock) are frozen before anything else happens: after a crash the same turn is given again,
//     and a message that came meanwhile belongs to the next one, which is sure to come.
//   - A turn's replies, the state and the handled mark are written together by [Gateway.Commit], inside the caller's transaction.
//   - Messages of one conversation leave strictly in order. A message has its id before it is sent, so that a repeat after a
//     crash is the same message to a transport. One that cannot be sent is tried for four hours and keeps the others waiting.
//   - A conversation is the bot's, or waits for a person, or one person has it ([Gateway.TakeOver]). Nobody else speaks for us then:
//     another person's reply is refused, the bot's that had not left is taken back, and a turn under way sees it in its commit.
//     The bot's state stays as it was until the conversation is given back.
//   - A number of ours has a state, which its transport reports. What it does not carry waits; a notice goes by SMS after half a
//     minute, an answer after three, and then never by WhatsApp. What may have arrived goes no other way.
//   - Each number has a pace for answers, one for notices and one for offers, and a budget for people who never wrote to it. A message
//     is given its turn once.
//   - Where one process has a number's connection, the others ask it to send ([Gateway.Attend]).
//   - A conversation whose number was given up goes on from another number of the contact's unit, on the same channel.
//   - A status that comes before its send is recorded waits for it, an hour at most. What did not reach its reader is listed
//     ([Gateway.Undelivered]), and sent again as the same message.
//   - An offer waits for its lawful hour, of which the rule is logged, and lets the others of its conversation go first. The word that
//     stops offers is heard before the agent sees it ([OptsOut]).
//   - A file is fetched after its message is stored, kept once, without what a photo tells of its place, and opened by links that end.
//   - Who edits or deletes a message that no turn has read is taken at their last word. Later it is noted for people and changes
//     nothing: a turn reads the same whenever it is given.
//   - A turn waits for a voice note to be written down, [channels.TranscriptDeadline] at most; words that come later are for people.
//   - A notice is said once: its key is unique among all messages.
//   - A marketing message never goes to a contact who withdrew that consent.
//   - Within a conversation, seq is the order in which messages become visible: who read up to one has missed none.
//
// Whatever changes in a conversation is told on the Postgres channel [NotifyChannel], which [Live] turns into signals.
//
// It refuses to know what a message means, and who a contact is: that is behind [Contacts].
package gateway
