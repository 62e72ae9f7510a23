package gazetteer_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/gazetteer"
)

var all = strings.Fields("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE")

func TestEveryCountryLoads(t *testing.T) {
	t.Parallel()
	for i, capital := range strings.Split("Buenos Aires,La Paz,Brasília,Santiago,Bogotá,San José,La Habana,Santo Domingo,Quito,Ciudad de Guatemala,Tegucigalpa,"+
		"CDMX,Managua,Ciudad de Panamá,Lima,San Juan,Asunción,San Salvador,Montevideo,Caracas", ",") {
		if p, ok := gazetteer.Find(all[i], capital).One(); !ok {
			t.Errorf("%s has no %s: %+v", all[i], capital, p)
		}
	}
	if gazetteer.Find("US", "Miami") != nil || gazetteer.Find("", "Lima") != nil {
		t.Error("a place of a country without data")
	}
}

func TestPlacesAreFoundByName(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"CO soacha": "Soacha Cundinamarca", "CO SOACHA": "Soacha Cundinamarca", "CO zipaquira": "Zipaquirá Cundinamarca", "CO usaquen": "Usaquén Bogotá",
		"CO bogota d.c.": "Bogotá Bogota D.C.", "CL concepcion": "Concepción Biobio", "CL viña": "Viña del Mar Valparaiso", "BR rio de janeiro": "Rio de Janeiro Rio de Janeiro",
		"BR niteroi": "Niterói Rio de Janeiro", "BR floripa": "Florianópolis Santa Catarina", "PE san isidro": "San Isidro Lima region", "PE SJL": "San Juan de Lurigancho Lima",
		"AR mar del plata": "Mar del Plata Buenos Aires", "MX queretaro": "Querétaro Querétaro", "GT zona 10": "Zona 10 Ciudad de Guatemala",
		"BR santo andre": "Santo André São Paulo", "EC cumbaya": "Cumbayá Pichincha", "UY pocitos": "Pocitos Montevideo", "AR jose c paz": "José C. Paz Buenos Aires",
		"CO zipaqura": "Zipaquirá Cundinamarca", "BR sorocabba": "Sorocaba São Paulo", "CL chilan": "Chillán Ñuble", "MX hermosilo": "Hermosillo Sonora",
	} {
		country, name, _ := strings.Cut(said, " ")
		p, ok := gazetteer.Find(country, name).One()
		if got := p.Name + " " + p.Region; !ok || got != want {
			t.Errorf("%s: %q (%t), want %q", said, got, ok, want)
		}
		if back, ok := gazetteer.ByID(p.ID); ok && back != p {
			t.Errorf("%s comes back from its id as %+v", p.ID, back)
		} else if !ok && p.ID != "" {
			t.Errorf("%s is lost", p.ID)
		}
	}
}

func TestNamesThatMeanNothingAreNone(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"CO ", "CO xyzzy", "CL soacha", "BR tegucigalpa", "CO lavadora", "MX refrigerador", "CL cali"} {
		country, name, _ := strings.Cut(said, " ")
		if p, ok := gazetteer.Find(country, name).One(); ok {
			t.Errorf("%q: %+v", said, p)
		}
	}
	if p, ok := gazetteer.Find("MX", "san jose").One(); ok {
		t.Errorf("one San José of Mexico is not the others: %+v", p)
	}
	for _, id := range []string{"", "geo-", "geo-co", "geo-co-33-", "geo-co-33-nowhere", "geo-xx-1-soacha", "cl-nunoa", "geo-co-33-soacha-9"} {
		if p, ok := gazetteer.ByID(id); ok {
			t.Errorf("%q: %+v", id, p)
		}
	}
}

func TestTheBigOnesAreKnownAbroad(t *testing.T) {
	t.Parallel()
	if p, ok := gazetteer.Abroad("medellin").One(); !ok || p.Country != "CO" {
		t.Errorf("%+v", p)
	}
	if p, ok := gazetteer.Abroad("cordoba").One(); ok && p.Country != "AR" {
		t.Errorf("%+v", p)
	}
	if p, ok := gazetteer.Abroad("soacha").One(); ok && p.Country != "CO" {
		t.Errorf("%+v", p)
	}
}

func TestTheNearestTownOfAPin(t *testing.T) {
	t.Parallel()
	for want, at := range map[string][2]float64{"Soacha": {4.5794, -74.2168}, "Zipaquirá": {5.0265, -74.004}} {
		if p, away, ok := gazetteer.Nearest("CO", at[0], at[1]); !ok || p.Name != want || away > 5_000 {
			t.Errorf("%s: %+v at %.0f m", want, p, away)
		}
	}
	if p, _, ok := gazetteer.Nearest("CO", 48.85, 2.35); ok {
		t.Errorf("Paris is in Colombia: %+v", p)
	}
}

func TestAllCountriesTakeLittleMemory(t *testing.T) { //nolint:paralleltest // measures the heap
	before := heap()
	for _, c := range all {
		gazetteer.Find(c, "x")
	}
	gazetteer.Abroad("x")
	if grown := heap() - before; grown > 8<<20 {
		t.Errorf("%d KiB", grown>>10)
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func FuzzFind(f *testing.F) {
	f.Add("CO", "soacha")
	f.Add("MX", "\xff san")
	f.Fuzz(func(t *testing.T, country, name string) {
		for _, p := range gazetteer.Find(country, name) {
			if back, ok := gazetteer.ByID(p.ID); !ok || back != p {
				t.Fatalf("%+v comes back as %+v", p, back)
			}
		}
		gazetteer.ByID(name)
		gazetteer.Nearest(country, float64(len(name)), -70)
	})
}

func BenchmarkFind(b *testing.B) {
	before := heap()
	for _, c := range all {
		gazetteer.Find(c, "x")
	}
	gazetteer.Abroad("x")
	taken := float64(heap()-before) / (1 << 20)
	for b.Loop() {
		gazetteer.Find("MX", "hermosilo")
	}
	b.ReportMetric(taken, "MiB")
}

func BenchmarkExact(b *testing.B) {
	for b.Loop() {
		gazetteer.Exact("MX", "hermosillo")
	}
}
