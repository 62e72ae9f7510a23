package cloud

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

const (
	window    = 24 * time.Hour   // of free speech after a message of theirs
	lookAgain = 15 * time.Second // after a lost answer: by then its first status mostly is there
	inDoubt   = 2 * time.Minute  // how long a post without an answer is not repeated
	pairEach  = 6 * time.Second  // one message to a person, in the long run
	pairBurst = 45               // and so many at once
)

var (
	errTooLong  = errors.New("the text is too long")
	errClosed   = errors.New("they did not write within 24 hours and no template was given")
	errNoLine   = errors.New("not one of our numbers")
	errAddress  = errors.New("the address is none of WhatsApp's")
	errNoAnswer = errors.New("the answer was lost and no status has come yet")
	errPaced    = errors.New("one message each six seconds to one person")
	errID       = errors.New("the message has no id of ours")
)

// parcel is a message on its way.
type parcel struct {
	channels.Outbound
	line string // phone_number_id
	to   recipient
	pair pair
}

// Send posts a message, unless it is known to have been posted. Its error is a [*channels.SendError] unless our own database failed.
func (c *Cloud) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	p := parcel{Outbound: out, line: c.o.Lines[out.From.Value]}
	if p.line == "" {
		return channels.Receipt{}, &channels.SendError{Code: CodeNoLine, Err: errNoLine}
	}
	if !ids.Valid(out.ID) {
		return channels.Receipt{}, &channels.SendError{Code: CodeRejected, Err: errID}
	}
	var ok bool
	if p.to, ok = recipientOf(out.To.Value); !ok {
		return channels.Receipt{}, &channels.SendError{Code: CodeAddress, Err: errAddress}
	}
	var err error
	if p.pair, err = c.look(ctx, p); err != nil {
		return channels.Receipt{}, err
	}
	now := c.o.DB.Now()
	if receipt, known, err := p.pair.known(now, out.To.Value); known {
		return receipt, err
	}
	if wait := p.pair.wait(now); wait > 0 {
		return channels.Receipt{}, &channels.SendError{Code: CodePairLimit, Retryable: true, After: wait, Err: errPaced}
	}
	if p.pair.open(now) {
		return c.speak(ctx, p)
	}
	if out.Template == nil {
		return channels.Receipt{}, &channels.SendError{Code: CodeWindow, Err: errClosed}
	}
	return c.recite(ctx, p)
}

// speak says a message in words of its own, and by its template when Graph finds the window closed that we found open.
func (c *Cloud) speak(ctx context.Context, p parcel) (channels.Receipt, error) {
	var file string
	if p.Media != nil {
		id, m, err := c.upload(ctx, p)
		if err != nil {
			return channels.Receipt{}, err
		}
		file, p.Media = id, &m
	}
	body, refused := free(p.Outbound, file)
	if refused != nil {
		return channels.Receipt{}, refused
	}
	receipt, err := c.post(ctx, p, body)
	if known, ok := errors.AsType[*channels.SendError](err); ok && known.Code == CodeWindow {
		if err := c.closeWindow(ctx, p.From.Value, p.to.forms, c.o.DB.Now()); err != nil {
			return channels.Receipt{}, err
		}
		if p.Template != nil {
			return c.recite(ctx, p)
		}
	}
	return receipt, err
}

// recite says a message by its template.
func (c *Cloud) recite(ctx context.Context, p parcel) (channels.Receipt, error) {
	language, err := c.approved(ctx, *p.Template)
	if err != nil {
		return channels.Receipt{}, err
	}
	return c.post(ctx, p, templated(*p.Template, language))
}

// answer to a post.
type answer struct {
	Contacts []struct {
		WaID   string `json:"wa_id"`
		UserID string `json:"user_id"`
	} `json:"contacts"`
	Messages []struct {
		ID string `json:"id"`
	} `json:"messages"`
}

// post puts a body on its way. The row in doubt stands before the post and outlives us.
func (c *Cloud) post(ctx context.Context, p parcel, body fields) (channels.Receipt, error) {
	now := c.o.DB.Now()
	if err := c.doubt(ctx, p, now); err != nil {
		return channels.Receipt{}, err
	}
	var got answer
	err := c.graph.call(ctx, http.MethodPost, "/"+p.line+"/messages", addressed(body, p.to, p.ID), &got)
	if err == nil && (len(got.Messages) == 0 || got.Messages[0].ID == "") {
		err = &lost{wrote: true, err: errors.New("the answer names no message")}
	}
	if err != nil {
		return channels.Receipt{}, c.unsent(ctx, p, err)
	}
	r := channels.Receipt{ExternalID: got.Messages[0].ID, Status: channels.StatusSent}
	their := p.to.value
	if len(got.Contacts) > 0 {
		if their = got.Contacts[0].WaID; their == "" {
			their = got.Contacts[0].UserID
		}
	}
	if their != "" && their != p.To.Value {
		r.TheirValue = their
	}
	if err := c.posted(ctx, p, r.ExternalID, their); err != nil { // it is sent all the same
		c.o.Log.WarnContext(ctx, "send not recorded", "message", p.ID, "error", err)
	}
	return r, nil
}

// unsent judges a failed post and records what the judgement says of the message, the pair, the number and the template.
func (c *Cloud) unsent(ctx context.Context, p parcel, cause error) error {
	failure, v := judge(cause, p.pair.Throttled)
	ctx = context.WithoutCancel(ctx) // the send's time may be over, and the row must not stay in doubt
	if !failure.Unsure {
		if err := c.refused(ctx, p, v.code == CodePairLimit); err != nil {
			return errors.Join(failure, err)
		}
	}
	if v.number != "" {
		c.report(ctx, channels.Number{Ours: p.From, State: v.number, Detail: cause.Error()})
	}
	if v.code == CodeTemplate && p.Template != nil {
		failure.Err = fmt.Errorf("template %s (%s): %w", p.Template.Name, p.Template.Language, failure.Err)
		if v.template != "" {
			if err := c.templateIs(ctx, *p.Template, v.template, cause.Error()); err != nil {
				return errors.Join(failure, err)
			}
		}
		c.o.Log.WarnContext(ctx, "template refused", "template", p.Template.Name, "error", cause)
	}
	return failure
}
