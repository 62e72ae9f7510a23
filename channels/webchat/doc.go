// Package webchat is the chat of a web page: a transport, and the HTTP endpoints of the widget and of the phone simulator.
//
//	POST /start              -> 201 {"token"}                a new person; the token is their only proof
//	POST /messages           {"id","text"|"choice"|"location"|"edit"+"text"|"delete"} -> 202 {"message","repeated"}
//	GET  /messages?after=N   -> {"messages":[...],"typing"}  what was said since
//	GET  /stream             server-sent events "ready", "message" and "typing"; resumes by Last-Event-ID or ?after=N
//
//	{"seq":12,"id":"0193...","out":true,"text":"...","choices":[{"id":"1","title":"jue 26 nov, 9:00 a 13:00"}],"ask":"slot","at":"..."}
//
// The widget proves itself by "Authorization: Bearer TOKEN", or by the cookie that /start sets where page and server share a
// site. The simulator has no token: it speaks for the number in ?as=, and whoever mounts it must let only staff in. An error
// is {"error": key, "code": code of core/fault}.
//
// # What it promises
//
//   - A token has 256 random bits and only its hash is stored. It never stands in a URL, which logs keep.
//   - A message id comes from the page, so a repeat of a request is the same message.
//   - Sending is storing: the page reads what is stored, so a reply cannot be lost on the way, and a page that comes back asks
//     for what it has not seen.
//   - Bodies are at most 64 KiB and texts 4,096 characters (413); starts are limited by the caller's address, messages by
//     person (429). Behind a proxy, whoever mounts this sets RemoteAddr to the true one.
package webchat
