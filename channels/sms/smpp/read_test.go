package smpp_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"
	"unicode/utf8"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
)

func TestReceiptsOfManyCarriersAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, id string
		status   channels.Status
		reason   string
	}{
		{"id:123A sub:001 dlvrd:001 submit date:2611231205 done date:2611231206 stat:DELIVRD err:000 text:hola id:9 stat:UNDELIV", "123A", channels.StatusDelivered, ""},
		{"id:1 sub:001 dlvrd:000 submit date:2611231205 done date:2611231206 stat:UNDELIV err:045 Text:", "1", channels.StatusFailed, "undeliv 045"},
		{"ID:1 STAT:EXPIRED ERR:0", "1", channels.StatusFailed, "expired"},
		{"id: 77 stat: REJECTD err: 1e", "77", channels.StatusFailed, "rejectd 1e"},
		{"id:5 stat:ACCEPTD", "5", channels.StatusSent, ""},
		{"id:5 stat:ENROUTE", "5", channels.StatusSent, ""},
		{"id:5 stat:delivrd\x00", "5", channels.StatusDelivered, ""},
	} {
		id, status, reason, ok := smpp.ReadReceipt(c.text)
		if !ok || id != c.id || status != c.status || reason != c.reason {
			t.Errorf("%q: %q %q %q %v", c.text, id, status, reason, ok)
		}
	}
	for _, text := range []string{"", "hola", "id: stat:DELIVRD", "id:1 stat:WHAT", "grid:1 stat:DELIVRD", "text:id:1 stat:DELIVRD"} {
		if id, _, _, ok := smpp.ReadReceipt(text); ok {
			t.Errorf("%q is read as of %q", text, id)
		}
	}
}

func TestIDsOfAnswerAndReceiptMeet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		form            smpp.IDs
		answer, receipt string
	}{
		{"", "abC-1", "abC-1"},
		{smpp.IDsSame, " 1 ", "1"},
		{smpp.IDsHexDecimal, "0000ABC0", "43968"},
		{smpp.IDsHexDecimal, "0xabc0", "0000043968"},
		{smpp.IDsDecimalHex, "43968", "abc0"},
		{smpp.IDsHexDecimal, "FFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175"},
	} {
		if a, r := c.form.Normal(c.answer, false), c.form.Normal(c.receipt, true); a != r {
			t.Errorf("%s: %q is %q, %q is %q", c.form, c.answer, a, c.receipt, r)
		}
	}
}

func TestAnswersWithoutABodyAreMended(t *testing.T) {
	t.Parallel()
	frame := make([]byte, 16)
	binary.BigEndian.PutUint32(frame, 16)
	binary.BigEndian.PutUint32(frame[4:], 0x80000009)
	binary.BigEndian.PutUint32(frame[8:], uint32(data.ESME_RINVPASWD))
	left, _ := smpp.Sift(frame)
	p, err := pdu.Parse(bytes.NewReader(left))
	if err != nil || p.GetHeader().CommandStatus != data.ESME_RINVPASWD {
		t.Errorf("%v, %v", p, err)
	}
}

func FuzzSieve(f *testing.F) {
	f.Add(frameOf(coded(0, "hola")))
	f.Add(frameOf(wide("x", 3, 1)))
	f.Add(append(frameOf(pdu.NewEnquireLink()), frameOf(pdu.NewSubmitSMResp())...))
	f.Add([]byte{0, 0, 0, 17, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1, 0})
	f.Fuzz(func(t *testing.T, stream []byte) {
		left, answers := smpp.Sift(stream)
		for _, s := range [][]byte{left, answers} {
			for r := bytes.NewReader(s); ; {
				if _, err := pdu.Parse(r); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("what is left cannot be read: %v", err)
				}
			}
		}
	})
}

func FuzzReceipt(f *testing.F) {
	f.Add("id:123A sub:001 dlvrd:001 submit date:2611231205 done date:2611231206 stat:DELIVRD err:000 text:hola")
	f.Add("İd:1 stat:DELIVRD id:")
	f.Add("id:")
	f.Fuzz(func(t *testing.T, text string) {
		id, status, reason, ok := smpp.ReadReceipt(text)
		if ok && (id == "" || status == "" || reason != "" && status != channels.StatusFailed) {
			t.Errorf("%q %q %q", id, status, reason)
		}
	})
}

func FuzzDeliver(f *testing.F) {
	f.Add(frameOf(coded(0, "hola")))
	f.Add(frameOf(coded(8, "\xd8\x3d")))
	f.Add(frameOf(coded(0xf1, "\x1b")))
	f.Add(frameOf(wide("x", 2, 1)))
	f.Add(frameOf(sar("x", 2, 2)))
	payload := frameOf(wide("", 2, 2))
	f.Add(payload)
	receipt := coded(0, "id:1 stat:DELIVRD")
	receipt.EsmClass = 4
	f.Add(frameOf(receipt))
	odd := loopback.NewDeliver("\xff\x01", ours)
	odd.RegisterOptionalParam(pdu.Field{Tag: pdu.TagReceiptedMessageID, Data: []byte("\xff\x01x")})
	odd.RegisterOptionalParam(pdu.Field{Tag: pdu.TagMessageStateOption, Data: []byte{2}})
	f.Add(frameOf(odd))
	f.Add(frameOf(loopback.NewDeliver("\xff\x01", ours)))
	w := unbound(f)
	f.Fuzz(func(t *testing.T, frame []byte) {
		if _, err := w.link.Hear(t.Context(), frame); err != nil {
			t.Errorf("it can never be stored: %v", err)
		}
		if texts := w.desk.Heard().Texts(); len(texts) > 0 && !utf8.ValidString(texts[len(texts)-1]) {
			t.Errorf("%q is no text", texts[len(texts)-1])
		}
	})
}
