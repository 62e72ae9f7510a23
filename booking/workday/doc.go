// Package workday is a technician's day as the technician tells it: steps by chat, ordered by the clock of the phone that told
// them.
//
// # What it promises
//
//   - A step is kept once and never changed. The state of the day is a pure function of all its steps, sorted by the phone's time
//     ([Fold]): late, shuffled and repeated messages end in one state with one set of durations, whatever order they came in.
//   - A step without a name means the visit under way, or else the next one of the plan. Visits that began keep their place before
//     those that did not, so that a change of plan does not give old steps to another visit.
//   - What a step cannot do it says ([booking.Refusal]); nothing has changed then.
//   - A visit is done when its checklist is met. Said to be done too early it waits for what lacks, and is done with it; without
//     it only when the reason is told.
//   - A phone's clock is believed up to five minutes ahead of ours; what it says beyond that happened now.
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
