package text

// Quote finds where a message says what a quote says: the same words, numbers and emojis in the same order, case, accents,
// spellings of chats and punctuation aside. A word counts whole. The span is in bytes of the original; ok is false when the
// message does not say it, or the quote says nothing.
func (t Text) Quote(quote string) (start, end int, ok bool) {
	wanted, said := Parse(quote).spoken(), t.spoken()
	if len(wanted) == 0 {
		return 0, 0, false
	}
	for i := 0; i+len(wanted) <= len(said); i++ {
		n := 0
		for n < len(wanted) && said[i+n].Norm == wanted[n].Norm {
			n++
		}
		if n == len(wanted) {
			return said[i].Start, said[i+n-1].End, true
		}
	}
	return 0, 0, false
}

// spoken are the tokens that are no punctuation.
func (t Text) spoken() []Token {
	out := make([]Token, 0, len(t.Tokens))
	for _, tok := range t.Tokens {
		if tok.Kind != Mark {
			out = append(out, tok)
		}
	}
	return out
}
