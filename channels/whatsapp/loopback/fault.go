package loopback

import (
	"slices"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
)

// faults is what is to go wrong, under the server's lock.
type faults struct {
	refuse     *Refusal
	attempts   int
	swallow    int
	flip       int
	twice      int
	locked     bool
	noReceipts bool
	began      map[[2]*account]bool // who wrote to whom
}

// Refusal of a login, by WhatsApp's reasons: "401" logged out, "402" banned for a time (Code 101 to 106, Expire in seconds), "405"
// outdated, "503" try later.
type Refusal struct{ Reason, Code, Expire string }

func (s *Server) count(change func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.faults)
}

// Refuse refuses every login from now on; a zero Refusal lets them in again.
func (s *Server) Refuse(r Refusal) {
	s.count(func(f *faults) {
		f.refuse = nil
		if r != (Refusal{}) {
			f.refuse = &r
		}
	})
}

// Attempts is how often a connection was opened.
func (s *Server) Attempts() (n int) {
	s.count(func(f *faults) { n = f.attempts })
	return n
}

// SwallowAcks keeps the next n acknowledgements of messages from their senders.
func (s *Server) SwallowAcks(n int) { s.count(func(f *faults) { f.swallow = n }) }

// FlipNext changes a byte in each of the next n messages.
func (s *Server) FlipNext(n int) { s.count(func(f *faults) { f.flip = n }) }

// DoubleNext delivers each of the next n messages twice.
func (s *Server) DoubleNext(n int) { s.count(func(f *faults) { f.twice = n }) }

// HoldReceipts keeps receipts from senders, or lets them through again.
func (s *Server) HoldReceipts(hold bool) { s.count(func(f *faults) { f.noReceipts = hold }) }

// LockNewChats answers 463 to whoever writes to somebody who did not write to them first.
func (s *Server) LockNewChats(locked bool) { s.count(func(f *faults) { f.locked = locked }) }

// HideNumber keeps a phone's number from those it writes to: they see its LID only.
func (s *Server) HideNumber(number string, hidden bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.accounts[number]; a != nil {
		a.hidden = hidden
	}
}

// met makes room for what is remembered of two accounts.
func (f *faults) met(_, _ *account) {
	if f.began == nil {
		f.began = map[[2]*account]bool{}
	}
}

func (f *faults) wrote(from, to *account) { f.began[[2]*account{from, to}] = true }

func (f *faults) mayBegin(from, to *account) bool {
	return f.began[[2]*account{to, from}] || f.began[[2]*account{from, to}]
}

// flipped is a message with one wrong byte in what is encrypted.
func flipped(n waBinary.Node) waBinary.Node {
	parts := slices.Clone(n.GetChildren())
	for i, p := range parts {
		if b, ok := p.Content.([]byte); ok && p.Tag == "enc" {
			b = slices.Clone(b)
			b[len(b)-1] ^= 0x40
			parts[i].Content = b
		}
	}
	n.Content = parts
	return n
}

// connsOf are the connections of a number's linked devices.
func (s *Server) connsOf(number string) (list []*conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.accounts[number]; a != nil {
		for id, d := range a.devices {
			if id > 0 && d.conn != nil {
				list = append(list, d.conn)
			}
		}
	}
	return list
}

// Connected is how many linked devices of a number are connected.
func (s *Server) Connected(number string) int { return len(s.connsOf(number)) }

// Logins is how often linked devices of a number logged in.
func (s *Server) Logins(number string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.accounts[number]; a != nil {
		for id, d := range a.devices {
			if id > 0 {
				n += d.logins
			}
		}
	}
	return n
}

// Drop cuts the connections of a number's linked devices.
func (s *Server) Drop(number string) {
	for _, c := range s.connsOf(number) {
		c.close()
	}
}

// DropAll cuts every connection.
func (s *Server) DropAll() {
	s.mu.Lock()
	var list []*conn
	for c := range s.conns {
		list = append(list, c)
	}
	s.mu.Unlock()
	for _, c := range list {
		c.close()
	}
}

// StreamError ends the connections of a number's linked devices with a code: "515" restart, "503" go away for now.
func (s *Server) StreamError(number, code string) {
	for _, c := range s.connsOf(number) {
		c.end(waBinary.Node{Tag: "stream:error", Attrs: waBinary.Attrs{"code": code}})
	}
}

// RemoveDevices logs a number's linked devices out, as its phone's owner can.
func (s *Server) RemoveDevices(number string) {
	list := s.connsOf(number)
	s.mu.Lock()
	if a := s.accounts[number]; a != nil {
		for id := range a.devices {
			if id > 0 {
				delete(a.devices, id)
			}
		}
	}
	s.mu.Unlock()
	for _, c := range list {
		c.end(waBinary.Node{Tag: "stream:error", Attrs: waBinary.Attrs{"code": "401"}, Content: []waBinary.Node{
			{Tag: "conflict", Attrs: waBinary.Attrs{"type": "device_removed"}},
		}})
	}
}

// Replace tells a number's linked devices that somebody else uses their session.
func (s *Server) Replace(number string) {
	for _, c := range s.connsOf(number) {
		c.end(waBinary.Node{Tag: "stream:error", Content: []waBinary.Node{{Tag: "conflict", Attrs: waBinary.Attrs{"type": "replaced"}}}})
	}
}

// TimeLock tells a number's linked devices that its account may begin no chats until a time (Unix seconds), or may again.
func (s *Server) TimeLock(number, until string, active bool) {
	state := "false"
	if active {
		state = "true"
	}
	body := `{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":` + state +
		`,"enforcement_type":"RESTRICT_ALL_COMPANIONS","time_enforcement_ends":"` + until + `"}}}`
	for _, c := range s.connsOf(number) {
		s.mu.Lock()
		id, now := s.id(), s.unix()
		s.mu.Unlock()
		c.send(waBinary.Node{
			Tag: "notification", Attrs: waBinary.Attrs{"type": "mex", "from": types.ServerJID, "id": id, "t": now},
			Content: []waBinary.Node{{
				Tag: "update", Attrs: waBinary.Attrs{"op_name": "NotificationUserReachoutTimelockUpdate"}, Content: []byte(body),
			}},
		})
	}
}
