package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// speaksBesideNames tells whether a message shows its language by more than names: streets, people and places are called the same
// in every language, and many of Brazil sound Spanish.
func (o *Reading) speaksBesideNames(current string) bool {
	var names [][2]int // in bytes
	if a := o.Address; a != nil {
		names = append(names, [2]int{a.Start, a.End})
	}
	if o.place.index >= 0 {
		start, end := o.t.Span(o.place.from, o.place.to)
		names = append(names, [2]int{start, end})
	}
	if n := o.Name; n.Value != "" {
		names = append(names, [2]int{n.Start, n.End})
	}
	for _, e := range o.Emails {
		names = append(names, [2]int{e.Start, e.End})
	}
	if len(names) == 0 {
		return true
	}
	rest := text.Text{Raw: o.t.Raw}
	for _, tok := range o.t.Tokens {
		if !partOf(tok, names) {
			rest.Tokens = append(rest.Tokens, tok)
		}
	}
	return lang.Guess(rest, current) == o.Lang
}

func partOf(tok text.Token, spans [][2]int) bool {
	for _, s := range spans {
		if tok.Start < s[1] && tok.End > s[0] {
			return true
		}
	}
	return false
}
