// Package webchat is the chat of a web page: a transport, and the HTTP endpoints of the widget and of the phone simulator.
//
//	POST /start              -> {"token"}                    a new person; the token is their only proof
//	POST /messages           {"id","text"|"choice"|"location"} -> 202
//	GET  /messages?after=N   -> {"messages":[...]}           what was said since
//	GET  /stream             server-sent events, "message" and "ready"; resumes by Last-Event-ID
//
// The widget proves itself by "Authorization: Bearer TOKEN" (or ?token= on the stream, which browsers cannot give headers). The
// simulator has no token: it speaks for the number in ?as=, and whoever mounts it must let only staff in.
//
// # What it promises
//
//   - A token has 256 random bits and only its hash is stored.
//   - A message id comes from the page, so a repeat of a request is the same message.
//   - Sending is storing: the page reads what is stored, so a reply cannot be lost on the way.
//   - Bodies are at most 64 KiB; starts and messages are limited by address and by person.
package webchat
