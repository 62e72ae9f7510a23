package whatsapp_test

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"sync"

	"github.com/coder/websocket"
	"go.mau.fi/libsignal/ecc"
	"go.mau.fi/whatsmeow"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waCert"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/socket"
	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/crypto/curve25519"
	"google.golang.org/protobuf/proto"
)

// root signs the certificates of all servers here. The library has one key for the process, set before anything runs.
var root = func() *keys.KeyPair {
	k := keys.NewKeyPair()
	whatsmeow.WACertPubKey = *k.Pub
	return k
}()

func certPubKey() string { return base64.StdEncoding.EncodeToString(root.Pub[:]) }

// chain makes the certificates of a server's key.
func chain(static *keys.KeyPair) []byte {
	sign := func(by *keys.KeyPair, serial, issuer uint32, of *keys.KeyPair) *waCert.CertChain_NoiseCertificate {
		details, _ := proto.Marshal(&waCert.CertChain_NoiseCertificate_Details{
			Serial: &serial, IssuerSerial: &issuer, Key: of.Pub[:], NotBefore: proto.Uint64(0), NotAfter: proto.Uint64(1 << 40),
		})
		sum := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(*by.Priv), details)
		return &waCert.CertChain_NoiseCertificate{Details: details, Signature: sum[:]}
	}
	inter := keys.NewKeyPair()
	raw, _ := proto.Marshal(&waCert.CertChain{Intermediate: sign(root, 1, 0, inter), Leaf: sign(inter, 2, 1, static)})
	return raw
}

// noise is the responder's side of Noise_XX_25519_AESGCM_SHA256.
type noise struct {
	hash, salt []byte
	key        cipher.AEAD
	n          uint32
}

func aead(key []byte) cipher.AEAD {
	block, _ := aes.NewCipher(key)
	g, _ := cipher.NewGCM(block)
	return g
}

func nonce(n uint32) []byte { return binary.BigEndian.AppendUint32(make([]byte, 8, 12), n) }

func (n *noise) mixHash(b []byte) {
	sum := sha256.Sum256(append(n.hash, b...))
	n.hash = sum[:]
}

func (n *noise) expand(secret []byte) (a, b []byte) {
	out, _ := hkdf.Key(sha256.New, secret, n.salt, "", 64)
	return out[:32], out[32:]
}

func (n *noise) mixKey(priv *[32]byte, pub []byte) error {
	secret, err := curve25519.X25519(priv[:], pub)
	if err != nil {
		return err
	}
	var key []byte
	n.salt, key = n.expand(secret)
	n.key, n.n = aead(key), 0
	return nil
}

func (n *noise) seal(b []byte) []byte {
	out := n.key.Seal(nil, nonce(n.n), b, n.hash)
	n.n++
	n.mixHash(out)
	return out
}

func (n *noise) open(b []byte) ([]byte, error) {
	out, err := n.key.Open(nil, nonce(n.n), b, n.hash)
	n.n++
	n.mixHash(b)
	return out, err
}

// wire is one client's connection.
type wire struct {
	ws      *websocket.Conn
	in      io.Reader
	mu      sync.Mutex
	out     cipher.AEAD
	outN    uint32
	read    cipher.AEAD
	readN   uint32
	payload *waWa6.ClientPayload
}

func (w *wire) frame() ([]byte, error) {
	var head [3]byte
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return nil, err
	}
	body := make([]byte, int(head[0])<<16|int(head[1])<<8|int(head[2]))
	_, err := io.ReadFull(w.in, body)
	return body, err
}

func (w *wire) write(ctx context.Context, b []byte) error {
	return w.ws.Write(ctx, websocket.MessageBinary, append([]byte{byte(len(b) >> 16), byte(len(b) >> 8), byte(len(b))}, b...))
}

// shake does the handshake with a client.
func shake(ctx context.Context, ws *websocket.Conn) (*wire, error) {
	w := &wire{ws: ws, in: websocket.NetConn(ctx, ws, websocket.MessageBinary)}
	var header [4]byte
	if _, err := io.ReadFull(w.in, header[:]); err != nil {
		return nil, err
	}
	start := []byte(socket.NoiseStartPattern)
	n := &noise{hash: start, salt: start, key: aead(start)}
	n.mixHash(header[:])
	var hello, finish waWa6.HandshakeMessage
	if err := w.receive(&hello); err != nil {
		return nil, err
	}
	theirs := hello.GetClientHello().GetEphemeral()
	ours, static := keys.NewKeyPair(), keys.NewKeyPair()
	n.mixHash(theirs)
	n.mixHash(ours.Pub[:])
	err := n.mixKey(ours.Priv, theirs)
	sealed := n.seal(static.Pub[:])
	err = errors.Join(err, n.mixKey(static.Priv, theirs))
	answer, _ := proto.Marshal(&waWa6.HandshakeMessage{ServerHello: &waWa6.HandshakeMessage_ServerHello{
		Ephemeral: ours.Pub[:], Static: sealed, Payload: n.seal(chain(static)),
	}})
	if err := errors.Join(err, w.write(ctx, answer), w.receive(&finish)); err != nil {
		return nil, err
	}
	key, err := n.open(finish.GetClientFinish().GetStatic())
	if err == nil {
		err = n.mixKey(ours.Priv, key)
	}
	if err != nil {
		return nil, err
	}
	raw, err := n.open(finish.GetClientFinish().GetPayload())
	if err != nil {
		return nil, err
	}
	w.payload = &waWa6.ClientPayload{}
	r, o := n.expand(nil)
	w.read, w.out = aead(r), aead(o)
	return w, proto.Unmarshal(raw, w.payload)
}

func (w *wire) receive(m proto.Message) error {
	b, err := w.frame()
	if err != nil {
		return err
	}
	return proto.Unmarshal(b, m)
}

// next is the next stanza.
func (w *wire) next() (*waBinary.Node, error) {
	b, err := w.frame()
	if err == nil {
		b, err = w.read.Open(nil, nonce(w.readN), b, nil)
		w.readN++
	}
	if err == nil {
		b, err = waBinary.Unpack(b)
	}
	if err != nil {
		return nil, err
	}
	return waBinary.Unmarshal(b)
}

// send writes a stanza. A client that is gone notices by itself.
func (w *wire) send(n waBinary.Node) {
	b, err := waBinary.Marshal(n)
	if err != nil {
		panic(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	sealed := w.out.Seal(nil, nonce(w.outN), b, nil)
	w.outN++
	_ = w.write(context.Background(), sealed)
}
