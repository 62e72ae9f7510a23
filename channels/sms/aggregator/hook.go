package aggregator

import (
	"errors"
	"net/http"
	"path"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/call"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Handler takes the provider's calls, wherever it is mounted, by the last name of their path: inbound and status. Some providers make
// both at one place: a call to inbound that holds no message is read as statuses.
func (c *Client) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hook := path.Base(r.URL.Path)
		if hook != "inbound" && hook != "status" {
			http.NotFound(w, r)
			return
		}
		err := c.take(w, r, hook)
		status := call.Status(err)
		if status != http.StatusOK {
			c.o.Log.WarnContext(r.Context(), "provider's call refused", "hook", hook, "status", status, "error", err)
			http.Error(w, http.StatusText(status), status)
		}
	})
}

func (c *Client) take(w http.ResponseWriter, r *http.Request, hook string) error {
	if !c.proved(r) {
		return call.ErrSecret
	}
	body, err := call.Body(w, r)
	if err != nil {
		return err
	}
	read := 0
	if hook == "inbound" && c.o.Inbound != (Inbound{}) {
		if read, err = c.inbound(r, body); err != nil {
			return err
		}
	}
	if read == 0 && c.o.Status.ID+c.o.Status.Message != "" {
		if read, err = c.status(r, body); err != nil {
			return err
		}
	}
	if read == 0 {
		return call.ErrBody
	}
	return nil
}

// proved tells whether a call holds the secret.
func (c *Client) proved(r *http.Request) bool {
	s := c.o.Secret
	got := r.Header.Get(s.Header)
	if s.Query != "" {
		got = r.URL.Query().Get(s.Query)
	}
	return s.Value != "" && call.Same(got, s.Value)
}

// never takes an error that no repeat can mend for done.
func never(err error) error {
	if fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

func (c *Client) inbound(r *http.Request, body any) (read int, err error) {
	p := c.o.Inbound
	for _, m := range each(body, p.List) {
		id, sender := text(m, p.ID), text(m, p.From)
		if id == "" || sender == "" {
			continue
		}
		read++
		from, phone := c.o.Line.Theirs(sender, line.Unknown)
		_, failed := c.o.Line.Inbox.Receive(r.Context(), channels.Inbound{
			From: from, Phone: phone, To: c.o.Line.Ours(text(m, p.To)), ExternalID: c.external(id), SentAt: c.o.Clock.Now(),
			Kind: channels.KindText, Text: text(m, p.Text),
		})
		err = errors.Join(err, never(failed))
	}
	return read, err
}

func (c *Client) status(r *http.Request, body any) (read int, err error) {
	p := c.o.Status
	for _, m := range each(body, p.List) {
		id, ours := text(m, p.ID), text(m, p.Message)
		if id == "" && ours == "" {
			continue
		}
		read++
		status, ok := p.Words[text(m, p.Status)]
		if !ok {
			continue
		}
		d := channels.Delivery{Channel: channels.SMS, Message: ours, Status: status, At: c.o.Clock.Now()}
		if id != "" {
			d.ExternalID = c.external(id)
		}
		if status == channels.StatusFailed {
			d.Reason = text(m, p.Reason)
		}
		err = errors.Join(err, never(c.o.Line.Inbox.SetStatus(r.Context(), d)))
	}
	return read, err
}
