package nlu

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// How well a service fits what is said of its thing.
const (
	fitNot    = -1.0 // something else is wanted
	fitThing  = 0.0  // only the thing was named
	fitWeak   = 1.0
	fitWanted = 2.0
	fitOwn    = 2.5 // in words that only this service has
)

// asked is what a group's words amount to.
type asked struct {
	install, installTold, repair, check, maintain, pickUp, measure, replace, contract, refill bool
	families                                                                                  map[family]bool
	trouble                                                                                   bool
}

func (r *Rules) sum(n *notes, g *group) asked {
	a := asked{families: map[family]bool{}}
	for _, w := range g.wishes {
		past := w.mood == told && !n.future(w.from)
		switch w.class {
		case clInstall:
			a.install, a.installTold = a.install || !past, a.installTold || past
		case clPut:
			a.install = a.install || !past
		case clContract:
			a.contract = true
		case clRepair:
			a.repair = true
		case clCheck:
			a.check = a.check || !past
		case clMaintain:
			a.maintain = a.maintain || !past
		case clPickUp:
			a.pickUp = true
		case clMeasure:
			a.measure = a.measure || w.from+1 < len(n.t.Tokens) || w.mood != told
		case clReplace:
			if past || n.moved(w.from) || n.word(w.from-1) == "me" && !n.replacesThing(w, g) {
				continue
			}
			if n.replacesThing(w, g) {
				a.replace = true
			} else {
				a.repair = true
			}
		case clRefill:
			a.refill = a.refill || n.gases
		}
	}
	for _, s := range g.signs {
		if s.family != fmSpot {
			a.trouble = true
		}
		a.families[s.family] = true
	}
	a.trouble = a.trouble || a.refill
	if !a.trouble && len(g.wishes) == 0 && n.wants(g.from) && slices.ContainsFunc(g.services, func(i int) bool { return r.claims[i].classes[clContract] }) {
		a.contract = true // "quisiera internet"
	}
	if a.installTold && !a.trouble && !a.repair && !a.maintain && !a.check && n.asks(g) { // "necesito que quede instalada"
		a.install = true
	}
	return a
}

// wants tells whether the thing at i itself is wanted.
func (n *notes) wants(i int) bool {
	return n.before(i, "quiero", "quisiera", "deseo", "quero", "queria", "gostaria", "necesito", "preciso", "queremos") && n.word(i-1) != "de" || n.word(i-1) == "servicio" && n.before(i-1, "quiero", "deseo", "quisiera")
}

// future tells whether a participle is a wish: "necesito dejarla instalada", "que quede colgado".
func (n *notes) future(i int) bool {
	return n.before(i, "quede", "quedar", "dejen", "deje", "dejar", "deixar", "fique", "ser", "tener")
}

// moved tells whether who changes goes to live elsewhere: "me cambié de casa".
func (n *notes) moved(i int) bool {
	for k := i + 1; k <= i+3; k++ {
		switch n.word(k) {
		case "casa", "domicilio", "depa", "departamento", "apartamento", "apto", "ap", "local", "oficina", "endereco", "plan", "plano", "hora", "dia", "fecha", "cita", "visita",
			"horario", "data", "direccion":
			return true
		}
	}
	return false
}

// asks tells whether a group stands with a word of need.
func (n *notes) asks(*group) bool {
	for i := range n.words {
		switch n.words[i] {
		case "necesito", "quiero", "preciso", "quero", "ocupo", "busco", "requiero", "queria", "quisiera", "gostaria", "deseo", "hacen", "fazem", "arreglan", "trocam", "cortan", "cortam", "fazer", "hacer", "trabajan", "consertam", "install", "instalan":
			return true
		}
	}
	return false
}

