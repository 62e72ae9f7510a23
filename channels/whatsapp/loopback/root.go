package loopback

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"sync"
	"time"

	"go.mau.fi/libsignal/ecc"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waCert"
	"go.mau.fi/whatsmeow/util/keys"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// root signs the certificates of every server of the process. The library trusts one key, which is a global of its own.
var root = sync.OnceValue(func() *keys.KeyPair {
	k := keys.NewKeyPair()
	whatsmeow.WACertPubKey = *k.Pub
	return k
})

// CertPubKey is what WHATSAPP_CERT_PUBKEY names: base64 of the root's 32 bytes.
func CertPubKey() string { return base64.StdEncoding.EncodeToString(root().Pub[:]) }

// certificate is a chain for a server's static key: root -> intermediate -> leaf.
func certificate(static [32]byte) ([]byte, error) {
	now := clock.System().Now()
	from, to := uint64(now.Add(-time.Hour).Unix()), uint64(now.Add(24*time.Hour).Unix()) //nolint:gosec // after 1970
	middle := keys.NewKeyPair()
	intermediate, err := proto.Marshal(&waCert.CertChain_NoiseCertificate_Details{
		Serial: proto.Uint32(1), IssuerSerial: proto.Uint32(whatsmeow.WACertIssuerSerial), Key: middle.Pub[:], NotBefore: &from, NotAfter: &to,
	})
	if err != nil {
		return nil, err
	}
	leaf, err := proto.Marshal(&waCert.CertChain_NoiseCertificate_Details{
		Serial: proto.Uint32(2), IssuerSerial: proto.Uint32(1), Key: static[:], NotBefore: &from, NotAfter: &to,
	})
	if err != nil {
		return nil, err
	}
	return proto.Marshal(&waCert.CertChain{
		Intermediate: &waCert.CertChain_NoiseCertificate{Details: intermediate, Signature: signed(*root().Priv, intermediate)},
		Leaf:         &waCert.CertChain_NoiseCertificate{Details: leaf, Signature: signed(*middle.Priv, leaf)},
	})
}

// signed is an XEdDSA signature.
func signed(private [32]byte, data []byte) []byte {
	sig := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(private), data)
	return sig[:]
}

// Clients gives an HTTP client whose every request goes to endpoint, whatever host it names.
func Clients(endpoint string) *http.Client {
	to, err := url.Parse(endpoint)
	if err != nil {
		panic(err) // of a test
	}
	return &http.Client{Transport: detour{to: to, by: http.DefaultTransport}}
}

type detour struct {
	to *url.URL
	by http.RoundTripper
}

// RoundTrip sends the request to the loopback server.
func (d detour) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = d.to.Scheme, d.to.Host
	return d.by.RoundTrip(r)
}
