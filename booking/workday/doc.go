// Package workday is a technician's day as the technician tells it: steps by chat, ordered by the clock of the phone that told
// them.
//
// # What it promises
//
//   - A step is kept once and never changed. The state of the day is a pure function of all its steps, sorted by the phone's time
//     ([Fold]): late, shuffled and repeated messages end in one state with one set of durations, whatever order they came in.
//     Facts are told once for a visit, with the phone's time; what was once told is not taken back.
//   - Phones tell whole seconds. Of one second, messages that came at once are taken as they came, and those that came more than a
//     minute late in the order in which they can be done.
//   - A step without a name means the visit under way, or else the next one of the plan as it was at that time of day: what was
//     given, taken, canceled, replanned or marked missed afterwards does not change what was meant. Work that was done at a visit
//     which was taken for missed is that visit's, and mends it.
//   - What a step cannot do it says ([booking.Refusal]); nothing has changed then.
//   - A visit is done when its checklist is met. Said to be done too early it waits for what lacks, and is done with it, unless work
//     goes on first; without it only when the reason is told.
//   - A phone's clock is believed up to five minutes ahead of ours and 36 hours behind. Beyond that it is wrong: the step happened
//     when it came, what the phone said is kept beside it, and the outcome says so.
//   - Work that goes on past midnight is of the evening's day, until four or until the visit ends.
//
// The visit's way, as steps move it:
//
//	dispatched -go-> en_route -arrive-> on_site -start-> working <-pause/resume-> paused
//	     ^--not_yet--'   (arrive implies go, start implies arrive)
//	on_site, working, paused -done-> completed   -incomplete-> incomplete
//	on_site -no_access-> no_access   (15 min waited, two tries, one picture)
//
// It refuses to plan and to tell anybody: dispatchers plan, facts are told by booking/visits and read by notices.
package workday
