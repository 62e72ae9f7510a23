package smpp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// sieve is a connection that gives only frames which gosmpp can read: one that it cannot read would cost the whole link, and come
// again over the next one. Such a frame is mended where its meaning is plain, else refused here.
type sieve struct {
	net.Conn
	in   *bufio.Reader
	rest []byte
	log  *slog.Logger

	codings sync.Map // data_coding by sequence number, of those that gosmpp does not keep
}

const (
	header   = 16
	maxFrame = data.MAX_PDU_LEN
)

// newSieve bounds the bind: gosmpp sets deadlines only afterwards.
func newSieve(conn net.Conn, bind time.Duration, log *slog.Logger) *sieve {
	_ = conn.SetDeadline(clock.System().Now().Add(bind)) // a broken connection shows at the next read
	return &sieve{Conn: conn, in: bufio.NewReaderSize(conn, maxFrame), log: log}
}

func (s *sieve) Read(p []byte) (int, error) {
	for len(s.rest) == 0 {
		frame, err := readFrame(s.in)
		if err != nil {
			return 0, err
		}
		mended, ok := mend(frame)
		if !ok {
			s.refuse(frame)
			continue
		}
		s.note(mended)
		s.rest = mended
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func readFrame(r io.Reader) ([]byte, error) {
	head := make([]byte, header)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint32(head)
	if size < header || size > maxFrame {
		return nil, fmt.Errorf("a frame of %d bytes", size)
	}
	frame := make([]byte, size)
	copy(frame, head)
	_, err := io.ReadFull(r, frame[header:])
	return frame, err
}

// mend gives a frame that can be read: as it came, an answer without its body with an empty one, or a message that only claims to
// have a header as one that has none.
func mend(frame []byte) ([]byte, bool) {
	if readable(frame) {
		return frame, true
	}
	switch command(frame) {
	case data.BIND_TRANSCEIVER_RESP, data.SUBMIT_SM_RESP, data.DATA_SM_RESP:
		if len(frame) == header {
			return resized(append(bytes.Clone(frame), 0)), true
		}
	case data.DELIVER_SM:
		if at := esmClass(frame); at > 0 {
			plain := bytes.Clone(frame)
			plain[at] &^= data.SM_UDH_GSM
			return plain, readable(plain)
		}
	}
	return nil, false
}

func readable(frame []byte) (ok bool) {
	defer func() {
		if recover() != nil { // a frame must not end the program
			ok = false
		}
	}()
	_, err := pdu.Parse(bytes.NewReader(frame))
	return err == nil
}

func command(frame []byte) data.CommandIDType {
	return data.CommandIDType(binary.BigEndian.Uint32(frame[4:]))
}

func resized(frame []byte) []byte {
	binary.BigEndian.PutUint32(frame, uint32(len(frame)))
	return frame
}

// note remembers a data_coding that gosmpp has no name for, and would lose.
func (s *sieve) note(frame []byte) {
	if command(frame) != data.DELIVER_SM {
		return
	}
	at := esmClass(frame) + 3 // two times are between, as texts
	for range 2 {
		at += bytes.IndexByte(frame[at:], 0) + 1
	}
	if coding := frame[at+2]; data.FromDataCoding(coding) == nil {
		s.codings.Store(int32(binary.BigEndian.Uint32(frame[12:])), coding)
	}
}

// coding is the data_coding of a deliver_sm that gosmpp read.
func (s *sieve) coding(p *pdu.DeliverSM) byte {
	if enc := p.Message.Encoding(); enc != nil {
		return enc.DataCoding()
	}
	if c, ok := s.codings.LoadAndDelete(p.SequenceNumber); ok {
		return c.(byte) // only note stores
	}
	return 0
}

// esmClass is where a deliver_sm has it: behind the service type and two addresses. 0: it is too short.
func esmClass(frame []byte) int {
	at := header
	for _, fixed := range []int{0, 2, 2} {
		if at+fixed > len(frame) {
			return 0
		}
		end := bytes.IndexByte(frame[at+fixed:], 0)
		if end < 0 {
			return 0
		}
		at += fixed + end + 1
	}
	if at >= len(frame) {
		return 0
	}
	return at
}

// isAnswer is the bit of a command that is an answer.
const isAnswer = 0x80000000

// refuse says that a frame is not wanted, now or later.
func (s *sieve) refuse(frame []byte) {
	id := uint32(command(frame))
	s.log.Warn("SMPP frame refused", "command", fmt.Sprintf("%#08x", id), "bytes", len(frame))
	if id&isAnswer != 0 {
		return
	}
	answer := make([]byte, header)
	switch command(frame) {
	case data.DELIVER_SM, data.DATA_SM:
		binary.BigEndian.PutUint32(answer[4:], id|isAnswer)
		binary.BigEndian.PutUint32(answer[8:], uint32(data.ESME_RX_P_APPN))
		answer = append(answer, 0) // an empty message id
	default:
		binary.BigEndian.PutUint32(answer[4:], isAnswer) // generic_nack
		binary.BigEndian.PutUint32(answer[8:], uint32(data.ESME_RINVCMDID))
	}
	copy(answer[12:], frame[12:header]) // the sequence number
	_, _ = s.Write(resized(answer))
}
