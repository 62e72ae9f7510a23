// Package dialog decides what the agent does next. It is a pure function: no clock, no store, no words.
//
//	State, Event -> Step -> State, []Effect
//
// A turn is one Step with what was heard and one more Step for each [agent.Result] of an effect that answers, in the order of
// the effects. Step asks for at most one reading or committing effect at a time (locate, price, offer, hold, book), keeps what
// it has in hand in State.Work, and says its one reply when nothing is left to wait for:
//
//	Heard  -> locate            Result{locate} -> price      Result{price} -> offer
//	Result{offer} -> lead, say  Result{lead}   -> nothing
//
// # What it promises
//
//   - A booking, a move or a cancel is asked for only in a turn whose message is a plain yes to the proposal that is pending, shown
//     in an earlier turn, not sent before it was shown, and not quoting another message (a property test with random commands).
//   - What is known is never asked. What was asked is said in other words the second time, with options the third, and then a
//     person takes over.
//   - Every turn is answered by one message; afterwards a question is pending, or the conversation is at rest or with a person.
//   - A person is called in every state, and what was not understood is never said again in the same words.
//   - Work that is named while other work is under way takes nobody's place: it waits and is taken up afterwards, said so both times.
//   - What is told of payments, invoices, offers, hours and the warranty is a passage that the organisation wrote, named by its id;
//     where there is none the desk is asked.
//   - What was spoken is said back; a voice note that was not heard is asked for in writing, with options.
//   - Where rules and a model disagree on something with consequences, which was meant is asked, by number.
//   - Safety comes first: a danger is answered before anything else, whoever owns the conversation.
//
// # The order of a booking
//
//	service -> problem -> details -> place -> when -> slot (hold) -> address and name -> phone -> proposal -> yes -> booked
//
// Values may come in any order and be corrected at any time; changing service, quantity or place gives the slot back. Of the qualifying
// questions only those are asked whose answer changes time, skill or price (two at most). Three units of an installation, or of a
// company, go to a person once it is known where.
//
// A pause of half an hour is said ("¿seguimos con...?") ahead of the pending question, and what was held and what it costs is looked
// at again; after a day a new session begins with what was gathered, but for the time.
//
// # After the booking
//
//	move    which visit -> when -> slot (hold) -> old and new time, fee -> yes -> moved    (a return visit goes the same way)
//	cancel  which visit -> fee -> yes -> canceled -> why
//	attend  a reminder asks -> yes: confirmed; no, or another time: move
//	delay   we, or they, come late -> keep or move
//	rate    1 to 5; a bad grade goes to a person
//	invoice tax number -> the rest of the data -> the desk makes it
//	apply   who looks for work: name, trade and years, city, vehicle -> the desk
//
// A [agent.Notice] is decided like a message: it may be said now, or not. A number of a technician is another talk altogether
// (tech*.go): nothing but the PIN on a device that is not known, then the steps of the day, which booking/workday judges, and what
// they tell beside them: parts, money, arrival, a wrong address.
//
// It refuses to quote a price that the price book does not hold, to change a visit that somebody is at, and to talk over a person.
package dialog
