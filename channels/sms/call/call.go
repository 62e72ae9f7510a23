// Package call makes one HTTP call to a provider of short messages and says what its failure means; and it reads the provider's own
// calls to us.
//
// # What it promises
//
//   - A request that surely never left may be made again; one of which nobody knows is unsure: it may have been heard.
//   - 429 is throttling, with the wait that Retry-After asks for; 401 and 403 are a refused key; any other 4xx is a refusal for good.
//   - Answers and bodies of more than 256 KiB are cut or refused.
package call

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

// Limits of a call.
const (
	Timeout = 25 * time.Second // of a whole call; the gateway gives a send 35
	maxBody = 256 << 10
)

// Waits before a next try.
const (
	throttledAfter = 5 * time.Second
	refusedAfter   = time.Minute
	atMost         = 10 * time.Minute
)

// Answer of a provider.
type Answer struct {
	Status int
	Body   []byte
}

// OK tells whether it is a success.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// Do makes a request. On an answer that is no success both are given: its body may say more than its status.
func Do(ctx context.Context, client *http.Client, req *http.Request) (Answer, *channels.SendError) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	resp, err := client.Do(req.WithContext(ctx))
	if err != nil {
		return Answer{}, broken(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	a := Answer{Status: resp.StatusCode, Body: body}
	if err != nil && a.OK() {
		return a, &channels.SendError{Code: line.CodeNoResponse, Retryable: true, Unsure: true, Err: errors.New("the answer broke off")}
	}
	if a.OK() {
		return a, nil
	}
	return a, meaning(a.Status, resp.Header)
}

// broken is a call without an answer. The error's text holds the URL, and so perhaps a secret: it is not kept.
func broken(err error) *channels.SendError {
	op, ok := errors.AsType[*net.OpError](err)
	if dns, isDNS := errors.AsType[*net.DNSError](err); isDNS || ok && op.Op == "dial" {
		_ = dns // any failure to find or reach them is the same
		return &channels.SendError{Code: line.CodeDisconnected, Retryable: true, Err: errors.New("the provider cannot be reached")}
	}
	return &channels.SendError{Code: line.CodeNoResponse, Retryable: true, Unsure: true, Err: errors.New("no answer of the provider")}
}

func meaning(status int, h http.Header) *channels.SendError {
	err := fmt.Errorf("HTTP status %d", status)
	switch {
	case status == http.StatusTooManyRequests:
		return &channels.SendError{Code: line.CodeThrottled, Retryable: true, After: retryAfter(h), Err: err}
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return &channels.SendError{Code: line.CodeRefused, Retryable: true, After: refusedAfter, Err: err}
	case status == http.StatusServiceUnavailable:
		return &channels.SendError{Code: line.CodeNetwork, Retryable: true, After: retryAfter(h), Err: err}
	case status >= 500:
		return &channels.SendError{Code: line.CodeNetwork, Retryable: true, Unsure: true, Err: err}
	default:
		return &channels.SendError{Code: line.CodeRejected, Err: err}
	}
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds <= 0 {
		return throttledAfter
	}
	return min(time.Duration(seconds)*time.Second, atMost)
}
