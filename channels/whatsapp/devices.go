package whatsapp

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// openDevices gives the library its tables (whatsmeow_*) in our database. It brings and migrates them itself.
func openDevices(d *db.DB, log *slog.Logger) *sqlstore.Container {
	return sqlstore.NewWithDB(stdlib.OpenDBFromPool(d.Pool()), "pgx", libraryLog{log: log, module: "store"})
}

// prepare brings the library's tables to its version, once. Processes that start together wait for each other.
func (t *Transport) prepare(ctx context.Context) error {
	t.preparing.Lock()
	defer t.preparing.Unlock()
	if t.prepared {
		return nil
	}
	c, err := openClaims(ctx, t.o.DB)
	if err != nil {
		return fmt.Errorf("prepare devices: %w", err)
	}
	defer c.close(ctx)
	if _, err := db.Exec(ctx, c.conn, sqlLockUpgrade, db.Args{}); err != nil {
		return fmt.Errorf("prepare devices: %w", err)
	}
	if err := t.devices.Upgrade(ctx); err != nil {
		return fmt.Errorf("prepare devices: %w", err)
	}
	t.prepared = true
	return nil
}

const sqlLockUpgrade = `SELECT pg_advisory_lock(hashtextextended('whatsapp devices', 0))`

// list is every device that is paired, whoever runs it.
func (t *Transport) list(ctx context.Context) ([]*store.Device, error) {
	if err := t.prepare(ctx); err != nil {
		return nil, err
	}
	all, err := t.devices.GetAllDevices(ctx)
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", db.MapError(err))
	}
	return all, nil
}

// pairedNumbers are the numbers with a device, as of a moment ago.
type pairedNumbers struct {
	known map[string]bool
	until time.Time
}

const pairedFor = 2 * time.Second

// isPaired looks at the store at most every two seconds. While it does not answer, what was known stays.
func (t *Transport) isPaired(ctx context.Context, ours string) bool {
	now := t.o.Clock.Now()
	t.mu.Lock()
	p := t.paired
	t.mu.Unlock()
	if now.Before(p.until) {
		return p.known[ours]
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	all, err := t.list(ctx)
	if err != nil {
		t.o.Log.WarnContext(ctx, "whatsapp devices unknown", "error", err)
		return p.known[ours]
	}
	t.remember(all)
	for _, d := range all {
		if number(*d.ID) == ours {
			return true
		}
	}
	return false
}

func (t *Transport) remember(all []*store.Device) {
	known := map[string]bool{}
	for _, d := range all {
		known[number(*d.ID)] = true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.paired = pairedNumbers{known: known, until: t.o.Clock.Now().Add(pairedFor)}
}

// forget makes the next look at the paired numbers a fresh one.
func (t *Transport) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.paired.until = time.Time{}
}

// devicesOf are the devices of a number. There are two for a moment while it is paired anew.
func (t *Transport) devicesOf(ctx context.Context, ours string) ([]*store.Device, error) {
	all, err := t.list(ctx)
	if err != nil {
		return nil, err
	}
	var found []*store.Device
	for _, d := range all {
		if number(*d.ID) == ours {
			found = append(found, d)
		}
	}
	return found, nil
}

// isDevice tells whether a device is still paired.
func (t *Transport) isDevice(ctx context.Context, jid types.JID) (bool, error) {
	d, err := t.devices.GetDevice(ctx, jid)
	if err != nil {
		return false, fmt.Errorf("find device: %w", db.MapError(err))
	}
	return d != nil, nil
}

// canonical is the form of a number in which ours are named: "+" and digits.
func canonical(phone string) string {
	var b strings.Builder
	for _, r := range phone {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return "+" + b.String()
}
