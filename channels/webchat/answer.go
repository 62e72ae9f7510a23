package webchat

import (
	"encoding/json"
	"net/http"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// statuses of the codes that these endpoints can give.
var statuses = map[fault.Code]int{
	fault.Invalid: http.StatusBadRequest, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict,
	fault.Forbidden: http.StatusForbidden, fault.Unauthenticated: http.StatusUnauthorized,
	fault.Limited: http.StatusTooManyRequests, fault.Unavailable: http.StatusServiceUnavailable,
}

// fail tells the page what it may know of an error, and the log the rest.
func (c *Chat) fail(w http.ResponseWriter, r *http.Request, err error) {
	code, key := fault.CodeOf(err), fault.KeyOf(err)
	status, ok := statuses[code]
	switch {
	case !ok:
		status = http.StatusInternalServerError
		if r.Context().Err() == nil { // a page that went away is no defect
			c.o.Log.ErrorContext(r.Context(), "web chat request failed", "path", r.URL.Path, "error", err)
		}
	case key == fault.KeyOf(errTooLarge):
		status = http.StatusRequestEntityTooLarge
	case status == http.StatusTooManyRequests:
		w.Header().Set("Retry-After", "10")
	}
	reply(w, status, map[string]string{"error": key, "code": string(code)})
}

func (c *Chat) nowhere(w http.ResponseWriter, r *http.Request) {
	c.fail(w, r, fault.New(fault.NotFound, "error.not_found"))
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // plain fields; the status is out
}
