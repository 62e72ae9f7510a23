package loopback

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Server is WhatsApp. It is safe for concurrent use.
type Server struct {
	http *httptest.Server

	mu       sync.Mutex
	accounts map[string]*account // by number
	lids     map[string]*account // by LID
	pairing  map[string]*conn    // by the refs of their QR codes, and by the number that a code is for
	codes    map[string]*codePairing
	media    map[string][]byte
	conns    map[*conn]bool
	faults   faults
	serial   int
	clock    clock.Clock
}

// account is a person with a phone and the devices linked to it.
type account struct {
	number, lid string
	identity    *keys.KeyPair // of the phone: it signs the devices
	devices     map[uint16]*device
	hidden      bool // its number is not told
}

// device of an account. Number 0 is the phone.
type device struct {
	account *account
	id      uint16
	bundle  *bundle
	conn    *conn
	waiting []waBinary.Node // what it has not acknowledged, in order
	logins  int
}

// bundle is what others need to write to a device.
type bundle struct {
	registration, identity []byte
	once                   []waBinary.Node // prekeys, each given out once
	signed                 waBinary.Node
}

// Start runs a server until the test ends. Phones and devices are closed before it.
func Start(tb testing.TB) *Server {
	tb.Helper()
	root()
	s := &Server{
		accounts: map[string]*account{}, lids: map[string]*account{}, pairing: map[string]*conn{}, codes: map[string]*codePairing{},
		media: map[string][]byte{}, conns: map[*conn]bool{}, clock: clock.System(),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/chat", s.chat)
	mux.HandleFunc("POST /mms/", s.upload)
	mux.HandleFunc("GET /v/", s.download)
	s.http = httptest.NewServer(mux)
	tb.Cleanup(func() {
		s.DropAll()
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// SetClock gives messages the time of a test's own clock.
func (s *Server) SetClock(c clock.Clock) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = c
}

// URL is what WHATSAPP_ENDPOINT names.
func (s *Server) URL() string { return s.http.URL }

func (s *Server) open(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[c] = true
}

func (s *Server) shut(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	if c.device != nil && c.device.conn == c {
		c.device.conn = nil
	}
}

// id is unique on the server.
func (s *Server) id() string {
	s.serial++
	return "srv-" + strconv.Itoa(s.serial)
}

func (a *account) jid(device uint16) types.JID {
	return types.JID{User: a.number, Device: device, Server: types.DefaultUserServer}
}

func (a *account) lidJID(device uint16) types.JID {
	return types.JID{User: a.lid, Device: device, Server: types.HiddenUserServer}
}

// find is the account of an address; nil when there is none. Under the lock.
func (s *Server) find(j types.JID) *account {
	if j.Server == types.HiddenUserServer {
		return s.lids[j.User]
	}
	return s.accounts[j.User]
}

// login lets a device in, or tells why not.
func (s *Server) login(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.faults.refuse; f != nil {
		attrs := waBinary.Attrs{"reason": f.Reason}
		if f.Code != "" {
			attrs["code"], attrs["expire"] = f.Code, f.Expire
		}
		c.end(waBinary.Node{Tag: "failure", Attrs: attrs})
		return true // until it has read it
	}
	a := s.accounts[strconv.FormatUint(c.payload.GetUsername(), 10)]
	var d *device
	if a != nil {
		d = a.devices[uint16(c.payload.GetDevice())] //nolint:gosec // as it was given out
	}
	if d == nil {
		c.end(waBinary.Node{Tag: "failure", Attrs: waBinary.Attrs{"reason": "401"}})
		return true
	}
	if old := d.conn; old != nil {
		old.end(waBinary.Node{Tag: "stream:error", Content: []waBinary.Node{{Tag: "conflict", Attrs: waBinary.Attrs{"type": "replaced"}}}})
	}
	d.conn, c.device = c, d
	d.logins++
	c.send(waBinary.Node{Tag: "success", Attrs: waBinary.Attrs{"t": s.unix(), "lid": a.lidJID(d.id), "location": "lla"}})
	return true
}

// handle does what a node asks.
func (s *Server) handle(c *conn, n *waBinary.Node) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch n.Tag {
	case "iq":
		s.iq(c, n)
	case "message":
		s.relay(c, n)
	case "receipt":
		s.receipt(c, n)
	case "ack":
		c.device.settle(attr(n, "id"))
	case "chatstate":
		s.chatstate(c, n)
	}
}

func attr(n *waBinary.Node, name string) string {
	v, _ := n.Attrs[name].(string)
	return v
}

func jidOf(n *waBinary.Node, name string) types.JID {
	v, _ := n.Attrs[name].(types.JID)
	return v
}
