package smpp

import (
	"context"
	"errors"
	"hash/fnv"
	"strings"
	"time"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// elsewhereAfter is when a message is looked at again that another process has to send.
const elsewhereAfter = 500 * time.Millisecond

// sending is a message on its way.
type sending struct {
	out   channels.Outbound
	parts []gsm.Segment
	ids   []string // of the parts that were taken, in order
}

// Send submits a message's parts one after the other and waits for the answer to each.
func (l *Link) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	s := l.session.Load()
	switch {
	case s != nil:
	case l.Holds():
		return channels.Receipt{}, &channels.SendError{Code: line.CodeDisconnected, Retryable: true, After: 5 * time.Second, Err: errNotBound}
	default:
		return channels.Receipt{}, &channels.SendError{Code: line.CodeElsewhere, Retryable: true, After: elsewhereAfter, Err: errNotBound}
	}
	if strings.TrimSpace(out.Text) == "" {
		return channels.Receipt{}, &channels.SendError{Code: line.CodeEmpty, Err: errors.New("nothing to send")}
	}
	m := &sending{out: out, parts: gsm.Split(out.Text)}
	if len(m.parts) > gsm.MaxParts {
		l.o.Log.WarnContext(ctx, "short message cut", "message", out.ID, "segments", len(m.parts))
		m.parts = m.parts[:gsm.MaxParts]
	}
	if len(m.parts) > 1 {
		defer l.early.listen()()
	}
	for i := range m.parts {
		id, failed := l.submitPatiently(ctx, s, m, i)
		if failed != nil {
			return channels.Receipt{}, failed
		}
		m.ids = append(m.ids, id)
	}
	return channels.Receipt{ExternalID: l.accepted(ctx, m.ids), Status: channels.StatusSent}, nil
}

var errNotBound = errors.New("not bound")

// submitPatiently tries a part again that the network has no room for when parts before it were taken: the message would come
// twice, or in halves.
func (l *Link) submitPatiently(ctx context.Context, s *session, m *sending, i int) (string, *channels.SendError) {
	for {
		id, failed := l.submit(ctx, s, m, i)
		if failed == nil || i == 0 {
			return id, failed
		}
		if failed.Code != line.CodeThrottled || clock.Wait(ctx, failed.After) != nil {
			return "", &channels.SendError{Code: line.CodePartly, Retryable: failed.Retryable, Unsure: true, After: failed.After, Err: failed}
		}
	}
}

// submit sends one part and waits for its answer.
func (l *Link) submit(ctx context.Context, s *session, m *sending, i int) (string, *channels.SendError) {
	busy := func(err error) *channels.SendError {
		return &channels.SendError{Code: line.CodeThrottled, Retryable: true, After: l.o.Timing.Throttle, Err: err}
	}
	if err := l.pace.wait(ctx); err != nil {
		return "", busy(err)
	}
	select {
	case l.window <- struct{}{}:
	case <-ctx.Done():
		return "", busy(ctx.Err())
	}
	defer func() { <-l.window }()
	p, err := l.submitSM(m, i)
	if err != nil {
		return "", &channels.SendError{Code: line.CodeBadNumber, Err: err}
	}
	w := s.pending.expect(p.SequenceNumber)
	if err := s.smpp.Transceiver().Submit(p); err != nil { // it never left
		s.pending.answer(p.SequenceNumber, result{lost: true})
		return "", &channels.SendError{Code: line.CodeDisconnected, Retryable: true, After: 5 * time.Second, Err: err}
	}
	return l.settle(l.await(ctx, s, w, m, i))
}

// settle reads the answer to a submit.
func (l *Link) settle(r result, answered bool) (string, *channels.SendError) {
	switch {
	case !answered:
		return "", &channels.SendError{Code: line.CodeNoResponse, Retryable: true, Unsure: true, Err: errors.New("no answer")}
	case r.lost:
		return "", &channels.SendError{Code: line.CodeLinkLost, Retryable: true, Unsure: true, Err: errors.New("the link was lost")}
	case r.status != data.ESME_ROK:
		return "", l.failure(r.status)
	}
	l.pace.faster()
	return l.o.IDs.normal(r.id, false), nil
}

