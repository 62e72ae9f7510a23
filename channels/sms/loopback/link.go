package loopback

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// link is one that is bound.
type link struct {
	smsc *SMSC
	conn net.Conn
	in   *bufio.Reader
	over chan struct{} // closed at its end

	mu    sync.Mutex
	waits map[int32]chan data.CommandStatusType
}

func (l *link) write(p pdu.PDU) {
	buf := pdu.NewBuffer(nil)
	p.Marshal(buf)
	l.raw(buf.Bytes())
}

func (l *link) raw(frame []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.conn.Write(frame) // a broken link ends its reader
}

// bind answers the first request; true when it is a bind with the right password.
func (l *link) bind() bool {
	p, err := pdu.Parse(l.in)
	if err != nil {
		return false
	}
	request, ok := p.(*pdu.BindRequest)
	if !ok {
		return false
	}
	answer, ok := request.GetResponse().(*pdu.BindResp)
	if !ok {
		return false
	}
	answer.CommandID = request.CommandID | (-0x80000000)
	l.smsc.mu.Lock()
	right := request.SystemID == l.smsc.o.SystemID && request.Password == l.smsc.o.Password
	l.smsc.mu.Unlock()
	if !right {
		answer.CommandStatus = data.ESME_RINVPASWD
		l.write(answer)
		return false
	}
	answer.SystemID = "loopback"
	return l.smsc.join(l, answer)
}

func (l *link) serve() {
	var late sync.WaitGroup
	defer late.Wait()
	defer close(l.over)
	defer l.smsc.leave(l)
	for {
		p, err := pdu.Parse(l.in)
		if err != nil {
			return
		}
		switch p := p.(type) {
		case *pdu.SubmitSM:
			late.Go(func() { l.submitted(p) })
		case *pdu.DeliverSMResp:
			l.answer(p.SequenceNumber, p.CommandStatus)
		case *pdu.DataSMResp:
			l.answer(p.SequenceNumber, p.CommandStatus)
		case *pdu.GenericNack:
			l.answer(p.SequenceNumber, p.CommandStatus)
		case *pdu.Unbind:
			l.write(p.GetResponse())
			return
		default:
			if p.CanResponse() {
				l.write(p.GetResponse())
			}
		}
	}
}

