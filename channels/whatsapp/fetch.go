package whatsapp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"go.mau.fi/whatsmeow"

	"github.com/chasqui-fsm/chasqui/channels"
)

// errNoRemote says that a file's description is not one of ours.
var errNoRemote = errors.New("the file is not described")

// Fetch reads a file that somebody sent to one of our numbers, in the process that [Transport.Holds] the number. WhatsApp keeps files
// for some weeks.
func (t *Transport) Fetch(ctx context.Context, ours channels.Address, where string) (io.ReadCloser, error) {
	var r remote
	if err := json.Unmarshal([]byte(where), &r); err != nil || mediaTypes[r.Type] == "" || r.Path == "" {
		return nil, &channels.SendError{Code: "unreadable", Err: errNoRemote}
	}
	if r.Bytes > maxFile {
		return nil, &channels.SendError{Code: "too_large", Err: errTooLarge}
	}
	l, err := t.ready(ctx, ours)
	if err != nil {
		return nil, err
	}
	content, err := l.client.DownloadMediaWithPath(ctx, r.Path, r.EncSHA, r.SHA, r.Key, mediaTypes[r.Type], "", false)
	if err != nil {
		return nil, fetchError(err)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// fetchError tells a file that is gone, or is not what the message said, from one to ask for again.
func fetchError(err error) error {
	for _, gone := range []error{
		whatsmeow.ErrMediaDownloadFailedWith403, whatsmeow.ErrMediaDownloadFailedWith404, whatsmeow.ErrMediaDownloadFailedWith410,
	} {
		if errors.Is(err, gone) {
			return &channels.SendError{Code: "gone", Err: err}
		}
	}
	for _, wrong := range []error{
		whatsmeow.ErrInvalidMediaHMAC, whatsmeow.ErrInvalidMediaEncSHA256, whatsmeow.ErrInvalidMediaSHA256,
		whatsmeow.ErrInvalidUnencryptedMediaSHA256, whatsmeow.ErrTooShortFile,
	} {
		if errors.Is(err, wrong) {
			return &channels.SendError{Code: "unreadable", Err: err}
		}
	}
	if errors.Is(err, errTooLarge) {
		return &channels.SendError{Code: "too_large", Err: err}
	}
	return &channels.SendError{Code: "unreachable", Retryable: true, After: reconnectAfter, Err: err}
}
