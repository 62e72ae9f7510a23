// Package whatsapp sends and hears WhatsApp messages by linked devices: Chasqui is to a phone what WhatsApp Web is. The protocol is
// whatsmeow's, whose types do not leave this package.
//
//	phone --QR or code--> [Transport.Pair] --> a device in the store (whatsmeow_* tables of our database)
//	                                              |
//	process A --lock--> line: one connection <----+----> process B tries the lock, and gets it when A is gone
//	                      |        ^
//	            Inbox.Receive     Send, Fetch
//
// # What it promises
//
//   - A device is connected by one process at a time: the one that has its lock in Postgres. When that process ends, however it ends,
//     another has the device within seconds. A process that loses its database hangs up.
//   - A message is acknowledged after the Inbox has stored it. When it cannot be stored the connection is given up, and it and what
//     came after it come again in their order. Only a fault of code invalid is acknowledged without.
//   - The id of a message that leaves follows from its Outbound.ID, so that a phone shows a repeat once.
//   - No answer and no message is lost because the library encrypts and decrypts for one person at a time: see the guard folder.
//   - Connections are tried with pauses that double up to five minutes, each in part left to chance. After a ban nothing is tried
//     before its end; after somebody else took our session, nothing at all before a restart or a new pairing.
//   - Logs hold no number and no words.
//
// # Ids and addresses
//
// Ours is the E.164 number of the paired phone. A person is "123@lid" where WhatsApp says so, else "569...@s.whatsapp.net"; the other
// form is in Inbound.Also, and Phone is empty until it is known: people who come by an ad or a user name show none. To write to a
// number ("+569...") is to ask WhatsApp first who that is; the receipt's TheirValue is the address that answers.
//
// An external id is "person/id". WhatsApp's own ids are drawn by senders and unique within a chat only. Receipts, quotes, reactions,
// edits, deletions and votes name messages in this form whoever wrote them, so TargetID is the ExternalID of what it is about.
//
// # States of a number
//
//	connecting --> up <--> limited (new chats refused), away (phone unseen for 12 days)
//	    |  ^       |
//	    |  +-------+  lost: tried again
//	    +--> down          connecting for more than 30 seconds; still tried
//	    +--> banned        until it ends         outdated, refused: tried rarely
//	    +--> replaced      stopped               logged_out: the device is gone, pair again
//
// # What it refuses
//
// Groups, lists, statuses, channels and what our own phone writes are not heard. Buttons and lists of WhatsApp are not sent: choices are
// numbered text, with Options.Polls also a poll. It keeps no rates and no budget of new contacts: that is the gateway's.
package whatsapp
