package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestPhonesOfAllCountriesAreBroughtToOneForm(t *testing.T) {
	t.Parallel()
	for _, row := range rowsOf(t, "phones.tsv", 3) {
		got := extract.Phones(text.Parse(row[1]), row[0])
		switch {
		case row[2] == "" && len(got) > 0:
			t.Errorf("%q in %s is no phone, got %+v", row[1], row[0], got)
		case row[2] != "" && (len(got) != 1 || got[0].Value != row[2]):
			t.Errorf("%q in %s: %+v, want %s", row[1], row[0], got, row[2])
		}
	}
}

func TestAMistypedMailAddressIsNone(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"mi correo es Ana.Soto@gmail.com": "ana.soto@gmail.com", "ana_soto+visitas@empresa.com.br, gracias": "ana_soto+visitas@empresa.com.br",
		"(ana@correo.cl).": "ana@correo.cl", "ana@correo.cl,gracias": "ana@correo.cl",
		"ana@gmail,com": "", "ana@gmail": "", "ana@gmail.con": "", "ana..soto@gmail.com": "", "@ana": "", "ana arroba gmail": "", "ana@-correo.cl": "",
	} {
		got := extract.Emails(text.Parse(said))
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Value != want) {
			t.Errorf("%q: %+v, want %q", said, got, want)
		}
	}
}
