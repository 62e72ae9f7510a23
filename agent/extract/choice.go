package extract

import (
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Shown is one option that a person may pick.
type Shown struct {
	ID         string
	Title      string
	Start, End time.Time // of a slot, in local time; zero for others
}

// Choices beside the ids of options.
const (
	Any  = "any"
	None = "none"
)

var anyWords = phrases(`cualquiera|cualquier opcion|la que sea|el que sea|me da igual|da igual|da lo mismo|qualquer um|qualquer uma|tanto faz|
	as duas servem|todas me sirven|cualquiera me sirve|qualquer horario|any`)

var noneWords = phrases(`ninguna|ninguno|ninguna me sirve|ninguno me sirve|no me sirve ninguna|no me sirve ninguno|nenhum|nenhuma|nenhum serve|
	nenhuma serve|nenhum desses|no puedo en ninguno|none`)

var lastWords = phrases(`la ultima|el ultimo|ultima opcion|a ultima|o ultimo|ultima`)

var ordinals = []phraseSet{
	phrases(`la primera|el primero|primera opcion|primera|primero|a primeira|o primeiro|primeira opcao|primeira|primeiro|1a|1ra|1era|first`),
	phrases(`la segunda|el segundo|segunda opcion|a segunda|o segundo|segunda opcao|segunda|segundo|2a|2da|second`),
	phrases(`la tercera|el tercero|tercera opcion|tercera|tercero|a terceira|o terceiro|terceira opcao|terceira|terceiro|3a|3ra|third`),
	phrases(`la cuarta|el cuarto|cuarta opcion|a quarta opcao|o quarto|4a|4ta`),
	phrases(`la quinta|el quinto|quinta opcion|a quinta opcao|5a|5ta`),
}

// Choice resolves a message against the options shown: an option's id, Any, None, or "" when it picks nothing for sure.
// portuguese makes bare "segunda", "quarta" and "quinta" weekdays.
func Choice(t text.Text, options []Shown, portuguese bool) string {
	if len(options) == 0 {
		return ""
	}
	if _, _, ok := noneWords.find(t); ok {
		return None
	}
	if _, _, ok := anyWords.find(t); ok {
		return Any
	}
	if id := byNumber(t, options); id != "" {
		return id
	}
	if _, _, ok := lastWords.find(t); ok && t.Words() <= 5 {
		return options[len(options)-1].ID
	}
	return byOrdinal(t, options, portuguese)
}

// byNumber reads "2", "la 2", "opción 2", "2️⃣": a number that is an option's place, with nothing else said that matters.
func byNumber(t text.Text, options []Shown) string {
	found, others := "", 0
	for i := 0; i < len(t.Tokens); i++ {
		n, k := t.Numeral(i)
		if k > 0 && t.Norm(i) != "un" && t.Norm(i) != "una" && t.Norm(i) != "um" && t.Norm(i) != "uma" {
			if n < 1 || n > len(options) || found != "" || timeFollows(t, i+k) || timeBefore(t, i) {
				return ""
			}
			found, i = options[n-1].ID, i+k-1
			continue
		}
		if t.Tokens[i].Kind == text.Word && pickWords.at(t, i) == 0 {
			others++
		}
	}
	if others > 1 {
		return ""
	}
	return found
}

var pickWords = phrases(`la|el|opcion|opcao|numero|a|o|quiero|prefiero|prefiro|quero|me|sirve|acomoda|por|favor|gracias|obrigado|obrigada|
	si|sim|ok|dale|seria|para|mi|esa|ese|essa|esse|entonces|alternativa|nro|num|mejor|melhor|tomo|elijo|escolho|fico|com|con|voy|vou|de|pode|ser|hola|oi|que|da|na|en|una|uma|listo|perfecto|beleza`)

func timeFollows(t text.Text, i int) bool {
	switch t.Norm(i) {
	case "pm", "am", "h", "hs", "horas", "hrs", ":", "/", "de", "y", "e", "dias":
		return true
	}
	return false
}

func timeBefore(t text.Text, i int) bool {
	switch t.Norm(i - 1) {
	case "las", "as", "dia", "/", ":", "pelas":
		return true
	}
	return false
}

// byOrdinal reads "la primera", "a segunda". In Portuguese a bare "segunda" is Monday.
func byOrdinal(t text.Text, options []Shown, portuguese bool) string {
	for n, set := range ordinals {
		from, to, ok := set.find(t)
		if !ok || n >= len(options) || t.Words() > 7 {
			continue
		}
		if portuguese && n > 0 && weekdayInPortuguese(t, from, to) {
			continue
		}
		return options[n].ID
	}
	return ""
}

func weekdayInPortuguese(t text.Text, from, to int) bool {
	last := t.Norm(to - 1)
	if last == "opcao" || t.Norm(to) == "opcao" {
		return false
	}
	switch last {
	case "segunda", "terceira", "quarta", "quinta":
		return t.Norm(from) != "a" || t.Norm(to) != "" && t.Norm(to) != "." || strings.Contains(t.Norm(to), "feira")
	}
	return false
}
