package smpp

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels"
)

// ReadReceipt reads a receipt's words for tests: id, status and reason.
func ReadReceipt(text string) (id string, status channels.Status, reason string, ok bool) {
	r, ok := readReceipt(text, nil)
	return r.id, r.status, r.reason, ok
}

// Normal writes an id in one form.
func (i IDs) Normal(id string, ofReceipt bool) string { return i.normal(id, ofReceipt) }

// Sift gives what is left of a stream of frames, and what the sieve wrote back.
func Sift(stream []byte) (left, answers []byte) {
	c := &canned{in: bytes.NewReader(stream)}
	left, _ = io.ReadAll(newSieve(c, time.Second, slog.New(slog.DiscardHandler)))
	return left, c.out.Bytes()
}

// canned is a connection that was recorded.
type canned struct {
	net.Conn
	in  *bytes.Reader
	out bytes.Buffer
}

func (c *canned) Read(p []byte) (int, error)  { return c.in.Read(p) }
func (c *canned) Write(p []byte) (int, error) { return c.out.Write(p) }
func (c *canned) SetDeadline(time.Time) error { return nil }

// Hear reads a frame as a bound link does. ok is false when it is none that is heard.
func (l *Link) Hear(ctx context.Context, frame []byte) (ok bool, err error) {
	wire := newSieve(&canned{in: bytes.NewReader(frame)}, time.Second, slog.New(slog.DiscardHandler))
	p, err := pdu.Parse(wire)
	if err != nil {
		return false, nil //nolint:nilerr // the link would end
	}
	switch p := p.(type) {
	case *pdu.DeliverSM:
		return true, l.hear(ctx, origin{bind: "fuzz"}, fromDeliver(p, wire.coding(p)))
	case *pdu.DataSM:
		return true, l.hear(ctx, origin{bind: "fuzz"}, fromData(p))
	}
	return false, nil
}
