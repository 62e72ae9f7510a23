package llm

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestPause is what a server may ask to wait.
const longestPause = time.Second

// doer sends requests, and tries once more when nothing was sent, or when the server asks for a moment.
type doer struct{ client *http.Client }

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
	return res, err
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
	return wait, err == nil && wait >= 0 && wait <= longestPause
}
