package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// spelt are words of the languages that come as answers too. They are written right, so that they are no typing error of a
// place's name: "cancela" is not the town Canela.
var spelt = func() map[string]bool {
	m := wordSet(`porque nunca siempre sempre quando cuando cuanto quanto caro cara caros caras barato barata baratos baratas cartao quarto quarta quartas
		factura facturas fatura boleta boleto pasaje pasajes cuadra cuadras quadra mama papa mae pai tarde manha noite certo errado errada pronto rapido logo talvez quizas
		despues depois antes ahora agora ontem ayer amanha nada algo alguem alguien ninguem nadie todos todas mismo misma mesmo mesma igual ninguna ninguno nenhuma nenhum`)
	for _, row := range append(phrasesOf, sidePhrases...) {
		for w := range strings.FieldsFuncSeq(row.phrases, func(c rune) bool { return c == '|' || c == ' ' || c == '\n' || c == '\t' }) {
			if len(w) > 3 {
				m[text.Fold(w)] = true
			}
		}
	}
	for w := range means {
		m[w] = true
	}
	return m
}()

// misread tells whether a place was found only by taking words that are written right for a misspelt name.
func misread(t text.Text, p placeReading) bool {
	if !p.fuzzy {
		return false
	}
	for i := p.from; i < p.to; i++ {
		if w := t.Norm(i); !spelt[w] && !articles[w] {
			return false
		}
	}
	return true
}
