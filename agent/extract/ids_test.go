package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestIDsHoldTheirCheckDigits(t *testing.T) {
	t.Parallel()
	for _, row := range rowsOf(t, "ids.tsv", 4) {
		country, kind, said, value := row[0], row[1], row[2], row[3]
		got := extract.IDs(text.Parse(said), country, false)
		if len(got) != 1 || got[0].Kind != kind || got[0].Value != value || !got[0].Valid || !got[0].Checked {
			t.Errorf("%q in %s: %+v, want %s %s", said, country, got, kind, value)
			continue
		}
		for _, other := range "0123456789" {
			last := rune(value[len(value)-1])
			if other == last || country == "EC" && kind == "ruc" { // an establishment's number ends a RUC of Ecuador
				continue
			}
			at := got[0].End - 1
			wrong := extract.IDs(text.Parse(said[:at]+string(other)+said[at+1:]), country, false)
			if len(wrong) != 1 || wrong[0].Valid {
				t.Errorf("%q with %c at its end: %+v, want an invalid one", said, other, wrong)
			}
		}
	}
}

func TestIDsWithoutACheckDigitAreReadBehindTheirName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ country, said, kind, value string }{
		{"AR", "mi dni es 30.123.456", "dni", "30123456"},
		{"PE", "DNI 45678912", "dni", "45678912"},
		{"PE", "carnet de extranjería 001234567", "ce", "001234567"},
		{"CO", "cc 1023456789", "cc", "1023456789"},
		{"CO", "cédula de ciudadanía número 52.123.456", "cc", "52123456"},
		{"CO", "ce 345678", "ce", "345678"},
		{"BR", "RG 12.345.678-9", "rg", "123456789"},
		{"CR", "cédula 1-0613-0584", "cedula", "106130584"},
		{"CR", "3-101-999999", "cedula", "3101999999"},
		{"HN", "RTN 0801-1990-123456", "rtn", "08011990123456"},
		{"NI", "001-010180-0000A", "cedula", "0010101800000A"},
		{"PA", "mi cédula es 8-765-4321", "cedula", "87654321"},
		{"VE", "V-12.345.678", "ci", "V12345678"},
		{"BO", "ci 4567890", "ci", "4567890"},
		{"MX", "XAXX010101000", "rfc", "XAXX010101000"},
	} {
		got := extract.IDs(text.Parse(c.said), c.country, false)
		if len(got) != 1 || got[0].Kind != c.kind || got[0].Value != c.value || !got[0].Valid {
			t.Errorf("%q in %s: %+v, want %s %s", c.said, c.country, got, c.kind, c.value)
		}
	}
}

func TestABareIDIsReadWhenItWasAskedFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ country, said, kind string }{
		{"CL", "178660241", "rut"}, {"BR", "59083016633", "cpf"}, {"PE", "45678912", "dni"}, {"AR", "20301234563", "cuit"}, {"CO", "52123456", "cc"},
	} {
		if got := extract.IDs(text.Parse(c.said), c.country, true); len(got) != 1 || got[0].Kind != c.kind {
			t.Errorf("%q in %s: %+v, want a %s", c.said, c.country, got, c.kind)
		}
		if got := extract.IDs(text.Parse(c.said), c.country, false); len(got) != 0 {
			t.Errorf("%q in %s was not asked for, got %+v", c.said, c.country, got)
		}
	}
}

func TestWhatIsNoIDIsNotReadAsOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ country, said string }{
		{"CL", "el 26-11-2026"},
		{"CL", "mi cel es 9 6123 4567"},
		{"CO", "calle 45 # 22-17"},
		{"MX", "son 1,250.00 pesos"},
		{"BR", "CEP 01310-100"},
		{"AR", "11 5555-1234"},
		{"CR", "8888-1234"},
		{"PE", "pedido 20512345"},
		{"CL", "la lavadora modelo WF-12345678"},
		{"UY", "a las 10:30"},
		{"CL", "lo pagué con tarjeta 4111-1111-1111-1111"},
	} {
		if got := extract.IDs(text.Parse(c.said), c.country, false); len(got) != 0 {
			t.Errorf("%q in %s: %+v", c.said, c.country, got)
		}
	}
}
