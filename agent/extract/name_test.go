package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// long: a table of names and of sentences that are none.
func TestNamesAreReadAndSentencesAreNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said, want string
		asked      bool
	}{
		{"me llamo juan perez", "Juan Perez", false},
		{"Mi nombre es Bernardo O'Higgins-Pérez", "Bernardo O'Higgins-Pérez", false},
		{"bernardo o'higgins", "Bernardo O'Higgins", true},
		{"soy la Sra. Carmen de la Cruz", "Carmen de la Cruz", false},
		{"meu nome é João dos Santos", "João dos Santos", false},
		{"Maria das Graças da Silva", "Maria das Graças da Silva", true},
		{"Sr. Ramiro", "Ramiro", true},
		{"JUAN PÉREZ SOTO", "Juan Pérez Soto", true},
		{"Juan P. Soto", "Juan P. Soto", true},
		{"a nombre de Rosa Martínez por favor", "Rosa Martínez", false},
		{"hola, soy Andrea", "Andrea", false},
		{"oi, aqui é a Marina", "Marina", false},
		{"claro, Pedro Ruiz Tagle", "Pedro Ruiz Tagle", true},
		{"camila, vivo en ñuñoa", "Camila", true},
		{"camila soto gracias", "Camila Soto", true},
		{"es Ximena", "Ximena", true},
		{"Yaritza", "Yaritza", true},
		{"habla Jorge Muñoz, de la calle Lira", "Jorge Muñoz", false},
		{"no soy Juan", "", false},
		{"soy alérgico al polvo", "", false},
		{"soy de Maipú", "", false},
		{"soy nuevo por aquí", "", false},
		{"quiero cancelar", "", true},
		{"cancelar", "", true},
		{"jueves", "", true},
		{"mañana en la tarde", "", true},
		{"hola buenas tardes", "", true},
		{"no quiero dar mi nombre", "", true},
		{"para qué quieren mi nombre?", "", true},
		{"lavadora", "", true},
		{"mi lavadora no funciona", "", true},
		{"puta la wea", "", true},
		{"jajaja", "", true},
		{"asdfgh", "", true},
		{"2", "", true},
		{"dos", "", true},
		{"ok", "", true},
		{"quem é você?", "", true},
		{"quero falar com atendente", "", true},
		{"não", "", true},
		{"se me echó a perder la lavadora", "", false},
		{"Necesito instalar un Aire Acondicionado", "", false},
		{"está con Pedro", "", false},
		{"vivo con mi hermana", "", true},
		{"tanto faz", "", true},
		{"ya se lo dije", "", true},
		{"cuánto cuesta", "", true},
		{"apagar todas las luces", "", true},
		{"Revisar motores", "", true},
		{"omar", "Omar", true},
		{"yuleisy del carmen", "Yuleisy del Carmen", true},
		{"el técnico se llama Luis?", "", false},
	} {
		got, _ := extract.Name(text.Parse(c.said), c.asked)
		if got.Value != c.want {
			t.Errorf("%q (asked: %t): %q, want %q", c.said, c.asked, got.Value, c.want)
		}
		if got.Value != "" && (got.Confidence <= 0 || c.said[got.Start:got.End] != got.Text) {
			t.Errorf("%q: span or confidence of %+v", c.said, got)
		}
	}
}
