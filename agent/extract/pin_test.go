package extract_test

import (
	"math"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestPinsAreReadOutOfLinks(t *testing.T) {
	t.Parallel()
	for said, want := range map[string][2]float64{
		"https://www.google.com/maps/@-33.4372,-70.6506,17z":                                                                                      {-33.4372, -70.6506},
		"https://maps.google.com/?q=-33.4372,-70.6506":                                                                                            {-33.4372, -70.6506},
		"estoy acá https://maps.google.com/maps?q=-33.4372%2C-70.6506&z=17&hl=es, casa verde":                                                     {-33.4372, -70.6506},
		"https://www.google.cl/maps/place/Plaza+de+Armas/@-33.4,-70.6,17z/data=!3m1!4b1!4m6!3m5!1s0x9662c5a4!8m2!3d-33.4378305!4d-70.6504492!16s": {-33.4378305, -70.6504492},
		"https://www.google.com/maps/search/?api=1&query=19.4326,-99.1332":                                                                        {19.4326, -99.1332},
		"https://www.google.com/maps/dir/?api=1&destination=19.4326%2C-99.1332":                                                                   {19.4326, -99.1332},
		"https://www.google.com/maps/place/19.4326,-99.1332":                                                                                      {19.4326, -99.1332},
		"https://www.google.com/maps/place/-23.5613,-46.6565/@-23.56,-46.65,15z":                                                                  {-23.5613, -46.6565},
		"https://maps.google.com/maps?ll=4.6097,-74.0817&z=16":                                                                                    {4.6097, -74.0817},
		"https://maps.google.com/?saddr=1,1&daddr=4.6097,-74.0817":                                                                                {4.6097, -74.0817},
		"https://www.google.com/maps/search/-33.45,+-70.66?entry=tts":                                                                             {-33.45, -70.66},
		"comgooglemaps://?q=-12.0464,-77.0428":                                                                                                    {-12.0464, -77.0428},
		"maps.google.com/?q=loc:-12.0464,-77.0428":                                                                                                {-12.0464, -77.0428},
		"https://waze.com/ul?ll=-34.6037,-58.3816&navigate=yes":                                                                                   {-34.6037, -58.3816},
		"https://www.waze.com/ul?ll=-34.6037%2C-58.3816":                                                                                          {-34.6037, -58.3816},
		"https://ul.waze.com/ul?ll=-34.6037%2C-58.3816&navigate=yes&utm_source=x":                                                                 {-34.6037, -58.3816},
		"https://www.waze.com/live-map/directions?to=ll.-34.6037%2C-58.3816":                                                                      {-34.6037, -58.3816},
		"waze://?ll=-34.6037,-58.3816":                                                                                                            {-34.6037, -58.3816},
		"https://maps.apple.com/?ll=-0.1807,-78.4678&q=Casa":                                                                                      {-0.1807, -78.4678},
		"https://maps.apple.com/place?coordinate=-0.1807,-78.4678&name=X":                                                                         {-0.1807, -78.4678},
		"http://maps.apple.com/?daddr=-0.1807,-78.4678":                                                                                           {-0.1807, -78.4678},
		"https://www.openstreetmap.org/?mlat=9.9281&mlon=-84.0907#map=17/9.92/-84.09":                                                             {9.9281, -84.0907},
		"https://www.openstreetmap.org/#map=17/9.9281/-84.0907":                                                                                   {9.9281, -84.0907},
		"geo:-34.9011,-56.1645":              {-34.9011, -56.1645},
		"geo:0,0?q=-34.9011,-56.1645(Casa)":  {-34.9011, -56.1645},
		"geo:-34.9011,-56.1645;u=35":         {-34.9011, -56.1645},
		"-33.45, -70.66":                     {-33.45, -70.66},
		"-33.4569,-70.6483":                  {-33.4569, -70.6483},
		"mi ubicación es -33.4569 -70.6483.": {-33.4569, -70.6483},
		"lat: -33.4569 lng: -70.6483":        {-33.4569, -70.6483},
		"19.4326, -99.1332":                  {19.4326, -99.1332},
		"19.432608, -99.133209":              {19.432608, -99.133209},
		"33°26'16\"S 70°39'01\"W":            {-33.437778, -70.650278},
		"19°25'57.4\"N, 99°07'59.5\"O":       {19.432611, -99.133194},
		"33° 26.267' S, 70° 39.017' W":       {-33.437783, -70.650283},
	} {
		p, ok := extract.ReadPin(text.Parse(said), nil)
		if !ok || !p.Known || math.Abs(p.Lat-want[0]) > 1e-6 || math.Abs(p.Lng-want[1]) > 1e-6 {
			t.Errorf("%q: %+v %t, want %v", said, p, ok, want)
		}
	}
}

func TestALinkThatDoesNotSayWhereSaysSo(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"https://maps.app.goo.gl/AbCdEf123", "acá: https://goo.gl/maps/xyz123", "https://waze.com/ul/h66jc5b1q2", "https://g.co/maps/abcde",
		"https://www.google.com/maps/place/Plaza+de+Armas", "https://maps.google.com/?q=0,0", "https://maps.google.com/?q=95.5,-70.2", "geo:0,0",
		"https://www.google.com/maps/@-33.4372,-270.6506,17z", "G8Q2+FX",
	} {
		if p, ok := extract.ReadPin(text.Parse(said), nil); !ok || p.Known {
			t.Errorf("%q: %+v %t", said, p, ok)
		}
	}
}

