package nlu

import (
	"slices"
	"strings"
)

// mood tells a wish from a report: "instalar, instalen" is wanted, "instalaron, instalado" was done.
type mood int

const (
	anyMood mood = iota
	wanted
	told
)

// form is what one word is: a class of the trade and, of verbs, the mood.
type form struct {
	class class
	mood  mood
}

// endings of regular verbs, folded. Those of the first list are wishes, offers and what happens now; those of the second, reports.
var endings = map[string][2][]string{
	"es-ar": {
		strings.Fields("ar o as a amos an e es emos en are aras ara aremos aran aria arias ariamos arian ando aba aban"),
		strings.Fields("aste aron ado ada ados adas"),
	},
	"es-er": {
		strings.Fields("er o es e emos en a as amos an ere era eran eremos eria erias erian iendo ia ian"),
		strings.Fields("i iste io imos ieron ido ida idos idas"),
	},
	"es-ir": {
		strings.Fields("ir o es e imos en a as amos an ire ira iran iremos iria irias irian iendo ia ian"),
		strings.Fields("i iste io ieron ido ida idos idas"),
	},
	"pt-ar": {
		strings.Fields("ar o as a amos am e es emos em arem armos arei ara arao aria ariam ando ava avam"),
		strings.Fields("ei aste ou aram ado ada ados adas"),
	},
	"pt-er": {
		strings.Fields("er o es e emos em a as amos am erem ermos erei era erao eria eriam endo ia iam"),
		strings.Fields("i este eu eram ido ida idos idas"),
	},
	"pt-ir": {
		strings.Fields("ir o es e imos em a as amos am irem irmos irei ira irao iria iriam indo ia iam"),
		strings.Fields("i iu iram ido ida idos idas"),
	},
}

// softened stems keep their sound before e: "coloque", "cuelguen", "empiece".
var softened = []struct{ end, soft string }{{"gu", "gu"}, {"qu", "qu"}, {"c", "qu"}, {"g", "gu"}, {"z", "c"}}

// conjugate lists the forms of a regular verb. A second stem, after a slash, is that of its stressed forms: "colgar/cuelg".
func conjugate(tongue, verb string, add func(word string, m mood)) {
	inf, stressed, _ := strings.Cut(verb, "/")
	if len(inf) < 3 {
		return
	}
	stem, kind := inf[:len(inf)-2], tongue+"-"+inf[len(inf)-2:]
	stems := []string{stem}
	if stressed != "" {
		stems = append(stems, stressed)
	}
	for _, s := range stems {
		for i, list := range endings[kind] {
			for _, e := range list {
				root := s
				if strings.HasSuffix(kind, "ar") && e[0] == 'e' {
					root = soften(s)
				}
				add(root+e, []mood{wanted, told}[i])
			}
		}
	}
}

func soften(stem string) string {
	for _, s := range softened {
		if strings.HasSuffix(stem, s.end) {
			return strings.TrimSuffix(stem, s.end) + s.soft
		}
	}
	return stem
}

// clitics are pronouns that Spanish hangs on a verb: "instalarmela", "arreglenme".
var clitics = strings.Fields("melas melos mela melo selas selos sela selo noslo nosla nos les los las me te se lo la le")

// bare takes the pronouns off a verb. What is left must be a word of the vocabulary, so that "chapa" loses nothing.
func bare(word string, known func(string) bool) (string, bool) {
	for _, c := range clitics {
		if stem, ok := strings.CutSuffix(word, c); ok && len(stem) >= 4 && known(stem) {
			return stem, true
		}
	}
	return "", false
}

// sound is how a word is heard: b and v, s and c and z, ll and y, a silent h and a letter said twice are one. It finds "labadora",
// "calefon splendit" and "instalasion".
func sound(word string) string {
	var b []byte
	for i := 0; i < len(word); i++ {
		c := word[i]
		next := byte(0)
		if i+1 < len(word) {
			next = word[i+1]
		}
		front := next == 'e' || next == 'i'
		switch {
		case c == 'v':
			c = 'b'
		case c == 'z' || c == 'c' && front:
			c = 's'
		case c == 'q' && next == 'u':
			c, i = 'k', i+1
		case c == 'c' && next != 'h' || c == 'q':
			c = 'k'
		case c == 'g' && front:
			c = 'j'
		case c == 'h' && (i == 0 || word[i-1] != 'c' && word[i-1] != 'l' && word[i-1] != 'n'):
			continue
		case c == 'l' && next == 'l':
			c, i = 'y', i+1
		case c == 'w':
			c = 'u'
		}
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
	}
	return string(b)
}

// forms of a word, without a second copy of the same.
func (v *vocabulary) add(word string, f form) {
	if !slices.Contains(v.forms[word], f) {
		v.forms[word] = append(v.forms[word], f)
	}
}
