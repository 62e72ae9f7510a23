package call

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Refusals of a provider's call.
var (
	ErrSecret = errors.New("the secret is wrong")
	ErrBody   = errors.New("the body cannot be read")
)

// Same compares secrets in constant time, whatever their lengths.
func Same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// Form reads a body of form fields, and those only.
func Form(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, ErrBody
	}
	fields, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, ErrBody
	}
	return fields, nil
}

// Body reads JSON as it is, and a form, or a query without a body, as an object of texts.
func Body(w http.ResponseWriter, r *http.Request) (any, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // what has none is JSON
	if r.Method == http.MethodGet || kind == "application/x-www-form-urlencoded" {
		fields := r.URL.Query()
		if r.Method != http.MethodGet {
			form, err := Form(w, r)
			if err != nil {
				return nil, err
			}
			fields = form
		}
		out := map[string]any{}
		for name := range fields {
			out[name] = fields.Get(name)
		}
		return out, nil
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.UseNumber()
	var out any
	if err := d.Decode(&out); err != nil {
		return nil, ErrBody
	}
	return out, nil
}

// Status is the HTTP status that says what became of a provider's call. What can never be stored is taken: it must not come again.
func Status(err error) int {
	switch {
	case err == nil, fault.Is(err, fault.Invalid):
		return http.StatusOK
	case errors.Is(err, ErrSecret):
		return http.StatusForbidden
	case errors.Is(err, ErrBody):
		return http.StatusBadRequest
	default:
		return http.StatusServiceUnavailable
	}
}
