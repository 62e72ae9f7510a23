package voice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"github.com/chasqui-fsm/chasqui/agent/endpoint"
)

const (
	tripsAfter   = 4 // failures in a row
	leftAloneFor = 30 * time.Second
)

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

// refused tells whether the server works and does not take this file.
func refused(err error) bool {
	switch endpoint.Status(err) {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	default:
		return false
	}
}

// again tells whether a second try makes sense now.
func again(err error) bool {
	if s := endpoint.Status(err); s != 0 {
		return s >= 500
	}
	var network net.Error
	return errors.As(err, &network) && !network.Timeout()
}

// reason is the code of a failure, for people who look closer.
func reason(err error) string {
	var network net.Error
	switch s := endpoint.Status(err); {
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
