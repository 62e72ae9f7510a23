package places

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// How far from a centroid a pin may be and still belong to its locality.
const (
	servedWithin = 25_000.0 // metres
	knownWithin  = 60_000.0
)

// Find says which place is meant, by whatever is known. The first of Place, Pin, Postcode and Text that is set decides.
type Find struct {
	Place    booking.PlaceID
	Pin      *booking.Pin
	Postcode string // CEP or CP, with or without its dash
	Text     string // a name, whole
	Country  string // narrows Postcode and Text; may be empty
}

// Locate finds a place; nil when none is meant or known.
func (s *Store) Locate(ctx context.Context, q db.Querier, f Find) (*booking.Place, error) {
	switch {
	case f.Place != "":
		return s.Place(ctx, q, f.Place)
	case f.Pin != nil:
		return s.nearest(ctx, q, *f.Pin)
	case digits(f.Postcode) != "":
		return s.byPostcode(ctx, q, digits(f.Postcode), f.Country)
	case fold(f.Text) != "":
		return s.byName(ctx, q, f.Text, f.Country)
	}
	return nil, nil
}

// nearest is the nearest served centroid within reach, else the nearest known one.
func (s *Store) nearest(ctx context.Context, q db.Querier, pin booking.Pin) (*booking.Place, error) {
	rows, err := s.around(ctx, q, pin)
	if err != nil {
		return nil, fmt.Errorf("find place by pin: %w", err)
	}
	var served, known *booking.Place
	nearServed, nearKnown := servedWithin, knownWithin
	for _, r := range rows {
		p := r.place()
		d := meters(pin, p.Center)
		if p.Served() && d <= nearServed {
			served, nearServed = p, d
		}
		if d <= nearKnown {
			known, nearKnown = p, d
		}
	}
	if served != nil {
		return served, nil
	}
	return known, nil
}

// byName matches a whole name or alias. A name of several places is a served one's, if exactly one of them is served.
func (s *Store) byName(ctx context.Context, q db.Querier, text, country string) (*booking.Place, error) {
	entries, err := s.Lexicon(ctx, q, country)
	if err != nil {
		return nil, err
	}
	want := fold(text)
	var all, served []booking.PlaceID
	for _, e := range entries {
		if !named(e, want) {
			continue
		}
		all = append(all, e.ID)
		if e.Territory != "" {
			served = append(served, e.ID)
		}
	}
	switch {
	case len(served) == 1:
		return s.Place(ctx, q, served[0])
	case len(all) == 1:
		return s.Place(ctx, q, all[0])
	}
	return nil, nil
}

func named(e Entry, want string) bool {
	if fold(e.Name) == want {
		return true
	}
	for _, a := range e.Aliases {
		if fold(a) == want {
			return true
		}
	}
	return false
}

// fold is text in lower case without accents and with single spaces.
func fold(text string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.Join(strings.Fields(bare), " ")
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// meters is the great-circle distance by the haversine formula, with the mean radius of the earth.
func meters(a, b booking.Pin) float64 {
	const radius, degree = 6_371_008.8, math.Pi / 180
	sinLat, sinLng := math.Sin((b.Lat-a.Lat)*degree/2), math.Sin((b.Lng-a.Lng)*degree/2)
	h := sinLat*sinLat + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*sinLng*sinLng
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}
