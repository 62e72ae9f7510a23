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
	"el primer horario disponible", "la primera hora disponible", "o primeiro horario disponivel", "primeiro horario", "primer horario",
	"la primera disponible", "no primeiro horario disponivel", "o proximo horario disponivel", "el proximo horario disponible",
	"con la mayor brevedad", "lo mas rapido", "lo mas luego posible", "lo mas luego", "lo antes q puedan", "de volada", "en chinga",
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
	"cualquier dia me sirve",
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
