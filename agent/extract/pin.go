package extract

import (
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Pin is a position that was written: as a link to a map, as numbers, as a Plus code.
type Pin struct {
	Lat, Lng   float64
	Known      bool   // false: a link that does not say where ("https://maps.app.goo.gl/…"), or a short Plus code without its town
	Kind       string // google, waze, apple, osm, geo, plain, dms, plus
	Start, End int    // bytes
}

// ReadPin reads a position without following any link. near is the point that a short Plus code counts from, nil for none.
// Positions out of range and (0, 0), which broken phones send, are none.
func ReadPin(t text.Text, near *[2]float64) (Pin, bool) {
	if p, ok := linkPin(t.Raw); ok {
		return p, true
	}
	if p, ok := plusPin(t.Raw, near); ok {
		return p, true
	}
	if p, ok := dmsPin(t.Raw); ok {
		return p, true
	}
	return plainPin(t.Raw)
}

var (
	linkLike = regexp.MustCompile(`(?i)\b(?:https?://|www\.|geo:|waze://|comgooglemaps://|maps://|(?:maps\.google|google|waze|maps\.apple|openstreetmap|osm|maps\.app\.goo|goo|g)\.[a-z.]{2,6}/)\S+`)
	degrees  = `([-+−]?\d{1,3}(?:\.\d+)?)`
	pair     = regexp.MustCompile(`^(?:loc:)?\s*` + degrees + `\s*,\s*` + degrees + `(?:[^\d.]|$)`)
	atPair   = regexp.MustCompile(`[/@]@?` + `([-+]?\d{1,2}\.\d+),\s?([-+]?\d{1,3}\.\d+)(?:[,/?&]|$)`)
	dataPair = regexp.MustCompile(`!3d(-?\d{1,2}\.\d+)!4d(-?\d{1,3}\.\d+)`)
	osmHash  = regexp.MustCompile(`map=\d+(?:\.\d+)?/(-?\d{1,2}\.\d+)/(-?\d{1,3}\.\d+)`)
)

// linkPin reads the first link that is one to a map.
func linkPin(raw string) (Pin, bool) {
	for _, at := range linkLike.FindAllStringIndex(raw, 3) {
		link := strings.TrimRight(raw[at[0]:at[1]], ".,;)>\"'")
		kind := mapOf(link)
		if kind == "" {
			continue
		}
		p := Pin{Kind: kind, Start: at[0], End: at[0] + len(link)}
		p.Lat, p.Lng, p.Known = coordinates(link)
		return p, true
	}
	return Pin{}, false
}

// mapOf says whose map a link is; empty: no map.
func mapOf(link string) string {
	low := strings.ToLower(link)
	if strings.HasPrefix(low, "geo:") {
		return "geo"
	}
	if strings.HasPrefix(low, "comgooglemaps:") {
		return "google"
	}
	if strings.HasPrefix(low, "waze:") {
		return "waze"
	}
	_, rest, found := strings.Cut(low, "://")
	if !found {
		rest = low
	}
	host, path, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	path = "/" + path
	host = strings.TrimPrefix(host, "www.")
	switch {
	case host == "maps.app.goo.gl", host == "goo.gl" && strings.HasPrefix(path, "/maps"), host == "g.co" && strings.HasPrefix(path, "/maps"), host == "g.page",
		strings.HasPrefix(host, "maps.google."), strings.HasPrefix(host, "google.") && strings.HasPrefix(path, "/maps"):
		return "google"
	case host == "waze.com", strings.HasSuffix(host, ".waze.com"):
		return "waze"
	case host == "maps.apple.com", host == "maps.apple", strings.HasPrefix(low, "maps://"):
		return "apple"
	case host == "osm.org", host == "openstreetmap.org", strings.HasSuffix(host, ".openstreetmap.org"), host == "osmand.net":
		return "osm"
	}
	return ""
}

// Queries of maps' links that hold a position, the place that is meant before the middle of the screen.
var queryKeys = []string{"q", "query", "destination", "daddr", "ll", "sll", "coordinate", "address", "to", "navigate", "mlat", "center", "cbll", "viewpoint", "saddr"}

// coordinates of a link; ok is false when it holds none.
func coordinates(link string) (lat, lng float64, ok bool) {
	if rest, geo := cutFold(link, "geo:"); geo {
		body, query, _ := strings.Cut(rest, "?")
		if q, err := url.ParseQuery(query); err == nil {
			if lat, lng, ok = pairOf(q.Get("q")); ok {
				return lat, lng, true
			}
		}
		body, _, _ = strings.Cut(body, ";")
		return pairOf(body)
	}
	plain := link
	if u, err := url.QueryUnescape(link); err == nil {
		plain = u
	}
	if m := dataPair.FindAllStringSubmatch(plain, -1); len(m) > 0 { // the place; "@" is the middle of the screen
		return degreesOf(m[len(m)-1][1], m[len(m)-1][2])
	}
	_, query, _ := strings.Cut(link, "?")
	query, _, _ = strings.Cut(query, "#")
	if q, err := url.ParseQuery(query); err == nil {
		if q.Get("mlat") != "" {
			return degreesOf(q.Get("mlat"), q.Get("mlon"))
		}
		for _, key := range queryKeys {
			if lat, lng, ok = pairOf(strings.TrimPrefix(strings.TrimPrefix(q.Get(key), "ll."), "loc:")); ok {
				return lat, lng, true
			}
		}
		if p, found := findPlusCode(strings.ReplaceAll(q.Get("q"), " ", "+")); found && !p.Short {
			lat, lng, ok = DecodePlusCode(p.Code)
			return lat, lng, ok
		}
	}
	if m := osmHash.FindStringSubmatch(plain); m != nil {
		return degreesOf(m[1], m[2])
	}
	if m := atPair.FindAllStringSubmatch(plain, -1); len(m) > 0 {
		return degreesOf(m[0][1], m[0][2])
	}
	return 0, 0, false
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

func pairOf(s string) (lat, lng float64, ok bool) {
	m := pair.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, 0, false
	}
	return degreesOf(m[1], m[2])
}

func degreesOf(a, b string) (lat, lng float64, ok bool) {
	lat, errA := strconv.ParseFloat(strings.Replace(a, "−", "-", 1), 64)
	lng, errB := strconv.ParseFloat(strings.Replace(b, "−", "-", 1), 64)
	return checked(lat, lng, errA == nil && errB == nil)
}

func checked(lat, lng float64, ok bool) (float64, float64, bool) {
	if !ok || math.Abs(lat) > 90 || math.Abs(lng) > 180 || math.Abs(lat) < 1e-6 && math.Abs(lng) < 1e-6 {
		return 0, 0, false
	}
	return lat, lng, true
}

// plusPin reads a Plus code. A short one counts from near.
func plusPin(raw string, near *[2]float64) (Pin, bool) {
	c, ok := findPlusCode(raw)
	if !ok {
		return Pin{}, false
	}
	p := Pin{Kind: "plus", Start: c.Start, End: c.End}
	switch {
	case !c.Short:
		p.Lat, p.Lng, p.Known = DecodePlusCode(c.Code)
	case near != nil:
		p.Lat, p.Lng, p.Known = RecoverPlusCode(c.Code, near[0], near[1])
	}
	return p, c.Short || p.Known
}

// Positions as numbers with decimals.
var plainPair = regexp.MustCompile(`(?:^|[^\d.,+-])(?:(?i:lat(?:itud|itude)?)\s*[:=]?\s*)?([-−]?\d{1,2}\.\d{2,})°?\s*[,;/ ]\s*(?:(?i:lo?ng(?:itud|itude)?)\s*[:=]?\s*)?([-−]?\d{1,3}\.\d{2,})(?:[^\d.]|\.?\s|\.?$)`)

func plainPin(raw string) (Pin, bool) {
	m := plainPair.FindStringSubmatchIndex(raw)
	if m == nil {
		return Pin{}, false
	}
	a, b := raw[m[2]:m[3]], raw[m[4]:m[5]]
	// The continent lies west: a longitude without a sign is a slip, or a price ("25.000, 30.000"). "25.000 -30.000" is one too.
	both := signed(a)
	if !signed(b) || !both && places(a) < 4 && places(b) < 4 {
		return Pin{}, false
	}
	lat, lng, ok := degreesOf(a, b)
	return Pin{Lat: lat, Lng: lng, Known: ok, Kind: "plain", Start: m[2], End: m[5]}, ok
}

func signed(s string) bool { return strings.HasPrefix(s, "-") || strings.HasPrefix(s, "−") }

func places(s string) int { return len(s) - strings.IndexByte(s, '.') - 1 }

const (
	oneDMS = `(\d{1,3})\s*[°º]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′´]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''|’’|′′)\s*)?`
	latDMS = oneDMS + `([NnSs])`
	lngDMS = oneDMS + `([EeWwOo])`
)

var dmsPair = regexp.MustCompile(latDMS + `[\s,;]*` + lngDMS)

// dmsPin reads 33°26'16"S 70°39'01"W.
func dmsPin(raw string) (Pin, bool) {
	m := dmsPair.FindStringSubmatchIndex(raw)
	if m == nil {
		return Pin{}, false
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return raw[m[2*i]:m[2*i+1]]
	}
	lat, okLat := sexagesimal(part(1), part(2), part(3))
	lng, okLng := sexagesimal(part(5), part(6), part(7))
	if strings.EqualFold(part(4), "s") {
		lat = -lat
	}
	if !strings.EqualFold(part(8), "e") {
		lng = -lng
	}
	lat, lng, ok := checked(lat, lng, okLat && okLng)
	return Pin{Lat: lat, Lng: lng, Known: ok, Kind: "dms", Start: m[0], End: m[1]}, ok
}

func sexagesimal(degrees, minutes, seconds string) (float64, bool) {
	d, err := strconv.ParseFloat(degrees, 64)
	if err != nil {
		return 0, false
	}
	for i, s := range []string{minutes, seconds} {
		if s == "" {
			continue
		}
		v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		if err != nil || v >= 60 {
			return 0, false
		}
		d += v / math.Pow(60, float64(i+1))
	}
	return d, true
}
