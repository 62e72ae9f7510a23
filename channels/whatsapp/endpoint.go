package whatsapp

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"

	"go.mau.fi/whatsmeow"
)

// maxFile is the size of the largest file that is sent or fetched.
const maxFile = 64 << 20

var errTooLarge = errors.New("the file is too large")

// endpoint sends requests to another server than WhatsApp's, when one is configured, and refuses files without end.
type endpoint struct {
	base *url.URL // nil: WhatsApp itself
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (e endpoint) RoundTrip(r *http.Request) (*http.Response, error) {
	if e.base != nil {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host, r.Host = e.base.Scheme, e.base.Host, ""
	}
	resp, err := e.next.RoundTrip(r)
	if err != nil || resp.StatusCode == http.StatusSwitchingProtocols {
		return resp, err
	}
	resp.Body = &bounded{ReadCloser: resp.Body, left: maxFile + 1<<20}
	return resp, nil
}

// bounded fails a body that goes on for too long.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// newEndpoint reads WHATSAPP_ENDPOINT ("" is WhatsApp itself).
func newEndpoint(address string) (endpoint, error) {
	e := endpoint{next: http.DefaultTransport.(*http.Transport).Clone()}
	if address == "" {
		return e, nil
	}
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return e, fmt.Errorf("WhatsApp endpoint %q: it is an http or https address", address)
	}
	e.base = base
	return e, nil
}

// trusting guards the key below: the library has one for the process.
var trusting sync.Mutex

// trust makes the library believe another server's certificates: base64 of 32 bytes; "" changes nothing.
func trust(key string) error {
	if key == "" {
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(key)
	if err != nil || len(raw) != len(whatsmeow.WACertPubKey) {
		return errors.New("WhatsApp certificate key: it is base64 of 32 bytes")
	}
	trusting.Lock()
	defer trusting.Unlock()
	if want := [32]byte(raw); whatsmeow.WACertPubKey != want { // clients that run read it: written only when it is news
		whatsmeow.WACertPubKey = want
	}
	return nil
}
