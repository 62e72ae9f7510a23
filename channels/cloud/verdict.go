package cloud

import (
	"errors"
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Codes of a [channels.SendError], and reasons of a failed delivery.
const (
	CodeThrottled   = "throttled"            // too fast for the number, the account or the app
	CodePairLimit   = "pair_limit"           // too fast for this person
	CodeSpamLimit   = "spam_limit"           // people block or report the number
	CodeServer      = "server"               // Meta's own trouble
	CodeMedia       = "media_failed"         // a file did not get there
	CodeMediaGone   = "media_gone"           // a file that is not there any more
	CodeWindow      = "window_closed"        // they did not write within 24 hours and no template was given
	CodeTemplate    = "template_unavailable" // not approved, paused, or its values do not fit
	CodeUndelivered = "undeliverable"        // not on WhatsApp, or too old a one
	CodeHeldBack    = "held_back"            // Meta chose not to deliver marketing to them
	CodeOptedOut    = "opted_out"            // they want no marketing of ours
	CodeUnsupported = "unsupported"          // a kind of message that cannot be sent to them
	CodeAccount     = "account_refused"      // locked, against the policy, or not paid
	CodeToken       = "token_refused"        // our token is not accepted
	CodeRejected    = "rejected"             // Graph does not take the message as it is
	CodeAddress     = "address_unknown"      // no number and no user id of WhatsApp's
	CodeTooLong     = "text_too_long"        // longer than any message may be
	CodeUnreachable = "unreachable"          // nothing got there
	CodeLost        = "answer_lost"          // it may have got there
	CodeNoLine      = "no_line"              // not one of our numbers
)

// verdict is what makes sense after an error.
type verdict struct {
	code     string
	retry    bool
	after    time.Duration
	number   channels.NumberState // what it says of our number; empty: nothing
	template string               // what it says of the template; empty: nothing
}

var (
	throttled = verdict{code: CodeThrottled, retry: true, after: 30 * time.Second}
	server    = verdict{code: CodeServer, retry: true}
	undeliver = verdict{code: CodeUndelivered}
	rejected  = verdict{code: CodeRejected}
	account   = verdict{code: CodeAccount, number: channels.NumberRefused}
	token     = verdict{code: CodeToken, number: channels.NumberRefused}
	template  = verdict{code: CodeTemplate}
)

// verdicts by Graph's code (Meta, Cloud API error codes). Accounts and tokens are not retried, so that another transport may
// take the message; the number's state says when it works again. table:
var verdicts = map[int]verdict{
	4: throttled, 80007: throttled, 130429: throttled, 133016: throttled,
	131056: {code: CodePairLimit, retry: true},
	131048: {code: CodeSpamLimit, retry: true, after: 15 * time.Minute, number: channels.NumberPaused},

	1: server, 2: server, 131000: server, 131016: server, 131057: server, 133004: server, 135000: server,
	131052: {code: CodeMedia, retry: true}, 131053: {code: CodeMedia, retry: true},

	131047: {code: CodeWindow},
	131026: undeliver, 131030: undeliver, 130497: undeliver,
	131049: {code: CodeHeldBack}, 130472: {code: CodeHeldBack},
	131050: {code: CodeOptedOut},
	131051: {code: CodeUnsupported},

	132000: template, 132005: template, 132007: template, 132012: template, 132018: template, 132068: template, 132069: template,
	132001: {code: CodeTemplate, template: "DELETED"},
	132015: {code: CodeTemplate, template: "PAUSED"},
	132016: {code: CodeTemplate, template: "DISABLED"},

	10: account, 368: account, 131005: account, 131031: account, 131037: account, 131042: account, 131045: account, 133010: account,
	0: token, 3: token, 190: token,

	33: rejected, 100: rejected, 131008: rejected, 131009: rejected, 131021: rejected,
}

// verdictOf a code; what is not in the table is judged by the HTTP status and by what Graph calls passing.
func verdictOf(e *refusal) verdict {
	v, known := verdicts[e.Code]
	if known && (e.Code != 0 || e.HTTP == http.StatusUnauthorized) {
		return v
	}
	switch {
	case e.HTTP == http.StatusTooManyRequests:
		return throttled
	case e.HTTP == http.StatusUnauthorized:
		return token
	case e.HTTP >= 500, e.Transient:
		return server
	case e.Code >= 200 && e.Code < 300: // permissions
		return account
	default:
		return rejected
	}
}

const (
	pairStep  = 4 * time.Second // first wait after the pair limit; it is four times as long each time
	pairLimit = 4               // times it grows: 4 s, 16 s, 64 s, 256 s
)

// judge says what makes sense after a post failed. throttles is how often the pair limit refused this pair before.
func judge(err error, throttles int) (*channels.SendError, verdict) {
	if l, ok := errors.AsType[*lost](err); ok {
		if l.wrote {
			return &channels.SendError{Code: CodeLost, Retryable: true, Unsure: true, After: lookAgain, Err: err}, verdict{}
		}
		return &channels.SendError{Code: CodeUnreachable, Retryable: true, Err: err}, verdict{}
	}
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		return &channels.SendError{Code: CodeRejected, Err: err}, rejected
	}
	v := verdictOf(r)
	after := max(v.after, r.After)
	if v.code == CodePairLimit {
		after = max(after, backOff(throttles))
	}
	if !v.retry {
		after = 0
	}
	return &channels.SendError{Code: v.code, Retryable: v.retry, After: after, Err: err}, v
}

// backOff is 4^n seconds (Meta's advice), from n = 1.
func backOff(throttles int) time.Duration {
	d := pairStep
	for range min(throttles, pairLimit-1) {
		d *= 4
	}
	return d
}
