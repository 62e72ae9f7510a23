package nlu

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
)

// serviceReading is which kind of work a message is about.
type serviceReading struct {
	code       string   // "" when not sure
	candidates []string // when several are as likely
	from, to   int      // tokens
	other      string   // a thing that no service covers, as it was said
	things     []int    // tokens at which things were named
	symptom    bool     // something wrong was told, not only the thing
}

// claim is what a service of the catalogue is for, as its own words tell.
type claim struct {
	families map[family]bool
	classes  map[class]bool
	general  bool // takes whatever is wrong with its thing; others only what they claim
}

// claims reads the symptoms of each service as if a customer had written them.
func (r *Rules) readClaims() {
	r.claims = make([]claim, len(r.services))
	for i, s := range r.services {
		c := claim{families: map[family]bool{}, classes: map[class]bool{}}
		for lang, list := range s.Symptoms {
			for _, p := range list {
				n := r.vocabulary.note(text.Parse(p), lang == "pt")
				for _, g := range n.signs {
					c.families[g.family] = true
				}
				for _, w := range n.wishes {
					c.classes[w.class] = true
				}
			}
		}
		c.general = s.Kind == kindRepair && (len(c.families) != 1 || !r.sibling(i))
		r.claims[i] = c
	}
}

// Kinds of services.
const (
	kindRepair      = string(booking.KindRepair)
	kindInstall     = string(booking.KindInstall)
	kindMaintenance = string(booking.KindMaintenance)
	kindVisit       = string(booking.KindVisit)
)

// sibling tells whether another service repairs the same thing.
func (r *Rules) sibling(i int) bool {
	for k, s := range r.services {
		if k != i && s.Kind == kindRepair && sameThing(s, r.services[i]) {
			return true
		}
	}
	return false
}

func sameThing(a, b ServiceWords) bool {
	for lang, list := range a.Synonyms {
		for _, w := range list {
			if slices.Contains(b.Synonyms[lang], w) {
				return true
			}
		}
	}
	return false
}

// group is a thing that was named, with the services that work on it and what is said of it.
type group struct {
	services []int
	from, to int
	signs    []sign
	wishes   []wish
	exact    map[int]bool // services of which a symptom was said word by word
	aside    bool         // it only says where: "en la cocina"
}

// service reads the kind of work of a message. spoken tells of which services a symptom alone may speak: the one talked about, or
// any while the agent asks which is meant. Words apart are no things: "¿dan garantía?".
func (r *Rules) service(n *notes, apart [][2]int, spoken func(code string) bool) serviceReading {
	hits := slices.DeleteFunc(r.words.Find(text.Text{Raw: n.t.Raw, Tokens: n.tokens()}), func(h text.Hit[serviceWord]) bool {
		return h.Fuzzy || slices.ContainsFunc(apart, func(a [2]int) bool { return a[0] <= h.From && h.To <= a[1] })
	})
	groups := r.groups(n, hits)
	if !slices.ContainsFunc(groups, func(g *group) bool { return len(g.services) > 0 }) {
		if out := r.unnamed(n, hits, spoken); len(groups) == 0 || out.code != "" { // "no tengo agua caliente en la ducha"
			return out
		}
	}
	r.assign(n, groups, hits)
	out := r.judge(n, groups)
	for _, h := range hits {
		if h.Value.role == thing {
			out.things = append(out.things, h.From)
		}
	}
	return out
}

// exactHits are the symptoms of the catalogue that stand in the message word by word.
func exactHits(hits []text.Hit[serviceWord]) []text.Hit[serviceWord] {
	return slices.DeleteFunc(slices.Clone(hits), func(h text.Hit[serviceWord]) bool { return h.Value.role != symptom })
}

// groups lists the things that were named, each once; a longer name covers the shorter ones in it.
func (r *Rules) groups(n *notes, hits []text.Hit[serviceWord]) []*group {
	var out []*group
	for _, h := range hits {
		if h.Value.role == symptom || slices.ContainsFunc(hits, func(o text.Hit[serviceWord]) bool {
			return o.Value.role != symptom && o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From
		}) || n.noThing(h.From, h.To) {
			continue
		}
		i := slices.IndexFunc(out, func(g *group) bool { return g.from == h.From && g.to == h.To })
		if i < 0 {
			out = append(out, &group{from: h.From, to: h.To, exact: map[int]bool{}, aside: n.place(h.From)})
			i = len(out) - 1
		}
		if h.Value.role == thing && !slices.Contains(out[i].services, h.Value.service) {
			out[i].services = append(out[i].services, h.Value.service)
		}
	}
	out = slices.DeleteFunc(out, func(g *group) bool { return len(g.services) == 0 && n.partOf(g, out) })
	return merged(out)
}

