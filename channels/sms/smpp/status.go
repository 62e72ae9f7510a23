package smpp

import (
	"fmt"
	"time"

	"github.com/linxGnu/gosmpp/data"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

// outcomes of a submit by command_status (SMPP 3.4, 5.1.3); what is not listed is a refusal for good.
var outcomes = map[data.CommandStatusType]channels.SendError{
	data.ESME_RTHROTTLED:   {Code: line.CodeThrottled, Retryable: true},
	data.ESME_RMSGQFUL:     {Code: line.CodeThrottled, Retryable: true},
	data.ESME_RSYSERR:      {Code: line.CodeNetwork, Retryable: true, After: 30 * time.Second},
	data.ESME_RX_T_APPN:    {Code: line.CodeNetwork, Retryable: true, After: 30 * time.Second},
	data.ESME_RINVBNDSTS:   {Code: line.CodeDisconnected, Retryable: true, After: 5 * time.Second},
	data.ESME_RINVDSTADR:   {Code: line.CodeBadNumber},
	data.ESME_RINVDSTTON:   {Code: line.CodeBadNumber},
	data.ESME_RINVDSTNPI:   {Code: line.CodeBadNumber},
	data.ESME_RINVNUMDESTS: {Code: line.CodeBadNumber},
	data.ESME_RINVSRCADR:   {Code: line.CodeBadSender},
	data.ESME_RINVSRCTON:   {Code: line.CodeBadSender},
	data.ESME_RINVSRCNPI:   {Code: line.CodeBadSender},
}

// failure is what a refusal means.
func (l *Link) failure(status data.CommandStatusType) *channels.SendError {
	e, ok := outcomes[status]
	if !ok {
		e = channels.SendError{Code: line.CodeRejected}
	}
	if e.Code == line.CodeThrottled {
		e.After = l.pace.slower()
	}
	e.Err = fmt.Errorf("command_status %#02x", uint32(status))
	return &e
}
