package whatsapp_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	mathrand "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// server is a WhatsApp of our own on loopback: as much of it as a business and its customers need.
type server struct {
	t    testing.TB
	http *httptest.Server

	mu       sync.Mutex
	accounts map[string]*account // by the user of their LID
	media    map[string][]byte
	pending  map[string]*pending // new devices by reference
	asked    map[string]*pending // those that asked for a code, by number
	knobs    knobs
	log      []string
}

// knobs are faults to play. Change them by server.turn.
type knobs struct {
	refuse    *waBinary.Node      // what a login of a linked device is answered with
	ackError  string              // for messages of linked devices
	swallow   int                 // acks that are not sent
	flip      int                 // ciphertexts that are damaged on the way
	twice     bool                // messages arrive twice
	unlisted  map[string]bool     // LIDs whose messages come without a number
	beforeAck func(id string)     // runs before a message is acknowledged
	hook      func(waBinary.Node) // sees what is sent to linked devices
}

type account struct {
	pn, lid string
	primary *keys.KeyPair
	devices map[uint16]*client
}

// client is one device of an account, connected or not.
type client struct {
	of      *account
	id      uint16
	wire    *wire
	logins  int
	payload []waBinary.Node // registration, identity, signed key
	prekeys []waBinary.Node
	queue   []waBinary.Node // not acknowledged
}

func newServer(t testing.TB) *server {
	s := &server{t: t, accounts: map[string]*account{}, media: map[string][]byte{}, pending: map[string]*pending{}, asked: map[string]*pending{}}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.http.Close)
	return s
}

func (s *server) turn(f func(*knobs)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.knobs)
}

// account makes one with random names.
func (s *server) account() *account {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &account{
		pn: fmt.Sprintf("569%08d", mathrand.IntN(1e8)), lid: fmt.Sprint(1e14 + mathrand.Int64N(1e14)), primary: keys.NewKeyPair(),
		devices: map[uint16]*client{},
	}
	s.accounts[a.lid] = a
	return a
}

func (a *account) jid(device uint16) types.JID {
	return types.JID{User: a.pn, Device: device, Server: types.DefaultUserServer}
}

func (a *account) lidJID(device uint16) types.JID {
	return types.JID{User: a.lid, Device: device, Server: types.HiddenUserServer}
}

func (s *server) find(user string) *account {
	user = strings.TrimPrefix(user, "+")
	if a := s.accounts[user]; a != nil {
		return a
	}
	for a := range maps.Values(s.accounts) {
		if a.pn == user {
			return a
		}
	}
	return nil
}

func (s *server) device(a *account, id uint16) *client {
	c := a.devices[id]
	if c == nil {
		c = &client{of: a, id: id}
		a.devices[id] = c
	}
	return c
}

// logins is how often a linked device of an account tried to log in.
func (s *server) logins(a *account) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, c := range a.devices {
		if id > 0 {
			n += c.logins
		}
	}
	return n
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/ws/chat":
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return
		}
		ws.SetReadLimit(1 << 24)
		s.chat(context.WithoutCancel(r.Context()), ws)
	case strings.HasPrefix(r.URL.Path, "/mms/"):
		content, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		path := fmt.Sprintf("/v/%d", len(s.media))
		s.media[path] = content
		s.mu.Unlock()
		_ = json.NewEncoder(w).Encode(map[string]string{"url": "https://mmg.whatsapp.net" + path, "direct_path": path + "?ccb=1"})
	default:
		s.mu.Lock()
		content, ok := s.media[r.URL.Path]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(content)
	}
}

