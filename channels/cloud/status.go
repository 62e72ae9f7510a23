package cloud

import (
	"context"
	"errors"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// statuses that say something of a message's way. Others (deleted, warning) do not.
var statuses = map[string]channels.Status{
	"sent": channels.StatusSent, "delivered": channels.StatusDelivered, "read": channels.StatusRead, "played": channels.StatusRead,
	"failed": channels.StatusFailed,
}

// status stores what became of a message: for the next Send of it, for the books, for the gateway.
func (c *Cloud) status(ctx context.Context, ours string, s status) error {
	d, ok := delivery(s)
	if !ok {
		return nil
	}
	code := 0
	if d.Status == channels.StatusFailed && len(s.Errors) > 0 {
		code = s.Errors[0].Code
	}
	their := string(s.RecipientID)
	if their == "" {
		their = string(s.RecipientUserID)
	}
	if _, ok := recipientOf(their); !ok {
		their = ""
	}
	if d.Message != "" {
		if err := c.seen(ctx, d, their, code); err != nil {
			return err
		}
	}
	if d.Price != nil && d.ExternalID != "" {
		if err := c.price(ctx, ours, their, d); err != nil {
			return err
		}
	}
	if err := c.consequences(ctx, ours, their, d, code); err != nil {
		return err
	}
	err := c.o.Inbox.SetStatus(ctx, d)
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	if ours, err := c.wasPosted(ctx, d.Message); ours || err != nil {
		return errors.Join(errUnknown, err)
	}
	c.o.Log.InfoContext(ctx, "status of a message that is not ours", "status", d.Status) // somebody else sends by this number too
	return nil
}

// errUnknown makes a status come again: the message was posted, and the gateway will know it.
var errUnknown = errors.New("a status came of a message that was posted and is not known")

// delivery is a status as the gateway reads it.
func delivery(s status) (channels.Delivery, bool) {
	to, ok := statuses[s.Status]
	if !ok {
		return channels.Delivery{}, false
	}
	d := channels.Delivery{Channel: channels.WhatsApp, ExternalID: string(s.ID), Status: to, At: s.Timestamp.time()}
	if ids.Valid(s.Callback) {
		d.Message = s.Callback
	}
	if p := s.Pricing; p != nil {
		d.Price = &channels.Price{Category: string(p.Category), Model: string(p.Model), Billable: p.Billable}
	}
	if to == channels.StatusFailed {
		d.Reason = CodeRejected
		if len(s.Errors) > 0 {
			d.Reason = verdictOf(&refusal{Code: s.Errors[0].Code}).code
		}
	}
	return d, true
}

// consequences of a failure that was told later, the same as of one that a post is answered with.
func (c *Cloud) consequences(ctx context.Context, ours, their string, d channels.Delivery, code int) error {
	if d.Status != channels.StatusFailed {
		return nil
	}
	v := verdictOf(&refusal{Code: code})
	if v.number != "" {
		c.report(ctx, channels.Number{
			Ours: channels.Address{Channel: channels.WhatsApp, Value: ours}, State: v.number, Detail: detail(code),
		})
	}
	if v.code != CodeWindow {
		return nil
	}
	at := d.At
	if at.IsZero() {
		at = c.o.DB.Now()
	}
	return c.closeWindow(ctx, ours, forms(their), at)
}
