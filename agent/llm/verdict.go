package llm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/sony/gobreaker/v2"

	"github.com/chasqui-fsm/chasqui/agent/endpoint"
)

// Verdict is what came of a question, in a word that metrics and logs may hold.
type Verdict string

const (
	Proposed    Verdict = "proposed"     // something held
	Nothing     Verdict = "nothing"      // an answer, of which nothing held
	Cached      Verdict = "cached"       // answered before
	OverBudget  Verdict = "over_budget"  //
	BreakerOpen Verdict = "breaker_open" // left alone after failures
	Busy        Verdict = "busy"         // too many calls under way
	Timeout     Verdict = "timeout"      //
	Refused429  Verdict = "rate_limited" // 429
	ServerError Verdict = "server_error" // 5xx
	Denied      Verdict = "denied"       // 401, 403: the key; or another 4xx
	Unreachable Verdict = "unreachable"  // no connection
	Broken      Verdict = "broken"       // a connection that ended, or an answer too large
	Refused     Verdict = "refused"      // by the model
	Unusable    Verdict = "unusable"     // an answer in another form
	Failed      Verdict = "failed"       // anything else
)

// Fault is the error of a question without an answer. It names a verdict and nothing of what was sent or came back.
type Fault Verdict

func (f Fault) Error() string { return "model: " + string(f) }

// Report is what is known of a question, without its words.
type Report struct {
	Hash     string // of prompt version, server, model, services, state and masked words
	Verdict  Verdict
	Took     time.Duration
	Tokens   int64
	Proposed int // commands in the answer
	Kept     int // commands that held
	cached   bool
}

// troubles tells whether a verdict counts against the server.
func troubles(v Verdict) bool {
	switch v {
	case Timeout, Refused429, ServerError, Denied, Unreachable, Broken, Failed:
		return true
	}
	return false
}

// verdictOf an error; none is Proposed.
func verdictOf(err error) Verdict {
	var fault Fault
	var network net.Error
	switch {
	case err == nil:
		return Proposed
	case errors.As(err, &fault):
		return Verdict(fault)
	case errors.Is(err, errOverBudget):
		return OverBudget
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return BreakerOpen
	case errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case errors.Is(err, errRefused):
		return Refused
	case errors.Is(err, errUnusable):
		return Unusable
	case errors.Is(err, endpoint.ErrTooLarge):
		return Broken
	case endpoint.Status(err) != 0:
		return ofStatus(endpoint.Status(err))
	case errors.As(err, &network):
		return ofNetwork(err, network)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return Broken
	case notJSON(err):
		return Unusable
	default:
		return Failed
	}
}

func ofNetwork(err error, network net.Error) Verdict {
	var op *net.OpError
	switch {
	case network.Timeout():
		return Timeout
	case errors.As(err, &op) && op.Op == "dial":
		return Unreachable
	default:
		return Broken
	}
}

func ofStatus(status int) Verdict {
	switch {
	case status == http.StatusTooManyRequests:
		return Refused429
	case status >= http.StatusInternalServerError:
		return ServerError
	case status >= http.StatusBadRequest:
		return Denied
	default:
		return Failed
	}
}

func notJSON(err error) bool {
	var syntax *json.SyntaxError
	var form *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &form)
}
