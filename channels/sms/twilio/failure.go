package twilio

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/call"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

// failures by Twilio's error code (https://www.twilio.com/docs/api/errors). What is not listed is as its HTTP status says.
var failures = map[int]channels.SendError{
	14107: {Code: line.CodeThrottled, Retryable: true, After: 5 * time.Second}, // rate of the sender
	20003: {Code: line.CodeRefused, Retryable: true, After: time.Minute},       // authentication
	20005: {Code: line.CodeRefused, Retryable: true, After: time.Minute},       // account not active
	20429: {Code: line.CodeThrottled, Retryable: true, After: 5 * time.Second},
	21211: {Code: line.CodeBadNumber}, // invalid To
	21212: {Code: line.CodeBadSender}, // invalid From
	21408: {Code: line.CodeRejected},  // region not allowed
	21602: {Code: line.CodeEmpty},
	21603: {Code: line.CodeBadSender}, // no From
	21606: {Code: line.CodeBadSender}, // not ours, or it cannot send
	21610: {Code: line.CodeOptedOut},
	21611: {Code: line.CodeThrottled, Retryable: true, After: time.Minute}, // the sender's queue is full
	21612: {Code: line.CodeBadNumber},                                      // no route from us to them
	21614: {Code: line.CodeLandline},
	21617: {Code: line.CodeRejected}, // too long
	30022: {Code: line.CodeThrottled, Retryable: true, After: 5 * time.Second},
	63018: {Code: line.CodeThrottled, Retryable: true, After: 5 * time.Second},
}

// refine says more exactly what a failure means, by the code in its body.
func refine(a call.Answer, failed *channels.SendError) *channels.SendError {
	var body struct {
		Code int `json:"code"`
	}
	if json.Unmarshal(a.Body, &body) != nil || body.Code == 0 {
		return failed
	}
	e, ok := failures[body.Code]
	if !ok {
		e = *failed
	}
	e.After = max(e.After, failed.After)
	e.Err = fmt.Errorf("Twilio error %d, HTTP status %d", body.Code, a.Status) //nolint:staticcheck // a name
	return &e
}
