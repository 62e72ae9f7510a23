// Package identity is who signs in, what they may do, and the brakes on trying.
//
// A User has roles, from a closed set; a role has permissions, by the one table of this package; a handler asks Can. A user with
// unit codes sees only those business units. Whoever holds a session must look the user up on each request: a disabled user is
// refused at the next one, not at the end of the session.
//
// # Signing in
//
// Passwords are kept as argon2id hashes. An attempt is counted before the password is looked at, so attempts in parallel are
// counted too. Five failures of one email lock it for 15 minutes, five more for 30, and so on up to a day; an address is given
// twenty, since an office shares one. A success forgets the email's failures. Unknown email and wrong password are answered the
// same way and take the same time.
//
// # State
//
// Sessions, attempts and rate buckets live in Postgres, so that any number of processes see the same.
package identity
