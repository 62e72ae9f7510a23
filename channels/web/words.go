package web

import (
	"net/http"
	"time"

	"golang.org/x/text/language"

	"github.com/chasqui-fsm/chasqui/locales"
)

// LanguageCookie holds the language that a reader picked.
const LanguageCookie = "lang"

// Languages that pages are written in, as the switcher shows them.
var Languages = []struct{ Code, Name string }{{"es", "Español"}, {"pt-BR", "Português"}, {"en", "English"}}

var matcher = language.NewMatcher([]language.Tag{language.Spanish, language.BrazilianPortuguese, language.English})

// Words of the reader: the language they picked, else their user's, else their browser's.
func (k *Kit) Words(r *http.Request) locales.Words {
	wish := r.Header.Get("Accept-Language")
	if u := User(r.Context()); u.Locale != "" {
		wish = u.Locale
	}
	if c, err := r.Cookie(LanguageCookie); err == nil {
		wish = c.Value
	}
	tags, _, _ := language.ParseAcceptLanguage(wish)
	_, i, _ := matcher.Match(tags...)
	return k.o.Words.Words(Languages[i].Code)
}

// RememberLanguage sets the reader's language for a year; one that does not exist is ignored.
func RememberLanguage(w http.ResponseWriter, r *http.Request, code string) {
	for _, l := range Languages {
		if l.Code == code {
			http.SetCookie(w, &http.Cookie{
				Name: LanguageCookie, Value: code, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), HttpOnly: true,
				SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
			})
		}
	}
}
