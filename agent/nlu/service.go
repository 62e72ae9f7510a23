package nlu

import (
	"cmp"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// serviceReading is which kind of work a message is about.
type serviceReading struct {
	code       string   // "" when not sure
	candidates []string // when several are as likely
	from, to   int      // tokens
	symptom    bool     // something wrong was told, not only the thing
}

// Words that say what is to be done with a thing, folded.
var (
	installWords = wordSet(`instalar instalacion instalen instale instalarme instalarla instalarlo instalame instala instalao instalacao instalem instalam
		instaladas instalador conectar colocar poner montar colgar instalo install installation installed`)
	maintainWords = wordSet(`mantencion mantenimiento manutencao limpieza limpiar limpeza limpar preventiva higienizar higienizacao maintenance cleaning`)
	repairWords   = wordSet(`arreglar arreglen arreglo arreglan reparar reparacion reparen reparan componer compongan malo mala descompuesta descompuesto descompuso
		echo averiada averiado cae corta dejo pego pegada quedo danada danado rota roto rompio descompone falla fallando fallo problema revisar revisen revision tecnico funciona anda sirve perder consertar conserto consertem consertam
		arrumar quebrou quebrada quebrado estragou pifou defeito problema parou queimou fix repair broken working issue`)
	pickUpWords  = wordSet(`devolver retirar retiro retirada devolucion devolucao recoger recolher buscar return`)
	measureWords = wordSet(`medir medicion medidas medicao measure`)
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, tok := range text.Parse(s).Tokens {
		m[tok.Norm] = true
	}
	return m
}

// Weights of the evidence for a service. A thing alone is worth a candidate; a thing with what is wrong or wanted, a service.
const (
	scoreThing   = 2.0
	scoreSymptom = 1.6
	scoreKind    = 1.2
	scoreAgainst = -1.5
	scoreEnough  = 3.0
)

// evidence is what a message says for one service.
type evidence struct {
	service     int
	score       float64
	thing, sign bool // the thing that is worked on was named; what is wrong or wanted was
	from, to    int  // tokens of the thing, or of the sign
}

// service reads the kind of work of a message. spoken tells of which services a symptom alone may speak: the one talked about, or
// any while the agent asks which is meant.
func (r *Rules) service(t text.Text, spoken func(code string) bool) serviceReading {
	list := r.weigh(t, r.gather(t), spoken)
	if len(list) == 0 {
		return serviceReading{}
	}
	slices.SortStableFunc(list, func(a, b evidence) int { return cmp.Compare(b.score, a.score) })
	best := list[0]
	reading := serviceReading{from: best.from, to: best.to, symptom: best.sign}
	close := r.codes(list, max(best.score-0.5, scoreSymptom-0.01))
	if len(close) == 1 && best.score < scoreEnough && len(list) > 1 {
		close = r.codes(list, 0.5) // the thing alone: any of its services may be meant
	}
	if len(close) == 1 {
		reading.code = close[0]
	} else {
		reading.candidates = close
	}
	return reading
}

// codes of the services with a score of at least so much, the best first.
func (r *Rules) codes(list []evidence, least float64) []string {
	var out []string
	for _, e := range list {
		if e.score > least {
			out = append(out, r.services[e.service].Code)
		}
	}
	return out
}

// gather finds the words of each service in a message.
func (r *Rules) gather(t text.Text) []evidence {
	found := make([]evidence, len(r.services))
	for i := range found {
		found[i].service = i
	}
	for _, h := range longestOfRole(r.words.Find(t)) {
		e := &found[h.Value.service]
		switch {
		case h.Value.role == thing && !e.thing:
			e.score, e.thing = e.score+scoreThing+0.1*float64(h.To-h.From-1), true
			e.from, e.to = h.From, h.To
		case h.Value.role == symptom && !e.sign:
			e.score, e.sign = e.score+scoreSymptom, true
			if e.to == 0 {
				e.from, e.to = h.From, h.To
			}
		}
	}
	return found
}

// longestOfRole drops the words that a longer phrase of the same role covers. A thing named inside a symptom ("sin internet")
// counts as both.
func longestOfRole(hits []text.Hit[serviceWord]) []text.Hit[serviceWord] {
	return slices.DeleteFunc(slices.Clone(hits), func(h text.Hit[serviceWord]) bool {
		return slices.ContainsFunc(hits, func(o text.Hit[serviceWord]) bool {
			return o.Value.role == h.Value.role && o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From
		})
	})
}

// weigh keeps the services that are spoken of and adds what the verbs say: install, repair, maintain, pick up, measure.
func (r *Rules) weigh(t text.Text, found []evidence, spoken func(code string) bool) []evidence {
	install, repair, maintain := hasAny(t, installWords), hasAny(t, repairWords), hasAny(t, maintainWords)
	visit := hasAny(t, pickUpWords) || hasAny(t, measureWords)
	var out []evidence
	for _, e := range found {
		s := r.services[e.service]
		if !e.thing && (!e.sign || !spoken(s.Code)) {
			continue
		}
		switch s.Kind {
		case "install":
			e.score += pick(install, scoreKind, 0) + pick(repair && !install, scoreAgainst, 0)
		case "repair":
			e.score += pick(repair && !install, scoreKind, 0) + pick(install, scoreAgainst, 0)
		case "maintenance":
			e.score += pick(maintain, scoreKind, 0) + pick(install, scoreAgainst, 0)
		case "visit":
			e.score += pick(!e.sign && !visit, -1, 0)
		}
		out = append(out, e)
	}
	return out
}

func pick(b bool, yes, no float64) float64 {
	if b {
		return yes
	}
	return no
}

func hasAny(t text.Text, words map[string]bool) bool {
	for i, tok := range t.Tokens {
		if words[tok.Norm] && !denied(t, i) {
			return true
		}
	}
	return false
}

// denied tells whether the word at i is taken back: "no es instalar", "não quero instalar".
func denied(t text.Text, i int) bool {
	for j := i - 1; j >= 0 && i-j <= 3; j-- {
		switch t.Norm(j) {
		case "no", "nao":
			return true
		case "es", "e", "quiero", "quero", "para", "era", "de", "una", "um", "uma", "la", "a":
			continue
		}
		return false
	}
	return false
}
