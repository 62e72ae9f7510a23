package whatsapp_test

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"go.mau.fi/libsignal/ecc"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/crypto/curve25519"
	"google.golang.org/protobuf/proto"
)

// pending is a device that wants to be paired.
type pending struct {
	wire *wire
	code string // base64 of the request, when it asked for a code
	ask  *waBinary.Node
	jid  types.JID
	done chan *waBinary.Node // companion_finish
}

// pair offers references to a new device and waits until a phone has used one.
func (s *server) pair(w *wire) {
	var refs []waBinary.Node
	p := &pending{wire: w, done: make(chan *waBinary.Node, 1)}
	s.mu.Lock()
	for range 6 {
		ref := rand.Text()
		refs = append(refs, waBinary.Node{Tag: "ref", Attrs: waBinary.Attrs{}, Content: []byte(ref)})
		s.pending[ref] = p
	}
	s.mu.Unlock()
	w.send(node("iq", waBinary.Attrs{"from": types.ServerJID, "type": "set", "id": "pair-1", "xmlns": "md"}, node("pair-device", nil, refs...)))
	for {
		n, err := w.next()
		if err != nil {
			return
		}
		if n.Tag != "iq" {
			continue
		}
		if hasChild(n, "pair-device-sign") {
			w.send(node("stream:error", waBinary.Attrs{"code": "515"}))
			continue
		}
		answer := node("iq", waBinary.Attrs{"from": types.ServerJID, "id": n.Attrs["id"], "type": "result"})
		if reg, ok := n.GetOptionalChildByTag("link_code_companion_reg"); ok {
			if reg.Attrs["stage"] == "companion_hello" {
				s.mu.Lock()
				p.ask, p.jid = &reg, reg.Attrs["jid"].(types.JID)
				s.asked[p.jid.User] = p
				s.mu.Unlock()
				answer.Content = []waBinary.Node{node("link_code_companion_reg", nil,
					waBinary.Node{Tag: "link_code_pairing_ref", Attrs: waBinary.Attrs{}, Content: []byte("link-ref")})}
			} else {
				p.done <- &reg
			}
		}
		w.send(answer)
	}
}

// accept tells a new device that it is paired.
func (s *server) accept(p *pending, a *account, identity, secret []byte) {
	s.mu.Lock()
	id := uint16(1)
	for a.devices[id] != nil {
		id++
	}
	s.device(a, id)
	s.mu.Unlock()
	details, _ := proto.Marshal(&waAdv.ADVDeviceIdentity{RawID: proto.Uint32(1), Timestamp: proto.Uint64(uint64(unix())), KeyIndex: proto.Uint32(uint32(id))})
	sum := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(*a.primary.Priv), append(append([]byte{6, 0}, details...), identity...))
	signed, _ := proto.Marshal(&waAdv.ADVSignedDeviceIdentity{Details: details, AccountSignatureKey: a.primary.Pub[:], AccountSignature: sum[:]})
	mac := hmac.New(sha256.New, secret)
	mac.Write(signed)
	box, _ := proto.Marshal(&waAdv.ADVSignedDeviceIdentityHMAC{Details: signed, HMAC: mac.Sum(nil)})
	p.wire.send(node("iq", waBinary.Attrs{"from": types.ServerJID, "type": "set", "id": "pair-2", "xmlns": "md", "t": unix()},
		node("pair-success", nil,
			waBinary.Node{Tag: "device-identity", Attrs: waBinary.Attrs{}, Content: box},
			node("biz", waBinary.Attrs{"name": "Andes"}),
			node("device", waBinary.Attrs{"jid": a.jid(id), "lid": a.lidJID(id)}),
			node("platform", waBinary.Attrs{"name": "android"}))))
}

// Scan pairs the device that shows a QR code.
func (p *phone) Scan(_ context.Context, qr string) error {
	_, fields, _ := strings.Cut(qr, "#")
	parts := strings.Split(fields, ",")
	if len(parts) != 5 {
		return fmt.Errorf("a QR code of %d parts", len(parts))
	}
	identity, err1 := base64.StdEncoding.DecodeString(parts[2])
	secret, err2 := base64.StdEncoding.DecodeString(parts[3])
	p.server.mu.Lock()
	pending := p.server.pending[parts[0]]
	p.server.mu.Unlock()
	if pending == nil || err1 != nil || err2 != nil {
		return errors.Join(errors.New("a QR code that the server did not give"), err1, err2)
	}
	p.server.accept(pending, p.account, identity, secret)
	return nil
}

// Enter pairs the device that shows a code.
func (p *phone) Enter(ctx context.Context, code string) error {
	p.server.mu.Lock()
	pending := p.server.asked[p.account.pn]
	p.server.mu.Unlock()
	if pending == nil {
		return errors.New("nobody asked for a code")
	}
	code = strings.ReplaceAll(code, "-", "")
	theirs, err := unwrapKey(code, content(pending.ask, "link_code_pairing_wrapped_companion_ephemeral_pub"))
	if err != nil {
		return err
	}
	ours := keys.NewKeyPair()
	pending.wire.send(node("notification", waBinary.Attrs{"from": types.ServerJID, "type": "link_code_companion_reg", "id": "n1", "t": unix()},
		node("link_code_companion_reg", waBinary.Attrs{"stage": "primary_hello"},
			waBinary.Node{Tag: "link_code_pairing_wrapped_primary_ephemeral_pub", Attrs: waBinary.Attrs{}, Content: wrapKey(code, ours.Pub[:])},
			waBinary.Node{Tag: "primary_identity_pub", Attrs: waBinary.Attrs{}, Content: p.account.primary.Pub[:]},
			waBinary.Node{Tag: "link_code_pairing_ref", Attrs: waBinary.Attrs{}, Content: []byte("link-ref")})))
	var finish *waBinary.Node
	select {
	case finish = <-pending.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	shared, err := curve25519.X25519(ours.Priv[:], theirs)
	if err != nil {
		return err
	}
	bundle := content(finish, "link_code_pairing_wrapped_key_bundle")
	key, _ := hkdf.Key(sha256.New, shared, bundle[:32], "link_code_pairing_key_bundle_encryption_key", 32)
	clear, err := aead(key).Open(nil, bundle[32:44], bundle[44:], nil)
	if err != nil {
		return err
	}
	identity := clear[:32]
	sharedIdentity, err := curve25519.X25519(p.account.primary.Priv[:], identity)
	if err != nil {
		return err
	}
	secret, _ := hkdf.Key(sha256.New, append(append(shared, sharedIdentity...), clear[64:]...), nil, "adv_secret", 32)
	p.server.accept(pending, p.account, identity, secret)
	return nil
}

func content(n *waBinary.Node, tag string) []byte {
	child, _ := n.GetOptionalChildByTag(tag)
	b, _ := child.Content.([]byte)
	return b
}

func codeStream(code string, salt, iv []byte) cipher.Stream {
	key, _ := pbkdf2.Key(sha256.New, code, salt, 2<<16, 32)
	block, _ := aes.NewCipher(key)
	return cipher.NewCTR(block, iv)
}

func wrapKey(code string, pub []byte) []byte {
	out := append(random(48), pub...)
	codeStream(code, out[:32], out[32:48]).XORKeyStream(out[48:], out[48:])
	return out
}

func unwrapKey(code string, wrapped []byte) ([]byte, error) {
	if len(wrapped) != 80 {
		return nil, fmt.Errorf("a wrapped key of %d bytes", len(wrapped))
	}
	out := make([]byte, 32)
	codeStream(code, wrapped[:32], wrapped[32:48]).XORKeyStream(out, wrapped[48:])
	return out, nil
}
