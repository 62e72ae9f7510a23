package span

import (
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// A Span is its own range for pgx: it can be an argument where a tstzrange is expected, and a tstzrange column can be scanned
// into it. The zero Span is NULL.
var (
	_ pgtype.RangeValuer  = Span{}
	_ pgtype.RangeScanner = (*Span)(nil)
)

// IsNull is true for the zero Span.
func (s Span) IsNull() bool { return s.IsZero() }

// BoundTypes is '[)', with no bound where an end is the zero time.
func (s Span) BoundTypes() (lower, upper pgtype.BoundType) {
	lower, upper = pgtype.Inclusive, pgtype.Exclusive
	if s.Start.IsZero() {
		lower = pgtype.Unbounded
	}
	if s.End.IsZero() {
		upper = pgtype.Unbounded
	}
	return lower, upper
}

// Bounds are the ends.
func (s Span) Bounds() (lower, upper any) { return s.Start, s.End }

// ScanNull makes s the zero Span.
func (s *Span) ScanNull() error {
	*s = Span{}
	return nil
}

// ScanBounds gives pgx where to put the ends.
func (s *Span) ScanBounds() (lower, upper any) { return (*instant)(&s.Start), (*instant)(&s.End) }

// SetBoundTypes refuses ranges that are not half open, which a Span cannot say.
func (s *Span) SetBoundTypes(lower, upper pgtype.BoundType) error {
	switch {
	case lower == pgtype.Empty:
		*s = Span{}
	case lower == pgtype.Exclusive || upper == pgtype.Inclusive:
		return errors.New("span: the range is not half open '[)'")
	case lower == pgtype.Unbounded:
		s.Start = time.Time{}
	}
	if upper == pgtype.Unbounded {
		s.End = time.Time{}
	}
	return nil
}

// instant scans a timestamptz as UTC whatever the machine's zone is, and "infinity" as no bound.
type instant time.Time

// ScanTimestamptz takes what pgx read.
func (i *instant) ScanTimestamptz(v pgtype.Timestamptz) error {
	if !v.Valid || v.InfinityModifier != pgtype.Finite {
		*i = instant{}
		return nil
	}
	*i = instant(v.Time.UTC())
	return nil
}
