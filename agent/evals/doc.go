// Package evals measures the agent: it plays written dialogues, lets simulated people with a goal talk to it, scores what the rules
// understand of corpora and phrase sets, and says whether a version may go live.
//
// Nothing here knows how a conversation is run. A [Lab] is a copy of the organisation in which people write; an [Engine] is one of
// those people's line: words go in, the objects of the command line contract (`chat --json`) come out. cmd/chasqui fits both with the
// true chat session, so every figure is one of the whole machine, and what is scored is the database that is left behind.
//
//	task -> Person (reads the objects, answers what is asked) <-> Engine
//	                                                              |
//	            goal  ---------------- Judge ---------------- Final (visits, waiting list, escalations)
//
// A simulated person speaks from phrases of ours ([Phrases], by language and country), with the manners of its [Style]. It reads only
// what is printed, answers what is asked by its goal, takes an option only when it suits, and says yes to a read-back only when every
// line of it is right. It does not know how the agent works, and it does not help: what the agent gets wrong stays wrong.
// An [Oracle] stands in for a language model that errs in a share of its answers: errors may cost turns, never a wrong booking.
// Everything is drawn from the task and a seed, so a run can be repeated word for word.
package evals
