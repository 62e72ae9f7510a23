package gateway

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// wantMedia notes a file that a message named, to be fetched by a job of its own: a transport must not wait for bytes before it
// acknowledges. It gives the file its id.
func wantMedia(ctx context.Context, tx *db.Tx, in *channels.Inbound) error {
	m := in.Media
	if m == nil || m.Remote == "" {
		return nil
	}
	m.Ref = tx.NewID()
	_, err := db.Exec(ctx, tx, sqlWantMedia, db.Args{
		"id": m.Ref, "mime": m.MIMEType, "bytes": m.Bytes, "name": m.Name, "voice": m.Voice, "channel": in.To.Channel, "ours": in.To.Value,
		"remote": m.Remote, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("want media: %w", err)
	}
	return enqueueFetch(ctx, tx, m.Ref)
}

const sqlWantMedia = `
INSERT INTO media (id, status, mime_type, bytes, name, voice, channel, ours, remote, created_at)
VALUES (@id, 'wanted', @mime, @bytes, @name, @voice, @channel, @ours, @remote, @now)`

// nameMedia says which message a wanted file belongs to.
func nameMedia(ctx context.Context, tx *db.Tx, in channels.Inbound, message string) error {
	if in.Media == nil || in.Media.Remote == "" {
		return nil
	}
	if _, err := db.Exec(ctx, tx, sqlNameMedia, db.Args{"id": in.Media.Ref, "message": message}); err != nil {
		return fmt.Errorf("name media: %w", err)
	}
	return nil
}

const sqlNameMedia = `UPDATE media SET message_id = @message WHERE id = @id`

// Keep stores a file of ours or of a web page, and gives its Ref. A type or size that is not taken is a fault of code invalid.
func (g *Gateway) Keep(ctx context.Context, m channels.Media, r io.Reader) (channels.Media, error) {
	f, err := readFile(m, r)
	if err != nil {
		return channels.Media{}, err
	}
	err = g.db.InTx(ctx, func(tx *db.Tx) error {
		m.Ref, m.MIMEType, m.Bytes = tx.NewID(), f.mime, int64(len(f.bytes))
		if err := keepBlob(ctx, tx, f); err != nil {
			return err
		}
		_, err := db.Exec(ctx, tx, sqlKeepMedia, db.Args{
			"id": m.Ref, "sha": f.sha, "mime": m.MIMEType, "bytes": m.Bytes, "name": m.Name, "voice": m.Voice, "now": tx.Now,
		})
		return err
	})
	if err != nil {
		return channels.Media{}, fmt.Errorf("keep media: %w", err)
	}
	return m, nil
}

const sqlKeepMedia = `
INSERT INTO media (id, status, sha256, mime_type, bytes, name, voice, created_at)
VALUES (@id, 'stored', @sha, @mime, @bytes, @name, @voice, @now)`

// file is what is kept: harmless bytes, their type as they are, their name by content.
type file struct {
	bytes []byte
	mime  string
	sha   string
}

func newFile(b []byte, mime string) file {
	sum := sha256.Sum256(b)
	return file{bytes: b, mime: mime, sha: hex.EncodeToString(sum[:])}
}

func keepBlob(ctx context.Context, tx *db.Tx, f file) error {
	_, err := db.Exec(ctx, tx, sqlKeepBlob, db.Args{"sha": f.sha, "bytes": f.bytes, "now": tx.Now})
	return err
}

const sqlKeepBlob = `INSERT INTO blobs (sha256, bytes, created_at) VALUES (@sha, @bytes, @now) ON CONFLICT (sha256) DO NOTHING`

type storedMedia struct {
	Status   string
	MIMEType string
	Bytes    []byte
	Name     string
	Voice    bool
	Reason   string
}

// Open gives the bytes of a file. One that is not fetched yet is a fault of code unavailable, one that was refused or is not known
// of code not found.
func (g *Gateway) Open(ctx context.Context, ref string) (io.ReadCloser, channels.Media, error) {
	m, err := db.One[storedMedia](ctx, g.db, sqlOpenMedia, db.Args{"id": ref})
	switch {
	case fault.Is(err, fault.NotFound) || err == nil && m.Status == "refused":
		return nil, channels.Media{}, fault.New(fault.NotFound, "file.get.unknown", fault.Cause(err))
	case err != nil:
		return nil, channels.Media{}, fmt.Errorf("open media: %w", err)
	case m.Status != "stored":
		return nil, channels.Media{}, fault.New(fault.Unavailable, "file.get.wanted")
	}
	return io.NopCloser(bytes.NewReader(m.Bytes)), channels.Media{
		Ref: ref, MIMEType: m.MIMEType, Bytes: int64(len(m.Bytes)), Name: m.Name, Voice: m.Voice,
	}, nil
}

const sqlOpenMedia = `
SELECT m.status, m.mime_type, coalesce(b.bytes, '') AS bytes, m.name, m.voice, m.reason
FROM media m LEFT JOIN blobs b ON b.sha256 = m.sha256
WHERE m.id::text = @id`

// File is how a file of a message is: what its transport said of it until it is stored, what it is from then on.
type File struct {
	ID       string
	Status   string // wanted: it is not fetched yet; stored; refused: it is not kept
	MIMEType string
	Bytes    int64
	Name     string // as the sender called it
	Reason   string // of a refusal: file.keep.too_large, file.keep.type, gone, no_transport
}

// States tells how files are, by their refs; one that is not known is missing.
func (g *Gateway) States(ctx context.Context, q db.Querier, refs ...string) (map[string]File, error) {
	refs = slices.DeleteFunc(slices.Clone(refs), func(ref string) bool { return !ids.Valid(ref) })
	if len(refs) == 0 {
		return nil, nil
	}
	list, err := db.Collect[File](ctx, q, sqlMediaStates, db.Args{"refs": refs})
	if err != nil {
		return nil, fmt.Errorf("states of media: %w", err)
	}
	out := map[string]File{}
	for _, f := range list {
		out[f.ID] = f
	}
	return out, nil
}

const sqlMediaStates = `SELECT id::text, status, mime_type, bytes, name, reason FROM media WHERE id = ANY(@refs::uuid[])`
