// Package logs sets up log/slog so that the words and numbers of customers stay out of it.
//
// Above debug no record carries a phone number, an address of a channel or the text of a message: Redact masks every run that
// looks like a phone or a document number in messages and values, and drops the values of the keys that hold words (Text,
// Body, Raw). At debug the words pass, for a developer's own machine, and numbers are still masked.
//
//	log := logs.New(os.Stderr, logs.Options{Level: "info", Format: "json"})
//	log.InfoContext(ctx, "turn done", logs.Conversation, id, logs.Took, d)
package logs

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Keys of log records: one word for one thing everywhere.
const (
	Actor        = "actor"
	Attempt      = "attempt"
	Channel      = "channel"
	Contact      = "contact"
	Conversation = "conversation"
	Count        = "count"
	Error        = "error"
	Fact         = "fact"
	Job          = "job"
	Kind         = "kind"
	Lead         = "lead"
	Message      = "message"
	Method       = "method"
	Path         = "path"
	Queue        = "queue"
	Request      = "request"
	Status       = "status"
	Took         = "took"
	Turn         = "turn"
	URL          = "url"
	User         = "user"
	Visit        = "visit"
	WorkOrder    = "work_order"

	// Values of these three are words of people. They are dropped above debug.
	Text = "text"
	Body = "body"
	Raw  = "raw"
)

// Options of New; the zero value is text at info.
type Options struct {
	Level  string // debug, info, warn, error
	Format string // text, json
}

// New is a logger that redacts.
func New(w io.Writer, o Options) (*slog.Logger, error) {
	var level slog.Level
	if o.Level != "" {
		if err := level.UnmarshalText([]byte(o.Level)); err != nil {
			return nil, fmt.Errorf("log level %q: it is debug, info, warn or error", o.Level)
		}
	}
	ho := &slog.HandlerOptions{Level: level}
	if o.Format == "json" {
		return slog.New(Redact(slog.NewJSONHandler(w, ho))), nil
	}
	return slog.New(Redact(slog.NewTextHandler(w, ho))), nil
}

// Discard is a logger that writes nothing, for tests.
func Discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

// Redact wraps a handler so that it never sees a phone number, and no words above debug.
func Redact(next slog.Handler) slog.Handler { return redactor{next: next} }

type redactor struct{ next slog.Handler }

func (r redactor) Enabled(ctx context.Context, l slog.Level) bool { return r.next.Enabled(ctx, l) }

func (r redactor) Handle(ctx context.Context, rec slog.Record) error {
	clean := slog.NewRecord(rec.Time, rec.Level, MaskNumbers(rec.Message), rec.PC)
	rec.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(redact(a, rec.Level))
		return true
	})
	return r.next.Handle(ctx, clean)
}

// WithAttrs redacts as for a level above debug, since the level of later records is not known.
func (r redactor) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = redact(a, slog.LevelInfo)
	}
	return redactor{next: r.next.WithAttrs(clean)}
}

func (r redactor) WithGroup(name string) slog.Handler { return redactor{next: r.next.WithGroup(name)} }

func redact(a slog.Attr, level slog.Level) slog.Attr {
	v := a.Value.Resolve()
	if words(a.Key) && level > slog.LevelDebug {
		return slog.String(a.Key, fmt.Sprintf("(%d bytes)", len(v.String())))
	}
	switch v.Kind() {
	case slog.KindGroup:
		group := make([]slog.Attr, 0, len(v.Group()))
		for _, g := range v.Group() {
			group = append(group, redact(g, level))
		}
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(group...)}
	case slog.KindString:
		return slog.String(a.Key, MaskNumbers(v.String()))
	case slog.KindInt64, slog.KindUint64:
		if s := v.String(); len(strings.TrimPrefix(s, "-")) >= phoneDigits {
			return slog.String(a.Key, MaskNumbers(s))
		}
	case slog.KindAny:
		return slog.String(a.Key, MaskNumbers(fmt.Sprintf("%+v", v.Any())))
	}
	return slog.Attr{Key: a.Key, Value: v}
}

func words(key string) bool {
	switch strings.ToLower(key) {
	case Text, Body, Raw:
		return true
	}
	return false
}
