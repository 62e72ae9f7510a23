package when

import "strings"

// asap are phrases that want the first time there is.
var asap = split(
	"lo antes posible", "cuanto antes", "lo mas pronto posible", "lo mas pronto", "lo mas rapido posible", "o quanto antes", "quanto antes",
	"o mais rapido possivel", "o mais rapido", "o mais cedo possivel", "lo mas temprano posible", "ahora mismo", "agora mesmo",
	"ahorita mismo", "ahorita",
	"ahora", "agora", "me urge", "urgente", "urgentemente", "con urgencia", "com urgencia", "en cuanto puedan", "assim que puder",
	"assim que puderem", "asap", "en este momento",
	"neste momento", "nesse momento", "neste instante", "nesse instante", "en este instante", "en este preciso momento",
	"en este preciso instante", "ya mismo", "ya ya", "a la brevedad", "a la brevedad posible", "de inmediato",
	"inmediatamente", "imediatamente", "de imediato", "tan pronto como sea posible", "tan pronto como puedan", "tan pronto puedan",
	"tao logo possivel", "o mais breve possivel", "lo antes que puedan",
	"tao cedo quanto possivel", "tao cedo quanto possamos", "lo antes", "apenas puedan", "en cuanto se pueda", "en cuanto pueda",
	"apenas pueda", "pra ja", "para ja", "lo mas antes posible", "al tiro", "altiro", "lo primero que tengan", "a primeira hora possivel",
	"el primer horario disponible", "la primera hora disponible", "o primeiro horario disponivel", "primer horario disponible", "primeiro horario disponivel",
	"la primera disponible", "no primeiro horario disponivel", "o primeiro que tiver", "el primero que tengan", "lo primero que haya", "o proximo horario disponivel", "el proximo horario disponible",
	"con la mayor brevedad", "lo antes que se pueda", "cuanto antes mejor", "quanto antes melhor", "lo mas pronto que puedan", "lo mas pronto que se pueda", "o mais rapido que puder", "o mais rapido que puderem", "o mais rapido que der", "o mais breve", "no menor tempo possivel", "pra ontem", "para ayer", "es urgente", "e urgente", "con urgencia", "lo antes posible hoy", "tan pronto", "ni bien puedan", "en cuanto tengan", "no bien puedan", "o antes possivel", "en la primera oportunidad", "na primeira oportunidade", "ligerito", "rapidito", "cuantito antes", "al toque", "ahora ya", "hoy mismo si se puede si no manana", "lo mas rapido", "lo mas luego posible", "lo mas luego", "lo antes q puedan", "de volada", "en chinga",
)

// anytime are phrases to which every time is good.
var anytime = split(
	"cualquier dia", "qualquer dia", "cuando puedan", "cuando quieran", "cuando pueda", "quando puderem", "quando quiserem", "quando der",
	"cualquier hora", "qualquer hora",
	"cualquier momento", "cuando sea", "me da igual", "tanto faz", "cualquier horario", "qualquer horario", "el dia que sea",
	"a la hora que sea", "qualquer um serve",
	"quando voces puderem", "cuando ustedes puedan", "cuando ustedes digan", "quando for melhor", "cuando les acomode",
	"cuando les quede bien", "a cualquier hora", "a qualquer hora", "el dia que puedan", "o dia que puderem",
	"cuando tengan disponibilidad", "quando tiverem disponibilidade", "cuando haya", "cuando tengan hora", "cuando se pueda",
	"quando puder", "cuando guste", "cuando gusten", "la hora que sea", "que sea cualquier dia", "qualquer momento", "el que sea",
	"cualquier dia me sirve", "cualquier dia de la semana", "qualquer dia da semana", "no tengo preferencia", "sem preferencia", "nao tenho preferencia", "me sirve cualquiera", "cuando les sea posible", "quando for possivel", "cuando sea posible", "cuando tengan un hueco", "quando tiverem um horario", "quando tiver vaga", "quando tiver horario", "cuando tengan un espacio", "cuando tengan espacio", "cuando tengan tiempo", "quando tiverem tempo", "el dia que tengan", "o dia que tiverem", "o dia que for", "a hora que for", "o horario que for", "a hora que puderem", "el horario que sea", "el horario que tengan", "estoy todo el dia", "en cualquier momento", "a qualquer momento", "a qualquer hora do dia", "el dia que ustedes digan", "el dia que quieran", "como les acomode", "durante el dia", "durante o dia", "en el dia",
	"todo el dia", "o dia todo", "o dia inteiro", "todo el santo dia", "a toda hora",
)

// leaningTable makes productions of both.
func leaningTable() []production { return leanings(asap, anytime) }

func leanings(asap, anytime [][]string) []production {
	var out []production
	for _, l := range []struct {
		phrases [][]string
		prefer  Prefer
	}{{asap, ASAP}, {anytime, Any}} {
		for _, p := range l.phrases {
			out = append(out, production{pref, strings.Join(p, "_"), func(match) (value, bool) { return value{c: Constraint{Prefer: l.prefer}}, true }})
		}
	}
	return out
}
