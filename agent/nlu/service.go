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
		echo averiada averiado falla fallando fallo problema revisar revisen revision tecnico funciona anda sirve perder consertar conserto consertem consertam
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

// service reads the kind of work of a message. known is the service already talked about: a symptom alone then speaks of it.
func (r *Rules) service(t text.Text, known string) serviceReading {
	type evidence struct {
		score         float64
		thing, sign   bool
		from, to, len int
	}
	found := make([]evidence, len(r.services))
	for _, h := range r.words.Longest(t) {
		e := &found[h.Value.service]
		switch {
		case h.Value.role == thing && !e.thing:
			e.score, e.thing = e.score+scoreThing+0.1*float64(h.To-h.From-1), true
		case h.Value.role == symptom && !e.sign:
			e.score, e.sign = e.score+scoreSymptom, true
		}
		if e.len == 0 || h.Value.role == thing && h.To-h.From > e.len {
			e.from, e.to, e.len = h.From, h.To, h.To-h.From
		}
	}
	install, repair, maintain := hasAny(t, installWords), hasAny(t, repairWords), hasAny(t, maintainWords)
	var out []int
	for i := range found {
		e := &found[i]
		if !e.thing && !(e.sign && r.services[i].Code == known) {
			e.score = 0
			continue
		}
		switch r.services[i].Kind {
		case "install":
			e.score += pick(install, scoreKind, 0) + pick(repair && !install, scoreAgainst, 0)
		case "repair":
			e.score += pick(repair && !install, scoreKind, 0) + pick(install, scoreAgainst, 0)
		case "maintenance":
			e.score += pick(maintain, scoreKind, 0) + pick(install, scoreAgainst, 0)
		case "visit":
			if !e.sign && !hasAny(t, pickUpWords) && !hasAny(t, measureWords) {
				e.score -= 1
			}
		}
		out = append(out, i)
	}
	if len(out) == 0 {
		return serviceReading{}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(found[b].score, found[a].score) })
	best := found[out[0]]
	reading := serviceReading{from: best.from, to: best.to, symptom: best.sign}
	for _, i := range out {
		if best.score-found[i].score < 0.5 && found[i].score >= scoreThing-0.01 {
			reading.candidates = append(reading.candidates, r.services[i].Code)
		}
	}
	if len(reading.candidates) == 1 && (best.score >= scoreEnough || len(out) == 1) {
		reading.code, reading.candidates = reading.candidates[0], nil
	} else if len(reading.candidates) == 1 {
		reading.candidates = nil
		for _, i := range out {
			if found[i].score > 0.5 {
				reading.candidates = append(reading.candidates, r.services[i].Code)
			}
		}
		if len(reading.candidates) == 1 {
			reading.code, reading.candidates = reading.candidates[0], nil
		}
	}
	return reading
}

func pick(b bool, yes, no float64) float64 {
	if b {
		return yes
	}
	return no
}

func hasAny(t text.Text, words map[string]bool) bool {
	for _, tok := range t.Tokens {
		if words[tok.Norm] {
			return true
		}
	}
	return false
}
