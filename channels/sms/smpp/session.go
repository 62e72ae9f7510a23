package smpp

import (
	"context"
	"crypto/tls"
	"fmt"
	"hash/fnv"
	"net"
	"sync"
	"sync/atomic"

	"github.com/linxGnu/gosmpp"
	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"
)

// session is one bind.
type session struct {
	link    *Link
	id      string // ours, of the bind
	smpp    *gosmpp.Session
	wire    *sieve
	ctx     context.Context //nolint:containedctx // gosmpp's callbacks bring none; it ends with the bind
	cancel  context.CancelFunc
	over    chan struct{} // closed when the link is lost
	once    sync.Once
	pending pending
	workers [workers]chan heard
	alive   chan struct{} // holds one: the network gave a sign of life
	beat    atomic.Int32  // signs of life so far
	wg      sync.WaitGroup
}

// workers store what comes, each person's in order. The reader of the link never waits for the database while they keep up.
const (
	workers = 4
	queued  = 32
)

// heard is a request of the network that waits to be stored.
type heard struct {
	in     incoming
	answer pdu.PDU
	deny   func() pdu.PDU
}

// bind connects and makes a session of it.
func (l *Link) bind(ctx context.Context) (*session, error) {
	s := &session{link: l, id: l.o.DB.NewID(), over: make(chan struct{}), alive: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancel(ctx)
	for i := range s.workers {
		s.workers[i] = make(chan heard, queued)
	}
	dialer := func(addr string) (net.Conn, error) { return s.dial(ctx, addr) }
	auth := gosmpp.Auth{SMSC: l.o.Address, SystemID: l.o.SystemID, Password: l.o.Password, SystemType: l.o.SystemType}
	ready := make(chan struct{}) // callbacks may come before NewSession returns
	made, err := gosmpp.NewSession(gosmpp.TRXConnector(dialer, auth), gosmpp.Settings{
		EnquireLink: l.o.Timing.Enquire, ReadTimeout: l.o.Timing.Enquire + l.o.Timing.Dial, WriteTimeout: l.o.Timing.Dial,
		OnAllPDU: func(p pdu.PDU) (pdu.PDU, bool) { <-ready; return s.receive(p) },
		OnClosed: func(gosmpp.State) { s.lost() },
	}, 0) // it is bound anew by serve
	if err != nil {
		s.cancel()
		close(ready)
		return nil, fmt.Errorf("bind: %w", err)
	}
	s.smpp = made
	for _, jobs := range s.workers {
		s.wg.Go(func() { s.work(s.ctx, jobs) })
	}
	s.wg.Go(s.confirm)
	close(ready)
	return s, nil
}

// dial connects to the carrier, and reads only whole frames from it.
func (s *session) dial(ctx context.Context, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, s.link.o.Timing.Dial)
	defer cancel()
	var d interface {
		DialContext(ctx context.Context, network, addr string) (net.Conn, error)
	} = &net.Dialer{}
	if s.link.o.TLS {
		d = &tls.Dialer{}
	}
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	s.wire = newSieve(conn, s.link.o.Timing.Dial, s.link.o.Log)
	return s.wire, nil
}

func (s *session) lost() {
	s.once.Do(func() {
		s.cancel()
		close(s.over)
		s.pending.abandon()
	})
}

// close ends the bind and waits for what it was doing.
func (s *session) close() {
	s.lost()
	_ = s.smpp.Close()
	s.wg.Wait()
}

// receive is told every PDU, in order, by the reader of the link. What it returns is sent.
func (s *session) receive(p pdu.PDU) (answer pdu.PDU, closeBind bool) {
	switch p := p.(type) {
	case *pdu.SubmitSMResp:
		s.pending.answer(p.SequenceNumber, result{id: p.MessageID, status: p.CommandStatus})
	case *pdu.GenericNack:
		s.pending.answer(p.SequenceNumber, result{status: orSystemError(p.CommandStatus)})
	case *pdu.DeliverSM:
		s.enqueue(heard{in: fromDeliver(p, s.wire.coding(p)), answer: p.GetResponse(), deny: func() pdu.PDU { return denied(p.GetResponse()) }})
	case *pdu.DataSM:
		s.enqueue(heard{in: fromData(p), answer: p.GetResponse(), deny: func() pdu.PDU { return denied(p.GetResponse()) }})
	case *pdu.EnquireLinkResp:
		select {
		case s.alive <- struct{}{}:
		default:
		}
	case *pdu.Unbind:
		return p.GetResponse(), true
	default:
		if p.CanResponse() {
			return p.GetResponse(), false
		}
	}
	return nil, false
}

func orSystemError(s data.CommandStatusType) data.CommandStatusType {
	if s == data.ESME_ROK {
		return data.ESME_RSYSERR
	}
	return s
}

// denied asks for the same again later.
func denied(answer pdu.PDU) pdu.PDU {
	switch a := answer.(type) {
	case *pdu.DeliverSMResp:
		a.CommandStatus = data.ESME_RX_T_APPN
	case *pdu.DataSMResp:
		a.CommandStatus = data.ESME_RX_T_APPN
	}
	return answer
}

// enqueue gives a request to the worker of its sender.
func (s *session) enqueue(h heard) {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(h.in.from))
	select {
	case s.workers[sum.Sum32()%workers] <- h:
	case <-s.ctx.Done():
	}
}

func (s *session) work(ctx context.Context, jobs <-chan heard) {
	for {
		select {
		case <-ctx.Done():
			return
		case h := <-jobs:
			answer := h.answer
			if err := s.store(ctx, h.in); err != nil {
				s.link.o.Log.WarnContext(ctx, "SMPP delivery not stored", "account", s.link.o.Name, "error", err)
				answer = h.deny()
			}
			_ = s.smpp.Transceiver().Submit(answer) // a lost link sends it again
		}
	}
}

func (s *session) store(ctx context.Context, in incoming) error {
	ctx, cancel := context.WithTimeout(ctx, s.link.o.Timing.Storing)
	defer cancel()
	return s.link.hear(ctx, origin{bind: s.id, beat: int(s.beat.Load())}, in)
}

// confirm notes what the network must have heard of: it answers in order, so when it has answered two of our signs of life, what we
// acknowledged before the first has arrived, and does not come again.
func (s *session) confirm() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.alive:
		}
		beat := s.beat.Add(1)
		if err := s.link.confirm(s.ctx, origin{bind: s.id, beat: int(beat) - 2}); err != nil && s.ctx.Err() == nil {
			s.link.o.Log.WarnContext(s.ctx, "parts not confirmed", "account", s.link.o.Name, "error", err)
		}
	}
}
