package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestOnlyAPlainYesIsAYes(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]extract.Answer{
		"sí": extract.Yes, "dale": extract.Yes, "ya po": extract.Yes, "claro que sí": extract.Yes, "👍": extract.Yes, "blz": extract.Yes,
		"pode ser": extract.Yes, "fechado": extract.Yes, "no hay problema": extract.Yes, "sí, muchas gracias": extract.Yes, "órale": extract.Yes,
		"no": extract.No, "não": extract.No, "no, gracias": extract.No, "para nada": extract.No, "👎": extract.No,
		"sí pero más tarde": extract.Unclear, "no sé": extract.Unclear, "creo que sí": extract.Unclear, "sí?": extract.Unclear,
		"el jueves": extract.Unclear, "si pueden venir el martes": extract.Unclear, "": extract.Unclear, "não sei": extract.Unclear,
	} {
		if got := extract.YesNo(text.Parse(said), "CL"); got != want {
			t.Errorf("%q: %d, want %d", said, got, want)
		}
	}
}

func TestAChoiceIsResolvedAgainstWhatWasShown(t *testing.T) {
	t.Parallel()
	options := []extract.Shown{{ID: "1"}, {ID: "2"}, {ID: "3"}}
	for said, want := range map[string]string{
		"2": "2", "la 2": "2", "opción 3": "3", "la primera": "1", "la última": "3", "2️⃣": "2", "cualquiera": "any", "ninguna": "none",
		"quiero la segunda": "2", "4": "", "a las 3": "", "el 2 de diciembre": "", "dos": "2",
	} {
		if got := extract.Choice(text.Parse(said), options, false); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	if got := extract.Choice(text.Parse("segunda"), options, true); got != "" {
		t.Errorf("in Portuguese segunda is Monday, got %q", got)
	}
}

func TestPhonesAreBroughtToOneForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, country, want string }{
		{"9 6123 4567", "CL", "+56961234567"},
		{"+52 1 55 1234 5678", "MX", "+525512345678"},
		{"+55 11 8765-4321", "BR", "+5511987654321"},
		{"(11) 98765-4321", "BR", "+5511987654321"},
		{"55 1234 5678", "MX", "+525512345678"},
	} {
		got := extract.Phones(text.Parse("mi número es "+c.said), c.country)
		if len(got) != 1 || got[0].Value != c.want {
			t.Errorf("%s: %v, want %s", c.said, got, c.want)
		}
	}
}

func TestIDsAreCheckedByTheirDigits(t *testing.T) {
	t.Parallel()
	for said, valid := range map[string]bool{
		"17.866.024-1": true, "12.000.008-K": true, "17.866.024-2": false, "590.830.166-33": true, "590.830.166-34": false,
		"12.345.678/0001-95": true, "12.ABC.345/01DE-35": true, "12.ABC.345/01DE-36": false, "900373115-3": true, "30-71234567-1": true,
	} {
		got := extract.IDs(text.Parse("es "+said), "", false)
		if len(got) != 1 || got[0].Valid != valid {
			t.Errorf("%s: %+v, want valid %t", said, got, valid)
		}
	}
}

func TestANameIsReadWithItsCueOrWhenAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said, want string
		asked      bool
	}{
		{"me llamo Camila Soto", "Camila Soto", false},
		{"soy Luis, vivo en Maipú", "Luis", false},
		{"sou a Marina", "Marina", false},
		{"juan perez", "Juan Perez", true},
		{"María de los Ángeles Rojas", "María de los Ángeles Rojas", true},
		{"soy de maipu", "", false},
		{"hola", "", true},
		{"no sé", "", true},
	} {
		if got, _ := extract.Name(text.Parse(c.said), c.asked); got.Value != c.want {
			t.Errorf("%q: %q, want %q", c.said, got.Value, c.want)
		}
	}
}

func TestAnAddressKeepsItsParts(t *testing.T) {
	t.Parallel()
	a, ok := extract.ReadAddress(text.Parse("Av. Vicuña Mackenna 7110, depto 32"), extract.AddressQuery{Asked: true})
	if !ok || a.Number != "7110" || a.Unit != "depto 32" {
		t.Errorf("%+v", a)
	}
	if _, ok := extract.ReadAddress(text.Parse("quiero el martes a las 3"), extract.AddressQuery{}); ok {
		t.Error("a time was read as an address")
	}
}
