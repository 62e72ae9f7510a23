package gateway

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// Contacts says who is behind an address, making the contact when nobody is known there yet.
type Contacts interface {
	// ContactFor makes one of several contacts when a message shows that they are one person; their conversations are the one's then.
	ContactFor(ctx context.Context, tx *db.Tx, from channels.Address, hint Hint) (contactID string, err error)
	Profile(ctx context.Context, q db.Querier, contactID string) (Profile, error)
	// Withdraw records that a contact wants no offers, with the words that said so. It may be told the same again.
	Withdraw(ctx context.Context, tx *db.Tx, w Withdrawal) error
}

// Withdrawal of the consent to offers.
type Withdrawal struct {
	Contact      string
	Conversation string
	Message      string
	Quote        string
}

// Hint is what a message tells of its sender.
type Hint struct {
	Also        []string // other values of the address
	Phone       string   // E.164; empty: not told
	ProfileName string
	Language    string
	Ours        channels.Address
}

// Transcriber writes down voice notes. It gives up by itself: what cannot be heard is a transcript too, that says why.
type Transcriber interface {
	Transcribe(ctx context.Context, n channels.Note) channels.Transcript
}

// Options of New.
type Options struct {
	Contacts Contacts
	// Debounce is how long to wait for more messages after one; nil is [Patience]. Terminal chat waits for nothing.
	Debounce func(channels.Inbound) time.Duration
	// Phone gives the one form of a number, "" for none: WhatsApp writes some in its own way. Nil takes them as they are.
	Phone func(string) string
	// Transcriber of voice notes; nil: they are kept and not written down.
	Transcriber Transcriber
	// WarmOnly writes to nobody outside who did not write to the same number first: a demo's people have numbers that may be real.
	WarmOnly bool
	// Alarm hears, in the transaction that records it, that one of our numbers changed its state; may be nil.
	Alarm func(ctx context.Context, tx *db.Tx, n channels.Number, was channels.NumberState) error
	Log   *slog.Logger
}

// Gateway keeps conversations. It is safe for concurrent use and by several processes on one database.
type Gateway struct {
	db         *db.DB
	contacts   Contacts
	debounce   func(channels.Inbound) time.Duration
	phone      func(string) string
	alarm      func(ctx context.Context, tx *db.Tx, n channels.Number, was channels.NumberState) error
	transcribe Transcriber
	adapts     bool // Patience, and with it the wait for who writes in pieces
	warmOnly   bool
	log        *slog.Logger
	transports []channels.Transport
}

// New makes a gateway over the transports given.
func New(d *db.DB, o Options, transports ...channels.Transport) *Gateway {
	g := &Gateway{
		db: d, contacts: o.Contacts, debounce: o.Debounce, log: o.Log, alarm: o.Alarm, phone: o.Phone, warmOnly: o.WarmOnly,
		transcribe: o.Transcriber, transports: slices.Clone(transports),
	}
	if g.phone == nil {
		g.phone = func(s string) string { return s }
	}
	if g.debounce == nil {
		g.debounce, g.adapts = Patience, true
	}
	if g.log == nil {
		g.log = slog.New(slog.DiscardHandler)
	}
	return g
}

// Use adds transports, before anything runs: those that hand messages to the gateway are made after it.
func (g *Gateway) Use(transports ...channels.Transport) {
	g.transports = append(g.transports, transports...)
}

// TurnJob asks that a conversation's waiting messages be answered. Who wires the program registers its worker.
type TurnJob struct {
	Conversation string `json:"conversation"`
}

// Kind of the job.
func (TurnJob) Kind() string { return "conversation.turn" }

// SendJob asks that a conversation's queued messages be sent.
type SendJob struct {
	Conversation string `json:"conversation"`
}

// Kind of the job.
func (SendJob) Kind() string { return "conversation.send" }

// Register gives the outbox's jobs to the gateway, and the sweep.
func (g *Gateway) Register(r *queue.Registry) {
	queue.Register(r, func(ctx context.Context, j queue.Job[SendJob]) error { return g.flush(ctx, j.Args.Conversation) })
	queue.Register(r, g.fetch)
	queue.Register(r, g.listen)
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, _ queue.Job[sweepJob]) error {
		return errors.Join(sweep(ctx, tx), forgetEarly(ctx, tx))
	})
	if err := r.Periodic("*/10 * * * *", sweepJob{}, queue.Unique("sweep")); err != nil {
		panic(err) // a defect: registered twice, as queue.Register would say
	}
}

func enqueueTurn(ctx context.Context, tx *db.Tx, conversation string, due time.Time) error {
	_, err := queue.Enqueue(ctx, tx, TurnJob{conversation}, queue.At(due), queue.Unique(conversation), queue.Urgent())
	return err
}
