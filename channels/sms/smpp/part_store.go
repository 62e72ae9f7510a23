package smpp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// againFor is how long after a part the same one over a new connection is taken for a repeat of it.
const againFor = 5 * time.Minute

// part is one of a message as it is stored.
type part struct {
	N      int
	Coding int
	Body   []byte
}

// heardMessage is what is stored of a message that was not handed on yet.
type heardMessage struct {
	id    string
	total int
	parts []part // in order, those that came
}

// origin is the connection that a part came by, and how many signs of life it had given by then.
type origin struct {
	bind string
	beat int
}

// keep stores a part, once, and gives its message as it is then; no parts when that was handed on before.
func (l *Link) keep(ctx context.Context, by origin, from, to channels.Address, in incoming) (m heardMessage, err error) {
	print := fingerprint(l.o.Name, from.Value, to.Value, in)
	err = l.o.DB.InTx(ctx, func(tx *db.Tx) error {
		if _, err := db.Exec(ctx, tx, sqlLockSender, db.Args{"sender": l.o.Name + " " + from.Value}); err != nil {
			return err
		}
		m, err = l.keepTx(ctx, tx, db.Args{
			"account": l.o.Name, "theirs": from.Value, "ours": to.Value, "reference": in.part.reference, "total": in.part.total, "n": in.part.n,
			"bind": by.bind, "beat": by.beat, "fingerprint": print,
		}, in)
		return err
	})
	if err != nil {
		return heardMessage{}, fmt.Errorf("store part: %w", err)
	}
	return m, nil
}

const sqlLockSender = `SELECT pg_advisory_xact_lock(hashtextextended('sms part ' || @sender::text, 0))`

func (l *Link) keepTx(ctx context.Context, tx *db.Tx, a db.Args, in incoming) (heardMessage, error) {
	repeated, err := db.Values[string](ctx, tx, sqlRepeatedPart, db.Args{
		"fingerprint": a["fingerprint"], "bind": a["bind"], "beat": a["beat"], "since": tx.Now.Add(-againFor),
	})
	if err != nil {
		return heardMessage{}, err
	}
	m := heardMessage{total: in.part.total}
	if len(repeated) > 0 {
		m.id = repeated[0]
	} else {
		if m.id, err = l.messageOf(ctx, tx, a); err != nil {
			return heardMessage{}, err
		}
		args := db.Args{"id": tx.NewID(), "message": m.id, "coding": int(in.coding), "body": orEmpty(in.body), "now": tx.Now}
		maps.Copy(args, a)
		if _, err := db.Exec(ctx, tx, sqlInsertPart, args); err != nil {
			return heardMessage{}, err
		}
	}
	m.parts, err = db.Collect[part](ctx, tx, sqlOpenParts, db.Args{"message": m.id})
	return m, err
}

// A part of several is a repeat over the same connection too: its reference says so; and so is one that could not be handed on. Any
// other is one when it comes over another connection and the network may not know that we have it.
const sqlRepeatedPart = `
WITH found AS (
  SELECT id FROM sms_parts WHERE fingerprint = @fingerprint AND at > @since
    AND (total > 1 OR bind <> @bind AND NOT sure OR delivered_at IS NULL)
  ORDER BY at LIMIT 1
)
UPDATE sms_parts p SET bind = @bind, beat = @beat, sure = false FROM found WHERE p.id = found.id RETURNING p.message_id::text`

const sqlInsertPart = `
INSERT INTO sms_parts (id, message_id, account, theirs, ours, reference, total, n, coding, body, fingerprint, bind, beat, at)
VALUES (@id, @message, @account, @theirs, @ours, @reference, @total, @n, @coding, @body, @fingerprint, @bind, @beat, @now)`

const sqlOpenParts = `SELECT n, coding, body FROM sms_parts WHERE message_id = @message AND delivered_at IS NULL ORDER BY n`

// messageOf is the id of the message that a new part belongs to: one that waits for this part, or a new one.
func (l *Link) messageOf(ctx context.Context, tx *db.Tx, a db.Args) (string, error) {
	if a["total"] == 1 {
		return tx.NewID(), nil
	}
	open, err := db.Values[string](ctx, tx, sqlOpenMessage, db.Args{
		"account": a["account"], "theirs": a["theirs"], "ours": a["ours"], "reference": a["reference"], "total": a["total"], "n": a["n"],
		"since": tx.Now.Add(-l.o.Timing.Parts),
	})
	if err != nil || len(open) > 0 {
		return first(open), err
	}
	return tx.NewID(), nil
}

const sqlOpenMessage = `
SELECT message_id::text FROM sms_parts
WHERE account = @account AND theirs = @theirs AND ours = @ours AND reference = @reference AND total = @total
  AND delivered_at IS NULL AND at > @since
GROUP BY message_id HAVING NOT bool_or(n = @n) ORDER BY min(at) LIMIT 1`

// confirm notes that what came by a connection up to a beat does not come again.
func (l *Link) confirm(ctx context.Context, o origin) error {
	_, err := db.Exec(ctx, l.o.DB, sqlConfirm, db.Args{"bind": o.bind, "beat": o.beat})
	return err
}

const sqlConfirm = `UPDATE sms_parts SET sure = true WHERE bind = @bind AND beat <= @beat AND NOT sure`

// handedOn forgets the words of a message that the gateway has.
func (l *Link) handedOn(ctx context.Context, id string) error {
	_, err := db.Exec(ctx, l.o.DB, sqlHandedOn, db.Args{"message": id, "now": l.o.DB.Now()})
	return err
}

const sqlHandedOn = `UPDATE sms_parts SET delivered_at = @now, body = '' WHERE message_id = @message`

// fingerprint is the same for the same part, whenever it comes.
func fingerprint(account, from, to string, in incoming) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q %d %d %d %d\n", account, from, to, in.part.reference, in.part.total, in.part.n, in.coding)
	_, _ = sum.Write(in.body)
	return hex.EncodeToString(sum.Sum(nil))
}

func first(s []string) string {
	for _, v := range s {
		return v
	}
	return ""
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
