// Package admin is the dispatcher's console: sign-in, the live day board, a visit's page, the queue of what waits for a person, the
// conversations, our numbers and how accounts are linked, what did not arrive, the phone simulator.
//
// # What it promises
//
//   - Every route stands in one table with the permission it needs (routes.go); a test walks it with every role.
//   - The board shows what burns first: late, then unassigned, then unconfirmed. The queue does too: what nobody answered in time,
//     then by priority, then by due time; how many are late stands above every page. A change made anywhere appears on an open page
//     within two seconds, without a reload, and leaves alone what is being written.
//   - A move is checked before it is made, says which rule it would break or what it costs, and needs a reason. Who made it may
//     undo it for as long as nobody changed it since and the rules still allow it.
//   - One person holds a case, and one person has a conversation; everybody else sees who. What a person writes leaves once, however
//     often it is sent.
//   - A number of ours that is in alarm says in one sentence what is wrong and what to do now: [NumberTodo], which an escalation
//     says too. To link an account begins only by a form of ours, and ends when its page is left.
//   - Every action works without script too: it is a form. Only linking an account needs it, and says so.
//
// # Marks that tests and scripts may rely on
//
//	data-role=board|lanes|unassigned|simulator|thread|chips|text|write|number|pin|error|late|queue|conversations|conversation|holder|
//	  reply-text|notes|numbers|todo|pair|pair-step|pair-code|undelivered|reason|undelivered-count|file|spot|
//	  contact-card|delivery
//	data-visit-id, data-resource-id, data-window-start, data-window-end (RFC 3339), data-status on each visit
//	data-escalation-id, data-status, data-priority, data-holder on each case; data-has=bot|nobody|mine|other on a conversation
//	data-number, data-channel, data-state on each number; data-message-id, data-reason on each message that did not arrive
//	data-author, data-delivery on each line of a conversation; data-file=image|audio|video|document|wanted|refused|unknown on its file
//	data-step=qr|code|number|failure on what linking shows
//	data-act=claim|release|start|wait_customer|wait_internal|resolve|reopen|take|send|note|end|give-back|resolve-talk|undo|pair|
//	  unlink-ask|unlink|again|all-ask|all-again on buttons
//	data-live=true on a live page once its stream is open
//
// It holds no rule of the trade: those are in booking.
package admin
