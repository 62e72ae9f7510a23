package whatsapp_test

import (
	"context"
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// world is a database, an inbox and a book of numbers; processes run on it.
type world struct {
	t     testing.TB
	url   string
	db    *db.DB
	inbox *inbox
	book  *book
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, url: testkit.Database(t), inbox: newInbox(), book: &book{}}
	w.db = w.connect()
	return w
}

// connect is a pool of its own, as another process has.
func (w *world) connect() *db.DB {
	w.t.Helper()
	c := clock.System()
	d, err := db.Open(w.t.Context(), w.url, c, ids.System(c))
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(d.Close)
	return d
}

// process is a transport that runs.
type process struct {
	*whatsapp.Transport
	stop func() // and wait until it has stopped
}

// process starts a transport on a pool of its own.
func (w *world) process(o whatsapp.Options, opts ...func(*whatsapp.Options)) *process {
	w.t.Helper()
	o.DB = w.connect()
	if o.Inbox == nil {
		o.Inbox = w.inbox
	}
	o.Numbers, o.Clock = w.book, clock.System()
	for _, opt := range opts {
		opt(&o)
	}
	tr, err := whatsapp.New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := tr.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	stop := func() {
		cancel()
		running.Wait()
	}
	w.t.Cleanup(stop)
	return &process{Transport: tr, stop: stop}
}

// device puts a device into the store as if it had been paired.
func (w *world) device() (ours channels.Address) {
	w.t.Helper()
	c := sqlstore.NewWithDB(stdlib.OpenDBFromPool(w.db.Pool()), "pgx", nil)
	if err := c.Upgrade(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	d := c.NewDevice()
	phone := fmt.Sprintf("569%08d", mathrand.IntN(1e8))
	d.ID = &types.JID{User: phone, Device: 3, Server: types.DefaultUserServer}
	d.LID = types.JID{User: fmt.Sprint(mathrand.Uint32()), Device: 3, Server: types.HiddenUserServer}
	d.Account = &waAdv.ADVSignedDeviceIdentity{
		Details: random(8), AccountSignatureKey: random(32), AccountSignature: random(64), DeviceSignature: random(64),
	}
	if err := d.Save(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	return channels.Address{Channel: channels.WhatsApp, Value: "+" + phone}
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// hangUp cuts the connection that holds the claim of the only device, as a crash of its process does.
func (w *world) hangUp() {
	w.t.Helper()
	eventually(w.t, 10*time.Second, "a claim to cut", func() bool {
		n, err := db.Value[int](w.t.Context(), w.db, `
			SELECT count(pg_terminate_backend(pid))::int FROM pg_locks JOIN pg_stat_activity USING (pid)
			WHERE locktype = 'advisory' AND granted AND application_name = @app AND datname = current_database()`,
			db.Args{"app": whatsapp.ClaimsAs})
		if err != nil || n > 1 {
			w.t.Fatalf("%d claims, %v", n, err)
		}
		return n == 1
	})
}

// eventually waits for something to become true.
func eventually(t testing.TB, within time.Duration, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	for !ok() {
		if clock.Wait(ctx, 10*time.Millisecond) != nil {
			t.Fatalf("not within %v: %s", within, what)
		}
	}
}

// inbox keeps what it is given, once, and answers when it is told to.
type inbox struct {
	mu      sync.Mutex
	stored  []channels.Inbound
	known   map[string]bool
	news    []channels.Delivery
	repeats int
	fail    func(channels.Inbound) error
	stir    chan struct{}
}

func newInbox() *inbox { return &inbox{known: map[string]bool{}, stir: make(chan struct{}, 1)} }

func (b *inbox) Receive(_ context.Context, in channels.Inbound) (channels.Received, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail != nil {
		if err := b.fail(in); err != nil {
			return channels.Received{}, err
		}
	}
	if b.known[in.ExternalID] {
		b.repeats++
		return channels.Received{Message: in.ExternalID, Repeated: true}, nil
	}
	b.known[in.ExternalID] = true
	b.stored = append(b.stored, in)
	select {
	case b.stir <- struct{}{}:
	default:
	}
	return channels.Received{Message: in.ExternalID}, nil
}

func (b *inbox) SetStatus(_ context.Context, d channels.Delivery) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.news = append(b.news, d)
	return nil
}

func (b *inbox) failing(fail func(channels.Inbound) error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = fail
}

func (b *inbox) all() []channels.Inbound {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.stored)
}

// status is the furthest that a message of ours came.
func (b *inbox) status(externalID string) (s channels.Status) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, d := range b.news {
		if d.ExternalID == externalID && s.Forward(d.Status) {
			s = d.Status
		}
	}
	return s
}

// book keeps what was reported, without repeats.
type book struct {
	mu      sync.Mutex
	reports []channels.Number
}

func (b *book) Report(_ context.Context, n channels.Number) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.reports) == 0 || b.reports[len(b.reports)-1] != n {
		b.reports = append(b.reports, n)
	}
	return nil
}

// last is the last report of a number.
func (b *book) last(ours channels.Address) (n channels.Number) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.reports {
		if r.Ours == ours {
			n = r
		}
	}
	return n
}