// replacesThing tells whether the thing itself is to be changed for another, not a part of it.
func (n *notes) replacesThing(w wish, g *group) bool {
	if g.from < w.to || g.from-w.to > 3 {
		return false
	}
	for i := w.to; i < g.from; i++ {
		switch n.word(i) {
		case "el", "la", "mi", "un", "una", "a", "de", "o", "meu", "minha", "um", "uma", "por", "ese", "este", "los", "las", "me", "viejo", "al", "nuevo":
		default:
			return false
		}
	}
	return n.word(w.to) != "de" || g.from-w.to == 1 && n.word(w.from) != "cambio"
}

// fit of a service to what was asked.
func (r *Rules) fit(i int, a asked, exact bool) float64 {
	s, c := r.services[i], r.claims[i]
	match := 0
	for f := range a.families {
		if c.families[f] {
			match++
		}
	}
	own := 0.25 * float64(min(match, 2))
	if exact {
		own += 0.25
	}
	switch s.Kind {
	case kindInstall:
		return fitInstall(a, c, exact)
	case kindRepair:
		return r.fitRepair(i, a, exact, match, own)
	case kindMaintenance:
		return fitMaintenance(a)
	default:
		return fitVisit(a, c, exact, match, own)
	}
}

func fitInstall(a asked, c claim, exact bool) float64 {
	own := 0.0
	if exact { // a size that was told
		own = 0.25
	}
	switch {
	case a.install:
		return fitWanted + own
	case a.contract && c.classes[clContract]:
		return fitOwn
	case a.replace && !a.trouble:
		return fitWanted
	case a.trouble, a.repair, a.maintain, a.pickUp, a.measure, a.installTold, a.check, a.contract:
		return fitNot
	case exact:
		return fitWeak + own
	}
	return fitThing
}

func (r *Rules) fitRepair(i int, a asked, exact bool, match int, own float64) float64 {
	c := r.claims[i]
	switch {
	case a.contract:
		return fitNot
	case a.trouble && (match > 0 || exact):
		return fitWanted + own
	case (a.trouble || a.repair) && c.general:
		if a.repair && !a.install {
			return fitWanted + 0.1
		}
		return fitWanted
	case !c.general && (a.trouble || a.repair || a.maintain || a.check):
		return fitNot
	case a.maintain && !r.maintained(i):
		return fitWanted
	case a.install, a.maintain, a.pickUp, a.measure:
		return fitNot
	case exact:
		return fitWanted
	case a.check, a.replace, a.installTold && c.general:
		return fitWeak
	}
	return fitThing
}

func fitMaintenance(a asked) float64 {
	switch {
	case a.maintain:
		return fitOwn
	case a.install, a.pickUp, a.measure, a.trouble, a.repair:
		return fitNot
	case a.check:
		return fitWeak
	}
	return fitThing
}

func fitVisit(a asked, c claim, exact bool, match int, own float64) float64 {
	wanted := a.pickUp && c.classes[clPickUp] || a.measure && c.classes[clMeasure] || a.check && c.classes[clCheck] || exact
	switch {
	case wanted:
		return fitOwn + own
	case match > 0 && (a.trouble || len(a.families) > 0):
		return fitWanted + own
	case a.install, a.trouble, a.repair, a.maintain, a.pickUp, a.measure, a.contract, a.replace, a.refill, a.check:
		return fitNot
	}
	return fitThing
}

// maintained tells whether the thing of a repair has a maintenance of its own.
func (r *Rules) maintained(i int) bool {
	for k, s := range r.services {
		if k != i && s.Kind == kindMaintenance && sameThing(s, r.services[i]) {
			return true
		}
	}
	return false
}

