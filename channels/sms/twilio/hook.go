package twilio

import (
	"crypto/hmac"
	"crypto/sha1" // Twilio's choice
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/call"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

// Handler takes the provider's calls, wherever it is mounted: by the last name of their path.
func (c *Client) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hook, ok := map[string]func(*http.Request, url.Values) error{"inbound": c.inbound, "status": c.status}[path.Base(r.URL.Path)]
		if !ok || r.Method != http.MethodPost {
			http.NotFound(w, r)
			return
		}
		fields, err := call.Form(w, r)
		if err == nil && !c.signed(r, fields) {
			err = call.ErrSecret
		}
		if err == nil {
			err = hook(r, fields)
		}
		status := call.Status(err)
		if status != http.StatusOK {
			c.o.Log.WarnContext(r.Context(), "provider's call refused", "hook", path.Base(r.URL.Path), "status", status, "error", err)
			http.Error(w, http.StatusText(status), status)
			return
		}
		w.Header().Set("Content-Type", "text/xml")
		_, _ = w.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?><Response></Response>`))
	})
}

// signed tells whether the provider made this call.
func (c *Client) signed(r *http.Request, fields url.Values) bool {
	target := c.o.PublicURL + "/" + path.Base(r.URL.Path)
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	got, right := r.Header.Get("X-Twilio-Signature"), false
	for _, form := range []string{target, withPort(target)} { // it signs one or the other
		right = hmac.Equal([]byte(Sign(c.o.AuthToken, form, fields)), []byte(got)) || right
	}
	return right
}

// withPort names the port that a URL leaves out.
func withPort(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Port() != "" {
		return target
	}
	port := ":443"
	if u.Scheme == "http" {
		port = ":80"
	}
	u.Host += port
	return u.String()
}

// Sign is the signature of a call: over its URL and its fields in order (https://www.twilio.com/docs/usage/security).
func Sign(token, target string, fields url.Values) string {
	var b strings.Builder
	b.WriteString(target)
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		values := slices.Compact(slices.Sorted(slices.Values(fields[name])))
		for _, v := range values {
			b.WriteString(name + v)
		}
	}
	mac := hmac.New(sha1.New, []byte(token))
	_, _ = mac.Write([]byte(b.String()))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func (c *Client) inbound(r *http.Request, f url.Values) error {
	id := f.Get("MessageSid")
	if id == "" || f.Get("From") == "" {
		return fmt.Errorf("inbound: %w", call.ErrBody)
	}
	from, phone := c.o.Line.Theirs(f.Get("From"), line.Unknown)
	in := channels.Inbound{
		From: from, Phone: phone, To: c.o.Line.Ours(f.Get("To")), ExternalID: id, SentAt: c.o.Clock.Now(), Kind: channels.KindText,
		Text: f.Get("Body"),
	}
	if n := f.Get("NumMedia"); strings.TrimSpace(in.Text) == "" && n != "" && n != "0" {
		in.Kind, in.Text = channels.KindOther, "MMS"
	}
	_, err := c.o.Line.Inbox.Receive(r.Context(), in)
	return err
}

// statuses of a message. What is not listed is no news.
var statuses = map[string]channels.Status{
	"sent": channels.StatusSent, "delivered": channels.StatusDelivered, "read": channels.StatusRead,
	"undelivered": channels.StatusFailed, "failed": channels.StatusFailed, "canceled": channels.StatusFailed,
}

func (c *Client) status(r *http.Request, f url.Values) error {
	id := f.Get("MessageSid")
	if id == "" {
		return errors.Join(errors.New("status"), call.ErrBody)
	}
	status, ok := statuses[f.Get("MessageStatus")]
	if !ok {
		return nil
	}
	d := channels.Delivery{
		Channel: channels.SMS, Message: r.URL.Query().Get("message"), ExternalID: id, Status: status, At: c.o.Clock.Now(),
	}
	if status == channels.StatusFailed {
		d.Reason = f.Get("ErrorCode")
	}
	return c.o.Line.Inbox.SetStatus(r.Context(), d)
}
