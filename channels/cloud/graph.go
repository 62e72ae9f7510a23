package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

// maxAnswer bounds what is read of Graph's answers. The largest are lists of templates.
const maxAnswer = 8 << 20

// graph speaks HTTP with Graph.
type graph struct {
	base  *url.URL
	token string
	http  *http.Client
	media []string // hosts of files
}

func newGraph(base *url.URL, o Options) *graph {
	g := &graph{base: base, token: o.Token, media: o.MediaHosts}
	client := *o.HTTP
	client.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if len(via) > 3 || !g.trusted(r.URL) {
			return errUntrusted
		}
		return nil
	}
	g.http = &client
	return g
}

var errUntrusted = errors.New("the address is not of a host that media come from")

// trusted tells whether we may ask a host with our token: Graph's own, or one of the media hosts by TLS.
func (g *graph) trusted(u *url.URL) bool {
	if u.User != nil {
		return false
	}
	if u.Host == g.base.Host {
		return u.Scheme == g.base.Scheme
	}
	return u.Scheme == "https" && u.Port() == "" && slices.Contains(g.media, u.Host)
}

// refusal is an error that Graph answered with.
type refusal struct {
	HTTP      int           `json:"-"`
	After     time.Duration `json:"-"` // Retry-After
	Code      int           `json:"code"`
	Subcode   int           `json:"error_subcode"`
	Message   string        `json:"message"`
	Transient bool          `json:"is_transient"`
	Data      struct {
		Details string `json:"details"`
	} `json:"error_data"`
}

func (e *refusal) Error() string {
	return fmt.Sprintf("graph answered %d: code %d, subcode %d: %s", e.HTTP, e.Code, e.Subcode, e.Message)
}

// lost is a request without an answer that can be read.
type lost struct {
	wrote bool // it may have got there
	err   error
}

func (e *lost) Error() string { return "no answer from graph: " + e.err.Error() }
func (e *lost) Unwrap() error { return e.err }

// call sends in as JSON (nil: nothing) and reads the answer into out. Its error is a refusal or lost.
func (g *graph) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		encoded, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("encode for graph: %w", err)
		}
		body = bytes.NewReader(encoded)
	}
	r, err := http.NewRequestWithContext(ctx, method, g.base.String()+path, body)
	if err != nil {
		return fmt.Errorf("ask graph: %w", err)
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return g.do(r, out)
}

// do sends a request and reads the answer into out.
func (g *graph) do(r *http.Request, out any) error {
	answer, err := g.open(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(io.LimitReader(answer.Body, maxAnswer)).Decode(out); err != nil {
		return &lost{wrote: true, err: err}
	}
	return nil
}

// open sends a request. The answer is one of success, and its body the caller's to close.
func (g *graph) open(r *http.Request) (*http.Response, error) {
	var wrote atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { wrote.Store(true) }}
	r = r.WithContext(httptrace.WithClientTrace(r.Context(), trace))
	r.Header.Set("Authorization", "Bearer "+g.token)
	answer, err := g.http.Do(r)
	if err != nil {
		return nil, &lost{wrote: wrote.Load(), err: err}
	}
	if answer.StatusCode >= 200 && answer.StatusCode < 300 {
		return answer, nil
	}
	defer answer.Body.Close()
	return nil, refused(answer)
}

// refused reads an answer of failure. A failure of a server that says nothing of the request leaves it in doubt.
func refused(answer *http.Response) error {
	var told struct {
		Error *refusal `json:"error"`
	}
	err := json.NewDecoder(io.LimitReader(answer.Body, maxAnswer)).Decode(&told)
	if told.Error == nil || err != nil {
		if answer.StatusCode >= 500 {
			return &lost{wrote: true, err: fmt.Errorf("HTTP status %d", answer.StatusCode)}
		}
		told.Error = &refusal{}
	}
	told.Error.HTTP = answer.StatusCode
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
		told.Error.After = min(time.Duration(seconds)*time.Second, time.Hour)
	}
	return told.Error
}
