package when

import "github.com/chasqui-fsm/chasqui/agent/text"

// onlyFree tells whether the time at i is the one that is left of a time when nobody can: "trabajo todos los días menos el viernes", "não posso
// nenhum dia exceto sábado". What is set apart there is wanted.
func (s *scan) onlyFree(i int) bool {
	at := i - 1
	for at >= 0 && passed[s.norm[at]] {
		at--
	}
	if at >= 0 && s.norm[at] == "de" {
		at--
	}
	if at < 0 || !apart[s.norm[at]] || s.doubled(at) {
		return false
	}
	busy, refused, all := false, false, false
	for j := at - 1; j >= 0 && at-j <= 8 && s.kind(j) != text.Mark; j-- {
		w := s.norm[j]
		busy = busy || ownTime[w] || occupied[w]
		refused = refused || (w == "puedo" || w == "posso" || w == "podemos" || w == "consigo" || w == "estoy" || w == "estou" || w == "hay" || w == "tem") && (s.word(j-1) == "no" || s.word(j-1) == "nao")
		all = all || allTime[w]
	}
	return all && (busy || refused)
}

var (
	// apart set one time apart from the rest.
	apart = map[string]bool{"menos": true, "excepto": true, "exceto": true, "salvo": true, "fora": true, "tirando": true, "fuera": true, "excepcion": true, "excecao": true}
	// occupied are words of having no time, beside those of one's own time.
	occupied = map[string]bool{"ocupado": true, "ocupada": true, "ocupados": true, "viajo": true, "viajando": true, "pega": true, "oficina": true, "escritorio": true}
	// allTime are words for the rest of the time.
	allTime = map[string]bool{
		"todos": true, "todo": true, "toda": true, "todas": true, "ningun": true, "ninguno": true, "nenhum": true, "nunca": true, "semana": true, "siempre": true, "sempre": true,
	}
)
