// Package core is empty: its subfolders are what every part of Chasqui stands on.
//
// Leaves, which import nothing of ours: fault (errors with a code), clock, ids, money, span (half-open time ranges), config,
// logs. On them db (Postgres: transactions, migrations, templates; db/private is the server Chasqui starts by itself), and on
// db: events (facts), queue (durable work), identity (who signs in and what they may do), testkit (a world per test).
//
// A package is admitted here only if it holds no noun of the trade, two top folders need it today, and it can be described
// without "and".
package core
