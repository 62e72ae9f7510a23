// Package admin is the dispatcher's console: sign-in, the live day board, a visit's page, the phone simulator.
//
// # What it promises
//
//   - Every route stands in one table with the permission it needs (routes.go); a test walks it with every role.
//   - The board shows what burns first: late, then unassigned, then unconfirmed. A change made anywhere appears on an open board
//     within two seconds, without a reload.
//   - A move is checked before it is made, says which rule it would break or what it costs, and needs a reason.
//
// # Marks that tests and scripts may rely on
//
//	data-role=board|lanes|unassigned|simulator|thread|chips|text|write|number|pin|error
//	data-visit-id, data-resource-id, data-window-start, data-window-end (RFC 3339), data-status on each visit
//	data-live=true on the board and the simulator once their stream is open
//
// It holds no rule of the trade: those are in booking.
package admin
