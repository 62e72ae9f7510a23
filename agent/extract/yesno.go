package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Answer to a yes or no question.
type Answer int

const (
	Unclear Answer = iota
	Yes
	No
)

// Reply is a yes or a no with the words that say it.
type Reply struct {
	Answer     Answer
	Start, End int // bytes; 0, 0 when unclear
	Confidence float64
}

// YesNo reads a plain yes or no, as people of the country say it; country may be empty. Words about anything else make it
// unclear, and so do a condition, a doubt and a question.
func YesNo(t text.Text, country string) Answer { return ReadYesNo(t, country, "").Answer }

// YesNoTo reads a yes or a no to a proposal of a kind, in words that mean it there alone. What else the message says makes it
// unclear, as for YesNo; a reminder is also confirmed by "confirmo" with more words behind it.
func YesNoTo(t text.Text, country, kind string) Answer {
	if _, ok := further[kind]; !ok {
		return Unclear
	}
	return ReadYesNo(t, country, kind).Answer
}

// ReadYesNo is YesNo and, with the kind of a proposal, YesNoTo, with the span.
func ReadYesNo(t text.Text, country, kind string) Reply {
	c := count{t: knownWords.relax(t), country: country, kind: kind, from: -1}
	c.more = further[kind]
	for i := 0; i < len(c.t.Tokens); {
		n := c.take(i)
		if n == 0 || c.other > 0 && kind != "visit" {
			return Reply{}
		}
		i += n
	}
	answer := c.answer()
	if answer == Unclear || c.from < 0 {
		return Reply{}
	}
	start, end := t.Span(c.from, c.to)
	return Reply{Answer: answer, Start: start, End: end, Confidence: c.confidence()}
}

// count is what the words of a message say, a class each.
type count struct {
	t             text.Text
	country, kind string
	more          proposalWords
	yes, weak, no int
	some, someNo  int // words that answer when they stand alone
	other, sorry  int
	plain         bool // "sí" or "no" itself was said
	confirms      bool // said so before anything else was
	from, to      int  // tokens of the first answer
}

// take reads the longest known phrase at token i: how many tokens it has; 0 when nothing can be a plain answer any more.
func (c *count) take(i int) int {
	y, n := max(yesWords.at(c.t, i), c.more.yes.at(c.t, i)), max(noWords.at(c.t, i), c.more.no.at(c.t, i))
	p := max(padding.at(c.t, i), c.more.beside.at(c.t, i))
	h, s := hedges.at(c.t, i), sorry.at(c.t, i)
	best := max(y, n, p, h, s)
	if again := max(softNo.at(c.t, i), afterNo.at(c.t, i)); again >= best && again > 0 && c.no > 0 && c.yes+c.weak == 0 {
		return again
	}
	if e := echoes.at(c.t, i); e > best && c.yes+c.no+c.weak > 0 {
		return e
	}
	if thanksFor.at(c.t, i) > 0 {
		return c.clause(i)
	}
	switch {
	case h > 0 && h >= max(y, n, p):
		return 0
	case y == best && y > 0 && c.wish(i, y):
		return 0
	case y == best && y > 0:
		c.confirms = c.confirms || c.other == 0 && confirming.at(c.t, i) > 0
		c.said(i, i+y)
		c.plain = c.plain || plainly.at(c.t, i) == y
		if weakYes.at(c.t, i) >= y {
			c.weak++
		} else {
			c.yes++
		}
	case n == best && n > 0:
		c.no++
		c.plain = c.plain || plainly.at(c.t, i) == n
		c.said(i, i+n)
	case best > 0:
		c.aside(i, p, s)
	default:
		return c.unknown(i)
	}
	return best
}

// wish tells whether a verb that would be a yes asks for something instead.
func (c *count) wish(i, n int) bool {
	if howAreYou.at(c.t, i) == n && (greets.at(c.t, i-1) > 0 || c.t.Norm(i-1) == "," && greets.at(c.t, i-2) > 0) {
		return true
	}
	return c.yes == 0 && orders.at(c.t, i) == n && (c.t.Norm(i-1) == "me" || objects.at(c.t, i+n) > 0)
}

// aside counts words that say neither by themselves.
func (c *count) aside(i, padding, sorry int) {
	if places := someYes[c.t.Norm(i)]; places[""] || places[c.country] {
		c.some++
		c.said(i, i+1)
		return
	}
	if padding == 0 && sorry > 0 {
		c.sorry++
	}
}

