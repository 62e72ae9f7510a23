package loopback

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/crypto/curve25519"
	"google.golang.org/protobuf/proto"
)

// beginPairing gives a device that is nobody's yet the refs of its QR codes.
func (s *Server) beginPairing(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var refs []waBinary.Node
	for range 6 {
		ref := "2@" + base64.StdEncoding.EncodeToString(drawn(24))
		s.pairing[ref] = c
		refs = append(refs, waBinary.Node{Tag: "ref", Content: []byte(ref)})
	}
	c.send(waBinary.Node{
		Tag: "iq", Attrs: waBinary.Attrs{"from": types.ServerJID, "type": "set", "id": s.id(), "xmlns": "md"},
		Content: []waBinary.Node{{Tag: "pair-device", Content: refs}},
	})
}

// scanned pairs the device that shows a QR code with an account.
func (s *Server) scanned(a *account, qr string) error {
	_, data, ok := strings.Cut(qr, "#")
	if !ok {
		data = qr // as it was before 2026
	}
	parts := strings.Split(data, ",")
	if len(parts) < 4 {
		return errors.New("this is no code of WhatsApp")
	}
	identity, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return fmt.Errorf("identity: %w", err)
	}
	secret, err := base64.StdEncoding.DecodeString(parts[3])
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.pairing[parts[0]]
	if c == nil {
		return errors.New("the code is over")
	}
	return s.adopt(c, a, identity, secret)
}

// adopt makes the client of a connection a new device of an account: signed by its phone, sealed with the device's secret.
func (s *Server) adopt(c *conn, a *account, identity, secret []byte) error {
	id := uint16(1)
	for a.devices[id] != nil {
		id++
	}
	details, err := proto.Marshal(&waAdv.ADVDeviceIdentity{
		RawID: proto.Uint32(1), KeyIndex: proto.Uint32(uint32(id)), Timestamp: proto.Uint64(uint64(s.clock.Now().Unix())), //nolint:gosec // after 1970
	})
	if err != nil {
		return err
	}
	inner, err := proto.Marshal(&waAdv.ADVSignedDeviceIdentity{
		Details: details, AccountSignatureKey: a.identity.Pub[:],
		AccountSignature: signed(*a.identity.Priv, slices.Concat([]byte{6, 0}, details, identity)),
	})
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(inner)
	outer, err := proto.Marshal(&waAdv.ADVSignedDeviceIdentityHMAC{Details: inner, HMAC: mac.Sum(nil)})
	if err != nil {
		return err
	}
	a.devices[id] = &device{account: a, id: id}
	c.send(waBinary.Node{
		Tag: "iq", Attrs: waBinary.Attrs{"from": types.ServerJID, "type": "set", "id": s.id(), "t": s.unix(), "xmlns": "md"},
		Content: []waBinary.Node{{Tag: "pair-success", Content: []waBinary.Node{
			{Tag: "device-identity", Content: outer},
			{Tag: "biz", Attrs: waBinary.Attrs{"name": ""}},
			{Tag: "device", Attrs: waBinary.Attrs{"jid": a.jid(id), "lid": a.lidJID(id)}},
			{Tag: "platform", Attrs: waBinary.Attrs{"name": "android"}},
		}}},
	})
	return nil
}

// paired asks a device that has signed its identity to connect again, as itself.
func (s *Server) paired(c *conn, n *waBinary.Node) {
	if _, ok := child(n, "pair-device-sign"); ok {
		c.end(waBinary.Node{Tag: "stream:error", Attrs: waBinary.Attrs{"code": "515"}})
	}
}

// codePairing is a pairing by a code that the device shows and the phone's owner types.
type codePairing struct {
	conn      *conn
	ref       []byte
	wrapped   []byte // the device's ephemeral key, sealed with the code
	ephemeral *keys.KeyPair
	account   *account
}

// companion answers the two steps of a pairing by code.
func (s *Server) companion(c *conn, n *waBinary.Node) []waBinary.Node {
	reg, ok := child(n, "link_code_companion_reg")
	if !ok {
		return nil
	}
	number := jidOf(reg, "jid").User
	switch attr(reg, "stage") {
	case "companion_hello":
		p := &codePairing{conn: c, ref: drawn(16), wrapped: content(reg, "link_code_pairing_wrapped_companion_ephemeral_pub")}
		s.codes[number] = p
		return []waBinary.Node{{Tag: "link_code_companion_reg", Content: []waBinary.Node{{Tag: "link_code_pairing_ref", Content: p.ref}}}}
	case "companion_finish":
		if err := s.finishCode(s.codes[number], reg); err != nil {
			c.end(waBinary.Node{Tag: "stream:error", Attrs: waBinary.Attrs{"code": "500"}})
		}
	}
	return nil
}

// entered seals the phone's ephemeral key with the code and sends it to the device that shows it.
func (s *Server) entered(a *account, code string) error {
	code = strings.ReplaceAll(strings.ToUpper(code), "-", "")
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.codes[a.number]
	if p == nil {
		return errors.New("no device waits for a code")
	}
	p.account, p.ephemeral = a, keys.NewKeyPair()
	salt, nonce := drawn(32), drawn(16)
	sealed, err := codeCipher(code, salt, nonce, p.ephemeral.Pub[:])
	if err != nil {
		return err
	}
	theirs, err := codeCipher(code, p.wrapped[:32], p.wrapped[32:48], p.wrapped[48:80])
	if err != nil {
		return err
	}
	p.wrapped = theirs
	p.conn.send(waBinary.Node{
		Tag: "notification", Attrs: waBinary.Attrs{"type": "link_code_companion_reg", "from": types.ServerJID, "id": s.id(), "t": s.unix()},
		Content: []waBinary.Node{{Tag: "link_code_companion_reg", Attrs: waBinary.Attrs{"stage": "primary_hello"}, Content: []waBinary.Node{
			{Tag: "link_code_pairing_wrapped_primary_ephemeral_pub", Content: slices.Concat(salt, nonce, sealed)},
			{Tag: "primary_identity_pub", Content: a.identity.Pub[:]},
			{Tag: "link_code_pairing_ref", Content: p.ref},
		}}},
	})
	return nil
}

// finishCode opens the device's bundle: what proves that both know the code.
func (s *Server) finishCode(p *codePairing, reg *waBinary.Node) error {
	if p == nil || p.account == nil {
		return errors.New("nobody entered a code")
	}
	bundle, identity := content(reg, "link_code_pairing_wrapped_key_bundle"), content(reg, "companion_identity_public")
	if len(bundle) < 44 || len(identity) != 32 {
		return errors.New("the bundle is too short")
	}
	shared, err := curve25519.X25519(p.ephemeral.Priv[:], p.wrapped)
	if err != nil {
		return err
	}
	key, err := hkdf.Key(sha256.New, shared, bundle[:32], "link_code_pairing_key_bundle_encryption_key", 32)
	if err != nil {
		return err
	}
	aead, err := gcm(key)
	if err != nil {
		return err
	}
	plain, err := aead.Open(nil, bundle[32:44], bundle[44:], nil)
	if err != nil || len(plain) != 96 {
		return errors.New("the code was another one")
	}
	both, err := curve25519.X25519(p.account.identity.Priv[:], identity)
	if err != nil {
		return err
	}
	secret, err := hkdf.Key(sha256.New, slices.Concat(shared, both, plain[64:]), nil, "adv_secret", 32)
	if err != nil {
		return err
	}
	return s.adopt(p.conn, p.account, identity, secret)
}
