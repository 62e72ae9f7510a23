package when

// value is what an edge of the chart means; its category says which field.
type value struct {
	n    int
	unit Unit
	days *Days
	c    Constraint
	bare bool // an hour or a number that nothing around it marks as one
}

// edge says that tokens from up to, not including, to are something.
type edge struct {
	cat      cat
	from, to int
	v        value
}

// match is a production that fits.
type match struct {
	s        *scan
	from, to int
	a        []*edge // what the categories of its pattern found, in order
}

func (m match) n(i int) int                 { return m.a[i].v.n }
func (m match) c(i int) Constraint          { return m.a[i].v.c }
func (m match) days(i int) *Days            { return m.a[i].v.days }
func (m match) has(words ...string) bool    { return m.s.within(m.from, m.to, words) }
func (m match) starts(words ...string) bool { return m.s.is(m.from, words...) }
func (m match) between(i, j int) (int, int) { return m.a[i].to, m.a[j].from }

// chart holds every edge, by the token where it begins. It is filled from the last token to the first, so that all that begins
// further right is known when a production looks for it.
type chart struct {
	s     *scan
	g     *grammar
	edges [][]*edge
}

// maxEdges bounds what may begin at one token: no message of a person comes near it.
const maxEdges = 160

func fill(s *scan, g *grammar) *chart {
	ch := &chart{s: s, g: g, edges: make([][]*edge, len(s.norm)+1)}
	for i := len(s.norm) - 1; i >= 0; i-- {
		if s.dead[i] {
			continue
		}
		for _, e := range s.seeds(i) {
			ch.put(e)
		}
		for _, r := range g.byWord[s.norm[i]] {
			ch.try(r, i, 0, nil, i)
		}
		for _, w := range s.also[i] {
			for _, r := range g.byWord[w] {
				ch.try(r, i, 0, nil, i)
			}
		}
		for k := 0; k < len(ch.edges[i]); k++ {
			e := ch.edges[i][k]
			for _, r := range g.byCat[e.cat] {
				ch.try(r, i, 1, []*edge{e}, e.to)
			}
		}
	}
	return ch
}

// put adds an edge that is not there yet.
func (ch *chart) put(e *edge) {
	if len(ch.edges[e.from]) >= maxEdges {
		return
	}
	for _, o := range ch.edges[e.from] {
		if o.cat == e.cat && o.to == e.to && same(o.v, e.v) {
			return
		}
	}
	ch.edges[e.from] = append(ch.edges[e.from], e)
}

// same tells whether two edges mean the same. What days mean is not looked into: the first production of a table wins.
func same(a, b value) bool {
	if a.n != b.n || a.unit != b.unit || a.bare != b.bare || (a.days == nil) != (b.days == nil) {
		return false
	}
	x, y := a.c, b.c
	return x.Part == y.Part && x.Bit == y.Bit && x.From == y.From && x.To == y.To && x.Open == y.Open && x.Ahead == y.Ahead && x.Approx == y.Approx &&
		x.Prefer == y.Prefer && (x.Days == nil) == (y.Days == nil) && (x.Through == nil) == (y.Through == nil)
}

// try matches the elements of a rule from k on at token i.
func (ch *chart) try(r *rule, from, k int, args []*edge, i int) {
	if k == len(r.elements) {
		if v, ok := r.build(match{ch.s, from, i, args}); ok {
			ch.put(&edge{r.out, from, i, v})
		}
		return
	}
	e := r.elements[k]
	switch {
	case e.glued:
		if i < len(ch.s.t.Tokens) && ch.s.t.Tokens[i].Glued {
			ch.try(r, from, k+1, args, i)
		}
	case e.cat != none:
		if i >= len(ch.edges) {
			return
		}
		for _, found := range ch.edges[i] {
			if found.cat == e.cat {
				ch.try(r, from, k+1, append(args[:len(args):len(args)], found), found.to)
			}
		}
	default:
		ch.tryPhrases(r, from, k, args, i, e.phrases[ch.s.at(i)])
		if i < len(ch.s.also) {
			for _, w := range ch.s.also[i] {
				ch.tryPhrases(r, from, k, args, i, e.phrases[w])
			}
		}
	}
}

// tryPhrases goes on after each phrase that stands at i.
func (ch *chart) tryPhrases(r *rule, from, k int, args []*edge, i int, phrases [][]string) {
	for _, phrase := range phrases {
		if ch.s.is(i, phrase...) {
			ch.try(r, from, k+1, args, i+len(phrase))
		}
	}
}
