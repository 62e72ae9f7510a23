package voice

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

const (
	maxAnswer    = 1 << 20 // bytes; a transcript of two minutes has some ten thousand
	tripsAfter   = 4       // failures in a row
	leftAloneFor = 30 * time.Second
)

// newHTTP is a client that ends with the deadline, follows nobody elsewhere with a customer's voice, and reads no flood.
func newHTTP(o Options) *http.Client {
	under := o.HTTP
	if under == nil {
		own := http.DefaultTransport.(*http.Transport).Clone() // it is one, by its documentation
		own.MaxIdleConnsPerHost, own.ResponseHeaderTimeout = 4, o.Deadline
		under = own
	}
	return &http.Client{
		Transport: bounded{under}, Timeout: o.Deadline,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded cuts answers off.
type bounded struct{ http.RoundTripper }

// RoundTrip makes a request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, maxAnswer), res.Body}
	}
	return res, err
}

func newBreaker(log *slog.Logger) *gobreaker.CircuitBreaker[openai.AudioResponse] {
	return gobreaker.NewCircuitBreaker[openai.AudioResponse](gobreaker.Settings{
		Name: "voice", Timeout: leftAloneFor,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= tripsAfter },
		IsSuccessful: func(err error) bool { return err == nil || refused(err) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) }, // we stopped
		OnStateChange: func(_ string, from, to gobreaker.State) {
			log.Warn("transcription", "from", from.String(), "to", to.String())
		},
	})
}

// status is the HTTP status that a server refused with; 0: it was another failure.
func status(err error) int {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		return e.HTTPStatusCode
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return e.HTTPStatusCode
	}
	return 0
}

// refused tells whether the server works and does not take this file.
func refused(err error) bool {
	switch status(err) {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	default:
		return false
	}
}

// again tells whether a second try makes sense now.
func again(err error) bool {
	if s := status(err); s != 0 {
		return s >= 500
	}
	var network net.Error
	return errors.As(err, &network) && !network.Timeout()
}

// reason is the code of a failure, for people who look closer.
func reason(err error) string {
	var network net.Error
	switch s := status(err); {
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return "left_alone"
	case errors.Is(err, context.Canceled):
		return "stopped"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "timeout"
	case s >= 300:
		return fmt.Sprintf("status_%d", s)
	case errors.As(err, &network):
		return "unreachable"
	default:
		return "garbage"
	}
}
