package loopback

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/socket"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// conn is one connection of a client.
type conn struct {
	server *Server
	ws     *websocket.Conn
	ctx    context.Context //nolint:containedctx // of the request, which is the connection
	opened bool            // the header was read
	buffer []byte

	keys    *secure
	payload *waWa6.ClientPayload
	device  *device // who logged in; nil while pairing

	active bool // it wants what waits for it; under the server's lock
	gone   sync.Once
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	s.count(func(f *faults) { f.attempts++ })
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		return
	}
	ws.SetReadLimit(1 << 24)
	c := &conn{server: s, ws: ws, ctx: r.Context()}
	defer c.close()
	s.open(c)
	defer s.shut(c)
	if c.payload, c.keys, err = accept(c); err != nil {
		return
	}
	if c.payload.GetDevicePairingData() != nil {
		s.beginPairing(c)
	} else if !s.login(c) {
		return
	}
	for {
		n, err := c.next()
		if err != nil {
			return
		}
		s.handle(c, n)
	}
}

// read gives the next frame, without its length.
func (c *conn) read() ([]byte, error) {
	for {
		if !c.opened && len(c.buffer) >= len(socket.WAConnHeader) {
			if !bytes.HasPrefix(c.buffer, socket.WAConnHeader) {
				return nil, errors.New("it does not begin as WhatsApp")
			}
			c.buffer, c.opened = c.buffer[len(socket.WAConnHeader):], true
		}
		if c.opened && len(c.buffer) >= socket.FrameLengthSize {
			size := int(c.buffer[0])<<16 | int(binary.BigEndian.Uint16(c.buffer[1:]))
			if rest := c.buffer[socket.FrameLengthSize:]; len(rest) >= size {
				c.buffer = rest[size:]
				return rest[:size:size], nil
			}
		}
		_, data, err := c.ws.Read(c.ctx)
		if err != nil {
			return nil, err
		}
		c.buffer = append(c.buffer, data...)
	}
}

func (c *conn) write(frame []byte) error {
	size := len(frame)
	out := append([]byte{byte(size >> 16), byte(size >> 8), byte(size)}, frame...) //nolint:gosec // its three bytes
	return c.ws.Write(c.ctx, websocket.MessageBinary, out)
}

// next reads a node.
func (c *conn) next() (*waBinary.Node, error) {
	frame, err := c.read()
	if err != nil {
		return nil, err
	}
	plain, err := c.keys.open(frame)
	if err != nil {
		return nil, err
	}
	plain, err = waBinary.Unpack(plain)
	if err != nil {
		return nil, err
	}
	return waBinary.Unmarshal(plain)
}

// send writes a node. A connection that is gone loses it: what must not be lost waits in a queue.
func (c *conn) send(n waBinary.Node) {
	plain, err := waBinary.Marshal(n)
	if err == nil {
		err = c.keys.send(c, plain)
	}
	if err != nil {
		c.close()
	}
}

// end says why, gives the client the time to read it, and closes.
func (c *conn) end(n waBinary.Node) {
	c.send(n)
	go func() {
		_ = clock.Wait(c.ctx, 200*time.Millisecond)
		c.close()
	}()
}

func (c *conn) close() { c.gone.Do(func() { _ = c.ws.CloseNow() }) }

// unix is now as stanzas write it. Under the server's lock.
func (s *Server) unix() string { return strconv.FormatInt(s.clock.Now().Unix(), 10) }

// children of a node, and the first of a name; the library's own search gives the parent when there is none.
func child(n *waBinary.Node, tags ...string) (*waBinary.Node, bool) {
	found, ok := n.GetOptionalChildByTag(tags...)
	return &found, ok
}

func content(n *waBinary.Node, tags ...string) []byte {
	if found, ok := child(n, tags...); ok {
		b, _ := found.Content.([]byte)
		return b
	}
	return nil
}
