package extract_test

import (
	"math"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestNumbersAreReadByValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said, country string
		want          []float64
	}{
		{"ochocientos doce", "CL", []float64{812}},
		{"setecientas ventanas", "MX", []float64{700}},
		{"novecentos e noventa e nove", "BR", []float64{999}},
		{"cuatro mil seiscientos dieciocho", "PE", []float64{4618}},
		{"um milhão e duzentos mil reais", "BR", []float64{1200000}},
		{"siete mil millones", "AR", []float64{7e9}},
		{"dos billones de bolívares", "VE", []float64{2e12}},
		{"cinco bilhões", "BR", []float64{5e9}},
		{"$ 34.990", "CL", []float64{34990}},
		{"$1,890.50", "MX", []float64{1890.5}},
		{"son 2.500", "MX", []float64{2.5}},
		{"R$ 1.250,90", "BR", []float64{1250.9}},
		{"1,250", "MX", []float64{1250}},
		{"1,25", "MX", []float64{1.25}},
		{"tres coma siete", "AR", []float64{3.7}},
		{"quatro vírgula zero dois", "BR", []float64{4.02}},
		{"seis y medio", "UY", []float64{6.5}},
		{"nueve con tres cuartos", "CO", []float64{9.75}},
		{"dos tercios", "CO", []float64{2.0 / 3}},
		{"cinco oitavos", "BR", []float64{0.625}},
		{"ocho docenas", "EC", []float64{96}},
		{"meia dezena", "BR", []float64{5}},
		{"un par de cosas", "CR", []float64{2}},
		{"tres docenas y media", "MX", []float64{42}},
		{"el veinte por ciento", "CO", []float64{20}},
		{"ocho coma cinco mil", "AR", []float64{8500}},
		{"45k", "CL", []float64{45000}},
		{"2,5 mil", "BR", []float64{2500}},
		{"12mil", "AR", []float64{12000}},
		{"docemil", "AR", []float64{12000}},
		{"-7", "", []float64{-7}},
		{"menos cuarenta", "", []float64{-40}},
		{"tengo 2 aires y 3 ventiladores", "PA", []float64{2, 3}},
		{"del 9-13", "CL", []float64{9, 13}},
		{"mil gracias", "CL", nil},
		{"a las 10:30", "CL", nil},
		{"el 15/07/2027", "CL", nil},
		{"depto 12B", "CL", nil},
		{"220v", "CL", nil},
	} {
		var got []float64
		for _, a := range extract.Numbers(text.Parse(c.said), c.country) {
			if !a.Ordinal {
				got = append(got, a.Value)
			}
			if c.said[a.Start:a.End] != a.Text {
				t.Errorf("%q: the span of %q is off", c.said, a.Text)
			}
		}
		if !near(got, c.want) {
			t.Errorf("%q in %q: %v, want %v", c.said, c.country, got, c.want)
		}
	}
}

func near(got, want []float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if math.Abs(got[i]-want[i]) > 1e-9*math.Max(1, math.Abs(want[i])) {
			return false
		}
	}
	return true
}

func TestOrdinalsAreToldFromCounts(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]float64{
		"el tercero": 3, "la 4ta": 4, "7mo piso": 7, "1er": 1, "9na": 9, "2°": 2, "12º andar": 12, "sexta": 6, "décima segunda": 12,
		"decimotercera": 13, "trigésimo cuarto": 34, "nonagésima nona": 99, "ducentésimo": 200, "milésimo": 1000, "octingentésimo": 800,
	} {
		got := extract.Numbers(text.Parse(said), "")
		if len(got) != 1 || !got[0].Ordinal || got[0].Value != want {
			t.Errorf("%q: %+v, want the %v.", said, got, want)
		}
	}
	for _, said := range []string{"hace 28° C", "5 kilos", "dos o tres"} {
		for _, a := range extract.Numbers(text.Parse(said), "") {
			if a.Ordinal {
				t.Errorf("%q: %q is no ordinal", said, a.Text)
			}
		}
	}
}

