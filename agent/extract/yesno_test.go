package extract_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestAYesIsAYesAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind string // of the proposal
		said string
		want extract.Answer
	}{
		{"book", "sí", extract.Yes},
		{"book", "sí, por favor", extract.Yes},
		{"book", "dale, muchas gracias", extract.Yes},
		{"book", "ya po, agéndala", extract.Yes},
		{"book", "claro que sí 😊", extract.Yes},
		{"book", "👍", extract.Yes},
		{"book", "pode marcar, obrigada", extract.Yes},
		{"book", "está perfecto", extract.Yes},
		{"book", "ok 👌", extract.Yes},
		{"book", "por favor", extract.Unclear},
		{"book", "¿a qué hora, por favor?", extract.Unclear},
		{"book", "qué hora por favor", extract.Unclear},
		{"book", "adelante la visita", extract.Unclear},
		{"book", "sim, mas a hora", extract.Unclear},
		{"book", "¿ok", extract.Unclear},
		{"book", "ok 🤔", extract.Unclear},
		{"book", "quero mas", extract.Unclear},
		{"book", "si viene el señor", extract.Unclear},
		{"book", "sí pero más tarde", extract.Unclear},
		{"book", "no", extract.No},
		{"book", "não, obrigado", extract.No},
		{"cancel", "sí, cancélala", extract.Yes},
		{"cancel", "pode cancelar", extract.Yes},
		{"cancel", "mi visita", extract.Unclear},
		{"cancel", "qué hora por favor", extract.Unclear},
		{"cancel", "no, déjala así", extract.No},
		{"cancel", "¿cancelar?", extract.Unclear},
		{"move", "sí, cámbiala", extract.Yes},
		{"move", "pode mudar", extract.Yes},
		{"move", "cambia la hora", extract.Unclear},
		{"move", "cambia la hora por favor", extract.Unclear},
		{"move", "muda o dia", extract.Unclear},
		{"move", "déjala", extract.No},
		{"visit", "sí, ahí estaré", extract.Yes},
		{"visit", "confirmo el jueves, avisen en portería", extract.Yes},
		{"visit", "vou estar em casa", extract.Yes},
		{"visit", "no voy a estar", extract.No},
		{"visit", "não vou estar em casa", extract.No},
		{"visit", "les confirmo mañana", extract.Unclear},
		{"visit", "quiero confirmar a qué hora vienen", extract.Unclear},
		{"visit", "me puede confirmar la dirección", extract.Unclear},
		{"delay", "los espero", extract.Yes},
		{"delay", "prefiero otro día", extract.No},
	} {
		got := extract.YesNo(text.Parse(c.said), "CL")
		if got == extract.Unclear {
			got = extract.YesNoTo(text.Parse(c.said), "CL", c.kind)
		}
		if got != c.want {
			t.Errorf("%q to a %s is %d, want %d", c.said, c.kind, got, c.want)
		}
	}
}

func TestGradesAreRead(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]int{
		"5": 5, "un cinco": 5, "cuatro": 4, "⭐⭐⭐": 3, "4 de 5": 4, "4/5": 4, "excelente servicio": 5, "muy mal": 1, "nada bueno": 2,
		"regular": 3, "ótimo!": 5, "ruim demais": 2, "10": 5, "vinieron 2 técnicos a las 4": 0, "no": 0, "gracias": 0, "más o menos": 3,
		"péssimo atendimento": 1, "un 1, quedó peor": 1,
	} {
		if got := extract.Rating(text.Parse(said)); got != want {
			t.Errorf("%q is a %d, want %d", said, got, want)
		}
	}
}
