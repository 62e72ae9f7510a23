package gazetteer

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"embed"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

//go:embed data
var files embed.FS

// Bits of row.flags.
const (
	rough = 1 << iota // the coordinates are the city's
	alias             // another name of the place row.of
)

type row struct {
	name, key string // both point into one string a country
	lat, lng  int32  // thousandths of a degree
	of        int32  // row that an alias stands for
	region    uint16
	size      uint8
	flags     uint8
	n         uint8 // 2 for the second of a name in its region
}

type region struct{ country, code, name string }

// table is one country, or the big cities of all.
type table struct {
	rows    []row // sorted by key, then by size
	regions []region
	longest map[string]int   // words of the longest name, by first word
	bySize  map[fold][]int32 // first row of each key of five letters and more
}

// fold groups keys among which a typing error may lead from one to another.
type fold struct {
	first rune
	runes int
}

var loads = func() map[string]func() *table {
	m := map[string]func() *table{}
	for _, c := range strings.Fields("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE") {
		m[c] = sync.OnceValue(func() *table { return load(strings.ToLower(c)+".gz", c) })
	}
	return m
}()

var big = sync.OnceValue(func() *table { return load("big.gz", "") })

// of is the table of a country; nil when there is none.
func of(country string) *table {
	if get := loads[country]; get != nil {
		return get()
	}
	return nil
}

// Key is a name as it is compared: words in lower case without accents and signs.
func Key(name string) string {
	return strings.Join(strings.FieldsFunc(text.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// load panics on a file that does not parse: it is part of the binary, and a test reads every one.
func load(name, country string) *table {
	raw, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		panic(name + ": " + err.Error())
	}
	plain, err := io.ReadAll(zip)
	if err != nil {
		panic(name + ": " + err.Error())
	}
	t := &table{}
	t.read(string(plain))
	if country != "" {
		t.addDistricts(country)
	}
	t.sort()
	return t
}

func (t *table) read(plain string) {
	for line := range strings.Lines(plain) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if code, ok := strings.CutPrefix(f[0], "#"); ok {
			country, admin, _ := strings.Cut(code, ".")
			t.regions = append(t.regions, region{country, admin, f[1]})
			continue
		}
		lat, _ := strconv.Atoi(f[1])
		lng, _ := strconv.Atoi(f[2])
		size, _ := strconv.Atoi(f[3])
		t.rows = append(t.rows, row{
			name: f[0], key: Key(f[0]), lat: int32(lat), lng: int32(lng), size: uint8(size), region: uint16(len(t.regions) - 1), of: -1,
		})
	}
}

// sort orders the rows for lookups and counts those of one name.
func (t *table) sort() {
	for i := range t.rows { // a name with its key has one string when they are alike, as most words without accents are not
		if t.rows[i].key == t.rows[i].name {
			t.rows[i].key = t.rows[i].name
		}
	}
	order := make([]int32, len(t.rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		x, y := &t.rows[a], &t.rows[b]
		return cmp.Or(strings.Compare(x.key, y.key), -cmp.Compare(x.size, y.size))
	})
	at := make([]int32, len(order))
	for to, from := range order {
		at[from] = int32(to)
	}
	sorted := make([]row, len(t.rows))
	t.longest, t.bySize = map[string]int{}, map[fold][]int32{}
	for to, from := range order {
		r := t.rows[from]
		if r.of >= 0 {
			r.of = at[r.of]
		}
		sorted[to] = r
	}
	t.rows = sorted
	seen := map[uint16]uint8{}
	for i := range t.rows {
		r := &t.rows[i]
		if i == 0 || t.rows[i-1].key != r.key {
			clear(seen)
			first, _, _ := strings.Cut(r.key, " ")
			t.longest[first] = max(t.longest[first], 1+strings.Count(r.key, " "))
			if f := foldOf(r.key); f.runes >= minFuzzy {
				t.bySize[f] = append(t.bySize[f], int32(i))
			}
		}
		if seen[r.region] < 255 {
			seen[r.region]++
		}
		r.n = seen[r.region]
	}
}

// minFuzzy is the length of the shortest name in which an error is forgiven.
const minFuzzy = 5

func foldOf(key string) fold {
	f := fold{}
	for i, r := range key {
		if i == 0 {
			f.first = r
		}
		f.runes++
	}
	return f
}

// named lists the places of a key.
func (t *table) named(key string) Places {
	i, ok := slices.BinarySearchFunc(t.rows, key, func(r row, key string) int { return strings.Compare(r.key, key) })
	if !ok || key == "" {
		return nil
	}
	var out Places
	for ; i < len(t.rows) && t.rows[i].key == key; i++ {
		p := t.place(i)
		if !slices.ContainsFunc(out, func(o Place) bool { return o.ID == p.ID }) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Place) int { return int(b.Size - a.Size) })
	return out
}

