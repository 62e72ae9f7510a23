package customers

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

type siteRow struct {
	ID                                             booking.SiteID
	CustomerID                                     booking.CustomerID
	LocalityID                                     booking.PlaceID
	TerritoryCode                                  booking.TerritoryCode
	Country, Locality, City                        string
	Raw, Street, Number, Unit, Reference, Postcode string
	Lat, Lng                                       float64
	Confidence                                     booking.Confidence
	TimeZone                                       string
}

func (r siteRow) site() booking.Site {
	return booking.Site{
		ID: r.ID, CustomerID: r.CustomerID, Place: r.LocalityID, Territory: r.TerritoryCode,
		Country: r.Country, Locality: r.Locality, City: r.City,
		Address: booking.Address{
			Raw: r.Raw, Street: r.Street, Number: r.Number, Unit: r.Unit, Reference: r.Reference, Postcode: r.Postcode,
		},
		Pin: booking.Pin{Lat: r.Lat, Lng: r.Lng}, Confidence: r.Confidence, TimeZone: r.TimeZone,
	}
}

const sqlListSites = `
SELECT s.id, s.customer_id, s.locality_id, s.territory_code, s.country, l.name AS locality, l.city,
  s.raw, s.street, s.number, s.unit, s.reference, s.postcode, s.lat, s.lng, s.confidence, s.time_zone
FROM sites s JOIN localities l ON l.id = s.locality_id
WHERE s.customer_id = @customer
ORDER BY s.created_at DESC, s.id DESC`

// Sites lists the sites of a customer, the newest first.
func (s *Store) Sites(ctx context.Context, q db.Querier, customer booking.CustomerID) ([]booking.Site, error) {
	rows, err := db.Collect[siteRow](ctx, q, sqlListSites, db.Args{"customer": customer})
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	list := make([]booking.Site, len(rows))
	for i, r := range rows {
		list[i] = r.site()
	}
	return list, nil
}

const sqlFindSite = `
SELECT s.id, s.customer_id, s.locality_id, s.territory_code, s.country, l.name AS locality, l.city,
  s.raw, s.street, s.number, s.unit, s.reference, s.postcode, s.lat, s.lng, s.confidence, s.time_zone
FROM sites s JOIN localities l ON l.id = s.locality_id
WHERE s.id = @id`

// Site is one site; NotFound when there is none of that id.
func (s *Store) Site(ctx context.Context, q db.Querier, id booking.SiteID) (booking.Site, error) {
	r, err := db.One[siteRow](ctx, q, sqlFindSite, db.Args{"id": id})
	if err != nil {
		return booking.Site{}, fmt.Errorf("find site: %w", err)
	}
	return r.site(), nil
}

// SaveSite keeps where a customer lives and gives the stored site. The same words at the same spot are the same site; it then
// keeps the better of both positions.
func (s *Store) SaveSite(ctx context.Context, tx *db.Tx, site booking.Site) (booking.Site, error) {
	known, err := s.Sites(ctx, tx, site.CustomerID)
	if err != nil {
		return booking.Site{}, err
	}
	for _, k := range known {
		if !sameSite(k, site) {
			continue
		}
		if site.Confidence < k.Confidence { // A is better than B
			if err := refineSite(ctx, tx, k.ID, site); err != nil {
				return booking.Site{}, fmt.Errorf("save site: %w", err)
			}
		}
		return s.Site(ctx, tx, k.ID)
	}
	site.ID = booking.SiteID(tx.NewID())
	if err := insertSite(ctx, tx, site); err != nil {
		return booking.Site{}, fmt.Errorf("save site: %w", err)
	}
	return s.Site(ctx, tx, site.ID)
}

const sqlInsertSite = `
INSERT INTO sites (id, customer_id, locality_id, territory_code, country, raw, street, number, unit, reference, postcode,
  lat, lng, confidence, time_zone, created_at)
VALUES (@id, @customer, @place, @territory, @country, @raw, @street, @number, @unit, @reference, @postcode,
  @lat, @lng, @confidence, @time_zone, @now)`

func insertSite(ctx context.Context, tx *db.Tx, s booking.Site) error {
	_, err := db.Exec(ctx, tx, sqlInsertSite, db.Args{
		"id": s.ID, "customer": s.CustomerID, "place": s.Place, "territory": s.Territory, "country": s.Country,
		"raw": s.Address.Raw, "street": s.Address.Street, "number": s.Address.Number, "unit": s.Address.Unit,
		"reference": s.Address.Reference, "postcode": s.Address.Postcode, "lat": s.Pin.Lat, "lng": s.Pin.Lng,
		"confidence": s.Confidence, "time_zone": s.TimeZone, "now": tx.Now,
	})
	return err
}

const sqlRefineSite = `UPDATE sites SET lat = @lat, lng = @lng, confidence = @confidence WHERE id = @id`

func refineSite(ctx context.Context, tx *db.Tx, id booking.SiteID, better booking.Site) error {
	_, err := db.Exec(ctx, tx, sqlRefineSite, db.Args{
		"id": id, "lat": better.Pin.Lat, "lng": better.Pin.Lng, "confidence": better.Confidence,
	})
	return err
}

// agreeWithin is how far two pins of one address may be apart (LATAM.md 8.6).
const agreeWithin = 150.0 // metres

func sameSite(a, b booking.Site) bool {
	return a.Place == b.Place && sameWords(a.Address.Raw, b.Address.Raw) && sameWords(a.Address.Unit, b.Address.Unit) &&
		meters(a.Pin, b.Pin) <= agreeWithin
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// meters is the distance on a plane that touches the earth at a: exact enough within a city.
func meters(a, b booking.Pin) float64 {
	const degree = 111_195.0
	return degree * math.Hypot(b.Lat-a.Lat, (b.Lng-a.Lng)*math.Cos(a.Lat*math.Pi/180))
}
