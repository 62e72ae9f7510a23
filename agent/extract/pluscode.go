package extract

import (
	"math"
	"strings"
)

// The alphabet and the sizes of Open Location Code 1.0 (github.com/google/open-location-code, specification.md).
const (
	plusAlphabet  = "23456789CFGHJMPQRVWX"
	plusBase      = 20
	plusPairs     = 10 // digits of the first part, in pairs of latitude and longitude
	plusSeparator = 8  // digits before the "+"
	plusMost      = 15
	gridRows      = 5
	gridColumns   = 4
)

// PlusCode is a code as it stands in a message, in capitals. A short one ("G8Q2+FX") means a place near a reference point.
type PlusCode struct {
	Code       string
	Short      bool
	Start, End int
}

// findPlusCode finds the first code of a text. Padded codes ("67VV0000+") are regions and no place to go to.
func findPlusCode(raw string) (PlusCode, bool) {
	for at := 0; ; {
		i := strings.IndexByte(raw[at:], '+')
		if i < 0 {
			return PlusCode{}, false
		}
		i += at
		from, to := i, i+1
		for from > 0 && i-from <= plusSeparator && plusDigit(raw[from-1]) >= 0 {
			from--
		}
		for to < len(raw) && to-i <= plusMost-plusSeparator && plusDigit(raw[to]) >= 0 {
			to++
		}
		before, after := i-from, to-i-1
		free := (from == 0 || !alphanumeric(raw[from-1]) && raw[from-1] != '+') && (to == len(raw) || !alphanumeric(raw[to]) && raw[to] != '+')
		letters := strings.ContainsAny(strings.ToUpper(raw[from:to]), "CFGHJMPQRVWX") // "22+33" is a sum
		if free && letters && (before == 8 || before == 6 || before == 4) && after >= 2 && after <= plusMost-plusSeparator {
			return PlusCode{Code: strings.ToUpper(raw[from:to]), Short: before < plusSeparator, Start: from, End: to}, true
		}
		at = i + 1
	}
}

func plusDigit(b byte) int {
	if b >= 'a' && b <= 'z' {
		b -= 'a' - 'A'
	}
	return strings.IndexByte(plusAlphabet, b)
}

func alphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// DecodePlusCode gives the centre of a full code's area; ok is false when it is none.
func DecodePlusCode(code string) (lat, lng float64, ok bool) {
	south, west, height, width, ok := plusArea(code)
	return min(south+height/2, 90), west + width/2, ok
}

// plusArea is the south-west corner and the size of a full code's area, in degrees.
func plusArea(code string) (south, west, height, width float64, ok bool) {
	if strings.IndexByte(code, '+') != plusSeparator {
		return 0, 0, 0, 0, false
	}
	digits := strings.Replace(code, "+", "", 1)
	if len(digits) < plusPairs || len(digits) > plusMost {
		return 0, 0, 0, 0, false
	}
	south, west, height, width = -90, -180, 400, 400
	for i := range len(digits) {
		d := plusDigit(digits[i])
		switch {
		case d < 0, i == 0 && d > 8, i == 1 && d > 17: // the first pair ends at 180 and 360 degrees
			return 0, 0, 0, 0, false
		case i >= plusPairs:
			height, width = height/gridRows, width/gridColumns
			south, west = south+float64(d/gridColumns)*height, west+float64(d%gridColumns)*width
		case i%2 == 0:
			height /= plusBase
			south += float64(d) * height
		default:
			width /= plusBase
			west += float64(d) * width
		}
	}
	return south, west, height, width, true
}

// EncodePlusCode is the code of ten digits of a point.
func EncodePlusCode(lat, lng float64) string {
	lat = math.Min(90, math.Max(-90, lat))
	lng = math.Mod(math.Mod(lng+180, 360)+360, 360)
	if lat == 90 {
		lat -= 1.0 / 8000
	}
	const steps = 8000 // of the tenth digit, a degree
	y, x := int(math.Floor((lat+90)*steps+1e-6)), int(math.Floor(lng*steps+1e-6))
	var out [plusPairs]byte
	for i := plusPairs - 2; i >= 0; i -= 2 {
		out[i], out[i+1] = plusAlphabet[y%plusBase], plusAlphabet[x%plusBase]
		y, x = y/plusBase, x/plusBase
	}
	return string(out[:plusSeparator]) + "+" + string(out[plusSeparator:])
}

// RecoverPlusCode makes a short code whole with the nearest area of that ending to a reference point, and gives its centre.
func RecoverPlusCode(short string, lat, lng float64) (atLat, atLng float64, ok bool) {
	missing := plusSeparator - strings.IndexByte(short, '+')
	if missing != 2 && missing != 4 {
		return 0, 0, false
	}
	full := EncodePlusCode(lat, lng)[:missing] + short
	south, west, height, width, ok := plusArea(full)
	if !ok {
		return 0, 0, false
	}
	atLat, atLng = south+height/2, west+width/2
	step := math.Pow(plusBase, float64(2-missing/2)) // degrees that the missing digits leave open
	switch {
	case lat+step/2 < atLat && atLat-step >= -90:
		atLat -= step
	case lat-step/2 > atLat && atLat+step <= 90:
		atLat += step
	}
	switch {
	case lng+step/2 < atLng:
		atLng -= step
	case lng-step/2 > atLng:
		atLng += step
	}
	return atLat, atLng, true
}
