package whatsapp

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"go.mau.fi/whatsmeow"

	"github.com/chasqui-fsm/chasqui/channels"
)

const (
	elsewhereAfter = 500 * time.Millisecond
	reconnectAfter = 2 * time.Second
	limitGuess     = time.Hour // a limit of which WhatsApp has not said how long it lasts
)

// refusals are the codes by which WhatsApp refuses a message (an ack with an error). What is not here is "refused_" and the code, and
// not tried again.
var refusals = map[int]channels.SendError{
	404: {Code: "not_on_whatsapp"},
	408: {Code: "server_busy", Retryable: true, After: 5 * time.Second},
	429: {Code: "too_fast", Retryable: true, After: time.Minute},
	463: {Code: "timelocked"},        // NackCallerReachoutTimelocked: nobody may be written to who did not write first
	475: {Code: "new_chats_reached"}, // the account's new chats of the day are used up
	479: {Code: "malformed"},
	500: {Code: "server_busy", Retryable: true, After: 5 * time.Second},
	503: {Code: "server_busy", Retryable: true, After: 5 * time.Second},
}

// failed says what an error of a send means. begun: a part of the message has left.
func (l *line) failed(err error, begun bool) error {
	e := sendError(err)
	e.Unsure = e.Unsure || begun && e.Retryable
	switch e.Code {
	case "timelocked", "new_chats_reached":
		l.standing.limitedAtLeastUntil(l.now().Add(limitGuess), e.Code)
	}
	return e
}

// sendError turns an error of the library into what the outbox has to do.
func sendError(err error) *channels.SendError {
	var file fileError
	var sure unsent
	var broken *whatsmeow.DisconnectedError
	e := channels.SendError{Code: "unknown", Retryable: true, Unsure: true}
	switch {
	case errors.Is(err, errNotThere), strings.Contains(err.Error(), "no LID found for"):
		e = channels.SendError{Code: "not_on_whatsapp"}
	case errors.Is(err, errEmpty):
		e = channels.SendError{Code: "empty"}
	case errors.Is(err, errTooLarge):
		e = channels.SendError{Code: "too_large"}
	case errors.As(err, &file):
		e = channels.SendError{Code: "file_unreadable", Retryable: !errors.Is(err, errNoFiles)}
	case errors.Is(err, whatsmeow.ErrServerReturnedError):
		e = refused(err)
	case isQuery(err):
		e = channels.SendError{Code: "server_busy", Retryable: true, After: 5 * time.Second}
	case errors.As(err, &sure):
		e = channels.SendError{Code: "not_sent", Retryable: true, After: reconnectAfter}
	case errors.Is(err, whatsmeow.ErrMessageTimedOut), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		e = channels.SendError{Code: "timed_out", Retryable: true, Unsure: true}
	case errors.As(err, &broken) && broken.Action != whatsmeow.ErrIQDisconnected.Action:
		e = channels.SendError{Code: "disconnected", Retryable: true, Unsure: true, After: reconnectAfter}
	case errors.Is(err, whatsmeow.ErrNotConnected), errors.Is(err, whatsmeow.ErrNotLoggedIn), errors.As(err, &broken):
		e = channels.SendError{Code: "not_connected", Retryable: true, After: reconnectAfter}
	}
	e.Err = err
	return &e
}

// isQuery tells whether a question to the server failed: whether somebody has WhatsApp, where files go. Nothing was sent yet.
func isQuery(err error) bool {
	var iq *whatsmeow.IQError
	return errors.As(err, &iq) || errors.Is(err, whatsmeow.ErrIQTimedOut)
}

// refused reads the number that the library writes at the end of its error.
func refused(err error) channels.SendError {
	text := err.Error()
	code, _ := strconv.Atoi(text[strings.LastIndexByte(text, ' ')+1:])
	if e, ok := refusals[code]; ok {
		return e
	}
	return channels.SendError{Code: "refused_" + strconv.Itoa(code)}
}
