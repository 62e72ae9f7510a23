package channels

import (
	"context"
	"fmt"
)

// Transport sends on one channel. Send returns when the message is safely with the other side; its error is a [*SendError]
// when the transport knows what to do next.
type Transport interface {
	Channel() Channel
	Send(ctx context.Context, out Outbound) (Receipt, error)
}

// Receipt is what a transport knows right after a send.
type Receipt struct {
	ExternalID string
	Status     Status // StatusSent at least
}

// Delivery is what a transport learns later of a message that it sent.
type Delivery struct {
	Channel    Channel
	ExternalID string // as in the receipt, or our message id
	Status     Status
	Reason     string // of a failure
}

// SendError says why a send failed and whether trying again makes sense.
type SendError struct {
	Code      string // closed per transport, for people and dashboards
	Retryable bool
	Err       error
}

func (e *SendError) Error() string { return fmt.Sprintf("send %s: %v", e.Code, e.Err) }
func (e *SendError) Unwrap() error { return e.Err }
