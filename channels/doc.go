// Package channels is the language of messages: who writes to whom, what came in, what goes out, how our numbers are, what a transport
// must do. It holds no I/O.
//
// A message's way:
//
//	transport -> Inbound -> gateway (dedupe, order) -> turn -> Outbound -> gateway (outbox) -> transport -> Delivery -> gateway
//
//	gateway                                conversations, messages, files and numbers, kept
//	whatsapp, cloud, sms, webchat          transports; those with another side pass the suite of conformance
//	web                                    the web kit and what stands on it: no transport
//
// # What a transport promises
//
//   - An [Inbound] is stored ([Inbox].Receive) before the other side is told that it arrived, in the order in which the other side tells
//     it, with an id by which it is known when it comes again. What cannot be stored now does; only a fault of code invalid lets it go.
//   - An [Outbound] has its id before it is sent. A repeat is the same message to whoever reads it, where the protocol allows that.
//   - A failure is a [*SendError]: whether it may be tried again, when, and whether it may have arrived all the same. What may have
//     arrived goes by no other transport.
//   - A [Delivery] names a message of ours, and may overtake the record of its send. A [Status] only moves forward.
//   - How each of our numbers is, is reported as a [NumberState], whichever process finds out.
//   - Choices always work as numbered text, which an [Outbound] holds already; buttons, lists and polls are decoration.
//
// # What it refuses
//
// No phone number is taken for an identity: an [Address] is what the channel answers to, and Phone is learned when the channel tells it.
// Nothing here knows what a message means, who may be written to, or when: that is the agent's and the gateway's.
package channels
