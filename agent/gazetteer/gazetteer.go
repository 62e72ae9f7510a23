package gazetteer

import (
	"math"
	"strconv"
	"strings"
)

// Size is a class of how many people live in a place.
type Size int

// The classes, by the least number of people. Zero is not known, or fewer than 5,000.
const (
	Small    Size = iota
	Village       // 5,000
	Town          // 20,000
	City          // 100,000
	BigCity       // 500,000
	Metropol      // 2,000,000
)

// Place is one town, comuna, municipality or district.
type Place struct {
	ID      string // "geo-co-33-soacha"
	Country string // ISO 3166 alpha-2
	Name    string
	Region  string // first administrative level; the city, of a district
	Lat     float64
	Lng     float64
	Size    Size
	Rough   bool // the coordinates are those of the city it belongs to
}

// Prefix begins the ids of the gazetteer and of no other place.
const Prefix = "geo-"

// Places are those that a name may mean, the biggest first.
type Places []Place

// One is the place that is meant: the only one, a city among towns, or a town among hamlets.
func (p Places) One() (Place, bool) {
	switch {
	case len(p) == 0:
		return Place{}, false
	case len(p) == 1, p[0].Size >= City && p[1].Size < p[0].Size, p[0].Size >= Town && p[1].Size == Small, near(p[0], p[1]):
		return p[0], true
	}
	return Place{}, false
}

// near tells whether two entries of one name are the town and its own municipality.
func near(a, b Place) bool { return meters(a.Lat, a.Lng, b.Lat, b.Lng) < 15_000 }

// Find lists the places of a country with a name, whatever its case and accents. When there is none, one letter may be wrong in
// names of five letters and more, if that leads to one name only.
func Find(country, name string) Places {
	c := of(country)
	if c == nil {
		return nil
	}
	key := Key(name)
	if found := c.named(key); len(found) > 0 {
		return found
	}
	if near, ok := c.nearest(key); ok {
		return c.named(near)
	}
	return nil
}

// Exact is Find without the typing error.
func Exact(country, name string) Places {
	if c := of(country); c != nil {
		return c.named(Key(name))
	}
	return nil
}

// Abroad lists the cities of 100,000 and more of any country with a name.
func Abroad(name string) Places { return big().named(Key(name)) }

// Longest is how many words the longest name of a country that begins with these words has; 0 when none does. It bounds the
// search in a message.
func Longest(country, first string) int {
	if c := of(country); c != nil {
		return c.longest[first]
	}
	return 0
}

// ByID is the place of an id.
func ByID(id string) (Place, bool) {
	parts := strings.SplitN(id, "-", 4)
	if len(parts) != 4 || parts[0]+"-" != Prefix {
		return Place{}, false
	}
	c := of(strings.ToUpper(parts[1]))
	if c == nil {
		return Place{}, false
	}
	name := strings.ReplaceAll(parts[3], "-", " ")
	found := c.named(name)
	if i := strings.LastIndexByte(name, ' '); len(found) == 0 && i > 0 {
		found = c.named(name[:i]) // "geo-mx-15-san-jose-2"
	}
	for _, p := range found {
		if p.ID == id {
			return p, true
		}
	}
	return Place{}, false
}

// Nearest is the place of a country whose centre is nearest to a point, and how far it is in metres; ok is false when the
// country is not known or nothing lies within 60 km.
func Nearest(country string, lat, lng float64) (p Place, away float64, ok bool) {
	c := of(country)
	if c == nil {
		return Place{}, 0, false
	}
	best := 60_000.0
	at := -1
	for i := range c.rows {
		r := &c.rows[i]
		if r.flags&(rough|alias) != 0 || math.Abs(float64(r.lat)/1000-lat) > 0.6 {
			continue
		}
		if d := meters(lat, lng, float64(r.lat)/1000, float64(r.lng)/1000); d < best {
			best, at = d, i
		}
	}
	if at < 0 {
		return Place{}, 0, false
	}
	return c.place(at), best, true
}

// meters is the great-circle distance by the haversine formula.
func meters(lat1, lng1, lat2, lng2 float64) float64 {
	const radius, degree = 6_371_008.8, math.Pi / 180
	sinLat, sinLng := math.Sin((lat2-lat1)*degree/2), math.Sin((lng2-lng1)*degree/2)
	h := sinLat*sinLat + math.Cos(lat1*degree)*math.Cos(lat2*degree)*sinLng*sinLng
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// idOf puts an id together; n tells places of one name and region apart.
func idOf(country, region, key string, n int) string {
	id := Prefix + strings.ToLower(country) + "-" + strings.ToLower(region) + "-" + strings.ReplaceAll(key, " ", "-")
	if n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}
