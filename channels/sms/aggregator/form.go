package aggregator

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"text/template"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// form is the templates of a request.
type form struct {
	method    string
	url, body *template.Template
	headers   map[string]*template.Template
}

// filled is a request with a message's values.
type filled struct {
	method, url, body string
	headers           map[string]string
}

// values of a template.
type values struct{ ID, From, To, Text string }

var functions = template.FuncMap{
	"json": func(s string) (string, error) {
		b, err := json.Marshal(s)
		return string(b), err
	},
	"query":  url.QueryEscape,
	"base64": func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"digits": func(s string) string { return strings.TrimPrefix(s, "+") },
}

// sample is a message that settings are tried with.
var sample = values{ID: "0193aaaa-0000-7000-8000-000000000001", From: "+56221234567", To: "+56912345678", Text: "¿\"hola\"?\n"}

func newForm(s Send) (*form, error) {
	f := &form{method: s.Method, headers: map[string]*template.Template{}}
	if f.method == "" {
		f.method = http.MethodPost
	}
	var err error
	if f.url, err = parse("url", s.URL); err != nil {
		return nil, err
	}
	if f.body, err = parse("body", s.Body); err != nil {
		return nil, err
	}
	for name, value := range s.Headers {
		if f.headers[name], err = parse("headers."+name, value); err != nil {
			return nil, err
		}
	}
	tried, err := f.fill(sample)
	if err != nil {
		return nil, refused("send", err)
	}
	u, err := url.Parse(tried.url)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, refused("send.url", nil)
	}
	if strings.Contains(strings.ToLower(tried.headers["Content-Type"]), "json") && !json.Valid([]byte(tried.body)) {
		return nil, refused("send.body", nil)
	}
	return f, nil
}

func parse(field, s string) (*template.Template, error) {
	t, err := template.New(field).Funcs(functions).Option("missingkey=error").Parse(s)
	if err != nil {
		return nil, refused("send."+field, err)
	}
	return t, nil
}

func refused(field string, err error) error {
	return fault.New(fault.Invalid, "config.sms.invalid", fault.Text("the SMS provider's setting "+field+" is wrong"), fault.Arg("field", field), fault.Cause(err))
}

func (f *form) fill(v values) (filled, error) {
	out := filled{method: f.method, headers: map[string]string{}}
	var err error
	if out.url, err = execute(f.url, v); err != nil {
		return filled{}, err
	}
	if out.body, err = execute(f.body, v); err != nil {
		return filled{}, err
	}
	for name, t := range f.headers {
		if out.headers[http.CanonicalHeaderKey(name)], err = execute(t, v); err != nil {
			return filled{}, err
		}
	}
	return out, nil
}

func execute(t *template.Template, v values) (string, error) {
	var b strings.Builder
	if err := t.Execute(&b, v); err != nil {
		return "", fmt.Errorf("fill %s: %w", t.Name(), err)
	}
	return b.String(), nil
}

func valuesOf(out channels.Outbound) values {
	return values{ID: out.ID, From: out.From.Value, To: out.To.Value, Text: out.Text}
}
