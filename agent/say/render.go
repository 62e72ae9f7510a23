package say

import (
	"strings"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/locales"
)

// shortPart is how many characters of a sentence may share a line with the next one.
const shortPart = 120

// Renderer says things. It is safe for concurrent use.
type Renderer struct {
	book *locales.Book
}

// New makes a renderer of a book of catalogues.
func New(book *locales.Book) *Renderer { return &Renderer{book: book} }

// Render writes a message in a language ("es", "pt", "en") for a person of the view's unit: the text with its numbered choices,
// and the choices.
func (r *Renderer) Render(v agent.View, lang string, m agent.Say) (string, []channels.Choice) {
	p := phrase{words: r.book.Words(Locale(v, lang)), view: v, lang: lang}
	var parts []string
	for _, b := range m.Before {
		parts = append(parts, p.sentence(b))
	}
	parts = append(parts, p.sentence(m))
	text := join(parts)
	choices := make([]channels.Choice, 0, len(m.Options))
	for _, o := range m.Options {
		title := p.title(o)
		choices = append(choices, channels.Choice{ID: o.ID, Title: title})
		text += "\n" + o.ID + ". " + title
	}
	if len(choices) == 0 {
		choices = nil
	}
	return text, choices
}

// Locale in which a person of the view's unit reads a language: the unit's own tone when it speaks that language.
func Locale(v agent.View, lang string) string {
	unit, _, _ := strings.Cut(v.Unit.Locale, "-")
	if lang == "" || lang == unit {
		return v.Unit.Locale
	}
	if lang == "pt" {
		return "pt-BR"
	}
	return lang
}

// join puts short sentences on one line and sets longer ones apart.
func join(parts []string) string {
	var b strings.Builder
	line := 0 // characters since the last break
	for _, part := range parts {
		if part == "" {
			continue
		}
		n := utf8.RuneCountInString(part)
		if b.Len() > 0 {
			if line > shortPart || strings.Contains(part, "\n") {
				b.WriteString("\n\n")
				line = 0
			} else {
				b.WriteString(" ")
			}
		}
		b.WriteString(part)
		if line += n; strings.Contains(part, "\n") {
			line = shortPart + 1
		}
	}
	return b.String()
}
