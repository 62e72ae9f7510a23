package llm

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	mostBytes  = 1 << 20         // of an answer
	dialFor    = 2 * time.Second // a connection
	longestAgo = time.Second     // that a server may ask to wait
)

var errTooLarge = errors.New("the answer is larger than 1 MB")

// doer sends requests: it bounds what comes back, follows no redirect, and tries once more when nothing was sent, or when the server
// asks for a moment.
type doer struct{ client *http.Client }

func newDoer(transport http.RoundTripper) doer {
	if transport == nil {
		transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: dialFor}).DialContext, TLSHandshakeTimeout: dialFor,
			ForceAttemptHTTP2: true, MaxIdleConnsPerHost: mostAtOnce, IdleConnTimeout: time.Minute,
		}
	}
	return doer{client: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // the key stays where it belongs
	}}
}

// Do sends a request. Its deadline is that of its context.
func (d doer) Do(req *http.Request) (*http.Response, error) {
	res, err := d.client.Do(req)
	if wait, again := retry(res, err); again && req.GetBody != nil {
		if res != nil {
			_ = res.Body.Close()
		}
		select {
		case <-time.After(wait):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
		body, bodyErr := req.GetBody()
		if bodyErr != nil {
			return nil, bodyErr
		}
		second := req.Clone(req.Context())
		second.Body = body
		res, err = d.client.Do(second)
	}
	if err != nil {
		return nil, err
	}
	res.Body = &bounded{ReadCloser: res.Body, left: mostBytes}
	return res, nil
}

// retry tells whether a second try makes sense, and after what wait.
func retry(res *http.Response, err error) (time.Duration, bool) {
	if err != nil {
		var op *net.OpError
		return 0, errors.As(err, &op) && op.Op == "dial" // nothing was sent
	}
	if res.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(res.Header.Get("Retry-After")), 64)
	wait := time.Duration(seconds * float64(time.Second))
	return wait, err == nil && wait >= 0 && wait <= longestAgo
}

// bounded fails instead of reading more than it may.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
