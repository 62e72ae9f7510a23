package places

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const placeColumns = `
  l.id, l.country, l.name, l.kind, l.city, l.region, coalesce(l.territory_code, '') AS territory,
  coalesce(t.unit_code, '') AS unit, l.time_zone, l.lat, l.lng`

type placeRow struct {
	ID                                booking.PlaceID
	Country, Name, Kind, City, Region string
	Territory                         booking.TerritoryCode
	Unit                              booking.UnitCode
	TimeZone                          string
	Lat, Lng                          float64
}

func (r placeRow) place() *booking.Place {
	return &booking.Place{
		ID: r.ID, Country: r.Country, Name: r.Name, Kind: r.Kind, City: r.City, Region: r.Region,
		Territory: r.Territory, Unit: r.Unit, TimeZone: r.TimeZone, Center: booking.Pin{Lat: r.Lat, Lng: r.Lng},
	}
}

const sqlFindPlace = `SELECT ` + placeColumns + `
FROM localities l LEFT JOIN territories t ON t.code = l.territory_code
WHERE l.id = @id`

// Place is a locality by its id; nil when the gazetteer has none.
func (s *Store) Place(ctx context.Context, q db.Querier, id booking.PlaceID) (*booking.Place, error) {
	return first(ctx, q, sqlFindPlace, db.Args{"id": id})
}

// A box of 0.9 degrees around the pin holds every point within 60 km up to 50 degrees of latitude, where the continent ends.
const sqlListPlacesAround = `SELECT ` + placeColumns + `
FROM localities l LEFT JOIN territories t ON t.code = l.territory_code
WHERE l.lat BETWEEN @lat::float8 - 0.9 AND @lat::float8 + 0.9 AND l.lng BETWEEN @lng::float8 - 0.9 AND @lng::float8 + 0.9
ORDER BY l.id`

func (s *Store) around(ctx context.Context, q db.Querier, pin booking.Pin) ([]placeRow, error) {
	return db.Collect[placeRow](ctx, q, sqlListPlacesAround, db.Args{"lat": pin.Lat, "lng": pin.Lng})
}

// The narrowest range wins: a bairro before its city.
const sqlFindPlaceByPostcode = `SELECT ` + placeColumns + `
FROM localities l LEFT JOIN territories t ON t.code = l.territory_code
WHERE @postcode::text BETWEEN l.postcode_from AND l.postcode_to AND length(l.postcode_from) = length(@postcode)
  AND (@country::text = '' OR l.country = @country)
ORDER BY l.postcode_to::bigint - l.postcode_from::bigint, l.territory_code IS NULL, l.id
LIMIT 1`

func (s *Store) byPostcode(ctx context.Context, q db.Querier, postcode, country string) (*booking.Place, error) {
	return first(ctx, q, sqlFindPlaceByPostcode, db.Args{"postcode": postcode, "country": country})
}

func first(ctx context.Context, q db.Querier, sql string, args db.Args) (*booking.Place, error) {
	rows, err := db.Collect[placeRow](ctx, q, sql, args)
	if err != nil {
		return nil, fmt.Errorf("find place: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].place(), nil
}

// Entry is a locality as the reader's lexicon needs it.
type Entry struct {
	ID        booking.PlaceID
	Country   string
	Name      string
	City      string
	Kind      string
	Aliases   []string
	Territory booking.TerritoryCode // empty: known, not served
}

const sqlListLexicon = `
SELECT id, country, name, city, kind, aliases, coalesce(territory_code, '') AS territory
FROM localities
WHERE @country::text = '' OR country = @country
ORDER BY id`

// Lexicon lists the names of every locality of a country, or of all when country is empty.
func (s *Store) Lexicon(ctx context.Context, q db.Querier, country string) ([]Entry, error) {
	list, err := db.Collect[Entry](ctx, q, sqlListLexicon, db.Args{"country": country})
	if err != nil {
		return nil, fmt.Errorf("list localities: %w", err)
	}
	return list, nil
}
