package web

import (
	"net/http"
	"strings"

	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/locales"
)

var errNoPage = fault.New(fault.NotFound, "web.error.no_page")

// statuses is the one table from codes to HTTP.
var statuses = map[fault.Code]int{
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Forbidden:       http.StatusForbidden,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Limited:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
	fault.Internal:        http.StatusInternalServerError,
}

// Status of an error.
func Status(err error) int {
	if s, ok := statuses[fault.CodeOf(err)]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// Fail answers an error: a page for a reader, one line for a fragment, a line of text for the rest.
func (k *Kit) Fail(w http.ResponseWriter, r *http.Request, err error) {
	status := Status(err)
	if status == http.StatusInternalServerError {
		k.o.Log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err, "request", r.Context().Value(idKey))
	}
	words := k.Words(r)
	text := Said(words, err)
	switch {
	case r.Header.Get("HX-Request") == "true":
		w.Header().Set("HX-Retarget", "[data-role=error]")
		w.Header().Set("HX-Reswap", "innerHTML") // the place stays for the next one
		_ = k.Show(w, r, status, ErrorLine(text))
	case strings.Contains(r.Header.Get("Accept"), "text/html"):
		_ = k.Show(w, r, status, ErrorPage(words, status, text))
	default:
		http.Error(w, text, status)
	}
}

// Said is what an error says to a reader.
func Said(words locales.Words, err error) string {
	key := fault.KeyOf(err)
	if !words.Has(key) {
		key = "error.internal"
		if fault.CodeOf(err) != fault.Internal {
			key = "error." + string(fault.CodeOf(err))
		}
	}
	return words.Text(key, locales.Args(fault.ArgsOf(err)))
}
