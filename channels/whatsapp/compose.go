package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/channels"
)

// outgoing is one of the messages that a message of ours leaves as.
type outgoing struct {
	name    string
	message *waE2E.Message
}

// compose says what leaves for a message: its file or its text first, under the message's own id.
func (l *line) compose(ctx context.Context, out channels.Outbound) (parts []outgoing, err error) {
	name := partFirst
	if out.Media != nil {
		file, captioned, err := l.upload(ctx, out)
		if err != nil {
			return nil, err
		}
		parts, name = append(parts, outgoing{partFirst, file}), partText
		if captioned {
			name = ""
		}
	}
	if out.Text != "" && (out.Media == nil || name == partText) {
		parts = append(parts, outgoing{name, &waE2E.Message{Conversation: proto.String(out.Text)}})
	}
	if len(parts) == 0 {
		return nil, errEmpty
	}
	if l.t.o.Polls && pollable(out.Choices) && question(out.Text) != "" {
		parts = append(parts, outgoing{partPoll, l.client.BuildPollCreation(question(out.Text), titles(out.Choices), 1)})
	}
	return parts, nil
}

var (
	errEmpty   = errors.New("the message is empty")
	errNoFiles = errors.New("files cannot be sent here")
)

// fileError is a file of ours that cannot be read.
type fileError struct{ err error }

func (e fileError) Error() string { return "read file: " + e.err.Error() }
func (e fileError) Unwrap() error { return e.err }

// upload puts a file where the other side finds it. captioned tells whether the message's text went with it.
func (l *line) upload(ctx context.Context, out channels.Outbound) (msg *waE2E.Message, captioned bool, err error) {
	if l.t.o.Files == nil {
		return nil, false, fileError{errNoFiles}
	}
	content, about, err := l.t.o.Files.Open(ctx, out.Media.Ref)
	if err != nil {
		return nil, false, fileError{err}
	}
	defer content.Close()
	bytes, err := io.ReadAll(io.LimitReader(content, maxFile+1))
	if err != nil {
		return nil, false, fileError{err}
	}
	if len(bytes) > maxFile {
		return nil, false, errTooLarge
	}
	kind := shownAs(about)
	up, err := l.client.Upload(ctx, bytes, mediaTypes[kind])
	if err != nil {
		return nil, false, fmt.Errorf("upload file: %w", err)
	}
	return enclose(kind, about, up, out.Text), kind != "audio", nil
}

// shownAs is how a file is shown: what phones cannot show is a document.
func shownAs(m channels.Media) string {
	mime, _, _ := strings.Cut(m.MIMEType, ";")
	switch mime {
	case "image/jpeg", "image/png":
		return "image"
	case "video/mp4", "video/3gpp":
		return "video"
	case "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr":
		return "audio"
	}
	return "document"
}

// enclose makes the message of an uploaded file.
func enclose(kind string, m channels.Media, up whatsmeow.UploadResponse, text string) *waE2E.Message {
	var caption *string
	if text != "" {
		caption = &text
	}
	mime := &m.MIMEType
	switch kind {
	case "image":
		return &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
			Caption: caption, Mimetype: mime, URL: &up.URL, DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
			FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
		}}
	case "video":
		return &waE2E.Message{VideoMessage: &waE2E.VideoMessage{
			Caption: caption, Mimetype: mime, URL: &up.URL, DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
			FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
		}}
	case "audio":
		if m.Voice { // phones show a voice note only of this very type
			mime = proto.String("audio/ogg; codecs=opus")
		}
		return &waE2E.Message{AudioMessage: &waE2E.AudioMessage{
			PTT: &m.Voice, Mimetype: mime, URL: &up.URL, DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
			FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
		}}
	}
	return &waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{
		Caption: caption, Mimetype: mime, FileName: &m.Name, Title: &m.Name, URL: &up.URL, DirectPath: &up.DirectPath,
		MediaKey: up.MediaKey, FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
	}}
}
