package loopback

import (
	"strconv"
	"strings"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
)

// iq answers a question. What is not known gets an empty answer, as the real one gives to much.
func (s *Server) iq(c *conn, n *waBinary.Node) {
	if attr(n, "type") == "result" {
		s.paired(c, n)
		return
	}
	var out []waBinary.Node
	kids := n.GetChildren()
	first := ""
	if len(kids) > 0 {
		first = kids[0].Tag
	}
	switch attr(n, "xmlns") {
	case "encrypt":
		out = s.keys(c, n, first)
	case "usync":
		out = s.usync(n)
	case "passive":
		c.answer(n, nil)
		if first == "active" {
			s.wake(c)
		}
		return
	case "privacy":
		out = []waBinary.Node{{Tag: "privacy", Content: []waBinary.Node{{Tag: "category", Attrs: waBinary.Attrs{"name": "readreceipts", "value": "all"}}}}}
		if attr(n, "type") == "set" {
			out = nil
		}
	case "w:m":
		out = []waBinary.Node{{Tag: "media_conn", Attrs: waBinary.Attrs{"auth": "auth", "ttl": "3600", "auth_ttl": "3600", "max_buckets": "12"}, Content: []waBinary.Node{
			{Tag: "host", Attrs: waBinary.Attrs{"hostname": "mmg.whatsapp.net"}},
		}}}
	case "md":
		out = s.companion(c, n)
	}
	c.answer(n, out)
}

func (c *conn) answer(n *waBinary.Node, out []waBinary.Node) {
	reply := waBinary.Node{Tag: "iq", Attrs: waBinary.Attrs{"from": types.ServerJID, "id": n.Attrs["id"], "type": "result"}}
	if out != nil {
		reply.Content = out
	}
	c.send(reply)
}

// keys counts, takes and gives out prekeys.
func (s *Server) keys(c *conn, n *waBinary.Node, first string) []waBinary.Node {
	switch {
	case first == "count": // never none: a client that hears 0 makes 812
		have := 1
		if b := c.device.bundle; b != nil {
			have = max(len(b.once), 1)
		}
		return []waBinary.Node{{Tag: "count", Attrs: waBinary.Attrs{"value": strconv.Itoa(have)}}}
	case first == "key":
		asked, _ := child(n, "key")
		list := waBinary.Node{Tag: "list"}
		var users []waBinary.Node
		for _, u := range asked.GetChildren() {
			users = append(users, s.bundleOf(jidOf(&u, "jid")))
		}
		list.Content = users
		return []waBinary.Node{list}
	case attr(n, "type") == "set" && first == "registration":
		b := &bundle{registration: content(n, "registration"), identity: content(n, "identity")}
		if list, ok := child(n, "list"); ok {
			b.once = list.GetChildren()
		}
		if skey, ok := child(n, "skey"); ok {
			b.signed = *skey
		}
		c.device.bundle = b
	}
	return nil
}

// bundleOf is what one needs to write to a device, with one of its prekeys, if any is left.
func (s *Server) bundleOf(j types.JID) waBinary.Node {
	user := waBinary.Node{Tag: "user", Attrs: waBinary.Attrs{"jid": j}}
	a := s.find(j)
	if a == nil || a.devices[j.Device] == nil || a.devices[j.Device].bundle == nil {
		user.Content = []waBinary.Node{{Tag: "error", Attrs: waBinary.Attrs{"code": "404", "text": "item-not-found"}}}
		return user
	}
	b := a.devices[j.Device].bundle
	parts := []waBinary.Node{
		{Tag: "registration", Content: b.registration}, {Tag: "type", Content: []byte{5}}, {Tag: "identity", Content: b.identity}, b.signed,
	}
	if len(b.once) > 0 {
		parts = append(parts, b.once[0])
		b.once = b.once[1:]
	}
	user.Content = parts
	return user
}

// usync tells who has WhatsApp, under which LID, with which devices.
func (s *Server) usync(n *waBinary.Node) []waBinary.Node {
	list, _ := child(n, "usync", "list")
	_, devices := child(n, "usync", "query", "devices")
	_, lid := child(n, "usync", "query", "lid")
	var users []waBinary.Node
	for _, u := range list.GetChildren() {
		if number := content(&u, "contact"); number != nil {
			users = append(users, s.contact(number))
			continue
		}
		j := jidOf(&u, "jid")
		a := s.find(j)
		if a == nil {
			continue
		}
		user := waBinary.Node{Tag: "user", Attrs: waBinary.Attrs{"jid": j}}
		var parts []waBinary.Node
		if devices {
			var ids []waBinary.Node
			for id := range a.devices {
				attrs := waBinary.Attrs{"id": strconv.Itoa(int(id))}
				if id > 0 {
					attrs["key-index"] = strconv.Itoa(int(id))
				}
				ids = append(ids, waBinary.Node{Tag: "device", Attrs: attrs})
			}
			parts = append(parts, waBinary.Node{Tag: "devices", Content: []waBinary.Node{{Tag: "device-list", Content: ids}}})
		}
		if lid {
			parts = append(parts, waBinary.Node{Tag: "lid", Attrs: waBinary.Attrs{"val": a.lidJID(0)}})
		}
		user.Content = parts
		users = append(users, user)
	}
	return []waBinary.Node{{Tag: "usync", Content: []waBinary.Node{{Tag: "list", Content: users}}}}
}

// contact tells whether a number has WhatsApp.
func (s *Server) contact(asked []byte) waBinary.Node {
	number, _, _ := strings.Cut(strings.TrimPrefix(string(asked), "+"), "@")
	pn := types.NewJID(number, types.DefaultUserServer)
	a := s.accounts[number]
	if a == nil {
		return waBinary.Node{
			Tag: "user", Attrs: waBinary.Attrs{"pn_jid": pn},
			Content: []waBinary.Node{{Tag: "contact", Attrs: waBinary.Attrs{"type": "out"}, Content: asked}},
		}
	}
	return waBinary.Node{
		Tag: "user", Attrs: waBinary.Attrs{"jid": a.lidJID(0), "pn_jid": pn},
		Content: []waBinary.Node{{Tag: "contact", Attrs: waBinary.Attrs{"type": "in"}, Content: asked}},
	}
}
