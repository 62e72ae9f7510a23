// Package notify turns facts into words that nobody asked for: reminders before a visit, the technician's way, what comes after.
//
//	fact -> After -> []Due -> job at its time -> Notifier.Say -> dialog (Event.Notice) -> outbox
//
// # What it promises
//
//   - A notice is said once. Its key names the visit and the kind, and the message carries it; whoever repeats the fact or the
//     job says nothing.
//   - Nothing is said that is no longer so: when its time comes the visit is looked at again. A visit that was moved, called off
//     or begun is not reminded of.
//   - Reminders come inside the contact hours of the site: not before eight in the morning, not after eight in the evening.
//   - A notice waits while a message is being answered, while a talk is under way and while a person has the conversation, and
//     lapses when its time is over ([Lapses]).
//
// # When
//
//	a day before    24 h before the window begins, brought into the contact hours; not within two hours of the booking
//	that morning    at eight; not for a window that begins within the hour, nor within two hours of the booking
//	on the way, arrived, done, not finished, nobody there, missed, called off by us: as it happens
//
// It refuses to decide what the words are (agent/dialog, agent/say) and what a visit may do (booking).
package notify
