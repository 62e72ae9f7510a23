package locales

import (
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// treatments are how businesses address their customers in the regions of Spanish where it is not tú. A locale may ask for another
// one by a private subtag: es-CL-x-usted.
var treatments = map[string]string{
	"AR": "vos", "PY": "vos", "UY": "vos",
	"BO": "usted", "CO": "usted", "CR": "usted", "EC": "usted", "GT": "usted", "HN": "usted", "NI": "usted", "PA": "usted", "PE": "usted",
	"SV": "usted",
}

// stack is which catalogues say a locale, the later ones over the earlier. Its name holds nothing but what chose them, so that there
// are few.
type stack struct {
	name   string
	layers []string
}

// Words of the catalogue closest to a BCP 47 locale, or to an Accept-Language header value: "es-VE" reads es, "pt" reads pt-BR,
// what nobody speaks here reads es.
func (b *Book) Words(locale string) Words {
	s := b.closest(locale)
	b.mu.Lock()
	defer b.mu.Unlock()
	if w, ok := b.words[s.name]; ok {
		return w
	}
	w, err := b.build(s)
	if err != nil { // Load built every file: this cannot be
		w, _ = b.build(b.layersOf(b.tags[0]))
	}
	b.words[s.name] = w
	return w
}

// closest is the stack of the first wished language that has a catalogue.
func (b *Book) closest(locale string) stack {
	wishes, _, _ := language.ParseAcceptLanguage(locale) // what cannot be parsed reads the first base
	for _, w := range wishes {
		if s := b.layersOf(w.String()); len(s.layers) > 0 {
			return s
		}
	}
	return b.layersOf(b.tags[0])
}

// layersOf is the base of a locale's language, its treatment and its region. Whoever asks for a treatment by name hears it whatever
// the region says; else the region, which is written in its own treatment, has the last word. No layers: nobody speaks it here.
func (b *Book) layersOf(locale string) stack {
	tag, err := language.Parse(locale)
	if err != nil {
		return stack{}
	}
	lang, _ := tag.Base()
	base := b.baseOf(lang.String())
	if base == "" {
		return stack{}
	}
	region := ""
	if r, sure := tag.Region(); sure == language.Exact {
		region = r.String()
	}
	s := stack{name: base, layers: []string{base}}
	regional, spoken := b.file(lang.String()+"-"+region), b.treatment(lang.String(), treatments[region])
	if regional == base {
		regional = ""
	}
	if regional != "" || spoken != "" {
		s.name = lang.String() + "-" + region
	}
	if x, ok := tag.Extension('x'); ok {
		if wanted := b.treatment(lang.String(), strings.TrimPrefix(x.String(), "x-")); wanted != "" {
			s.name, s.layers = s.name+"-"+x.String(), append(s.layers, regional, wanted)
		}
	}
	if len(s.layers) == 1 {
		s.layers = append(s.layers, spoken, regional)
	}
	s.layers = slices.DeleteFunc(s.layers, func(l string) bool { return l == "" })
	return s
}

// baseOf is the base catalogue of a language; "" for none.
func (b *Book) baseOf(lang string) string {
	for _, base := range bases {
		if l, _, _ := strings.Cut(base, "-"); l == lang {
			return b.file(base)
		}
	}
	return b.file(lang)
}

// treatment is the catalogue of one; "" for none.
func (b *Book) treatment(lang, name string) string {
	if name == "" {
		return ""
	}
	return b.file(lang + "-x-" + name)
}

// file is the name itself when there is a file of it.
func (b *Book) file(name string) string {
	if slices.Contains(b.tags, name) {
		return name
	}
	return ""
}

// build puts the layers of a stack on one another.
func (b *Book) build(s stack) (Words, error) {
	tag := language.Make(s.layers[0])
	bundle := i18n.NewBundle(tag)
	w := Words{locale: s.name, messages: map[string]Message{}}
	for _, layer := range s.layers {
		for key, m := range b.files[layer] {
			w.messages[key] = m
		}
	}
	for key, m := range w.messages {
		if err := bundle.AddMessages(tag, &i18n.Message{ID: key, One: m.One, Many: m.Many, Other: m.Other}); err != nil {
			return Words{}, err
		}
	}
	w.localizer = i18n.NewLocalizer(bundle, tag.String())
	return w, nil
}
