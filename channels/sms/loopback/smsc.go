package loopback

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// SMSCOptions of StartSMSC.
type SMSCOptions struct {
	SystemID, Password string
	Addr               string // empty: a free port of the loopback interface
}

// Behaviour is what the carrier does. The zero value answers everything at once and sends no receipts.
type Behaviour struct {
	Receipts      bool                                   // of every message, delivered
	ReceiptFirst  bool                                   // the receipt goes out before the submit's answer
	ReceiptByTLV  bool                                   // instead of in words
	State         string                                 // of receipts: DELIVRD when empty
	HexIDs        bool                                   // in answers; receipts are decimal
	Throttle      int                                    // this many submits more are answered ESME_RTHROTTLED
	Swallow       int                                    // this many submits more are taken and not answered
	Late          time.Duration                          // answers to submits wait this long
	Refuse        func(to string) data.CommandStatusType // nil or ESME_ROK: taken
	DropOnSubmit  int                                    // this many submits more cost the link, before they are answered
	DropOnDeliver int                                    // this many acknowledgements more are lost with their link
}

// SMSC is a carrier.
type SMSC struct {
	o        SMSCOptions
	listener net.Listener
	people   people
	wg       sync.WaitGroup
	ctx      context.Context //nolint:containedctx // of what it does by itself; Close ends it
	cancel   context.CancelFunc

	mu       sync.Mutex
	behave   Behaviour
	links    map[*link]struct{}
	changed  chan struct{} // closed when a link comes
	ids      int
	parts    map[string][]string
	closed   bool
	submits  int
	binds    int
	receipts int
}

// StartSMSC makes a carrier that listens.
func StartSMSC(o SMSCOptions) (*SMSC, error) {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("loopback SMSC: %w", err)
	}
	s := &SMSC{o: o, listener: l, links: map[*link]struct{}{}, changed: make(chan struct{}), parts: map[string][]string{}, ids: 0xabc0}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.people.say = func(c *Customer) func(ctx context.Context, to, text string) error {
		return func(ctx context.Context, to, text string) error { return s.deliverText(ctx, c.Number, to, text) }
	}
	s.wg.Go(s.accept)
	return s, nil
}

// Addr is where it listens.
func (s *SMSC) Addr() string { return s.listener.Addr().String() }

// Customer is the one with a number, E.164.
func (s *SMSC) Customer(number string) *Customer { return s.people.get(number) }

// Close hangs up and ends.
func (s *SMSC) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.cancel()
	_ = s.listener.Close() // nobody comes any more
	s.Drop()
	s.wg.Wait()
}

// Drop hangs up on whoever is bound.
func (s *SMSC) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.links {
		_ = l.conn.Close() // its reader ends
	}
}

// Behave changes what it does.
func (s *SMSC) Behave(change func(*Behaviour)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.behave)
}

// SetPassword lets nobody bind with another.
func (s *SMSC) SetPassword(password string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.o.Password = password
}

// Counts of what happened so far.
type Counts struct{ Binds, Submits, Receipts, Bound int }

// Counts tells what happened so far. Receipts are those that were acknowledged.
func (s *SMSC) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Counts{Binds: s.binds, Submits: s.submits, Receipts: s.receipts, Bound: len(s.links)}
}

func (s *SMSC) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		l := &link{smsc: s, conn: conn, in: bufio.NewReader(conn), waits: map[int32]chan data.CommandStatusType{}, over: make(chan struct{})}
		s.wg.Go(func() {
			defer conn.Close()
			if l.bind() {
				l.serve()
			}
		})
	}
}

// join counts a link and tells it so in one step: who has read the answer is counted, who is counted has been answered first.
func (s *SMSC) join(l *link, answer pdu.PDU) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	l.write(answer)
	s.binds++
	s.links[l] = struct{}{}
	close(s.changed)
	s.changed = make(chan struct{})
	return true
}

func (s *SMSC) leave(l *link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.links, l)
}

// bound waits for a link.
func (s *SMSC) bound(ctx context.Context) (*link, error) {
	for {
		s.mu.Lock()
		changed := s.changed
		for l := range s.links {
			s.mu.Unlock()
			return l, nil
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, errors.Join(errors.New("loopback SMSC: nobody is bound"), ctx.Err())
		}
	}
}

// Bound waits until somebody is bound.
func (s *SMSC) Bound(ctx context.Context) error {
	_, err := s.bound(ctx)
	return err
}

// again is how long a carrier waits before it tries a delivery again.
const again = 20 * time.Millisecond

// Deliver sends a deliver_sm or data_sm until it is acknowledged for good, and gives the status of that.
func (s *SMSC) Deliver(ctx context.Context, p pdu.PDU) (data.CommandStatusType, error) {
	for {
		l, err := s.bound(ctx)
		if err != nil {
			return 0, err
		}
		status, err := l.request(ctx, p)
		if err == nil && status != data.ESME_RX_T_APPN && status != data.ESME_RMSGQFUL {
			return status, nil
		}
		p.AssignSequenceNumber()
		if err := clock.Wait(ctx, again); err != nil {
			return status, errors.Join(errors.New("loopback SMSC: not delivered"), err)
		}
	}
}

// deliverText sends what a customer wrote as their phone would: in GSM-7 when that is possible, in parts when it is long.
func (s *SMSC) deliverText(ctx context.Context, from, to, text string) error {
	segments := gsm.Split(text)
	s.mu.Lock()
	s.ids++
	reference := byte(s.ids)
	s.mu.Unlock()
	for i, segment := range segments {
		p := NewDeliver(from, to)
		enc := data.GSM7BIT
		if segment.Coding == gsm.UCS2 {
			enc = data.UCS2
		}
		if err := p.Message.SetMessageDataWithEncoding(segment.Data, enc); err != nil {
			return err
		}
		if len(segments) > 1 {
			p.EsmClass |= data.SM_UDH_GSM
			p.Message.SetUDH(pdu.UDH{pdu.NewIEConcatMessage(byte(len(segments)), byte(i+1), reference)})
		}
		status, err := s.Deliver(ctx, p)
		if err != nil {
			return err
		}
		if status != data.ESME_ROK {
			return fmt.Errorf("loopback SMSC: refused with %v", status)
		}
	}
	return nil
}

// NewDeliver is a deliver_sm without a text, between two numbers of E.164.
func NewDeliver(from, to string) *pdu.DeliverSM {
	p := pdu.NewDeliverSM().(*pdu.DeliverSM) // what it makes
	p.SourceAddr, p.DestAddr = international(from), international(to)
	return p
}

func international(number string) pdu.Address {
	a := pdu.NewAddressWithTonNpi(data.GSM_TON_INTERNATIONAL, data.GSM_NPI_E164)
	if number != "" && number[0] == '+' {
		number = number[1:]
	}
	_ = a.SetAddress(number) // tests use short ones
	return a
}

// draw gives the id of a message, as it stands in the answer and in the receipt.
func (s *SMSC) draw() (answer, receipt string) {
	s.ids++
	receipt = strconv.Itoa(s.ids)
	if s.behave.HexIDs {
		return strconv.FormatInt(int64(s.ids), 16), receipt
	}
	return receipt, receipt
}
