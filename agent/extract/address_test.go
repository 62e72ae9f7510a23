package extract_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// addressCase is a line of testdata/addresses.txt.
type addressCase struct {
	country, text string
	asked         bool
	parts         map[string]string
}

func addressCases(t testing.TB) []addressCase {
	t.Helper()
	f, err := os.Open("testdata/addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []addressCase
	for in := bufio.NewScanner(f); in.Scan(); {
		line := in.Text()
		if strings.HasPrefix(line, "#") || len(line) < 6 {
			continue
		}
		fields := strings.Split(line[5:], " | ")
		c := addressCase{country: line[:2], asked: line[3] == '?', text: fields[0], parts: map[string]string{}}
		for _, p := range fields[1:] {
			key, value, _ := strings.Cut(p, "=")
			c.parts[key] = value
		}
		out = append(out, c)
	}
	return out
}

func partsOf(a extract.Address) map[string]string {
	return map[string]string{
		"s": a.Street, "n": a.Number, "u": a.Unit, "h": a.Neighborhood, "l": a.Locality, "p": a.Postcode, "b": a.Between, "r": a.Reference,
	}
}

func TestAddressesAreReadInTheirParts(t *testing.T) {
	t.Parallel()
	perCountry := map[string]int{}
	for _, c := range addressCases(t) {
		perCountry[c.country]++
		a, ok := extract.ReadAddress(text.Parse(c.text), extract.AddressQuery{Country: c.country, Asked: c.asked})
		if !ok {
			t.Errorf("%s %t %q: none", c.country, c.asked, c.text)
			continue
		}
		got := partsOf(a)
		for _, key := range []string{"s", "n", "u", "b", "r", "p", "h", "l"} {
			want, told := c.parts[key]
			if told && got[key] != want || !told && strings.Contains("snup", key) && got[key] != "" && c.parts["-"] == "" && !loose(key, c) {
				t.Errorf("%s %t %q: %s is %q, want %q", c.country, c.asked, c.text, key, got[key], want)
			}
		}
		if c.text[a.Start:a.End] != a.Raw || a.Raw == "" {
			t.Errorf("%q: span %d-%d is not %q", c.text, a.Start, a.End, a.Raw)
		}
	}
	for _, country := range []string{"CL", "CO", "MX", "BR", "AR", "PE"} {
		if perCountry[country] < 40 {
			t.Errorf("only %d cases of %s", perCountry[country], country)
		}
	}
}

// loose parts may be read or not: what a line does not say of its unit.
func loose(key string, c addressCase) bool { return key == "u" && c.parts["u"] == "" }

func TestPricesTimesAndSizesAreNoAddress(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/no_addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.SplitSeq(string(raw), "\n") {
		if strings.HasPrefix(line, "#") || len(line) < 6 {
			continue
		}
		n++
		if a, ok := extract.ReadAddress(text.Parse(line[5:]), extract.AddressQuery{Country: line[:2], Asked: line[3] == '?'}); ok {
			t.Errorf("%q: %+v", line, a)
		}
	}
	if n < 100 {
		t.Errorf("only %d", n)
	}
}

func FuzzReadAddress(f *testing.F) {
	for _, c := range addressCases(f) {
		f.Add(c.country, c.text, c.asked)
	}
	f.Fuzz(func(t *testing.T, country, said string, asked bool) {
		a, ok := extract.ReadAddress(text.Parse(said), extract.AddressQuery{Country: country, Asked: asked})
		if ok && (a.Start < 0 || a.End > len(said) || a.Start >= a.End || said[a.Start:a.End] != a.Raw) {
			t.Fatalf("%q: %+v", said, a)
		}
		extract.Postcode(text.Parse(said), country)
	})
}

func BenchmarkReadAddress(b *testing.B) {
	asked := extract.AddressQuery{Country: "MX", Asked: true}
	said := text.Parse("hola buenas tardes, es en calle Orizaba 34 int 5, colonia Roma Norte, entre Durango y Colima, frente a la iglesia, portón verde, cp 06700")
	for b.Loop() {
		extract.ReadAddress(said, asked)
	}
}
