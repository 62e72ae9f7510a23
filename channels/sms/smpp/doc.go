// Package smpp speaks SMPP 3.4 to a carrier or an aggregator: one transceiver, on the sessions and PDUs of gosmpp.
//
//	      +--------- lock lost, process ends ---------+
//	      v                                           |
//	waiting --lock--> binding --bind_resp ok--> bound-+
//	                   ^   |                      |
//	                   |   +-- refused: alarm, slow
//	                   +------ link lost: 1 s, 2 s, ... 1 min
//
// # What it promises
//
//   - What a customer wrote and what became of a message is stored before deliver_sm_resp says so; when storing fails the network
//     is told ESME_RX_T_APPN and sends it again. The same part that comes again over a new connection is the same message.
//   - Parts are put together by the header's reference (8 and 16 bits), by the sar_ parameters, or come whole in message_payload.
//     They are kept in the database: a restart loses none. After ten minutes what came is delivered, with [...] where a part lacks.
//   - A submit is known by its sequence number before it leaves. Without an answer the send is unsure, never failed; an answer that
//     comes too late still marks the message as sent.
//   - A message of several parts is one: its id is its first part's, and it is delivered when every part is.
//   - One process has the connection of an account, by a lock of the database; another takes over within ten seconds.
//   - A frame that cannot be read is refused alone; it does not cost the connection.
//
// It refuses to guess: what data_coding 0 means and how message ids are written in receipts differ by carrier, and are said in
// [Account].
package smpp
