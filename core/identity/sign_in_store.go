package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// How many failures lock, and for how long.
const (
	emailFailures   = 5
	addressFailures = 20
	firstLock       = 15 * time.Minute
	longestLock     = 24 * time.Hour
	failuresForgot  = 24 * time.Hour // after the last one
)

// Attempt is someone at the door.
type Attempt struct {
	Email    string
	Password string
	Address  string // IP address, without port
}

// SignIn gives the user who has the email and the password. It is Unauthenticated for any reason but too many failures, which
// is Limited, with the Arg "Until". It opens its own transactions: a failure must stay counted.
func SignIn(ctx context.Context, d *db.DB, a Attempt) (User, error) {
	email := "email:" + normalEmail(a.Email)
	if err := count(ctx, d, email, emailFailures); err != nil {
		return User{}, err
	}
	if err := count(ctx, d, "address:"+a.Address, addressFailures); err != nil {
		return User{}, err
	}
	hash, err := db.Value[string](ctx, d, sqlPasswordHash, db.Args{"email": normalEmail(a.Email)})
	if err != nil && !fault.Is(err, fault.NotFound) {
		return User{}, fmt.Errorf("sign in: %w", err)
	}
	if !VerifyPassword(hash, a.Password) { // also when there is no such user, for the time it takes
		return User{}, errRefused()
	}
	u, err := UserByEmail(ctx, d, a.Email)
	if err != nil {
		return User{}, fmt.Errorf("sign in: %w", err)
	}
	if !u.Active {
		return User{}, errRefused()
	}
	if _, err := db.Exec(ctx, d, sqlForgive, db.Args{"email": email, "address": "address:" + a.Address}); err != nil {
		return User{}, fmt.Errorf("sign in: %w", err)
	}
	return u, nil
}

const sqlPasswordHash = `SELECT password_hash FROM users WHERE email = @email`

// A success clears the email and takes back the one that was counted against the address: others there may be guessing.
const sqlForgive = `
WITH cleared AS (DELETE FROM sign_in_attempts WHERE key = @email)
UPDATE sign_in_attempts SET failures = greatest(failures - 1, 0) WHERE key = @address`

func errRefused() error {
	return fault.New(fault.Unauthenticated, "identity.sign_in.refused", fault.Text("unknown email or wrong password"))
}

// count takes an attempt as failed beforehand, or refuses it while the key is locked.
func count(ctx context.Context, d *db.DB, key string, allowed int) error {
	return d.InTx(ctx, func(tx *db.Tx) error {
		if _, err := db.Exec(ctx, tx, sqlFirstAttempt, db.Args{"key": key, "now": tx.Now}); err != nil {
			return fmt.Errorf("count sign-in: %w", err)
		}
		s, err := db.One[struct {
			Failures    int
			LastAt      time.Time
			LockedUntil *time.Time
		}](ctx, tx, sqlLockAttempts, db.Args{"key": key})
		if err != nil {
			return fmt.Errorf("count sign-in: %w", err)
		}
		if s.LockedUntil != nil && tx.Now.Before(*s.LockedUntil) {
			return fault.New(fault.Limited, "identity.sign_in.locked", fault.Arg("Until", *s.LockedUntil), fault.Text("too many failures: wait"))
		}
		if tx.Now.Sub(s.LastAt) > failuresForgot {
			s.Failures = 0
		}
		s.Failures++
		var until *time.Time
		if s.Failures%allowed == 0 {
			u := tx.Now.Add(lockFor(s.Failures / allowed))
			until = &u
		}
		if _, err := db.Exec(ctx, tx, sqlCountAttempt, db.Args{"key": key, "failures": s.Failures, "now": tx.Now, "until": until}); err != nil {
			return fmt.Errorf("count sign-in: %w", err)
		}
		return nil
	})
}

const sqlFirstAttempt = `
INSERT INTO sign_in_attempts (key, failures, last_at) VALUES (@key, 0, @now) ON CONFLICT (key) DO NOTHING`

const sqlLockAttempts = `SELECT failures, last_at, locked_until FROM sign_in_attempts WHERE key = @key FOR UPDATE`

const sqlCountAttempt = `
UPDATE sign_in_attempts SET failures = @failures, last_at = @now, locked_until = @until WHERE key = @key`

// lockFor is how long the nth lock lasts: 15 min, 30 min, 1 h, ... up to a day.
func lockFor(n int) time.Duration {
	d := firstLock
	for range n - 1 {
		if d *= 2; d >= longestLock {
			return longestLock
		}
	}
	return d
}

// Sweep drops expired sessions, forgotten failures and full buckets. Run it now and then.
func Sweep(ctx context.Context, tx *db.Tx) error {
	_, err := db.Exec(ctx, tx, sqlSweepIdentity, db.Args{"now": tx.Now, "forgotten": tx.Now.Add(-2 * failuresForgot)})
	if err != nil {
		return fmt.Errorf("sweep identity: %w", err)
	}
	return nil
}

const sqlSweepIdentity = `
WITH a AS (DELETE FROM sessions WHERE expiry <= @now),
  b AS (DELETE FROM sign_in_attempts WHERE last_at < @forgotten AND (locked_until IS NULL OR locked_until <= @now))
DELETE FROM rate_buckets WHERE at < @forgotten`
