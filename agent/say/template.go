package say

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/locales"
)

// noticeArea is where the sentences stand that may have to be said as templates: nobody asked for them.
const noticeArea = "notice."

// Template is how a notice is said where only sentences may be said that a provider has approved; nil when it is not one sentence of
// the catalogue.
func (r *Renderer) Template(v agent.View, lang string, m agent.Say) *channels.Template {
	if len(m.Before) > 0 || !strings.HasPrefix(m.ID, noticeArea) {
		return nil
	}
	p := phrase{words: r.book.Words(Locale(v, lang)), view: v, lang: lang}
	_, names, ok := p.words.Numbered(m.ID)
	if !ok {
		return nil
	}
	t := &channels.Template{Name: templateName(m.ID), Language: TemplateLanguage(Locale(v, lang)), Params: make([]string, len(names))}
	args := p.args(m.Values)
	for i, name := range names {
		t.Params[i], _ = args[name].(string)
	}
	return t
}

func templateName(id string) string { return strings.ReplaceAll(id, ".", "_") }

// TemplateLanguage is a locale as WhatsApp's templates name it: "es", "es_MX", "pt_BR". Chile has no Spanish of its own there.
func TemplateLanguage(locale string) string {
	switch locale {
	case "es-MX", "es-AR", "pt-BR":
		return strings.ReplaceAll(locale, "-", "_")
	}
	lang, _, _ := strings.Cut(locale, "-")
	return lang
}

// Draft is a template as it is submitted to a provider.
type Draft struct {
	Name     string
	Language string
	Body     string   // with {{1}}, {{2}}
	Examples []string // a value for each
}

// Drafts are the templates of all notices in one locale. A body never begins with a value, which providers refuse.
func Drafts(book *locales.Book, locale string) []Draft {
	words := book.Words(locale)
	var list []Draft
	for _, id := range noticeIDs(book) {
		body, names, ok := words.Numbered(id)
		if !ok || len(names) == 0 {
			continue
		}
		if strings.HasPrefix(body, "{{") {
			body = words.Text("template.opening", nil) + " " + body
		}
		d := Draft{Name: templateName(id), Language: TemplateLanguage(locale), Body: body}
		for _, name := range names {
			d.Examples = append(d.Examples, words.Text("template.example."+strings.ToLower(name), nil))
		}
		list = append(list, d)
	}
	return list
}

func noticeIDs(book *locales.Book) []string {
	var ids []string
	for key := range book.Messages("es") {
		if strings.HasPrefix(key, noticeArea) {
			ids = append(ids, key)
		}
	}
	slices.Sort(ids)
	return ids
}
