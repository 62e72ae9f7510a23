// Package span is a stretch of time, half open: it holds its Start and does not hold its End.
//
// Half open spans tile a day without gaps or overlaps: a visit that ends at 11:00 does not collide with one that starts then,
// in Go as in the exclusion constraint of Postgres. In JSON a span is {"start","end"}; in Postgres it is a tstzrange '[)'.
// The zero Span is no span at all: NULL in Postgres.
//
//	s := span.Of(nine, 2*time.Hour)
//	s.Contains(nine) // true
//	s.Contains(nine.Add(2 * time.Hour)) // false
package span

import (
	"slices"
	"time"
)

// Span is [Start, End). A Start or End that is the zero time has no bound on that side in Postgres.
type Span struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// New is the span from start to end.
func New(start, end time.Time) Span { return Span{Start: start, End: end} }

// Of is the span that starts at start and lasts d.
func Of(start time.Time, d time.Duration) Span { return Span{Start: start, End: start.Add(d)} }

// IsZero reports whether s is no span at all.
func (s Span) IsZero() bool { return s.Start.IsZero() && s.End.IsZero() }

// Empty reports whether s holds no instant.
func (s Span) Empty() bool { return !s.Start.Before(s.End) }

// Duration is how long s lasts; 0 when it is empty.
func (s Span) Duration() time.Duration {
	if s.Empty() {
		return 0
	}
	return s.End.Sub(s.Start)
}

// Contains reports whether t is in s.
func (s Span) Contains(t time.Time) bool { return !t.Before(s.Start) && t.Before(s.End) }

// Covers reports whether every instant of other is in s. Every span covers an empty one.
func (s Span) Covers(other Span) bool {
	return other.Empty() || !other.Start.Before(s.Start) && !other.End.After(s.End)
}

// Overlaps reports whether s and other share an instant.
func (s Span) Overlaps(other Span) bool { return !s.Intersect(other).Empty() }

// Intersect is what s and other share; the zero Span when they share nothing.
func (s Span) Intersect(other Span) Span {
	r := Span{Start: latest(s.Start, other.Start), End: earliest(s.End, other.End)}
	if r.Empty() {
		return Span{}
	}
	return r
}

// Sub is what is left of s without other: none, one or two spans, in order.
func (s Span) Sub(other Span) []Span {
	if s.Empty() {
		return nil
	}
	if !s.Overlaps(other) {
		return []Span{s}
	}
	var left []Span
	if s.Start.Before(other.Start) {
		left = append(left, Span{Start: s.Start, End: other.Start})
	}
	if other.End.Before(s.End) {
		left = append(left, Span{Start: other.End, End: s.End})
	}
	return left
}

// Shift is s moved by d.
func (s Span) Shift(d time.Duration) Span { return Span{Start: s.Start.Add(d), End: s.End.Add(d)} }

// In is s with both ends in loc; the instants are the same.
func (s Span) In(loc *time.Location) Span { return Span{Start: s.Start.In(loc), End: s.End.In(loc)} }

// Equal reports whether both ends are the same instants.
func (s Span) Equal(other Span) bool { return s.Start.Equal(other.Start) && s.End.Equal(other.End) }

// String is "start/end" in RFC 3339, as ISO 8601 writes an interval.
func (s Span) String() string { return s.Start.Format(time.RFC3339) + "/" + s.End.Format(time.RFC3339) }

// Without is what is left of s when all of others are taken out, in order.
func Without(s Span, others ...Span) []Span {
	left := []Span{s}
	for _, o := range others {
		var next []Span
		for _, l := range left {
			next = append(next, l.Sub(o)...)
		}
		left = next
	}
	if s.Empty() {
		return nil
	}
	return left
}

// Union merges spans that overlap or touch, in order; empty ones vanish.
func Union(spans ...Span) []Span {
	sorted := slices.DeleteFunc(slices.Clone(spans), Span.Empty)
	slices.SortFunc(sorted, func(a, b Span) int { return a.Start.Compare(b.Start) })
	var merged []Span
	for _, s := range sorted {
		if n := len(merged); n > 0 && !s.Start.After(merged[n-1].End) {
			merged[n-1].End = latest(merged[n-1].End, s.End)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
