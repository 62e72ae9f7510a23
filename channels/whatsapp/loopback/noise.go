package loopback

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"go.mau.fi/util/random"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/socket"
	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/crypto/curve25519"
	"google.golang.org/protobuf/proto"
)

// handshake is the server's side of Noise_XX_25519_AESGCM_SHA256 (noiseprotocol.org, revision 34), without prologue but for the
// header that opens a connection.
type handshake struct {
	hash, salt []byte
	key        cipher.AEAD
	n          uint32
}

func newHandshake() (*handshake, error) {
	start := []byte(socket.NoiseStartPattern)
	h := &handshake{hash: start, salt: start}
	var err error
	if h.key, err = gcm(start); err != nil {
		return nil, err
	}
	h.mix(socket.WAConnHeader)
	return h, nil
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// iv of the nth message under a key.
func iv(n uint32) []byte { return binary.BigEndian.AppendUint32(make([]byte, 8), n) }

func (h *handshake) mix(data []byte) {
	sum := sha256.New()
	sum.Write(h.hash)
	sum.Write(data)
	h.hash = sum.Sum(nil)
}

func (h *handshake) seal(plain []byte) []byte {
	out := h.key.Seal(nil, iv(h.n), plain, h.hash)
	h.n++
	h.mix(out)
	return out
}

func (h *handshake) open(sealed []byte) ([]byte, error) {
	out, err := h.key.Open(nil, iv(h.n), sealed, h.hash)
	h.n++
	h.mix(sealed)
	return out, err
}

func (h *handshake) agree(private, public []byte) error {
	secret, err := curve25519.X25519(private, public)
	if err != nil {
		return err
	}
	first, second, err := h.expand(secret)
	if err != nil {
		return err
	}
	h.salt, h.n = first, 0
	h.key, err = gcm(second)
	return err
}

func (h *handshake) expand(secret []byte) (first, second []byte, err error) {
	out, err := hkdf.Key(sha256.New, secret, h.salt, "", 64)
	if err != nil {
		return nil, nil, err
	}
	return out[:32], out[32:], nil
}

// frames is what a handshake needs of a connection.
type frames interface {
	read() ([]byte, error)
	write([]byte) error
}

// accept answers a client's handshake and gives what it says of itself, and the keys of the connection.
func accept(f frames) (*waWa6.ClientPayload, *secure, error) {
	h, err := newHandshake()
	if err != nil {
		return nil, nil, err
	}
	var hello waWa6.HandshakeMessage
	if err := readMessage(f, &hello); err != nil {
		return nil, nil, err
	}
	theirs := hello.GetClientHello().GetEphemeral()
	h.mix(theirs)
	ephemeral, static := keys.NewKeyPair(), keys.NewKeyPair()
	h.mix(ephemeral.Pub[:])
	reply := &waWa6.HandshakeMessage_ServerHello{Ephemeral: ephemeral.Pub[:]}
	if err := h.agree(ephemeral.Priv[:], theirs); err != nil {
		return nil, nil, err
	}
	reply.Static = h.seal(static.Pub[:])
	if err := h.agree(static.Priv[:], theirs); err != nil {
		return nil, nil, err
	}
	chain, err := certificate(*static.Pub)
	if err != nil {
		return nil, nil, err
	}
	reply.Payload = h.seal(chain)
	out, err := proto.Marshal(&waWa6.HandshakeMessage{ServerHello: reply})
	if err != nil {
		return nil, nil, err
	}
	if err := f.write(out); err != nil {
		return nil, nil, err
	}
	return h.finish(f, ephemeral)
}

// finish reads who the client is, and splits the keys.
func (h *handshake) finish(f frames, ephemeral *keys.KeyPair) (*waWa6.ClientPayload, *secure, error) {
	var last waWa6.HandshakeMessage
	if err := readMessage(f, &last); err != nil {
		return nil, nil, err
	}
	static, err := h.open(last.GetClientFinish().GetStatic())
	if err != nil {
		return nil, nil, fmt.Errorf("open static key: %w", err)
	}
	if err := h.agree(ephemeral.Priv[:], static); err != nil {
		return nil, nil, err
	}
	body, err := h.open(last.GetClientFinish().GetPayload())
	if err != nil {
		return nil, nil, fmt.Errorf("open payload: %w", err)
	}
	var payload waWa6.ClientPayload
	if err := proto.Unmarshal(body, &payload); err != nil {
		return nil, nil, err
	}
	read, write, err := h.expand(nil) // the client writes with the first one
	if err != nil {
		return nil, nil, err
	}
	s := &secure{}
	if s.reading, err = gcm(read); err != nil {
		return nil, nil, err
	}
	s.writing, err = gcm(write)
	return &payload, s, err
}

func readMessage(f frames, m *waWa6.HandshakeMessage) error {
	raw, err := f.read()
	if err != nil {
		return err
	}
	return proto.Unmarshal(raw, m)
}

// secure seals and opens the frames of a connection.
type secure struct {
	reading, writing cipher.AEAD
	in, out          uint32
	mu               sync.Mutex // of out: frames leave in the order in which they are sealed
}

var errSealed = errors.New("a frame was not sealed with our key")

func (s *secure) open(frame []byte) ([]byte, error) {
	plain, err := s.reading.Open(nil, iv(s.in), frame, nil)
	s.in++
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}

// send seals a frame and writes it.
func (s *secure) send(f frames, plain []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	sealed := s.writing.Seal(nil, iv(s.out), plain, nil)
	s.out++
	return f.write(sealed)
}

// drawn is n random bytes.
func drawn(n int) []byte { return random.Bytes(n) }