// partOf tells whether a thing of no service is only a part of one that is: "el enchufe de la lavadora".
func (n *notes) partOf(g *group, all []*group) bool {
	return slices.ContainsFunc(all, func(o *group) bool {
		if len(o.services) == 0 || o.from < g.to || o.from-g.to > 3 {
			return false
		}
		switch n.word(g.to) {
		case "de", "del", "da", "do", "para", "al", "a", "no", "en", "na", "em":
			return true
		}
		return false
	})
}

// within tells whether words are part of the name of a thing: "lavar" in "máquina de lavar".
func within(groups []*group, from, to int) bool {
	return slices.ContainsFunc(groups, func(g *group) bool { return g.from <= from && to <= g.to })
}

// merged joins the mentions of the same thing.
func merged(list []*group) []*group {
	var out []*group
	for _, g := range list {
		slices.Sort(g.services)
		if i := slices.IndexFunc(out, func(o *group) bool { return slices.Equal(o.services, g.services) }); i >= 0 {
			out[i].aside = out[i].aside && g.aside
			continue
		}
		out = append(out, g)
	}
	return out
}

// assign gives each sign and each wish to the thing that it is said of: the only one, or the nearest, where what is wrong mostly
// follows its thing and what is wanted comes before it.
func (r *Rules) assign(n *notes, groups []*group, hits []text.Hit[serviceWord]) {
	for _, g := range n.signs {
		if within(groups, g.from, g.to) {
			continue
		}
		for _, o := range r.suffers(n, groups, g) {
			o.signs = append(o.signs, g)
		}
	}
	for _, w := range n.wishes {
		if within(groups, w.from, w.to) || w.class == clPut && !n.puts(w, groups) {
			continue
		}
		for _, o := range nearest(n, groups, w.from, w.to, false) {
			o.wishes = append(o.wishes, w)
		}
	}
	for _, h := range exactHits(hits) {
		for _, o := range nearest(n, groups, h.From, h.To, true) {
			if slices.Contains(o.services, h.Value.service) && !covered(hits, h) {
				o.exact[h.Value.service] = true
			}
		}
	}
	for _, g := range groups {
		if f, ok := n.fails(g); ok && len(g.signs) == 0 && len(g.wishes) == 0 && len(g.exact) == 0 {
			g.signs = append(g.signs, f)
		}
	}
	for i, g := range groups {
		if w := n.word(g.to); i > 0 && (w == "tampoco" || w == "tambien" || w == "tambem" || w == "igual") { // "la lavadora no anda y el refri tampoco"
			share(groups[i-1], g)
		}
	}
	for i, g := range groups { // "el refri y la lavadora no funcionan", "instalar una lavadora y un tv"
		if i > 0 && joined(n, groups[i-1], g) {
			share(groups[i-1], g)
			share(g, groups[i-1])
		}
	}
}

// suffers are the things of which a sign tells. What is told of a thing that no service covers may be what one that is covered is
// there for: "el agua de la ducha sale fría, el calefont prende".
func (r *Rules) suffers(n *notes, groups []*group, g sign) []*group {
	found := nearest(n, groups, g.from, g.to, true)
	if len(found) != 1 || len(found[0].services) > 0 {
		return found
	}
	for _, o := range groups {
		for _, i := range o.services {
			if r.claims[i].families[g.family] && (telling[g.family] || g.family == fmHeat) {
				return []*group{o}
			}
		}
	}
	return found
}

// covered tells whether a symptom is only a part of a longer one that was said.
func covered(hits []text.Hit[serviceWord], h text.Hit[serviceWord]) bool {
	return slices.ContainsFunc(hits, func(o text.Hit[serviceWord]) bool {
		return o.Value.role == symptom && o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From
	})
}

func share(from, to *group) {
	if len(to.signs) == 0 && len(to.wishes) == 0 && len(to.exact) == 0 {
		to.signs, to.wishes = slices.Clone(from.signs), slices.Clone(from.wishes)
	}
}