func (s *server) chat(ctx context.Context, ws *websocket.Conn) {
	defer ws.CloseNow()
	w, err := shake(ctx, ws)
	if err != nil {
		return
	}
	if w.payload.DevicePairingData != nil {
		s.pair(w)
		return
	}
	s.mu.Lock()
	a := s.find(fmt.Sprint(w.payload.GetUsername()))
	if a == nil {
		s.mu.Unlock()
		w.send(node("failure", waBinary.Attrs{"reason": "401"}))
		return
	}
	c := s.device(a, uint16(w.payload.GetDevice()))
	c.logins++
	refuse := s.knobs.refuse
	if refuse != nil && c.id > 0 {
		s.mu.Unlock()
		w.send(*refuse)
		linger(ctx)
		return
	}
	if old := c.wire; old != nil {
		go func() {
			old.send(node("stream:error", nil, node("conflict", waBinary.Attrs{"type": "replaced"})))
			linger(ctx)
			old.ws.CloseNow()
		}()
	}
	c.wire = w
	s.mu.Unlock()
	w.send(node("success", waBinary.Attrs{"t": unix(), "lid": a.lidJID(c.id), "location": "x"}))
	for {
		n, err := w.next()
		if err != nil {
			break
		}
		s.take(c, w, n)
	}
	s.mu.Lock()
	if c.wire == w {
		c.wire = nil
	}
	s.mu.Unlock()
}

// linger lets a client read a last stanza before the connection ends.
func linger(ctx context.Context) { _ = clock.Wait(ctx, 200*time.Millisecond) }

func node(tag string, attrs waBinary.Attrs, children ...waBinary.Node) waBinary.Node {
	n := waBinary.Node{Tag: tag, Attrs: attrs}
	if attrs == nil {
		n.Attrs = waBinary.Attrs{}
	}
	if len(children) > 0 {
		n.Content = children
	}
	return n
}

func unix() int64 { return clock.System().Now().Unix() }

// take handles a stanza of a client.
func (s *server) take(c *client, w *wire, n *waBinary.Node) {
	switch n.Tag {
	case "iq":
		s.ask(c, w, n)
	case "message":
		s.message(c, w, n)
	case "receipt":
		s.receipt(c, w, n)
	case "ack":
		s.settle(c, n.Attrs["id"])
	}
}

// settle takes what was acknowledged out of the queue.
func (s *server) settle(c *client, id any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, q := range c.queue {
		if q.Attrs["id"] == id {
			c.queue = append(c.queue[:i:i], c.queue[i+1:]...)
			return
		}
	}
}

// deliver queues a stanza for a device until it is acknowledged, and sends it when the device is there.
func (s *server) deliver(c *client, n waBinary.Node) {
	s.mu.Lock()
	c.queue = append(c.queue, n)
	w := c.wire
	hook := s.knobs.hook
	s.mu.Unlock()
	if hook != nil && c.id > 0 {
		hook(n)
	}
	if w != nil {
		w.send(n)
	}
}

// release sends what waited for a device that has come.
func (s *server) release(c *client, w *wire) {
	s.mu.Lock()
	waiting := append([]waBinary.Node(nil), c.queue...)
	s.mu.Unlock()
	w.send(node("ib", nil, node("offline_preview", waBinary.Attrs{
		"count": len(waiting), "message": len(waiting), "receipt": 0, "notification": 0, "appdata": 0,
	})))
	for _, n := range waiting {
		n.Attrs = maps.Clone(n.Attrs)
		n.Attrs["offline"] = "0"
		w.send(n)
	}
	w.send(node("ib", nil, node("offline", waBinary.Attrs{"count": len(waiting)})))
}

func (s *server) message(c *client, w *wire, n *waBinary.Node) {
	to, _ := n.Attrs["to"].(types.JID)
	ack := waBinary.Attrs{"class": "message", "id": n.Attrs["id"], "from": to, "t": unix()}
	s.mu.Lock()
	k := s.knobs
	if c.id > 0 && k.swallow > 0 {
		s.knobs.swallow--
	}
	s.mu.Unlock()
	if c.id > 0 && k.ackError != "" {
		ack["error"] = k.ackError
		w.send(node("ack", ack))
		return
	}
	s.forward(c, n, to)
	if k.beforeAck != nil {
		k.beforeAck(n.Attrs["id"].(string))
	}
	if c.id == 0 || k.swallow == 0 {
		w.send(node("ack", ack))
	}
}

