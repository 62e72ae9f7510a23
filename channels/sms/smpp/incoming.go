package smpp

import (
	"encoding/binary"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

// incoming is what a deliver_sm or data_sm says.
type incoming struct {
	from, to string
	form     line.Form // of from
	receipt  bool      // of one of our messages
	coding   byte
	body     []byte
	part     concat
	tlv      map[pdu.Tag]pdu.Field
}

// concat is a part's place in its message. A message of one part has total 1 and no reference.
type concat struct{ reference, total, n int }

var whole = concat{total: 1, n: 1}

// Types of message in esm_class (SMPP 3.4, 5.2.12).
const (
	typeMask        = 0x3c
	typeReceipt     = 0x04
	typeIntermedium = 0x20 // on its way
)

func fromDeliver(p *pdu.DeliverSM, coding byte) incoming {
	body, _ := p.Message.GetMessageData() // it has no error
	return read(message{
		from: p.SourceAddr, to: p.DestAddr, esm: p.EsmClass, coding: coding, body: body, udh: p.Message.UDH(), tlv: p.OptionalParameters,
	})
}

func fromData(p *pdu.DataSM) incoming {
	return read(message{from: p.SourceAddr, to: p.DestAddr, esm: p.EsmClass, coding: p.DataCoding, tlv: p.OptionalParameters})
}

// message is what deliver_sm and data_sm have in common.
type message struct {
	from, to    pdu.Address
	esm, coding byte
	body        []byte
	udh         pdu.UDH
	tlv         map[pdu.Tag]pdu.Field
}

func read(m message) incoming {
	in := incoming{
		from: printable(m.from.Address()), to: printable(m.to.Address()), form: formOf(m.from.Ton()), coding: m.coding, body: m.body, part: whole, tlv: m.tlv,
		receipt: m.esm&typeMask == typeReceipt || m.esm&typeMask == typeIntermedium,
	}
	if payload, ok := m.tlv[pdu.TagMessagePayload]; ok && len(m.body) == 0 {
		in.body = payload.Data
		if m.esm&data.SM_UDH_GSM != 0 && len(payload.Data) > 0 {
			m.udh, in.body = headerOf(payload.Data)
		}
	}
	if _, ok := m.tlv[pdu.TagReceiptedMessageID]; ok && m.tlv[pdu.TagMessageStateOption].Data != nil {
		in.receipt = true
	}
	if c, ok := fromHeader(m.udh); ok {
		in.part = c
	} else if c, ok := fromSAR(m.tlv); ok {
		in.part = c
	}
	return in
}

// headerOf parts a payload from the header before it; one that cannot be read is text.
func headerOf(payload []byte) (pdu.UDH, []byte) {
	var udh pdu.UDH
	size := 1 + int(payload[0])
	if size > len(payload) {
		return nil, payload
	}
	if _, err := udh.UnmarshalBinary(payload[:size]); err != nil {
		return nil, payload
	}
	return udh, payload[size:]
}

func formOf(ton byte) line.Form {
	switch ton {
	case data.GSM_TON_INTERNATIONAL:
		return line.International
	case data.GSM_TON_NATIONAL:
		return line.National
	default:
		return line.Unknown
	}
}

// Information elements of a concatenated message (TS 23.040, 9.2.3.24.1 and .8).
const (
	concat8  = 0x00
	concat16 = 0x08
)

func fromHeader(udh pdu.UDH) (concat, bool) {
	for _, e := range udh {
		switch d := e.Data; {
		case e.ID == concat8 && len(d) == 3:
			return concat{int(d[0]), int(d[1]), int(d[2])}.sound()
		case e.ID == concat16 && len(d) == 4:
			return concat{int(binary.BigEndian.Uint16(d)), int(d[2]), int(d[3])}.sound()
		}
	}
	return concat{}, false
}

func fromSAR(tlv map[pdu.Tag]pdu.Field) (concat, bool) {
	ref, total, n := tlv[pdu.TagSarMsgRefNum].Data, tlv[pdu.TagSarTotalSegments].Data, tlv[pdu.TagSarSegmentSeqnum].Data
	if len(ref) != 2 || len(total) != 1 || len(n) != 1 {
		return concat{}, false
	}
	return concat{int(binary.BigEndian.Uint16(ref)), int(total[0]), int(n[0])}.sound()
}

func (c concat) sound() (concat, bool) {
	if c.total <= 1 || c.n < 1 || c.n > c.total {
		return whole, false
	}
	return c, true
}
