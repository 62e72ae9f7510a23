package twilio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/call"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Account at the provider.
type Account struct {
	BaseURL    string // empty: Twilio's own
	AccountSID string
	AuthToken  string
	ServiceSID string // of a messaging service, which picks the number; empty: ours is named
	PublicURL  string // where the provider finds the handler: "https://chasqui.example/hooks/sms"
}

// Options of New.
type Options struct {
	Account
	Line  *line.Line
	HTTP  *http.Client  // nil: a plain one
	Clock clock.Clock   // nil: the machine's
	Check time.Duration // between looks whether the account is good; 0: a minute
	Log   *slog.Logger
}

// Client is our side of an account. It is safe for concurrent use.
type Client struct{ o Options }

const ownURL = "https://api.twilio.com"

// New makes a client.
func New(o Options) *Client {
	if o.BaseURL == "" {
		o.BaseURL = ownURL
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{}
	}
	if o.Clock == nil {
		o.Clock = clock.System()
	}
	if o.Check <= 0 {
		o.Check = time.Minute
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.BaseURL, o.PublicURL = strings.TrimRight(o.BaseURL, "/"), strings.TrimRight(o.PublicURL, "/")
	return &Client{o: o}
}

// Run looks at the account from time to time and reports how it is, until the context ends.
func (c *Client) Run(ctx context.Context) {
	for {
		state, detail := c.look(ctx)
		if ctx.Err() == nil {
			c.o.Line.Report(ctx, state, detail)
		}
		if clock.Wait(ctx, c.o.Check) != nil {
			return
		}
	}
}

func (c *Client) look(ctx context.Context) (channels.NumberState, string) {
	req, err := c.request(ctx, http.MethodGet, ".json", nil)
	if err != nil {
		return channels.NumberDown, "the account's URL is wrong"
	}
	answer, failed := call.Do(ctx, c.o.HTTP, req)
	switch {
	case failed == nil:
		return channels.NumberUp, ""
	case failed.Code == line.CodeRefused:
		return channels.NumberRefused, fmt.Sprintf("HTTP status %d", answer.Status)
	case answer.Status != 0 && answer.Status < 500: // it answers us; a compatible provider may not know this page
		return channels.NumberUp, ""
	default:
		return channels.NumberDown, failed.Code
	}
}

func (c *Client) request(ctx context.Context, method, page string, form url.Values) (*http.Request, error) {
	target := c.o.BaseURL + "/2010-04-01/Accounts/" + url.PathEscape(c.o.AccountSID) + page
	req, err := http.NewRequestWithContext(ctx, method, target, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, errors.New("the URL cannot be read")
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.SetBasicAuth(c.o.AccountSID, c.o.AuthToken)
	return req, nil
}

// maxRunes is the longest body that Twilio takes.
const maxRunes = 1600

// Send posts a message; a very long one as several.
func (c *Client) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	if strings.TrimSpace(out.Text) == "" {
		return channels.Receipt{}, &channels.SendError{Code: line.CodeEmpty, Err: errors.New("nothing to send")}
	}
	var receipt channels.Receipt
	for i, piece := range pieces(out.Text) {
		sid, failed := c.post(ctx, out, piece, i == 0)
		if failed != nil && i > 0 {
			return receipt, &channels.SendError{Code: line.CodePartly, Retryable: failed.Retryable, Unsure: true, After: failed.After, Err: failed}
		}
		if failed != nil {
			return receipt, failed
		}
		if i == 0 {
			receipt = channels.Receipt{ExternalID: sid, Status: channels.StatusSent}
		}
	}
	return receipt, nil
}

func (c *Client) post(ctx context.Context, out channels.Outbound, text string, first bool) (sid string, failed *channels.SendError) {
	form := url.Values{"To": {out.To.Value}, "Body": {text}}
	if c.o.ServiceSID != "" {
		form.Set("MessagingServiceSid", c.o.ServiceSID)
	} else {
		form.Set("From", out.From.Value)
	}
	if first && c.o.PublicURL != "" { // the first one stands for the message
		form.Set("StatusCallback", c.o.PublicURL+"/status?"+url.Values{"message": {out.ID}}.Encode())
	}
	req, err := c.request(ctx, http.MethodPost, "/Messages.json", form)
	if err != nil {
		return "", &channels.SendError{Code: line.CodeRefused, Retryable: true, Err: err}
	}
	answer, failed := call.Do(ctx, c.o.HTTP, req)
	if failed != nil {
		failed = refine(answer, failed)
		if failed.Code == line.CodeRefused {
			c.o.Line.Report(ctx, channels.NumberRefused, failed.Err.Error())
		}
		return "", failed
	}
	var message struct {
		SID string `json:"sid"`
	}
	if err := json.Unmarshal(answer.Body, &message); err != nil || message.SID == "" {
		return "", &channels.SendError{Code: line.CodeNoResponse, Retryable: true, Unsure: true, Err: errors.New("the answer names no message")}
	}
	return message.SID, nil
}

// pieces cuts a text where there is a blank, if there is one.
func pieces(text string) []string {
	var out []string
	for all := []rune(text); len(all) > 0; {
		n := min(maxRunes, len(all))
		if n < len(all) {
			for i := n; i > n/2; i-- {
				if all[i-1] == ' ' || all[i-1] == '\n' {
					n = i
					break
				}
			}
		}
		out = append(out, string(all[:n]))
		all = all[n:]
	}
	return out
}