// unknown counts a word of no class: the verb of the question said again, a laugh, a name after thanks, or something else.
func (c *count) unknown(i int) int {
	w := c.t.Norm(i)
	places := someYes[w]
	switch n := echoes.at(c.t, i); {
	case n > 0 && c.yes+c.no+c.weak > 0:
		return n
	case c.plain && links.at(c.t, i) > 0:
	case places[""] || places[c.country]:
		c.some++
		c.said(i, i+1)
	case someNo[w]:
		c.someNo++
		c.said(i, i+1)
	case laughter(w), w == "e" && strings.EqualFold(c.t.Original(i, i+1), "eh"), c.t.Tokens[i].Kind == text.Mark, c.named(i):
	case c.t.Tokens[i].Kind == text.Emoji && c.yes+c.no+c.weak > 0 && !strings.Contains(doubts, w):
	default: // an emoji alone may say anything
		c.other++
	}
	return 1
}

// clause is how many tokens a clause of thanks has; 0 when something in it is a condition or a question.
func (c *count) clause(i int) int {
	j := i
	for j < len(c.t.Tokens) && c.t.Tokens[j].Kind != text.Mark && j-i < 8 {
		if hedges.at(c.t, j) > 0 {
			return 0
		}
		j++
	}
	return j - i
}

func (c *count) said(from, to int) {
	if c.from < 0 {
		c.from, c.to = from, to
	}
}

var beforeName = phrases(`gracias|obrigado|obrigada|señor|señora|señorita|don|doña|sr|sra|srta|senhor|senhora|seu|dona|hola|oi|estimado|estimada|.`)

// named tells whether the word is the name of who is spoken to: "sí, gracias Camila".
func (c *count) named(i int) bool {
	tok := c.t.Tokens[i]
	if tok.Kind != text.Word || len(tok.Norm) < 3 || !capital(c.t.Raw[tok.Start:tok.End]) || tok.Norm == "el" {
		return false
	}
	after := i+1 >= len(c.t.Tokens) || c.t.Tokens[i+1].Kind != text.Word && c.t.Tokens[i+1].Kind != text.Number
	return after && i > 0 && beforeName.at(c.t, i-1) > 0 && c.t.Norm(i-1) != "." && notNames.at(c.t, i) == 0
}

func (c *count) answer() Answer {
	words := c.other == 0
	switch {
	case c.yes > 0 && c.no == 0 && c.sorry == 0 && (words || c.kind == "visit" && c.confirms):
		return Yes
	case c.no > 0 && c.yes == 0 && (words || c.kind == "visit" && c.more.no.at(c.t, 0) > 0):
		return No
	case !words || c.sorry > 0 || c.yes > 0 || c.no > 0:
		return Unclear
	case c.weak > 0 && c.someNo == 0, c.some == 1 && c.someNo == 0:
		return Yes
	case c.someNo > 0 && c.some == 0 && c.weak == 0:
		return No
	}
	return Unclear
}

func (c *count) confidence() float64 {
	switch {
	case c.yes == 0 && c.no == 0:
		return 0.9
	case c.other > 0:
		return 0.85
	}
	return 0.98
}

var confirming = phrases(`confirmo|confirmado|confirmada|confirmamos`)

// Refuses tells whether a message begins with a no that stands whatever follows: "no, mejor el jueves", "no puedo mañana".
// A question refuses nothing, nor does "no sé".
func Refuses(t text.Text) bool {
	t = knownWords.relax(t)
	n := noWords.at(t, 0)
	if n == 0 || n < max(yesWords.at(t, 0), hedges.at(t, 0)+1, padding.at(t, 0)) {
		return false
	}
	for i := n; i < len(t.Tokens); i++ {
		if w := t.Norm(i); w == "?" || w == "¿" || plainly.at(t, i) > 0 && noWords.at(t, i) == 0 {
			return false
		}
	}
	switch next := t.Norm(n); next {
	case "", ",", ".", ";", "!", "mejor", "melhor", "prefiero", "prefiro":
		return true
	}
	return refusals.at(t, 0) > 0
}

// StartsWithNo tells whether a message begins by refusing: "no, el jueves mejor".
func StartsWithNo(t text.Text) bool {
	t = knownWords.relax(t)
	return noWords.at(t, 0) > 0 && yesWords.at(t, 0) < noWords.at(t, 0)+1
}
