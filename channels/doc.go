// Package channels is the language of messages: who writes to whom, what came in, what goes out, what a transport must do.
// It holds no I/O. The gateway subfolder keeps conversations and messages; each transport is a subfolder of its own.
//
// # What it promises
//
//   - An [Inbound] is stored before it is acknowledged and handled once, however often it is delivered.
//   - An [Outbound] has its id before it is sent, so a repeat is the same message.
//   - Choices always work as numbered text; buttons are a decoration of a transport.
//
// A message's way:
//
//	transport -> Inbound -> gateway (dedupe, order) -> turn -> Outbound -> gateway (outbox) -> transport
package channels
