package aggregator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/call"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Options of New.
type Options struct {
	Account
	Line  *line.Line
	HTTP  *http.Client  // nil: a plain one
	Clock clock.Clock   // nil: the machine's
	Check time.Duration // how long a refused account rests before it is tried again; 0: five minutes
	Log   *slog.Logger
}

// Client is our side of a provider. It is safe for concurrent use.
type Client struct {
	o       Options
	form    *form
	refused atomic.Bool // since Run looked last
}

// New makes a client. Settings that cannot work are a fault of code invalid.
func New(o Options) (*Client, error) {
	f, err := newForm(o.Send)
	if err != nil {
		return nil, err
	}
	if err := check(o.Account); err != nil {
		return nil, err
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{}
	}
	if o.Clock == nil {
		o.Clock = clock.System()
	}
	if o.Check <= 0 {
		o.Check = 5 * time.Minute
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Client{o: o, form: f}, nil
}

func check(a Account) error {
	if a.Secret.Value != "" && (a.Secret.Header == "") == (a.Secret.Query == "") {
		return refused("secret", errors.New("one of header and query"))
	}
	for word, status := range a.Status.Words {
		if !channels.StatusQueued.Forward(status) {
			return refused("status.words."+word, nil)
		}
	}
	if a.Inbound != (Inbound{}) && (a.Inbound.From == "" || a.Inbound.Text == "" || a.Inbound.ID == "") {
		return refused("inbound", errors.New("from, text and id are needed"))
	}
	return nil
}

// Run reports the numbers as up, and a refused account as up again after a rest: only a send can tell. It ends with the context.
func (c *Client) Run(ctx context.Context) {
	c.o.Line.Report(ctx, channels.NumberUp, "")
	for clock.Wait(ctx, c.o.Check) == nil {
		if c.refused.Swap(false) {
			continue // it rests a whole turn
		}
		c.o.Line.Report(ctx, channels.NumberUp, "")
	}
}

// Send makes the request that the settings describe.
func (c *Client) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	if strings.TrimSpace(out.Text) == "" {
		return channels.Receipt{}, &channels.SendError{Code: line.CodeEmpty, Err: errors.New("nothing to send")}
	}
	f, err := c.form.fill(valuesOf(out))
	if err != nil {
		return channels.Receipt{}, &channels.SendError{Code: line.CodeRejected, Err: err}
	}
	req, err := http.NewRequestWithContext(ctx, f.method, f.url, strings.NewReader(f.body))
	if err != nil {
		return channels.Receipt{}, &channels.SendError{Code: line.CodeRejected, Err: errors.New("the URL cannot be read")}
	}
	for name, value := range f.headers {
		req.Header.Set(name, value)
	}
	answer, failed := call.Do(ctx, c.o.HTTP, req)
	if failed == nil {
		return c.taken(answer, out)
	}
	if code := text(decoded(answer.Body), c.o.Send.Error); code != "" && len(code) <= 64 {
		failed.Err = fmt.Errorf("%w, error %s", failed.Err, code)
	}
	if failed.Code == line.CodeRefused {
		c.refused.Store(true)
		c.o.Line.Report(ctx, channels.NumberRefused, failed.Err.Error())
	}
	return channels.Receipt{}, failed
}

// taken reads a success, which some providers answer to everything.
func (c *Client) taken(a call.Answer, out channels.Outbound) (channels.Receipt, error) {
	body := decoded(a.Body)
	for path, want := range c.o.Send.Taken {
		if got := text(body, path); got != want {
			code := text(body, c.o.Send.Error)
			return channels.Receipt{}, &channels.SendError{Code: line.CodeRejected, Err: fmt.Errorf("%s is %.64q, error %.64s", path, got, code)}
		}
	}
	id := out.ID
	if c.o.Send.ID != "" {
		if id = text(body, c.o.Send.ID); id == "" {
			return channels.Receipt{}, &channels.SendError{
				Code: line.CodeNoResponse, Retryable: true, Unsure: true, Err: errors.New("the answer names no message"),
			}
		}
	}
	return channels.Receipt{ExternalID: c.external(id), Status: channels.StatusSent}, nil
}

// external is a provider's id as the gateway knows it.
func (c *Client) external(id string) string {
	if c.o.Name == "" {
		return id
	}
	return c.o.Name + "/" + id
}

func decoded(body []byte) any {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}
