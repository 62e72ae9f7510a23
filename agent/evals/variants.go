package evals

import (
	"regexp"
	"strings"
	"unicode"
)

// Variants of a corpus, as score_time.py makes them, phrase for phrase: its typos are drawn from Python's generator with its seed.
var Variants = []string{"plain", "noaccent", "typo", "chat", "sentence"}

// table: spellings of people in a hurry, and the polite frame.
var (
	chatSpellings = map[string][][2]string{
		"es": {
			{`\bmañana\b`, "mñn"},
			{`\bque\b`, "q"},
			{`\bpor la\b`, "x la"},
			{`\bhoras\b`, "hrs"},
			{`\bpróxim`, "prox"},
			{`\bdespués\b`, "dsps"},
			{`\bpara el\b`, "pal"},
			{`\bfin de semana\b`, "finde"},
			{`\bminutos\b`, "min"},
		},
		"pt": {
			{`\bamanhã\b`, "amanha"},
			{`\bque\b`, "q"},
			{`\bhoras\b`, "hrs"},
			{`\bdepois\b`, "dps"},
			{`\bpróxim`, "prox"},
			{`\bpara\b`, "p"},
			{`\bfim de semana\b`, "fds"},
			{`-feira`, ""},
		},
	}
	frames = map[string]string{
		"es": "hola buenas, me pueden venir %s por favor? gracias", "pt": "oi bom dia, vocês podem vir %s por favor? obrigado",
	}
)

// vary writes a phrase in another way.
func vary(text, lang, variant string, r *twister) string {
	switch variant {
	case "noaccent":
		return plain(text)
	case "chat":
		text = strings.ToLower(text)
		for _, c := range chatSpellings[lang] {
			text = replaceWords(text, c[0], c[1])
		}
		return text
	case "sentence":
		return strings.Replace(frames[lang], "%s", text, 1)
	case "typo":
		return typo(text, r)
	}
	return text
}

// replaceWords replaces a pattern whose \b are the edges of words of any alphabet: Go's own know only ASCII.
func replaceWords(text, pattern, with string) string {
	stem := strings.TrimSuffix(strings.TrimPrefix(pattern, `\b`), `\b`)
	head, tail := strings.HasPrefix(pattern, `\b`), strings.HasSuffix(pattern, `\b`)
	var out strings.Builder
	last := 0
	for _, m := range regexp.MustCompile(regexp.QuoteMeta(stem)).FindAllStringIndex(text, -1) {
		if head && wordRune(lastRune(text[:m[0]])) || tail && wordRune(firstRune(text[m[1]:])) {
			continue
		}
		out.WriteString(text[last:m[0]] + with)
		last = m[1]
	}
	return out.String() + text[last:]
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

func lastRune(s string) rune {
	r := []rune(s)
	if len(r) == 0 {
		return ' '
	}
	return r[len(r)-1]
}

// typo drops, swaps or doubles a letter inside one word of five letters or more.
func typo(text string, r *twister) string {
	words := strings.Split(text, " ")
	var long []int
	for i, w := range words {
		if len([]rune(w)) >= 5 && alphabetic(w) {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return text
	}
	i := long[r.below(len(long))]
	w := []rune(words[i])
	k := 1 + r.below(len(w)-2)
	switch r.below(3) {
	case 0:
		words[i] = string(w[:k]) + string(w[k+1:])
	case 1:
		words[i] = string(w[:k]) + string(w[k+1]) + string(w[k]) + string(w[k+2:])
	default:
		words[i] = string(w[:k]) + string(w[k]) + string(w[k:])
	}
	return strings.Join(words, " ")
}

// twister is the Mersenne Twister (Matsumoto and Nishimura, 1998), seeded and read as Python's random does.
type twister struct {
	state [624]uint32
	index int
}

func newTwister(seed uint32) *twister {
	t := &twister{index: 624}
	t.fill(19650218)
	const n = 624
	i := 1
	for range n { // init_by_array with one key
		t.state[i] = (t.state[i] ^ (t.state[i-1]^t.state[i-1]>>30)*1664525) + seed
		if i++; i >= n {
			t.state[0], i = t.state[n-1], 1
		}
	}
	for range n - 1 {
		t.state[i] = (t.state[i] ^ (t.state[i-1]^t.state[i-1]>>30)*1566083941) - uint32(i)
		if i++; i >= n {
			t.state[0], i = t.state[n-1], 1
		}
	}
	t.state[0] = 0x80000000
	return t
}

func (t *twister) fill(seed uint32) {
	t.state[0] = seed
	for i := 1; i < len(t.state); i++ {
		t.state[i] = 1812433253*(t.state[i-1]^t.state[i-1]>>30) + uint32(i)
	}
}

func (t *twister) next() uint32 {
	const n, m = 624, 397
	if t.index == n {
		for i := range n {
			y := t.state[i]&0x80000000 | t.state[(i+1)%n]&0x7fffffff
			t.state[i] = t.state[(i+m)%n] ^ y>>1 ^ y&1*0x9908b0df
		}
		t.index = 0
	}
	y := t.state[t.index]
	t.index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// below is a number under n.
func (t *twister) below(n int) int {
	bits := 0
	for v := n; v > 0; v >>= 1 {
		bits++
	}
	for {
		if v := int(t.next() >> (32 - bits)); v < n {
			return v
		}
	}
}
