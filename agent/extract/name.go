package extract

import (
	"strings"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

var nameCues = phrases(`me llamo|mi nombre es|mi nombre completo es|a nombre de|habla|le habla|te habla|les habla|soy|yo soy|me chamo|meu nome e|aqui e|
	aqui e o|aqui e a|sou|eu sou|sou o|sou a|em nome de|no nome de|my name is|i am|soy el|soy la|mi nombre|meu nome|nombre|nome`)

// notNames are words that follow "soy" or stand alone without being a name.
var notNames = phrases(`de|del|da|do|cliente|tecnico|yo|eu|el|la|los|un|una|um|uma|dueno|dona|dono|arrendatario|conserje|de la|de las|vecino|hola|oi|
	ola|buenas|buenos|bom|boa|gracias|obrigado|obrigada|si|no|sim|nao|ok|listo|manana|hoy|hoje|amanha|lunes|martes|miercoles|jueves|viernes|sabado|
	domingo|segunda|terca|quarta|quinta|sexta|que|quien|quem|para|por|cuanto|quanto|cuando|quando|donde|onde|como|persona|pessoa|asesor|atendente|
	necesito|quiero|quero|preciso|nuevo|nueva|novo|nova|mi|meu|minha|la misma|mesmo|tarde|noche|ahi|aqui|lo|bien|puedo|puede|tengo|tenho|este|
	sr|sra|don|doña|seu|dona|senhor|senhora|señor|señora`)

var titles = phrases(`don|doña|sr|sra|señor|señora|seu|dona|senhor|senhora|o|a|el|la|con|de|es|e|:|,`)

// Name reads a name after a cue ("me llamo", "sou a"), or the whole message when it was asked for. Two to four words, or one.
func Name(t text.Text, asked bool) (Found, bool) {
	for i := range t.Tokens {
		n := nameCues.at(t, i)
		if n == 0 || !asked && weakCue(t.Norm(i), n) {
			continue
		}
		if f, ok := nameAt(t, i+n, !asked); ok {
			return f, true
		}
	}
	if !asked || t.Words() > 6 {
		return Found{}, false
	}
	return nameAt(t, skipGreeting(t), false)
}

func weakCue(word string, n int) bool {
	return n == 1 && (word == "nombre" || word == "nome" || word == "habla")
}

var greetings = phrases(`hola|oi|ola|buenas|buenas tardes|buenos dias|bom dia|boa tarde|boa noite|claro|si|sim|,|.|!|ah|es|e|ok|pues|buenas noches`)

func skipGreeting(t text.Text) int {
	i := 0
	for i < len(t.Tokens) {
		n := greetings.at(t, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// nameAt reads words of a name from token i. strict asks for a capital letter, so that "soy alérgico" names nobody.
func nameAt(t text.Text, i int, strict bool) (Found, bool) {
	for titles.at(t, i) > 0 {
		i += titles.at(t, i)
	}
	j := i
	for j < len(t.Tokens) && j-i < 5 {
		tok := t.Tokens[j]
		if tok.Kind != text.Word || len(tok.Norm) < 2 && j == i {
			break
		}
		if particle(tok.Norm) && j > i && j+1 < len(t.Tokens) && t.Tokens[j+1].Kind == text.Word {
			j++
			continue
		}
		if notNames.at(t, j) > 0 || strict && !capital(t.Raw[tok.Start:tok.End]) {
			break
		}
		j++
	}
	for j > i && particle(t.Norm(j-1)) {
		j--
	}
	if j == i || t.Words() > 3 && !strict && j-i == 1 && j < len(t.Tokens) && t.Tokens[j].Kind == text.Word {
		return Found{}, false
	}
	start, end := t.Span(i, j)
	return Found{Text: t.Raw[start:end], Value: title(t.Raw[start:end]), Start: start, End: end}, true
}

func particle(w string) bool {
	switch w {
	case "de", "del", "la", "da", "do", "dos", "das", "las", "los", "y", "e", "van", "von":
		return true
	}
	return false
}

func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// title writes a name with capitals, particles small.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if i > 0 && particle(strings.ToLower(w)) {
			words[i] = strings.ToLower(w)
			continue
		}
		r := []rune(strings.ToLower(w))
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
