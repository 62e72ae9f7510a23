package span_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

var midnight = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// hours is the span between two hours of a day.
func hours(from, to int) span.Span {
	return span.New(midnight.Add(time.Duration(from)*time.Hour), midnight.Add(time.Duration(to)*time.Hour))
}

func draw(t *rapid.T, name string) span.Span {
	from := rapid.IntRange(0, 23).Draw(t, name+" from")
	return hours(from, rapid.IntRange(from, 24).Draw(t, name+" to"))
}

// Every operation is checked hour by hour against what it means.
func TestOperationsAgreeWithTheInstantsTheyHold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		overlap, covers := false, true
		for h := range 24 {
			i := hours(h, h+1).Start
			in, other := a.Contains(i), b.Contains(i)
			overlap = overlap || in && other
			covers = covers && (in || !other)
			if got := a.Intersect(b).Contains(i); got != (in && other) {
				t.Fatalf("hour %d of the intersection: %v", h, got)
			}
			if got := holds(a.Sub(b), i); got != (in && !other) {
				t.Fatalf("hour %d of the difference: %v", h, got)
			}
			if got := holds(span.Union(a, b), i); got != (in || other) {
				t.Fatalf("hour %d of the union: %v", h, got)
			}
		}
		if a.Overlaps(b) != overlap || b.Overlaps(a) != overlap || a.Covers(b) != covers {
			t.Fatalf("overlaps %v, covers %v", a.Overlaps(b), a.Covers(b))
		}
	})
}

func holds(spans []span.Span, i time.Time) bool {
	n := 0
	for _, s := range spans {
		if s.Contains(i) {
			n++
		}
	}
	return n == 1 // never twice
}

func TestSpansThatTouchDoNotOverlapAndAreMerged(t *testing.T) {
	t.Parallel()
	if hours(9, 11).Overlaps(hours(11, 13)) {
		t.Error("9-11 overlaps 11-13")
	}
	if diff := cmp.Diff([]span.Span{hours(9, 13), hours(15, 16)}, span.Union(hours(15, 16), hours(11, 13), hours(9, 11))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]span.Span{hours(8, 9), hours(11, 12), hours(13, 18)}, span.Without(hours(8, 18), hours(9, 11), hours(12, 13))); diff != "" {
		t.Error(diff)
	}
}

func TestPostgresKeepsASpanAsItIs(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	open := span.Span{Start: midnight}
	santiago := time.FixedZone("", -3*3600)
	for _, s := range []span.Span{hours(9, 13), open, {End: midnight}, {}, hours(9, 13).In(santiago)} {
		got, err := db.Value[span.Span](t.Context(), w.DB, `SELECT @s::tstzrange`, db.Args{"s": s})
		if err != nil || !got.Equal(s) || !got.IsZero() && got.Start.Location() != time.UTC {
			t.Errorf("%v came back as %v, %v", s, got, err)
		}
	}
	spans := []span.Span{hours(9, 11), hours(12, 13)}
	got, err := db.Value[[]span.Span](t.Context(), w.DB, `SELECT @s::tstzrange[]`, db.Args{"s": spans})
	if diff := cmp.Diff(spans, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if _, err := db.Value[span.Span](t.Context(), w.DB, `SELECT '[2026-01-01,2026-01-02]'::tstzrange`, nil); err == nil {
		t.Error("a closed range was read as half open")
	}
	if got, err := db.Value[span.Span](t.Context(), w.DB, `SELECT 'empty'::tstzrange`, nil); err != nil || !got.IsZero() {
		t.Errorf("the empty range came back as %v, %v", got, err)
	}
}
