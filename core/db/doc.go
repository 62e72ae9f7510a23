// Package db is Postgres as Chasqui uses it: one pool, transactions that carry their own time, and SQL by hand.
//
// # Transactions
//
// All writing happens in InTx. The transaction's Now is drawn once from the injected clock and is the only time its code may
// use; ids are drawn by NewID. A transaction that Postgres gives up (serialization failure, deadlock) is run again, up to three
// times, so the function must have no effect outside the transaction: no send, no model call, no HTTP.
//
//	err := d.InTx(ctx, func(tx *db.Tx) error {
//		_, err := db.Exec(ctx, tx, sqlAddNote, db.Args{"id": tx.NewID(), "at": tx.Now, "text": text})
//		return err
//	})
//
// # Stores
//
// A store is functions over Querier, which both DB and Tx are. SQL is a constant with @named arguments above its one
// function; Collect, One, Values, Value and Exec run it, strictly: an argument that is missing or unused is an error, and so is
// a column without a field. Time comes back in UTC. NULL goes in by Null and comes out through a pointer or COALESCE.
//
// # Errors
//
// The helpers turn what the database refuses into faults: no row is NotFound, a unique or exclusion violation is Conflict, any
// other constraint is Invalid, a lost connection is Unavailable. The constraint's name is at Constraint(err).
//
// # Databases
//
// Migrate brings a database to this version's schema, ours and River's, under an advisory lock. Admin builds template databases
// once and clones them: a test and each `chat --demo` has a database of its own, dropped at the end or by the next sweep.
package db
