package admin

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// link to a board, changed in one thing.
func (v boardView) link(day booking.Day, unit booking.UnitCode, territory booking.TerritoryCode) string {
	q := url.Values{"unit": {string(unit)}, "day": {day.String()}}
	if territory != "" {
		q.Set("territory", string(territory))
	}
	return "/board?" + q.Encode()
}

func (v boardView) stream() string {
	return "/board/stream?" + url.Values{"unit": {string(v.board.Unit.Code)}}.Encode()
}

// dayName is a day in the reader's words: "jueves 26 de noviembre".
func dayName(w locales.Words, d booking.Day) string {
	return w.Text("web.date.long", locales.Args{
		"Weekday": w.Text(fmt.Sprintf("web.weekday.d%d", int(d.Weekday())), nil), "Day": d.Date,
		"Month": w.Text(fmt.Sprintf("web.month.m%d", int(d.Month)), nil),
	})
}

// hours of a stretch: "14:00-18:00".
func hours(s span.Span, zone *time.Location) string {
	if s.IsZero() {
		return "–"
	}
	return s.Start.In(zone).Format("15:04") + "–" + s.End.In(zone).Format("15:04")
}

// mark is the shape that tells a status apart without its colour.
func mark(v booking.BoardVisit) string {
	switch {
	case v.Late:
		return "!"
	case v.Status == booking.VisitCompleted:
		return "✓"
	case v.Status == booking.VisitEnRoute:
		return "➜"
	case v.Status == booking.VisitOnSite, v.Status == booking.VisitWorking:
		return "■"
	case v.Status == booking.VisitPaused:
		return "‖"
	case v.Status == booking.VisitNoAccess, v.Status == booking.VisitIncomplete, v.Status == booking.VisitMissed:
		return "✕"
	case v.Confirmation == booking.ConfirmationConfirmed:
		return "●"
	default:
		return "○"
	}
}

// classes of a visit's block on the track.
func (v boardView) classes(b booking.BoardVisit) string {
	names := []string{"visit", string(b.Status)}
	if b.Late {
		names = append(names, "late")
	}
	if from, wide, ok := v.place(b.Planned); ok {
		names = append(names, cell(from, wide))
	}
	return strings.Join(names, " ")
}

func cell(from, wide int) string { return fmt.Sprintf("c%d w%d", from, wide) }

func serviceName(names map[string]string, w locales.Words) string {
	lang, _, _ := strings.Cut(w.Locale(), "-")
	if n := names[lang]; n != "" {
		return n
	}
	return names["es"]
}

// spoken is a visit for who cannot see the board.
func (v boardView) spoken(b booking.BoardVisit) string {
	return strings.Join([]string{
		hours(b.Planned, v.zone), serviceName(b.ServiceName, v.words), b.Customer, b.Locality,
		v.words.Text("web.status."+string(b.Status), nil), v.words.Text("web.confirmation."+string(b.Confirmation), nil),
		v.words.Text("web.visit.window", nil) + " " + hours(b.Window, v.zone),
	}, ", ")
}

// shortName keeps the first name and the first surname: lanes are narrow.
func shortName(name string) string {
	words := strings.Fields(name)
	if len(words) > 2 {
		words = words[:2]
	}
	return strings.Join(words, " ")
}

func nowSpan(t time.Time) span.Span { return span.Of(t, 15*time.Minute) }

func territoryNames(l booking.Lane) string {
	names := make([]string, len(l.Resource.Territories))
	for i, t := range l.Resource.Territories {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}
