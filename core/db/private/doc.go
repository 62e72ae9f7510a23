// Package private is the Postgres server that Chasqui starts by itself when DATABASE_URL is empty.
//
// # Promises
//
//   - It never deletes a data folder, and never touches a server that it did not make: its server listens on a unix socket in a
//     folder that only its user can enter (or, where the path of a socket would be too long, on a free loopback port with a
//     password), never on 5432 of the machine.
//   - Processes share one server. The first starts it, later ones attach, the last one stops it.
//   - kill -9 of any of them does no harm: the next attaches to the server that still runs, or starts one that recovers.
//   - It works as root (the server runs as user postgres, or nobody) and as any user.
//
// # How processes share
//
// Two files of the folder are locked with flock, which the kernel lets go when a process ends in whatever way:
//
//	lock    exclusive, while a process decides to start, attach or stop
//	users   shared, for as long as a process uses the server
//
// Who leaves takes `lock`, lets go of `users`, and stops the server if it then can have `users` alone. A server whose users were
// all killed is stopped by a watchdog, a shell of a few lines, unless somebody attached meanwhile.
//
// # Which server program
//
// The newest of those found on the PATH, by pg_config, and where Debian, Red Hat, Homebrew and Postgres.app put them; for a
// folder that exists, one of the major version that made it. Without any, embedded-postgres downloads one; when that fails too,
// the error says in one line what to install.
package private