// judge picks for each thing the services that fit best. Things of which nothing is said count only when nothing is said of any.
func (r *Rules) judge(n *notes, groups []*group) serviceReading {
	out := serviceReading{from: groups[0].from, to: groups[0].to}
	var acted, bare []int
	for _, g := range groups {
		best, fits := r.best(n, g)
		switch {
		case best >= fitWeak:
			if len(acted) == 0 {
				out.from, out.to = g.from, g.to
			}
			acted = addAll(acted, fits)
			for _, s := range g.signs {
				out.symptom = out.symptom || s.family != fmSpot
			}
		case best == fitThing && !n.incidental(g):
			bare = addAll(bare, fits)
		case best < fitThing && out.other == "" && (len(g.services) > 0 || len(g.wishes) > 0 || len(g.signs) > 0 || n.asks(g) || n.t.Words() <= 4):
			out.other = n.t.Original(g.from, g.to)
		}
	}
	codes := r.codesOf(acted)
	if len(acted) == 0 {
		codes = r.codesOf(bare)
		if out.other != "" {
			codes = nil
		}
	} else {
		out.other = ""
	}
	if len(codes) == 1 {
		out.code = codes[0]
	} else {
		out.candidates = codes
	}
	return out
}

// best fit of a group's services, and those that have it.
func (r *Rules) best(n *notes, g *group) (float64, []int) {
	a := r.sum(n, g)
	top, fits := fitNot, []int(nil)
	for _, i := range g.services {
		f := r.fit(i, a, g.exact[i])
		switch {
		case f > top:
			top, fits = f, []int{i}
		case f == top:
			fits = append(fits, i)
		}
	}
	return top, fits
}

// loose are names of things that are words of every day too: alone they point at a service only in a short message or with a need.
var loose = wordSet(`aire aires ar ares clima internet cocina cozinha tela pantalla garantia estufa parrilla medida cubierta repetidor terma campana aparelho tv tele`)

// incidental tells whether a thing may have been named by the way.
func (n *notes) incidental(g *group) bool {
	if g.to-g.from > 1 || !loose[n.word(g.from)] {
		return g.aside && n.t.Words() > 6
	}
	return n.t.Words() > 5 && !n.asks(g) || g.aside && (len(g.services) != 1 || !n.asks(g))
}

func addAll(list, more []int) []int {
	for _, i := range more {
		if !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	return list
}

func (r *Rules) codesOf(list []int) []string {
	slices.Sort(list)
	var out []string
	for _, i := range list {
		out = append(out, r.services[i].Code)
	}
	return out
}

// unnamed reads a message that names no thing. What is wrong may still tell: only one thing spins, or lacks hot water.
func (r *Rules) unnamed(n *notes, hits []text.Hit[serviceWord], spoken func(string) bool) serviceReading {
	g := &group{exact: map[int]bool{}, signs: n.signs, wishes: n.wishes}
	point := false
	for _, s := range n.signs {
		point = point || telling[s.family]
	}
	for _, h := range exactHits(hits) {
		g.exact[h.Value.service] = true
		if g.to == 0 {
			g.from, g.to = h.From, h.To
		}
	}
	if len(n.signs) > 0 {
		g.from, g.to = n.signs[0].from, n.signs[0].to
	}
	if g.to == 0 {
		return serviceReading{}
	}
	a := r.sum(n, g)
	var fits []int
	top := fitWeak
	for i, s := range r.services {
		said := spoken(s.Code) && (g.exact[i] || r.claims[i].any(a.families))
		if !said && (!point || !r.claims[i].all(a.families) || s.Kind == kindInstall) {
			continue
		}
		switch f := r.fit(i, a, g.exact[i]); {
		case f > top:
			top, fits = f, []int{i}
		case f == top:
			fits = append(fits, i)
		}
	}
	out := serviceReading{from: g.from, to: g.to, symptom: a.trouble && len(fits) > 0}
	if codes := r.codesOf(fits); len(codes) == 1 {
		out.code = codes[0]
	} else if len(codes) <= 4 {
		out.candidates = codes
	}
	return out
}

func (c claim) any(families map[family]bool) bool {
	for f := range families {
		if c.families[f] {
			return true
		}
	}
	return false
}

// all tells whether a service claims every telling family that was named.
func (c claim) all(families map[family]bool) bool {
	found := false
	for f := range families {
		if telling[f] {
			if !c.families[f] {
				return false
			}
			found = true
		}
	}
	return found
}
