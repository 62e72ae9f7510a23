package channels

import (
	"context"
	"fmt"
	"io"
	"time"
)

// Transport sends on one channel. Send returns when the message is safely with the other side; its error is a [*SendError]
// when the transport knows what to do next. A second Send of the same Outbound.ID is the same message to the other side,
// where its protocol allows that.
type Transport interface {
	Channel() Channel
	// Serves tells whether it sends for one of our addresses.
	Serves(ours Address) bool
	Send(ctx context.Context, out Outbound) (Receipt, error)
}

// Fetcher is a transport that media come through.
type Fetcher interface {
	// Fetch reads a file that a message named (Media.Remote) to one of our addresses. Its error is a [*SendError] too: one that is
	// not Retryable says that the file is gone.
	Fetch(ctx context.Context, ours Address, remote string) (io.ReadCloser, error)
}

// Inbox keeps what transports hear. When a method returns nil it is stored and the other side may be told so; a fault of code
// invalid says that it can never be stored, any other error that it should come again.
type Inbox interface {
	Receive(ctx context.Context, in Inbound) (Received, error)
	SetStatus(ctx context.Context, d Delivery) error
}

// Files gives the bytes of media that are sent.
type Files interface {
	Open(ctx context.Context, ref string) (io.ReadCloser, Media, error)
}

// Receipt is what a transport knows right after a send.
type Receipt struct {
	ExternalID string
	Status     Status // StatusSent at least
	TheirValue string // the address by which the person answers, when it is another than the one written to; empty: the same
}

// Delivery is what a transport learns later of a message that it sent. It may come before the send is recorded.
type Delivery struct {
	Channel    Channel
	Message    string // our message id, when the other side gives it back; empty: by ExternalID
	ExternalID string // as in the receipt
	Status     Status
	Reason     string    // of a failure: a code of the transport
	At         time.Time // when it happened; zero: now
	Price      *Price    // what it costs, once known
}

// Price is what a provider says of the cost of a message.
type Price struct {
	Category string `json:"category"` // marketing, utility, authentication, service
	Model    string `json:"model"`
	Billable bool   `json:"billable"`
}

// SendError says why a send failed and what makes sense next.
type SendError struct {
	Code      string        // closed per transport, for people and dashboards
	Retryable bool          // the same message may go later
	Unsure    bool          // it may have arrived: only the same transport may try it again
	After     time.Duration // not sooner; 0: as usual
	Err       error
}

func (e *SendError) Error() string { return fmt.Sprintf("send %s: %v", e.Code, e.Err) }
func (e *SendError) Unwrap() error { return e.Err }