func TestDurationsAreReadInSeconds(t *testing.T) {
	t.Parallel()
	const hour, day = 3600, 86400
	for _, c := range []struct {
		said   string
		want   int64
		approx bool
	}{
		{"media hora", hour / 2, false},
		{"cuarto de hora", hour / 4, false},
		{"una hora con treinta minutos", hour * 3 / 2, false},
		{"meia horinha", hour / 2, false},
		{"hora y media", hour * 3 / 2, false},
		{"una hora y cuarto", hour * 5 / 4, false},
		{"tres horas y tres cuartos", hour * 15 / 4, false},
		{"uma hora e quinze", hour * 5 / 4, false},
		{"2h30", hour * 5 / 2, false},
		{"1h 45min", hour * 7 / 4, false},
		{"un par de horas", 2 * hour, false},
		{"un par de días", 2 * day, false},
		{"quinze dias", 15 * day, false},
		{"un mes y medio", 45 * day, false},
		{"dos semanas", 14 * day, false},
		{"una quincena", 15 * day, false},
		{"como 40 minutos", 2400, true},
		{"unas dos horas", 2 * hour, true},
		{"cerca de meia hora", hour / 2, true},
		{"90 min aprox", 5400, true},
		{"2 o 3 horas", 3 * hour, true},
		{"um quarto de hora", 900, false},
		{"media docena de días", 6 * day, false},
		{"una hora menos cuarto", 2700, false},
		{"dentro de las 48 horas", 48 * hour, false},
		{"tres dias y medio", 84 * hour, false},
		{"1,5 horas", 5400, false},
		{"cuarenta y cinco segundos", 45, false},
	} {
		got := extract.Durations(text.Parse(c.said))
		if len(got) != 1 || got[0].Seconds != c.want || got[0].Approx != c.approx {
			t.Errorf("%q: %+v, want %d (approximate: %t)", c.said, got, c.want, c.approx)
		}
	}
	for _, said := range []string{"a las 15 horas", "quiero una hora para mañana", "a las 3", "el medio día", "la hora", "todo el dia", "às 18h"} {
		if got := extract.Durations(text.Parse(said)); len(got) > 0 {
			t.Errorf("%q has no duration, got %+v", said, got)
		}
	}
}

func FuzzReaders(f *testing.F) {
	for _, s := range []string{"dos mil y medio con tres quintos", "1 414 021 100,5^--2", "2h30 e meia", "+56 9 6123 4567", "12.345.678-5", "a@b.co", "me llamo Ana", "la 2 o la 3", "🙏 sí"} {
		f.Add(s)
	}
	options := []extract.Shown{{ID: "1", Title: "jue 26 nov, 9:00 a 13:00"}, {ID: "2", Title: "Suba"}, {ID: "3", Title: ""}}
	f.Fuzz(func(t *testing.T, s string) {
		p := text.Parse(s)
		spans := func(start, end int, words string) {
			if start < 0 || end > len(s) || start >= end || s[start:end] != words {
				t.Fatalf("%q: %d to %d is not %q", s, start, end, words)
			}
		}
		for _, a := range extract.Numbers(p, "MX") {
			spans(a.Start, a.End, a.Text)
		}
		for _, d := range extract.Durations(p) {
			spans(d.Start, d.End, d.Text)
		}
		for _, d := range extract.IDs(p, "GT", len(s)%3 == 0) {
			spans(d.Start, d.End, d.Text)
		}
		for _, found := range [][]extract.Found{extract.Phones(p, "BR"), extract.Emails(p)} {
			for _, v := range found {
				spans(v.Start, v.End, v.Text)
			}
		}
		for _, asked := range []bool{false, true} {
			if n, ok := extract.Name(p, asked); ok {
				spans(n.Start, n.End, n.Text)
			}
		}
		extract.Choice(p, options, len(s)%2 == 0)
		extract.YesNo(p, "CL")
		extract.YesNoTo(p, "PE", "visit")
	})
}
