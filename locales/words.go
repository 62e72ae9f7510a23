package locales

import (
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Args fills the placeholders of a message.
type Args map[string]any

// Words reads one catalogue. The zero Words is not usable; ask a [Book] for it.
type Words struct {
	locale    string
	messages  map[string]Message
	localizer *i18n.Localizer
}

// Locale is the one that answers: "es-CL".
func (w Words) Locale() string { return w.locale }

// Has tells whether the catalogue holds the key.
func (w Words) Has(key string) bool {
	_, ok := w.messages[key]
	return ok
}

// Text of a key. Args may be nil. An unknown key, or a message that cannot be filled, reads as its key.
func (w Words) Text(key string, args Args) string {
	return w.localize(key, &i18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any(args)})
}

// Count is the form of the message for n; the placeholder Count is n unless args say otherwise.
func (w Words) Count(key string, n int, args Args) string {
	data := map[string]any{"Count": n}
	for k, v := range args {
		data[k] = v
	}
	return w.localize(key, &i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
}

func (w Words) localize(key string, cfg *i18n.LocalizeConfig) string {
	if !w.Has(key) {
		return key
	}
	text, err := w.localizer.Localize(cfg)
	if err != nil {
		return key
	}
	return text
}