// await waits for a submit's answer; false when none came in time. One that comes later still marks the message as sent.
func (l *Link) await(ctx context.Context, s *session, w *waiter, m *sending, i int) (result, bool) {
	limit := time.NewTimer(l.o.Timing.Answer)
	defer limit.Stop()
	select {
	case r := <-w.result:
		return r, true
	case <-limit.C:
	case <-ctx.Done():
	}
	return s.pending.leave(w, func(r result) { l.late(s.ctx, m, i, r) })
}

// late is told of an answer after its send was given up. When the message is complete by it, it was sent.
func (l *Link) late(ctx context.Context, m *sending, i int, r result) {
	if r.lost || r.status != data.ESME_ROK || i != len(m.parts)-1 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, l.o.Timing.Storing)
	defer cancel()
	id := l.accepted(ctx, append(m.ids, l.o.IDs.normal(r.id, false)))
	err := l.o.Line.Inbox.SetStatus(ctx, channels.Delivery{
		Channel: channels.SMS, Message: m.out.ID, ExternalID: id, Status: channels.StatusSent, At: l.o.DB.Now(),
	})
	if err != nil {
		l.o.Log.WarnContext(ctx, "late answer not recorded", "message", m.out.ID, "error", err)
	}
}

// submitSM is a part as it goes out. The reference is of the message's id: a repeat is the same message to the phone.
func (l *Link) submitSM(m *sending, i int) (*pdu.SubmitSM, error) {
	p := pdu.NewSubmitSM().(*pdu.SubmitSM) // what it makes
	part := m.parts[i]
	p.SourceAddr, p.DestAddr = l.source(m.out.From.Value), address(m.out.To.Value)
	if p.DestAddr.Address() == "" {
		return nil, errors.New("the address is too long")
	}
	p.RegisteredDelivery = data.SM_SMSC_RECEIPT_REQUESTED
	enc := data.GSM7BIT
	if part.Coding == gsm.UCS2 {
		enc = data.UCS2
	}
	if err := p.Message.SetMessageDataWithEncoding(part.Data, enc); err != nil {
		return nil, err
	}
	if total := len(m.parts); total > 1 {
		sum := fnv.New32a()
		_, _ = sum.Write([]byte(m.out.ID))
		p.Message.SetUDH(pdu.UDH{pdu.NewIEConcatMessage(byte(total), byte(i+1), byte(sum.Sum32()))})
		p.EsmClass |= data.SM_UDH_GSM
	}
	return p, nil
}

// source is our number, in the way that this carrier wants it.
func (l *Link) source(value string) pdu.Address {
	a := address(value)
	if l.o.SourceTON != nil {
		a.SetTon(byte(*l.o.SourceTON))
	}
	if l.o.SourceNPI != nil {
		a.SetNpi(byte(*l.o.SourceNPI))
	}
	return a
}

// shortCode is how long a number is at most that only one network knows.
const shortCode = 7

// address says what kind of number a value is. One that cannot be written is empty.
func address(value string) pdu.Address {
	digits, plus := strings.CutPrefix(value, "+")
	ton, npi := data.GSM_TON_UNKNOWN, data.GSM_NPI_E164
	switch {
	case plus:
		ton = data.GSM_TON_INTERNATIONAL
	case strings.Trim(digits, "0123456789") != "":
		ton, npi = data.GSM_TON_ALPHANUMERIC, data.GSM_NPI_UNKNOWN
	case len(digits) <= shortCode:
		ton, npi = data.GSM_TON_NETWORK, data.GSM_NPI_UNKNOWN
	}
	a := pdu.NewAddressWithTonNpi(ton, npi)
	_ = a.SetAddress(digits) // what is too long stays empty
	return a
}
