package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestPostcodesAreReadByCountry(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"BR cep 04571-010": "04571010", "BR 04571-010": "04571010", "BR 04571010": "04571010", "BR CEP: 04571010": "04571010", "BR cep é 04571 010": "04571010", "BR cep 04571 010": "04571010",
		"BR meu cep é 05422-001, Pinheiros": "05422001", "BR CEP 04.571-010": "04571010", "BR moro em SP, 05422 - 001": "05422001",
		"MX cp 03100": "03100", "MX c.p. 03100": "03100", "MX C.P.: 06700": "06700", "MX código postal 11000": "11000", "MX 03100": "03100", "MX mi cp es el 03100": "03100", "MX codigo postal es 03100": "03100",
		"CL código postal 7500000": "7500000", "CL cp 750-0000": "7500000", "AR C1425BGN": "C1425BGN", "AR CP 1425": "1425", "AR c1425bgn": "C1425BGN", "AR cp b1900aaa": "B1900AAA",
		"CO código postal 110111": "110111", "PE cp 15074": "15074", "PE código postal: 15046": "15046", "EC cp 170150": "170150",

		"BR 11 98765-4321": "", "BR (11) 98765-4321": "", "BR R$ 12345": "", "BR 590.830.166-33": "", "BR 12345678901": "", "BR ligue 4571-0100": "", "BR protocolo 12345678 por favor": "", "BR dia 12": "",
		"MX 55 1234 5678": "", "MX son 15000 pesos": "", "MX cuesta 03100": "", "MX cp 123": "", "MX orden 12345": "", "MX av. juárez 12345": "", "MX +52 55 1234 5678": "",
		"CL 9 6123 4567": "", "CL 7500000": "", "CL 12.345.678-5": "", "CL cp 1234": "", "AR 1425": "", "AR 30.123.456": "", "AR cp": "", "CO 110111": "", "CO cp 1101111": "", "PE 15074": "", "CL ": "",
	} {
		got, ok := extract.Postcode(text.Parse(said[3:]), said[:2])
		if got.Value != want || ok != (got.Value != "") {
			t.Errorf("%q: %q, want %q", said, got.Value, want)
		}
		if ok && said[3:][got.Start:got.End] != got.Text {
			t.Errorf("%q: span of %q", said, got.Text)
		}
	}
}
