package loopback

import (
	"maps"
	"slices"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
)

// push gives a device a node and keeps it until the device has acknowledged it.
func (d *device) push(n waBinary.Node) {
	d.waiting = append(d.waiting, n)
	if d.conn != nil && d.conn.active {
		d.conn.send(n)
	}
}

// settle forgets what a device has acknowledged.
func (d *device) settle(id string) {
	if d == nil {
		return
	}
	i := slices.IndexFunc(d.waiting, func(n waBinary.Node) bool { return n.Attrs["id"] == id })
	if i >= 0 {
		d.waiting = slices.Delete(d.waiting, i, i+1)
	}
}

// wake gives a device what waits for it.
func (s *Server) wake(c *conn) {
	if c.active || c.device == nil {
		return
	}
	c.active = true
	n := len(c.device.waiting)
	ib := func(tag string) {
		c.send(waBinary.Node{Tag: "ib", Attrs: waBinary.Attrs{"from": types.ServerJID}, Content: []waBinary.Node{
			{Tag: tag, Attrs: waBinary.Attrs{"count": n, "message": n, "receipt": "0", "notification": "0", "appdata": "0"}},
		}})
	}
	ib("offline_preview")
	for _, w := range c.device.waiting {
		w.Attrs = maps.Clone(w.Attrs)
		w.Attrs["offline"] = "0"
		c.send(w)
	}
	ib("offline")
}

// sender is the address from which a device speaks: as a LID to a LID.
func (c *conn) sender(to types.JID) types.JID {
	if to.Server == types.HiddenUserServer {
		return c.device.account.lidJID(c.device.id)
	}
	return c.device.account.jid(c.device.id)
}

// relay gives a message to every device that it is encrypted for, and acknowledges it.
func (s *Server) relay(c *conn, n *waBinary.Node) {
	to := jidOf(n, "to")
	ack := waBinary.Node{Tag: "ack", Attrs: waBinary.Attrs{"class": "message", "id": n.Attrs["id"], "from": to, "t": s.unix()}}
	peer := s.find(to)
	s.faults.met(c.device.account, peer)
	if s.faults.locked && !s.faults.mayBegin(c.device.account, peer) {
		ack.Attrs["error"] = "463"
		c.send(ack)
		return
	}
	s.faults.wrote(c.device.account, peer)
	for _, out := range s.copies(c, n, to) {
		s.deliver(out.to, out.node)
	}
	if s.faults.swallow > 0 {
		s.faults.swallow--
		return
	}
	c.send(ack)
}

type stanza struct {
	to   *device
	node waBinary.Node
}

// copies of a message, one for each device that it is for.
func (s *Server) copies(c *conn, n *waBinary.Node, to types.JID) (list []stanza) {
	if enc, ok := child(n, "enc"); ok { // for one device: sent again
		if a := s.find(to); a != nil && a.devices[to.Device] != nil {
			list = append(list, stanza{a.devices[to.Device], s.copyFor(c, n, *enc, to)})
		}
		return list
	}
	parts, _ := child(n, "participants")
	for _, p := range parts.GetChildren() {
		j := jidOf(&p, "jid")
		a := s.find(j)
		enc, ok := child(&p, "enc")
		if a == nil || a.devices[j.Device] == nil || !ok {
			continue
		}
		list = append(list, stanza{a.devices[j.Device], s.copyFor(c, n, *enc, to)})
	}
	return list
}

// copyFor is a message as one device receives it.
func (s *Server) copyFor(c *conn, n *waBinary.Node, enc waBinary.Node, to types.JID) waBinary.Node {
	from := c.device.account
	attrs := waBinary.Attrs{"from": c.sender(to), "id": n.Attrs["id"], "type": n.Attrs["type"], "t": s.unix(), "notify": "+" + from.number}
	if to.Server == types.HiddenUserServer && !from.hidden {
		attrs["sender_pn"] = from.jid(0)
	}
	if peer := s.find(to); peer == from {
		attrs["recipient"] = to
	}
	if edit, ok := n.Attrs["edit"]; ok {
		attrs["edit"] = edit
	}
	parts := []waBinary.Node{enc}
	for _, tag := range []string{"device-identity", "meta", "biz"} {
		if extra, ok := child(n, tag); ok {
			parts = append(parts, *extra)
		}
	}
	return waBinary.Node{Tag: "message", Attrs: attrs, Content: parts}
}

// deliver gives a device a message, with whatever is to go wrong with it.
func (s *Server) deliver(d *device, n waBinary.Node) {
	if s.faults.flip > 0 {
		s.faults.flip--
		n = flipped(n)
	}
	d.push(n)
	if s.faults.twice > 0 {
		s.faults.twice--
		d.push(n)
	}
}

// receipt tells the sender of a message what became of it.
func (s *Server) receipt(c *conn, n *waBinary.Node) {
	to, kind := jidOf(n, "to"), attr(n, "type")
	c.device.settle(attr(n, "id"))
	c.send(waBinary.Node{Tag: "ack", Attrs: waBinary.Attrs{"class": "receipt", "id": n.Attrs["id"], "from": to}})
	peer := s.find(to)
	if peer == nil || s.faults.noReceipts {
		return
	}
	attrs := waBinary.Attrs{"from": c.sender(to), "id": n.Attrs["id"], "t": s.unix()}
	if kind != "" && kind != "inactive" {
		attrs["type"] = kind
	}
	out := waBinary.Node{Tag: "receipt", Attrs: attrs, Content: n.Content}
	for id, d := range peer.devices {
		if d == c.device || kind == "retry" && to.Device != id {
			continue
		}
		d.push(out)
	}
}

// chatstate passes "is typing" on; it is never kept.
func (s *Server) chatstate(c *conn, n *waBinary.Node) {
	to := jidOf(n, "to")
	peer := s.find(to)
	if peer == nil {
		return
	}
	for _, d := range peer.devices {
		if d.conn != nil && d.conn.active {
			d.conn.send(waBinary.Node{Tag: "chatstate", Attrs: waBinary.Attrs{"from": c.sender(to).ToNonAD()}, Content: n.Content})
		}
	}
}
