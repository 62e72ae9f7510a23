package cloud

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Transport is the name of this transport in the book of numbers.
const Transport = "cloud"

// report tells the book how a number is. Nothing waits for it: Refresh tells again.
func (c *Cloud) report(ctx context.Context, n channels.Number) {
	n.Transport = Transport
	if err := c.o.Numbers.Report(ctx, n); err != nil {
		c.o.Log.WarnContext(ctx, "state of a number not recorded", "state", n.State, "error", err)
	}
}

func detail(code int) string { return "code " + strconv.Itoa(code) }

// lineFields are what Graph knows of a number.
type lineFields struct {
	Quality string `json:"quality_rating"`
	Tier    string `json:"messaging_limit_tier"`
	Status  string `json:"status"`
}

// Refresh asks Graph how each of our numbers is and tells the book, and forgets sends of long ago. An error is the book's or
// our database's: what Graph refuses or does not answer is a state of the number.
func (c *Cloud) Refresh(ctx context.Context) error {
	failed := []error{c.forget(ctx)}
	for _, ours := range slices.Sorted(maps.Keys(c.o.Lines)) {
		n := c.ask(ctx, ours)
		if err := c.o.Numbers.Report(ctx, n); err != nil {
			failed = append(failed, fmt.Errorf("report number: %w", err))
		}
	}
	return errors.Join(failed...)
}

// ask is how Graph says a number is.
func (c *Cloud) ask(ctx context.Context, ours string) channels.Number {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	n := channels.Number{Ours: channels.Address{Channel: channels.WhatsApp, Value: ours}, Transport: Transport}
	var f lineFields
	q := url.Values{"fields": {"quality_rating,messaging_limit_tier,status"}}
	if err := c.graph.call(ctx, http.MethodGet, "/"+c.o.Lines[ours]+"?"+q.Encode(), nil, &f); err != nil {
		_, v := judge(err, 0)
		n.State, n.Detail = v.number, err.Error()
		if n.State == "" {
			n.State = channels.NumberDown
		}
		return n
	}
	n.Quality, n.Tier = f.Quality, f.Tier
	n.State, n.Detail = stateOf(f)
	return n
}

// stateOf a number, by its status and then by its quality.
func stateOf(f lineFields) (channels.NumberState, string) {
	switch f.Status {
	case "BANNED":
		return channels.NumberBanned, f.Status
	case "FLAGGED", "RESTRICTED", "RATE_LIMITED":
		return channels.NumberPaused, f.Status
	case "PENDING", "MIGRATED":
		return channels.NumberConnecting, f.Status
	case "DISCONNECTED", "DELETED", "UNVERIFIED":
		return channels.NumberRefused, f.Status
	}
	if f.Quality == "RED" {
		return channels.NumberPaused, "quality RED"
	}
	return channels.NumberUp, ""
}
