package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

const (
	maxFile      = 16 << 20 // bytes: what WhatsApp itself takes of photos, audio and video
	fetchTimeout = 2 * time.Minute
	fetchFor     = 24 * time.Hour // links to files die; nothing is tried longer
)

// fetchJob brings the bytes of a file that a message named.
type fetchJob struct {
	Media string `json:"media"`
}

// Kind of the job.
func (fetchJob) Kind() string { return "media.fetch" }

func enqueueFetch(ctx context.Context, tx *db.Tx, media string) error {
	_, err := queue.Enqueue(ctx, tx, fetchJob{media}, queue.Unique(media))
	return err
}

type wanted struct {
	MIMEType  string
	Name      string
	Channel   channels.Channel
	Ours      string
	Remote    string
	CreatedAt time.Time
}

const sqlFindWanted = `
SELECT mime_type, name, channel, ours, remote, created_at FROM media WHERE id = @id AND status = 'wanted'`

// fetch is the worker of fetchJob.
func (g *Gateway) fetch(ctx context.Context, j queue.Job[fetchJob]) error {
	w, err := db.One[wanted](ctx, g.db, sqlFindWanted, db.Args{"id": j.Args.Media})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("fetch media: %w", err)
	}
	ours := channels.Address{Channel: w.Channel, Value: w.Ours}
	from, ok := g.transportFor(ours).(channels.Fetcher)
	if !ok {
		return g.refuseMedia(ctx, j.Args.Media, "no_transport")
	}
	f, err := g.download(ctx, from, ours, w)
	switch e, known := errors.AsType[*channels.SendError](err); {
	case err == nil:
		return g.storeMedia(ctx, j.Args.Media, f)
	case fault.Is(err, fault.Invalid):
		return g.refuseMedia(ctx, j.Args.Media, fault.KeyOf(err))
	case known && e.Code == codeElsewhere:
		return queue.Snooze(orDefault(e.After, busyAgain))
	case known && !e.Retryable, g.db.Now().Sub(w.CreatedAt) >= fetchFor:
		return g.refuseMedia(ctx, j.Args.Media, "gone")
	}
	return fmt.Errorf("fetch media %s: %w", j.Args.Media, err)
}

func (g *Gateway) download(ctx context.Context, from channels.Fetcher, ours channels.Address, w wanted) (file, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	body, err := from.Fetch(ctx, ours, w.Remote)
	if err != nil {
		return file{}, err
	}
	defer body.Close()
	return readFile(channels.Media{MIMEType: w.MIMEType, Name: w.Name}, body)
}

// Refusals of files.
var (
	errFileSize = fault.New(fault.Invalid, "file.keep.too_large")
	errFileType = fault.New(fault.Invalid, "file.keep.type")
)

// takes are the types that are kept. What a browser would run is not among them.
var takes = []string{
	"image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr", "audio/wav",
	"video/mp4", "video/3gpp", "application/pdf", "text/plain", "text/vcard",
	"application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// readFile reads a file, refuses what is too large or of a type that is not kept, and takes out what tells where and by what a
// photo was made.
func readFile(m channels.Media, r io.Reader) (file, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return file{}, fmt.Errorf("read media: %w", err)
	}
	if len(b) > maxFile {
		return file{}, errFileSize
	}
	kind := typeOf(b, m.MIMEType)
	if len(b) == 0 || !slices.Contains(takes, kind) {
		return file{}, errFileType
	}
	return newFile(strip(b, kind), kind), nil
}

// typeOf is what the bytes are, and only where they do not tell what the sender says. A page that calls itself a photo is a page.
func typeOf(b []byte, said string) string {
	seen, _, _ := mime.ParseMediaType(http.DetectContentType(b))
	said, _, err := mime.ParseMediaType(said)
	if err != nil {
		said = ""
	}
	switch seen {
	case "application/octet-stream", "application/zip": // not told apart; office files are zips
		if strings.HasPrefix(said, "image/") || said == "application/pdf" || strings.HasPrefix(said, "text/") {
			return seen // these would have been recognised
		}
		return said
	case "application/ogg":
		return "audio/ogg"
	case "audio/wave":
		return "audio/wav"
	case "text/plain":
		switch {
		case said == "text/vcard":
			return said
		case said != "" && !strings.HasPrefix(said, "text/"):
			return said + " of text" // a drawing with a program in it, say
		}
	case "video/mp4":
		if strings.HasPrefix(said, "audio/") || said == "video/3gpp" {
			return said
		}
	}
	return seen
}

func (g *Gateway) storeMedia(ctx context.Context, id string, f file) error {
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		if err := keepBlob(ctx, tx, f); err != nil {
			return fmt.Errorf("store media: %w", err)
		}
		return g.setMedia(ctx, tx, id, db.Args{"status": "stored", "sha": f.sha, "mime": f.mime, "bytes": len(f.bytes), "reason": ""})
	})
}

func (g *Gateway) refuseMedia(ctx context.Context, id, reason string) error {
	g.log.WarnContext(ctx, "media not kept", "media", id, "reason", reason)
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		return g.setMedia(ctx, tx, id, db.Args{"status": "refused", "sha": nil, "mime": nil, "bytes": nil, "reason": reason})
	})
}

// setMedia ends the wait for a file, and tells whoever looks at the conversation.
func (g *Gateway) setMedia(ctx context.Context, tx *db.Tx, id string, args db.Args) error {
	args["id"] = id
	conv, err := db.Values[string](ctx, tx, sqlSetMedia, args)
	if err != nil {
		return fmt.Errorf("set media: %w", err)
	}
	for _, c := range conv {
		if err := notify(ctx, tx, c); err != nil {
			return err
		}
	}
	return g.mediaCame(ctx, tx, id)
}

const sqlSetMedia = `
WITH done AS (
  UPDATE media SET status = @status, sha256 = @sha::text, mime_type = coalesce(@mime::text, mime_type),
    bytes = coalesce(@bytes::bigint, bytes), reason = @reason
  WHERE id = @id AND status = 'wanted' RETURNING message_id
)
SELECT m.conversation_id::text FROM messages m JOIN done ON m.id = done.message_id`