// joined tells whether two things stand side by side: "el refri y la lavadora".
func joined(n *notes, a, b *group) bool {
	and := false
	for i := a.to; i < b.from; i++ {
		switch w := n.word(i); w {
		case "y", "e", ",", "con", "com", "mas", "ou", "o", "&", "+", "tampoco", "tambien", "tambem", "ni", "nem", "ademas":
			and = true
		case "un", "una", "el", "la", "los", "las", "mi", "um", "uma", "a", "os", "as", "meu", "minha", "btu", "btus", "mil", "pulgadas", "polegadas", "kg", "kilos", "litros", "toneladas", "tonelada", "otra", "otro", "de", "dos", "dois", "duas":
		default:
			if n.t.Tokens[i].Kind != text.Number {
				return false
			}
		}
	}
	return and
}

// nearest are the things to which words belong; two when they are as near.
func nearest(n *notes, groups []*group, from, to int, follows bool) []*group {
	if len(groups) == 1 {
		return groups
	}
	best, out := 1<<30, []*group(nil)
	for _, g := range groups {
		d := n.distance(g, from, to, follows)
		switch {
		case d < best:
			best, out = d, []*group{g}
		case d == best:
			out = append(out, g)
		}
	}
	return out
}

// distance between a thing and words about it: words between, more for each stop, and more when it stands on the unusual side.
func (n *notes) distance(g *group, from, to int, follows bool) int {
	a, b, usual := g.to, from, follows
	if to <= g.from {
		a, b, usual = to, g.from, !follows
	}
	d := 2 * max(0, b-a)
	for i := a; i < b; i++ {
		switch n.word(i) {
		case ",", ".", ";", "y", "e", "pero", "mas", "porque", "ademas", "tambien", "tambem":
			d += 5
		}
	}
	if !usual {
		d += 4
	}
	if g.aside {
		d += 6
	}
	if len(g.services) == 0 {
		d += 3
	}
	return d
}

// puts tells whether "poner" or "conectar" is an installation: its thing is near, and it is no "pone error".
func (n *notes) puts(w wish, groups []*group) bool {
	if n.word(w.from-1) == "se" || n.word(w.from-2) == "se" && w.mood != anyMood {
		return false
	}
	for _, g := range groups {
		if n.asks(g) && w.mood == wanted {
			return true
		}
		if d := g.from - w.to; d >= 0 && d <= 4 || g.to <= w.from && w.from-g.to <= 3 {
			return true
		}
	}
	return false
}

// place tells whether the thing at i only says where something is: "en la cocina", "na cozinha".
func (n *notes) place(i int) bool {
	switch n.word(i - 1) {
	case "en", "na", "em", "pela", "de", "da", "do":
		return true
	case "la", "el", "mi", "minha", "meu":
		switch n.word(i - 2) {
		case "en", "de", "na", "em":
			return true
		}
	case "no":
		return n.pt
	}
	return false
}

// noThing are words of things that mean something else where they stand: "al aire libre", "por internet", "ar quente".
func (n *notes) noThing(from, to int) bool {
	if to-from > 1 {
		return false
	}
	switch n.word(from) {
	case "internet":
		switch n.word(from - 1) {
		case "por", "pela", "via":
			return true
		case "en", "na":
			return len(n.signs) == 0
		}
	case "aire", "ar":
		if n.word(from-1) == "al" && n.word(to) != "" && n.word(to) == "libre" || n.is(to, clWarm) && n.is(from-1, clEmit) {
			return true
		}
		switch n.word(to) {
		case "libre", "livre", "fresco", "comprimido", "fryer":
			return true
		case "natural":
			return n.is(from-1, clEmit)
		}
		return n.word(from-1) == "tomar" || n.word(from-1) == "falta" && n.word(from) == "aire" && n.word(from-2) == "me"
	case "maquina", "maquinas":
		return !n.pt
	case "tela", "pantalla":
		return n.word(to) == "del" || n.word(to) == "da" || n.word(to) == "do" || n.word(to) == "de" && n.word(to+1) == "la"
	case "gas":
		return true
	}
	return false
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, tok := range text.Parse(s).Tokens {
		m[tok.Norm] = true
	}
	return m
}

// denied tells whether the word at i is taken back: "no es instalar", "não quero instalar".
func denied(t text.Text, i int) bool {
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		switch t.Norm(j) {
		case "no", "nao":
			return true
		case "es", "e", "quiero", "quero", "para", "era", "de", "una", "um", "uma", "la", "a", "necesito", "preciso", "que", "solo", "por", "el":
			continue
		}
		return false
	}
	return false
}
