package identity

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// SessionStore keeps sessions of scs in Postgres. Of a session's token it keeps only the SHA-256: who reads the table cannot
// sign in. The cookie's expiry is by the injected clock.
type SessionStore struct{ db *db.DB }

var (
	_ scs.Store    = SessionStore{}
	_ scs.CtxStore = SessionStore{}
)

// Sessions is the store of a database.
func Sessions(d *db.DB) SessionStore { return SessionStore{db: d} }

// FindCtx gives a session's data; false when there is none or it has expired.
func (s SessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	b, err := db.Value[[]byte](ctx, s.db, sqlFindSession, db.Args{"token": hashed(token), "now": s.db.Now()})
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("find session: %w", err)
	}
	return b, true, nil
}

const sqlFindSession = `SELECT data FROM sessions WHERE token = @token AND expiry > @now`

// CommitCtx writes a session.
func (s SessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if _, err := db.Exec(ctx, s.db, sqlCommitSession, db.Args{"token": hashed(token), "data": data, "expiry": expiry}); err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	return nil
}

const sqlCommitSession = `
INSERT INTO sessions (token, data, expiry) VALUES (@token, @data, @expiry)
ON CONFLICT (token) DO UPDATE SET data = EXCLUDED.data, expiry = EXCLUDED.expiry`

// DeleteCtx ends a session. One that does not exist is ended already.
func (s SessionStore) DeleteCtx(ctx context.Context, token string) error {
	if _, err := db.Exec(ctx, s.db, sqlDeleteSession, db.Args{"token": hashed(token)}); err != nil {
		return fmt.Errorf("delete session: %w", err)
	}
	return nil
}

const sqlDeleteSession = `DELETE FROM sessions WHERE token = @token`

// Find is FindCtx for callers of scs without a context.
func (s SessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers of scs without a context.
func (s SessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for callers of scs without a context.
func (s SessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
