// Package endpoint is the HTTP client under the two doors to other people's models, agent/llm and agent/voice.
//
//	config.HTTPClient = endpoint.Client(nil)
//
// # What it promises
//
//   - An answer of more than a megabyte is an error ([ErrTooLarge]), whatever its status; it is not read further.
//   - No redirect is followed: keys and words of customers stay with the server that was named.
//   - A connection is made within two seconds, or not at all.
//
// It refuses to try again and to leave a server alone: how often and how long is the policy of who asks, and so is the deadline.
package endpoint

import (
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

const (
	mostBytes = 1 << 20         // of an answer
	dialFor   = 2 * time.Second // a connection
	idle      = 8               // connections that are kept
)

// ErrTooLarge is the error of reading more than may be read.
var ErrTooLarge = errors.New("the answer is larger than 1 MB")

// Client makes a client over a transport; nil: the network.
func Client(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: dialFor}).DialContext, TLSHandshakeTimeout: dialFor,
			ForceAttemptHTTP2: true, MaxIdleConnsPerHost: idle, IdleConnTimeout: time.Minute,
		}
	}
	return &http.Client{
		Transport:     bounding{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Status is the HTTP status by which a server refused; 0: it was another failure.
func Status(err error) int {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		return e.HTTPStatusCode
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return e.HTTPStatusCode
	}
	return 0
}

// bounding bounds what comes back.
type bounding struct{ http.RoundTripper }

// RoundTrip makes a request.
func (b bounding) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = &bounded{ReadCloser: res.Body, left: mostBytes}
	}
	return res, err
}

// bounded fails instead of reading more than it may.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
