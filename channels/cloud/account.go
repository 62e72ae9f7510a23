package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// notice stores what Meta tells of the account, its numbers and its templates.
func (c *Cloud) notice(ctx context.Context, ch change) error {
	switch ch.Field {
	case "phone_number_quality_update":
		return c.qualityNotice(ctx, ch.Value)
	case "account_update":
		return c.accountNotice(ctx, ch.Value)
	case "message_template_status_update", "message_template_quality_update", "template_category_update":
		return c.templateNotice(ctx, ch.Value)
	default:
		c.o.Log.DebugContext(ctx, "webhook field ignored", "field", ch.Field)
		return nil
	}
}

// malformed is a notice that can never be read.
func malformed(err error) error {
	return fault.New(fault.Invalid, "error.invalid", fault.Text("the notice cannot be read"), fault.Cause(err))
}

func (c *Cloud) qualityNotice(ctx context.Context, raw json.RawMessage) error {
	var v struct {
		Number loose  `json:"display_phone_number"`
		Event  string `json:"event"`
		Tier   string `json:"current_limit"`
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return malformed(err)
	}
	ours, ok := c.lineOf(string(v.Number))
	if !ok {
		c.o.Log.WarnContext(ctx, "notice of an unknown number", "event", v.Event)
		return nil
	}
	n := channels.Number{
		Ours: channels.Address{Channel: channels.WhatsApp, Value: ours}, Transport: Transport, State: channels.NumberUp, Tier: v.Tier,
	}
	if v.Event == "FLAGGED" {
		n.State, n.Detail, n.Quality = channels.NumberPaused, v.Event, "RED"
	}
	return c.o.Numbers.Report(ctx, n)
}

// lineOf finds the number of ours that somebody wrote with spaces and dashes.
func (c *Cloud) lineOf(written string) (string, bool) {
	want := onlyDigits(written)
	for ours := range c.o.Lines {
		if want != "" && onlyDigits(ours) == want {
			return ours, true
		}
	}
	return "", false
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// accountUpdate is a notice of the whole account, or of one number of it.
type accountUpdate struct {
	Event  string `json:"event"`
	Number loose  `json:"phone_number"`
	Ban    struct {
		State string `json:"waba_ban_state"`
	} `json:"ban_info"`
	Restrictions []struct {
		Type       string `json:"restriction_type"`
		Expiration loose  `json:"expiration"`
	} `json:"restriction_info"`
}

func (c *Cloud) accountNotice(ctx context.Context, raw json.RawMessage) error {
	var v accountUpdate
	if err := json.Unmarshal(raw, &v); err != nil {
		return malformed(err)
	}
	n, ok := v.state()
	if !ok {
		c.o.Log.InfoContext(ctx, "account notice", "event", v.Event)
		return nil
	}
	n.Transport = Transport
	only, one := c.lineOf(string(v.Number))
	var failed []error
	for ours := range c.o.Lines {
		if one && ours != only {
			continue
		}
		n.Ours = channels.Address{Channel: channels.WhatsApp, Value: ours}
		if err := c.o.Numbers.Report(ctx, n); err != nil {
			failed = append(failed, fmt.Errorf("report number: %w", err))
		}
	}
	return errors.Join(failed...)
}

// state that a notice puts numbers into; false when it says nothing of that.
func (v accountUpdate) state() (channels.Number, bool) {
	n := channels.Number{Detail: v.Event}
	switch {
	case v.Ban.State == "REINSTATE":
		n.State, n.Detail = channels.NumberUp, ""
	case v.Ban.State == "SCHEDULE_FOR_DISABLE":
		n.State = channels.NumberPaused
	case v.Ban.State != "", v.Event == "DISABLED_UPDATE":
		n.State = channels.NumberBanned
	case v.Event == "ACCOUNT_DELETED", v.Event == "PARTNER_REMOVED", v.Event == "PARTNER_APP_UNINSTALLED":
		n.State = channels.NumberRefused
	case v.Event == "ACCOUNT_RESTRICTION":
		return v.restricted(n)
	default:
		return n, false
	}
	return n, true
}

// restricted is the strictest of the restrictions. Without one it is just restricted.
func (v accountUpdate) restricted(n channels.Number) (channels.Number, bool) {
	n.State = channels.NumberPaused
	for _, r := range v.Restrictions {
		switch r.Type {
		case "RESTRICTED_CUSTOMER_INITIATED_MESSAGING":
			n.State, n.Detail, n.Until = channels.NumberBanned, r.Type, r.Expiration.time()
			return n, true
		case "RESTRICTED_BIZ_INITIATED_MESSAGING":
			n.State, n.Detail, n.Until = channels.NumberLimited, r.Type, r.Expiration.time()
		}
	}
	return n, true
}
