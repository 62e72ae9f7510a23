// Package dump writes the whole database into one file, and fills an empty database from it.
//
// # The file
//
// A tar of three entries, which the usual tools read (tar xOf FILE dump.pgc | pg_restore --list):
//
//	dump.pgc       what pg_dump wrote, custom format
//	manifest.json  version, migration steps, time, rows and a checksum of every table
//	SHA256SUMS     of the two others; sha256sum --check reads it
//
// A file without its end was cut short.
//
// # What a backup promises
//
//   - One moment. A REPEATABLE READ transaction exports its snapshot, pg_dump dumps that snapshot, and the manifest is counted in
//     it. Others read and write all the while. Locks are taken before the snapshot, so that no table is emptied or rewritten
//     between the two. Only a migration that is due waits for the backup's end, and others may wait for it: do not upgrade
//     during a backup. What changes the schema at the beginning makes the backup give up after ten seconds.
//   - Whole or not at all. FILE.part is written, synced, read back and checked, and only then gets its name. A file that is
//     there is not overwritten unless told.
//   - It reads only: no step of the schema is applied, so that an upgrade can be preceded by a backup with the new binary.
//   - A process that is killed leaves FILE.part behind, which the next backup of that name reports and does not touch.
//   - Only its owner may read the file (mode 0600): it holds everything, customers' messages and password hashes too.
//
// A table's checksum is the sum of hashtextextended over its rows as text. It does not depend on their order.
//
// # What a restore promises
//
//   - The file is read to its end and its SHA-256 sums compared before anything is touched. What is foreign, cut short, or of a
//     newer schema than this binary knows is refused as Invalid.
//   - It never deletes data. A database in which any table holds a row is refused (Conflict), but for the two tables in which
//     the steps of the schema are kept.
//   - A database without tables, as Admin.Ensure or createdb make it, is the true target. One that was migrated but never used
//     is brought back to that: its tables are locked, all seen to be empty, and dropped in one transaction together with the
//     functions and types beside them. What crashes after that has lost nothing; Migrate makes the schema again. A database whose
//     tables are not Chasqui's is refused even when they are empty.
//   - pg_restore works in a single transaction: all or nothing.
//   - Then every table is counted and summed again, and a table that differs from the manifest is an error that names it. The
//     database is left as it is for who wants to look, and must not be used.
//   - The migrations that the dump lacks are applied last. Until then nobody else migrates: a `serve` that starts meanwhile waits.
//
// The queue comes back too: jobs that were due since the backup run when `serve` starts, reminders among them.
//
// # Which programs
//
// pg_dump and pg_restore of the server's own version, or the next newer one that is installed; see private.Folders. They get the
// connection by environment variables, never by arguments, which others on the machine could read.
package dump
