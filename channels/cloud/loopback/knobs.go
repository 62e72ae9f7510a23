package loopback

import "net/http"

// FailNext answers the next posts of messages with these error codes, one each.
func (s *Server) FailNext(codes ...int) {
	for _, code := range codes {
		s.fail(failure{code: code})
	}
}

// FailLater accepts the next message and says in a status that it failed with a code.
func (s *Server) FailLater(code int) { s.fail(failure{code: code, later: true}) }

// Throttle answers the next n posts with too many requests, and when to come again.
func (s *Server) Throttle(n int, retryAfter string) {
	for range n {
		s.fail(failure{code: 130429, http: http.StatusTooManyRequests, header: retryAfter})
	}
}

// LoseAnswer accepts the next message and hangs up instead of answering.
func (s *Server) LoseAnswer() { s.fail(failure{lose: true}) }

// LoseRequest hangs up on the next post and does nothing of it.
func (s *Server) LoseRequest() { s.fail(failure{drop: true}) }

func (s *Server) fail(f failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, f)
}

// Statuses are told of each message from now on, in this order; without any nothing is told. At first: sent, delivered, read.
func (s *Server) Statuses(order ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.statuses = order
}

// Quality sets what Graph says of a line, by its phone_number_id.
func (s *Server) Quality(line, rating, tier, status string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lines[line]
	l.quality, l.tier, l.status = rating, tier, status
}

// Notice sends a webhook of any other field of the account.
func (s *Server) Notice(field string, value map[string]any) { s.hooks.tell(Account, field, value) }

// Expire makes a file that was sent vanish.
func (s *Server) Expire(media string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.media, media)
}

// CloseWindow makes 24 hours pass for a customer.
func (s *Server) CloseWindow(c *Customer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(c.lastIn)
}

// Leave takes a customer off WhatsApp: what is sent to them fails as undeliverable.
func (s *Server) Leave(c *Customer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[c.waID] = true
}