func TestNumbersThatAreNoPin(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"25.000, 30.000", "entre 25.000 y 30.000", "de 25.000 30.000 pesos", "17.866.024-1", "0.0000, 0.0000", "https://www.youtube.com/watch?v=1",
		"10.5, 20.5", "v1.234 2.345", "mide 1.200 x 3.400", "2+2", "22+33", "a+b", "hola", "", "95.1234, -70.1234", "12.345.678, 9.876.543", "90°C", "33° de calor", "c++", "8+8 C", "son 4 + 4CX",
		"4.6097, 74.0817", "33°75'00\"S 70°39'01\"W",
	} {
		if p, ok := extract.ReadPin(text.Parse(said), nil); ok {
			t.Errorf("%q: %+v", said, p)
		}
	}
}

// The vectors are worked out by hand from the specification: a degree of the first pair is 20 by 20, and the digits divide it by
// 20, 20, 20 and 20; the eleventh divides the cell in five rows and four columns.
func TestPlusCodesFollowTheSpecification(t *testing.T) {
	t.Parallel()
	for code, want := range map[string][2]float64{
		"22222222+22": {-90 + 1.0/16000, -180 + 1.0/16000},
		// "6F" begins at -10 and 0, "G2" adds ten degrees; the rest adds half a cell of 1/8000.
		"6FG22222+22": {1.0 / 16000, 1.0 / 16000},
		// "47" begins at -50 and -80, "RF" adds 16 and 9, "9X" adds 7/20 and 19/20, "VX" 17/400 and 19/400, "22" nothing.
		"47RF9XVX+22": {-50 + 16 + 7.0/20 + 17.0/400 + 1.0/16000, -80 + 9 + 19.0/20 + 19.0/400 + 1.0/16000},
		// The eleventh digit "X" is the last of 5 rows and 4 columns of a cell.
		"22222222+22X": {-90 + 4.5/40000, -180 + 3.5/32000},
	} {
		lat, lng, ok := extract.DecodePlusCode(code)
		if !ok || math.Abs(lat-want[0]) > 1e-9 || math.Abs(lng-want[1]) > 1e-9 {
			t.Errorf("%s: %v %v %t, want %v", code, lat, lng, ok, want)
		}
	}
	for _, bad := range []string{"", "+", "F2222222+22", "2W222222+22", "22222222+2", "2222222+22", "22222222+222222222", "22222A22+22", "22222222"} {
		if lat, lng, ok := extract.DecodePlusCode(bad); ok {
			t.Errorf("%q: %v %v", bad, lat, lng)
		}
	}
}

func TestPlusCodesGoThereAndBack(t *testing.T) {
	t.Parallel()
	for lat := -54.9; lat < 33; lat += 3.137 {
		for lng := -117.3; lng < -34; lng += 4.771 {
			code := extract.EncodePlusCode(lat, lng)
			gotLat, gotLng, ok := extract.DecodePlusCode(code)
			if !ok || math.Abs(gotLat-lat) > 1.0/15999 || math.Abs(gotLng-lng) > 1.0/15999 {
				t.Fatalf("%v %v: %s is %v %v", lat, lng, code, gotLat, gotLng)
			}
			for _, cut := range []int{2, 4} {
				for _, off := range []float64{-0.4, 0, 0.4} { // of what the missing digits leave open
					step := math.Pow(20, float64(2-cut/2))
					backLat, backLng, ok := extract.RecoverPlusCode(code[cut:], lat+off*step, lng-off*step)
					if !ok || lat+off*step < 90 && lat+off*step > -90 && (math.Abs(backLat-gotLat) > 1e-9 || math.Abs(backLng-gotLng) > 1e-9) {
						t.Fatalf("%s from %v: %v %v", code[cut:], off, backLat, backLng)
					}
				}
			}
		}
	}
}

func TestAShortPlusCodeCountsFromItsTown(t *testing.T) {
	t.Parallel()
	code := extract.EncodePlusCode(-33.4372, -70.6506)
	near := [2]float64{-33.45, -70.66}
	p, ok := extract.ReadPin(text.Parse("estoy en "+code[4:]+" Santiago"), &near)
	if !ok || !p.Known || math.Abs(p.Lat+33.4372) > 1e-4 || math.Abs(p.Lng+70.6506) > 1e-4 {
		t.Errorf("%s: %+v", code, p)
	}
	if p, ok := extract.ReadPin(text.Parse(code), nil); !ok || !p.Known {
		t.Errorf("%s: %+v", code, p)
	}
}

func FuzzReadPin(f *testing.F) {
	for _, s := range []string{"https://maps.google.com/?q=-33.45,-70.6", "geo:1,2", "G8Q2+FX", "33°26'16\"S 70°39'01\"W", "-33.4569,-70.6483", "\xff+"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		near := [2]float64{-33, -70}
		p, ok := extract.ReadPin(text.Parse(s), &near)
		if ok && (p.Start < 0 || p.End > len(s) || p.Start >= p.End || math.IsNaN(p.Lat) || math.Abs(p.Lat) > 90 || math.Abs(p.Lng) > 190) {
			t.Fatalf("%q: %+v", s, p)
		}
	})
}