// forward gives each device its own ciphertext.
func (s *server) forward(c *client, n *waBinary.Node, to types.JID) {
	base := waBinary.Attrs{"id": n.Attrs["id"], "type": n.Attrs["type"], "t": unix(), "notify": "Ana"}
	for _, key := range []string{"edit"} {
		if v, ok := n.Attrs[key]; ok {
			base[key] = v
		}
	}
	base["from"] = c.of.lidJID(c.id)
	s.mu.Lock()
	if !s.knobs.unlisted[c.of.lid] {
		base["sender_pn"] = c.of.jid(0)
	}
	s.mu.Unlock()
	identity, hasIdentity := n.GetOptionalChildByTag("device-identity")
	send := func(jid types.JID, enc waBinary.Node) {
		s.mu.Lock()
		a := s.find(jid.User)
		if a == nil {
			s.mu.Unlock()
			return
		}
		target := s.device(a, jid.Device)
		if target.id > 0 && s.knobs.flip > 0 {
			s.knobs.flip--
			content := append([]byte(nil), enc.Content.([]byte)...)
			content[len(content)-1] ^= 1
			enc.Content = content
		}
		twice := s.knobs.twice
		s.mu.Unlock()
		attrs := maps.Clone(base)
		if a == c.of {
			attrs["recipient"] = to
			delete(attrs, "sender_pn")
		}
		children := []waBinary.Node{enc}
		if hasIdentity {
			children = append(children, identity)
		}
		out := node("message", attrs, children...)
		s.deliver(target, out)
		if twice {
			s.deliver(target, out)
		}
	}
	if enc, ok := n.GetOptionalChildByTag("enc"); ok {
		send(to, enc)
	}
	if all, ok := n.GetOptionalChildByTag("participants"); ok {
		for _, p := range all.GetChildren() {
			if enc, ok := p.GetOptionalChildByTag("enc"); ok {
				send(p.Attrs["jid"].(types.JID), enc)
			}
		}
	}
}

func (s *server) receipt(c *client, w *wire, n *waBinary.Node) {
	to, _ := n.Attrs["to"].(types.JID)
	kind, _ := n.Attrs["type"].(string)
	if kind == "" || kind == "inactive" || kind == "sender" || kind == "peer_msg" {
		s.settle(c, n.Attrs["id"])
	}
	w.send(node("ack", waBinary.Attrs{"class": "receipt", "id": n.Attrs["id"], "from": to}))
	if kind == "sender" || kind == "peer_msg" {
		return
	}
	s.mu.Lock()
	a := s.find(to.User)
	var targets []*client
	if a != nil {
		for _, d := range a.devices {
			if kind != "retry" || d.id == to.Device {
				targets = append(targets, d)
			}
		}
	}
	s.mu.Unlock()
	attrs := waBinary.Attrs{"id": n.Attrs["id"], "from": c.of.lidJID(c.id), "t": unix()}
	if kind != "" && kind != "inactive" {
		attrs["type"] = kind
	}
	for _, d := range targets {
		s.deliver(d, node("receipt", maps.Clone(attrs), n.GetChildren()...))
	}
}