func (l *link) answer(sequence int32, status data.CommandStatusType) {
	l.smsc.mu.Lock()
	drop := l.smsc.behave.DropOnDeliver > 0
	if drop {
		l.smsc.behave.DropOnDeliver--
	}
	l.smsc.mu.Unlock()
	if drop {
		_ = l.conn.Close()
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if w, ok := l.waits[sequence]; ok {
		delete(l.waits, sequence)
		w <- status
	}
}

// request sends a PDU and waits for the status of its answer.
func (l *link) request(ctx context.Context, p pdu.PDU) (data.CommandStatusType, error) {
	buf := pdu.NewBuffer(nil)
	p.Marshal(buf)
	return l.requestRaw(ctx, p.GetSequenceNumber(), buf.Bytes())
}

func (l *link) requestRaw(ctx context.Context, sequence int32, frame []byte) (data.CommandStatusType, error) {
	w := make(chan data.CommandStatusType, 1)
	l.mu.Lock()
	l.waits[sequence] = w
	l.mu.Unlock()
	l.raw(frame)
	select {
	case status := <-w:
		return status, nil
	case <-l.over:
		return 0, errors.New("loopback SMSC: the link was lost")
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// DeliverFrame sends a frame as it is, once, and gives the status of its answer. Its sequence number is in bytes 12 to 15.
func (s *SMSC) DeliverFrame(ctx context.Context, frame []byte) (data.CommandStatusType, error) {
	l, err := s.bound(ctx)
	if err != nil {
		return 0, err
	}
	var head [16]byte
	copy(head[:], frame)
	return l.requestRaw(ctx, pdu.ParseHeader(head).SequenceNumber, bytes.Clone(frame))
}

// submitted answers a submit as the carrier behaves now.
func (l *link) submitted(p *pdu.SubmitSM) {
	s := l.smsc
	s.mu.Lock()
	b := s.behave
	s.submits++
	answer, ok := p.GetResponse().(*pdu.SubmitSMResp)
	if !ok {
		s.mu.Unlock()
		return
	}
	to := "+" + p.DestAddr.Address()
	status := data.ESME_ROK
	switch {
	case b.DropOnSubmit > 0:
		s.behave.DropOnSubmit--
		s.mu.Unlock()
		_ = l.conn.Close()
		return
	case b.Throttle > 0:
		s.behave.Throttle--
		status = data.ESME_RTHROTTLED
	case b.Refuse != nil:
		status = b.Refuse(to)
	}
	swallow := status == data.ESME_ROK && b.Swallow > 0
	if swallow {
		s.behave.Swallow--
	}
	var receiptID string
	if status == data.ESME_ROK {
		answer.MessageID, receiptID = s.draw()
	}
	s.mu.Unlock()
	answer.CommandStatus = status
	if status == data.ESME_ROK {
		s.arrived(p, to)
	}
	l.respond(b, p, answer, receipt{id: receiptID, swallow: swallow})
}

type receipt struct {
	id      string
	swallow bool // the answer
}

func (l *link) respond(b Behaviour, p *pdu.SubmitSM, answer *pdu.SubmitSMResp, r receipt) {
	send := func() {
		if r.id != "" && b.Receipts && p.RegisteredDelivery != 0 {
			l.smsc.sendReceipt(l.smsc.ctx, b, p, r.id) // over the next link, if this one is lost
		}
	}
	if b.ReceiptFirst {
		send()
	}
	if b.Late > 0 && clock.Wait(l.smsc.ctx, b.Late) != nil {
		return
	}
	if !r.swallow {
		l.write(answer)
	}
	if !b.ReceiptFirst {
		send()
	}
}

// sendReceipt tells what became of a message, until that is acknowledged.
func (s *SMSC) sendReceipt(ctx context.Context, b Behaviour, p *pdu.SubmitSM, id string) {
	state := b.State
	if state == "" {
		state = "DELIVRD"
	}
	d := NewDeliver(p.DestAddr.Address(), p.SourceAddr.Address())
	d.EsmClass = 0x04
	if b.ReceiptByTLV {
		code := map[string]byte{"DELIVRD": 2, "EXPIRED": 3, "UNDELIV": 5, "REJECTD": 8}[state]
		d.RegisterOptionalParam(pdu.Field{Tag: pdu.TagReceiptedMessageID, Data: append([]byte(id), 0)})
		d.RegisterOptionalParam(pdu.Field{Tag: pdu.TagMessageStateOption, Data: []byte{code}})
	} else {
		words := fmt.Sprintf("id:%s sub:001 dlvrd:001 submit date:2611231205 done date:2611231205 stat:%s err:000 text:", id, state)
		_ = d.Message.SetMessageDataWithEncoding([]byte(words), data.ASCII) // it is short
	}
	if _, err := s.Deliver(ctx, d); err == nil {
		s.mu.Lock()
		s.receipts++
		s.mu.Unlock()
	}
}

// arrived puts a customer's message together.
func (s *SMSC) arrived(p *pdu.SubmitSM, to string) {
	body, _ := p.Message.GetMessageData() // it has no error
	text := gsm.Decode7(body)
	if enc := p.Message.Encoding(); enc != nil && enc.DataCoding() == data.UCS2Coding {
		text = gsm.DecodeUCS2(body)
	}
	from := p.SourceAddr.Address()
	if p.SourceAddr.Ton() == data.GSM_TON_INTERNATIONAL {
		from = "+" + from
	}
	udh := p.Message.UDH()
	total, n, reference, ok := udh.GetConcatInfo()
	if !ok {
		s.Customer(to).hear(Text{From: from, Text: text, Parts: 1})
		return
	}
	key := fmt.Sprintf("%s %s %d %d", from, to, reference, total)
	s.mu.Lock()
	parts := s.parts[key]
	if parts == nil {
		parts = make([]string, total)
		s.parts[key] = parts
	}
	parts[n-1] = text
	for _, part := range parts {
		if part == "" {
			s.mu.Unlock()
			return
		}
	}
	delete(s.parts, key)
	s.mu.Unlock()
	whole := ""
	for _, part := range parts {
		whole += part
	}
	s.Customer(to).hear(Text{From: from, Text: whole, Parts: int(total)})
}