// nearest is the one key that is an error away.
func (t *table) nearest(key string) (found string, ok bool) {
	f := foldOf(key)
	for size := max(minFuzzy, f.runes-1); size <= f.runes+1; size++ {
		for _, i := range t.bySize[fold{f.first, size}] {
			if k := t.rows[i].key; text.OneOff(key, k) {
				if found != "" {
					return "", false
				}
				found = k
			}
		}
	}
	return found, found != ""
}

func (t *table) place(i int) Place {
	r := &t.rows[i]
	if r.flags&alias != 0 {
		r = &t.rows[r.of]
	}
	g := t.regions[r.region]
	return Place{
		ID: idOf(g.country, g.code, r.key, int(r.n)), Country: g.country, Name: r.name, Region: g.name,
		Lat: float64(r.lat) / 1000, Lng: float64(r.lng) / 1000, Size: Size(r.size), Rough: r.flags&rough != 0,
	}
}

// addDistricts adds the country's lines of data/districts.txt: "CO Bogotá: Usaquén; Chapinero" are districts of a city that is
// in the table, "CO Cartagena de Indias = Cartagena" another name of one, "MX Ciudad Juárez @ 31690 -106424" a city.
func (t *table) addDistricts(country string) {
	raw, err := files.Open("data/districts.txt")
	if err != nil {
		panic(err)
	}
	defer raw.Close()
	for in := bufio.NewScanner(raw); in.Scan(); {
		line, ours := strings.CutPrefix(in.Text(), country+" ")
		if !ours {
			continue
		}
		if other, name, ok := strings.Cut(line, " = "); ok {
			of := t.biggest(name)
			for a := range strings.SplitSeq(other, "; ") {
				t.rows = append(t.rows, row{
					name: a, key: Key(a), lat: t.rows[of].lat, lng: t.rows[of].lng, of: int32(of), region: t.rows[of].region,
					size: t.rows[of].size, flags: alias,
				})
			}
			continue
		}
		if name, at, ok := strings.Cut(line, " @ "); ok {
			t.addCity(name, at)
			continue
		}
		city, list, _ := strings.Cut(line, ": ")
		t.addWithin(t.biggest(city), strings.Split(list, "; "))
	}
}

// addCity adds a big city that the source lacks, in the region of the place next to it.
func (t *table) addCity(name, at string) {
	latText, lngText, _ := strings.Cut(at, " ")
	lat, _ := strconv.Atoi(latText)
	lng, _ := strconv.Atoi(lngText)
	next, least := 0, math.Inf(1)
	for i, r := range t.rows {
		if d := meters(float64(lat)/1000, float64(lng)/1000, float64(r.lat)/1000, float64(r.lng)/1000); d < least {
			next, least = i, d
		}
	}
	t.rows = append(t.rows, row{name: name, key: Key(name), lat: int32(lat), lng: int32(lng), of: -1, region: t.rows[next].region, size: uint8(BigCity)})
}

// addWithin adds districts of a city, but for those that the table has nearby under the same name. Those count as big as a town
// at least: they are what people of the city say first.
func (t *table) addWithin(city int, names []string) {
	t.rows[city].size = uint8(Metropol) // who has districts of renown is meant by its bare name
	c := t.rows[city]
	known := map[string]int{}
	for i, r := range t.rows {
		if meters(float64(r.lat)/1000, float64(r.lng)/1000, float64(c.lat)/1000, float64(c.lng)/1000) < 40_000 {
			known[r.key] = i
		}
	}
	g := t.regions[c.region]
	t.regions = append(t.regions, region{g.country, g.code + "." + Key(c.name)[:3], c.name})
	for _, name := range names {
		if i, ok := known[Key(name)]; ok {
			t.rows[i].size = max(t.rows[i].size, uint8(City))
			continue
		}
		t.rows = append(t.rows, row{
			name: name, key: Key(name), lat: c.lat, lng: c.lng, of: -1, region: uint16(len(t.regions) - 1), size: uint8(City), flags: rough,
		})
	}
}

// biggest is the row of a name that the districts' file relies on.
func (t *table) biggest(name string) int {
	best, key := -1, Key(name)
	for i, r := range t.rows {
		if r.key == key && r.flags&alias == 0 && (best < 0 || r.size > t.rows[best].size) {
			best = i
		}
	}
	if best < 0 {
		panic("data/districts.txt: no " + name)
	}
	return best
}
