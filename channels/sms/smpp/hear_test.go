package smpp_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linxGnu/gosmpp/data"
	"github.com/linxGnu/gosmpp/pdu"
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

func TestWhatACustomerWritesComesWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	texts := []string{
		"hola", "¿mañana?", "sí, allá", "😀", strings.Repeat("€ ", 200), strings.TrimSpace(strings.Repeat("😀 já ", 70)), "hola",
	}
	for _, text := range texts {
		w.say(text)
	}
	got := w.desk.Heard().Texts()
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i])
	}
	if !slices.Equal(got, texts) {
		t.Errorf("got %q", got)
	}
	if m := w.desk.Heard().In[0]; m.From.Value != marta || m.Phone != marta || m.To.Value != ours || m.Kind != channels.KindText {
		t.Errorf("%+v", m)
	}
}

func TestWhatCannotBeStoredComesAgainAndOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desk.Fail(3)
	w.say("hola")
	w.desk.Fail(2)
	w.say(strings.Repeat("larga ", 60))
	if err := w.link.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Minute)
	if err := w.link.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := w.desk.Heard().Texts(); len(got) != 2 {
		t.Errorf("%d messages: %q", len(got), got)
	}
}

func TestAnAcknowledgementThatIsLostWithItsLinkMakesNoSecondMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, text := range []string{"hola", strings.Repeat("larga ", 60), "adiós"} {
		w.smsc.Behave(func(b *loopback.Behaviour) { b.DropOnDeliver = 1 })
		w.say(text)
		if got := w.desk.Heard().Texts(); len(got) != i+1 {
			t.Fatalf("%d messages after %d: %q", len(got), i+1, got)
		}
	}
	if n := w.smsc.Counts().Binds; n != 4 {
		t.Errorf("%d binds", n)
	}
}

func TestTheSameWordsOverANewLinkAreSaidAgainOnceTheNetworkHeardOfTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *smpp.Options) { o.Timing.Enquire = 20 * time.Millisecond })
	w.say("sí")
	w.eventually("the network knows that it was heard", func() bool {
		n, err := db.Value[int](t.Context(), w.DB, `SELECT count(*) FROM sms_parts WHERE sure`, nil)
		return err == nil && n == 1
	})
	w.smsc.Drop()
	w.eventually("bound anew", func() bool { return w.smsc.Counts().Binds == 2 })
	w.say("sí")
	w.say("sí")
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"sí", "sí", "sí"}) {
		t.Errorf("got %q", got)
	}
}

// eventually looks until something is so that nobody tells of.
func (w *world) eventually(what string, ok func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	for !ok() {
		if clock.Wait(ctx, 5*time.Millisecond) != nil {
			w.t.Fatalf("it never came to this: %s", what)
		}
	}
}

// sar is a part by the sar_ parameters.
func sar(text string, total, n byte) *pdu.DeliverSM {
	p := loopback.NewDeliver(marta, ours)
	_ = p.Message.SetMessageDataWithEncoding([]byte(text), data.GSM7BIT)
	p.RegisterOptionalParam(pdu.Field{Tag: pdu.TagSarMsgRefNum, Data: []byte{1, 2}})
	p.RegisterOptionalParam(pdu.Field{Tag: pdu.TagSarTotalSegments, Data: []byte{total}})
	p.RegisterOptionalParam(pdu.Field{Tag: pdu.TagSarSegmentSeqnum, Data: []byte{n}})
	return p
}

// wide is a part with a header of 16 bits.
func wide(text string, total, n byte) *pdu.DeliverSM {
	p := loopback.NewDeliver(marta, ours)
	_ = p.Message.SetMessageDataWithEncoding([]byte(text), data.GSM7BIT)
	p.Message.SetUDH(pdu.UDH{{ID: 0x08, Data: []byte{0xbe, 0xef, total, n}}})
	p.EsmClass |= data.SM_UDH_GSM
	return p
}

func (w *world) deliver(parts ...pdu.PDU) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	for _, p := range parts {
		if status, err := w.smsc.Deliver(ctx, p); err != nil || status != data.ESME_ROK {
			w.t.Fatalf("%v, %v", status, err)
		}
	}
}

func TestPartsAreWoundTogetherInAnyOrderAndForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.deliver(wide("uno ", 3, 1), sar("SEGUNDA", 2, 2), wide("tres", 3, 3), wide("dos ", 3, 2), sar("PRIMERA ", 2, 1))
	payload := loopback.NewDeliver(marta, ours)
	payload.RegisterOptionalParam(pdu.Field{Tag: pdu.TagMessagePayload, Data: []byte(strings.Repeat("x", 900))})
	w.deliver(payload)
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"uno dos tres", "PRIMERA SEGUNDA", strings.Repeat("x", 900)}) {
		t.Errorf("got %q", got)
	}
}