// ask answers a question.
func (s *server) ask(c *client, w *wire, n *waBinary.Node) {
	answer := node("iq", waBinary.Attrs{"from": types.ServerJID, "id": n.Attrs["id"], "type": "result"})
	xmlns, _ := n.Attrs["xmlns"].(string)
	switch {
	case xmlns == "encrypt" && n.Attrs["type"] == "get":
		answer.Content = s.keysFor(c, n)
	case xmlns == "encrypt":
		s.mu.Lock()
		c.payload, c.prekeys = nil, nil
		for _, child := range n.GetChildren() {
			if child.Tag == "list" {
				c.prekeys = child.GetChildren()
			} else {
				c.payload = append(c.payload, child)
			}
		}
		s.mu.Unlock()
	case xmlns == "usync":
		answer.Content = []waBinary.Node{node("usync", nil, s.usync(n))}
	case xmlns == "passive":
		w.send(answer)
		s.release(c, w)
		return
	case xmlns == "privacy" && n.Attrs["type"] == "get":
		answer.Content = []waBinary.Node{node("privacy", nil, node("category", waBinary.Attrs{"name": "readreceipts", "value": "all"}))}
	case xmlns == "w:m":
		answer.Content = []waBinary.Node{node("media_conn", waBinary.Attrs{"auth": "x", "ttl": 3600, "auth_ttl": 3600, "max_buckets": 12},
			node("host", waBinary.Attrs{"hostname": "mmg.whatsapp.net"}))}
	case xmlns == "md" && hasChild(n, "remove-companion-device"):
		s.mu.Lock()
		delete(c.of.devices, c.id)
		s.mu.Unlock()
	}
	w.send(answer)
}

func hasChild(n *waBinary.Node, tag string) bool {
	_, ok := n.GetOptionalChildByTag(tag)
	return ok
}

func (s *server) keysFor(c *client, n *waBinary.Node) []waBinary.Node {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked, ok := n.GetOptionalChildByTag("key")
	if !ok {
		return []waBinary.Node{node("count", waBinary.Attrs{"value": max(1, len(c.prekeys))})}
	}
	list := node("list", nil)
	var users []waBinary.Node
	for _, u := range asked.GetChildren() {
		jid := u.Attrs["jid"].(types.JID)
		a := s.find(jid.User)
		if a == nil || a.devices[jid.Device] == nil || len(a.devices[jid.Device].payload) == 0 {
			users = append(users, node("user", waBinary.Attrs{"jid": jid}, node("error", waBinary.Attrs{"code": 404})))
			continue
		}
		d := a.devices[jid.Device]
		bundle := append([]waBinary.Node(nil), d.payload...)
		if len(d.prekeys) > 1 {
			bundle, d.prekeys = append(bundle, d.prekeys[0]), d.prekeys[1:]
		}
		users = append(users, node("user", waBinary.Attrs{"jid": jid}, bundle...))
	}
	list.Content = users
	return []waBinary.Node{list}
}

func (s *server) usync(n *waBinary.Node) waBinary.Node {
	s.mu.Lock()
	defer s.mu.Unlock()
	var users []waBinary.Node
	q := n.GetChildByTag("usync")
	list := q.GetChildByTag("list")
	for _, u := range list.GetChildren() {
		if contact, ok := u.GetOptionalChildByTag("contact"); ok {
			query := contact.Content.([]byte)
			phone, _, _ := strings.Cut(string(query), "@")
			answer := waBinary.Node{Tag: "contact", Attrs: waBinary.Attrs{"type": "out"}, Content: query}
			attrs := waBinary.Attrs{"pn_jid": types.NewJID(strings.TrimPrefix(phone, "+"), types.DefaultUserServer)}
			if a := s.find(phone); a != nil {
				answer.Attrs["type"] = "in"
				attrs["jid"] = a.lidJID(0)
			}
			users = append(users, node("user", attrs, answer))
			s.log = append(s.log, "contact")
			continue
		}
		jid := u.Attrs["jid"].(types.JID)
		a := s.find(jid.User)
		if a == nil {
			continue
		}
		devices := node("device-list", nil)
		var ids []waBinary.Node
		for id := range a.devices {
			ids = append(ids, node("device", waBinary.Attrs{"id": int(id), "key-index": int(id)}))
		}
		devices.Content = ids
		users = append(users, node("user", waBinary.Attrs{"jid": jid}, node("devices", nil, devices), node("lid", waBinary.Attrs{"val": a.lidJID(0)})))
	}
	out := node("list", nil)
	out.Content = users
	return out
}
