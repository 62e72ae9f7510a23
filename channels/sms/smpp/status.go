package smpp

import (
	"fmt"
	"time"

	"github.com/linxGnu/gosmpp/data"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Codes of a [channels.SendError] of this transport.
const (
	CodeElsewhere    = "elsewhere"     // another process has the connection
	CodeDisconnected = "disconnected"  // nobody has, at the moment
	CodeThrottled    = "throttled"     // too fast, or their queue is full
	CodeNoResponse   = "no_response"   // it may have arrived
	CodeLinkLost     = "link_lost"     // it may have arrived
	CodePartly       = "partly"        // some of its parts have arrived
	CodeBadNumber    = "bad_number"    // nobody can be reached there
	CodeBadSender    = "bad_sender"    // our number is not allowed
	CodeRejected     = "rejected"      // for good
	CodeNetwork      = "network_error" // for now
	CodeEmpty        = "empty"         // there is no text to send
)

// outcomes of a submit by command_status (SMPP 3.4, 5.1.3); what is not listed is a refusal for good.
var outcomes = map[data.CommandStatusType]channels.SendError{
	data.ESME_RTHROTTLED:   {Code: CodeThrottled, Retryable: true},
	data.ESME_RMSGQFUL:     {Code: CodeThrottled, Retryable: true},
	data.ESME_RSYSERR:      {Code: CodeNetwork, Retryable: true, After: 30 * time.Second},
	data.ESME_RX_T_APPN:    {Code: CodeNetwork, Retryable: true, After: 30 * time.Second},
	data.ESME_RINVBNDSTS:   {Code: CodeDisconnected, Retryable: true, After: 5 * time.Second},
	data.ESME_RINVDSTADR:   {Code: CodeBadNumber},
	data.ESME_RINVDSTTON:   {Code: CodeBadNumber},
	data.ESME_RINVDSTNPI:   {Code: CodeBadNumber},
	data.ESME_RINVNUMDESTS: {Code: CodeBadNumber},
	data.ESME_RINVSRCADR:   {Code: CodeBadSender},
	data.ESME_RINVSRCTON:   {Code: CodeBadSender},
	data.ESME_RINVSRCNPI:   {Code: CodeBadSender},
}

// failure is what a refusal means.
func (l *Link) failure(status data.CommandStatusType) *channels.SendError {
	e, ok := outcomes[status]
	if !ok {
		e = channels.SendError{Code: CodeRejected}
	}
	if e.Code == CodeThrottled {
		e.After = l.pace.slower()
	}
	e.Err = fmt.Errorf("command_status %#02x", uint32(status))
	return &e
}