func TestPartsOfSeveralMessagesComeWholeHoweverTheyAreShuffledAndRepeated(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	person := 0
	rapid.Check(t, func(r *rapid.T) {
		person++
		from := fmt.Sprintf("+5692%07d", person)
		var parts []pdu.PDU
		var want []string
		for m := range rapid.IntRange(1, 3).Draw(r, "messages") {
			text := rapid.StringOfN(rapid.SampledFrom([]rune("abcñé€áó😀 ")), 170, 400, -1).Draw(r, "text")
			want = append(want, strings.TrimSpace(text))
			segments := gsm.Split(text)
			for i, s := range segments {
				p := loopback.NewDeliver(from, ours)
				_ = p.Message.SetMessageDataWithEncoding(s.Data, encoding(s.Coding))
				p.Message.SetUDH(pdu.UDH{pdu.NewIEConcatMessage(byte(len(segments)), byte(i+1), byte(m))})
				p.EsmClass |= data.SM_UDH_GSM
				for range rapid.IntRange(1, 2).Draw(r, "times") {
					parts = append(parts, p)
				}
			}
		}
		for _, p := range rapid.Permutation(parts).Draw(r, "order") {
			p.AssignSequenceNumber()
			w.deliver(p)
		}
		var got []string
		for _, in := range w.desk.Heard().In {
			if in.From.Value == from {
				got = append(got, in.Text)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			r.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestALetterThatIsCutBetweenPartsIsWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var parts []pdu.PDU
	for i, body := range []string{"\x00a\xd8\x3d", "\xde\x00\x00b"} { // a 😀 b
		p := sar(body, 2, byte(i+1))
		_ = p.Message.SetMessageDataWithEncoding([]byte(body), data.UCS2)
		parts = append(parts, p)
	}
	w.deliver(parts...)
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"a😀b"}) {
		t.Errorf("got %q", got)
	}
}

func TestPartsSurviveARestartAndWaitTenMinutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.deliver(wide("uno ", 3, 1), wide("tres", 3, 3), sar("A", 2, 1))
	w.stop()
	w.link = smpp.New(w.o) // the process starts again
	w.run()
	w.deliver(sar("B", 2, 2))
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"AB"}) {
		t.Errorf("got %q", got)
	}
	w.Clock.Advance(9 * time.Minute)
	w.sweep()
	if len(w.desk.Heard().Texts()) != 1 {
		t.Error("it did not wait")
	}
	w.Clock.Advance(time.Minute)
	w.sweep()
	w.sweep()
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"AB", "uno  [...] tres"}) {
		t.Errorf("got %q", got)
	}
	w.Clock.Advance(61 * time.Minute)
	w.sweep()
	if n, err := db.Value[int](t.Context(), w.DB, `SELECT count(*) FROM sms_parts`, nil); err != nil || n != 0 {
		t.Errorf("%d parts are kept: %v", n, err)
	}
}

func (w *world) sweep() {
	w.t.Helper()
	if err := w.link.Sweep(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func TestTheWordsOfAMessageAreNotKeptTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say("hola")
	if n, err := db.Value[int](t.Context(), w.DB, `SELECT count(*) FROM sms_parts WHERE body <> ''`, nil); err != nil || n != 0 {
		t.Errorf("%d texts are kept: %v", n, err)
	}
}

// coded is a message with a data_coding of its own.
func coded(coding byte, body string) *pdu.DeliverSM {
	p := loopback.NewDeliver(marta, ours)
	_ = p.Message.SetMessageDataWithEncoding([]byte(body), encoding(coding))
	return p
}

type encoding byte

func (e encoding) Encode(s string) ([]byte, error) { return []byte(s), nil }
func (e encoding) Decode(b []byte) (string, error) { return string(b), nil }
func (e encoding) DataCoding() byte                { return byte(e) }

func TestEveryCodingIsReadAsWellAsItCanBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	latin := newWorld(t, func(o *smpp.Options) { o.Alphabet = smpp.AlphabetLatin1 })
	var parts []pdu.PDU
	want := map[string]*pdu.DeliverSM{
		"ñandú 1": coded(0x03, "\xf1and\xfa 1"), "plain 2": coded(0x01, "plain 2"), "é 3": coded(0x00, "\x05 3"), "é 4": coded(0xf1, "\x05 4"),
		"ñ5": coded(0x08, "\x00\xf1\x005"), "ñ6": coded(0x18, "\x00\xf1\x006"), "é 7": coded(0x10, "\x05 7"),
		"unknown 8": coded(0x0e, "unknown 8"), "ñ � 9": coded(0x04, "\xf1 \x01 9"), "utf ñ": coded(0x06, "utf ñ"),
	}
	for _, p := range want {
		parts = append(parts, p)
	}
	w.deliver(parts...)
	got := w.desk.Heard().Texts()
	for text := range want {
		if !slices.Contains(got, text) {
			t.Errorf("%q is not in %q", text, got)
		}
	}
	latin.deliver(coded(0x00, "\xe1\xf1"))
	if got := latin.desk.Heard().Texts(); !slices.Equal(got, []string{"áñ"}) {
		t.Errorf("got %q", got)
	}
}

func TestAFrameThatCannotBeReadIsRefusedAloneAndOneThatClaimsAHeaderIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	send := func(frame []byte) data.CommandStatusType {
		binary.BigEndian.PutUint32(frame, uint32(len(frame)))
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		status, err := w.smsc.DeliverFrame(ctx, frame)
		if err != nil {
			t.Fatal(err)
		}
		return status
	}
	whole := frameOf(coded(0x00, "hola"))
	if got := send(whole[:len(whole)-2]); got != data.ESME_RX_P_APPN {
		t.Errorf("a cut one: %v", got)
	}
	unknown := slices.Clone(whole)
	binary.BigEndian.PutUint32(unknown[4:], 0x00010203)
	if got := send(unknown); got != data.ESME_RINVCMDID {
		t.Errorf("an unknown command: %v", got)
	}
	claims := coded(0x00, "hola")
	claims.EsmClass |= data.SM_UDH_GSM
	if got := send(frameOf(claims)); got != data.ESME_ROK {
		t.Errorf("a header that is none: %v", got)
	}
	if got := w.desk.Heard().Texts(); !slices.Equal(got, []string{"hola"}) || w.smsc.Counts().Binds != 1 {
		t.Errorf("%q, %+v", got, w.smsc.Counts())
	}
}

func frameOf(p pdu.PDU) []byte {
	b := pdu.NewBuffer(nil)
	p.Marshal(b)
	return b.Bytes()
}
