package voice_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/voice"
	"github.com/chasqui-fsm/chasqui/agent/voice/loopback"
)

// ogg is a page of a stream.
func ogg(serial uint32, granule int64, body []byte) []byte {
	p := append([]byte("OggS\x00\x00"), make([]byte, 20)...)
	binary.LittleEndian.PutUint64(p[6:], uint64(granule))
	binary.LittleEndian.PutUint32(p[14:], serial)
	table := bytes.Repeat([]byte{255}, len(body)/255)
	table = append(table, byte(len(body)%255))
	p = append(p, byte(len(table)))
	return append(append(p, table...), body...)
}

func head(channels byte, skip uint16) []byte {
	h := append([]byte("OpusHead\x01"), channels)
	h = binary.LittleEndian.AppendUint16(h, skip)
	return append(h, 0x80, 0xbb, 0, 0, 0, 0, 0)
}

func TestTheLengthOfARealVoiceNoteIsReadFromItsPages(t *testing.T) {
	t.Parallel()
	short := loopback.Speak(t, loopback.Latin, "hola")
	long := loopback.Speak(t, loopback.Brazil, "bom dia, a minha geladeira parou de gelar ontem à noite e eu preciso de um técnico o quanto antes, por favor")
	a, errA := voice.ReadOpus(short)
	b, errB := voice.ReadOpus(long)
	if errA != nil || errB != nil || a.Channels != 1 || b.Channels != 1 {
		t.Fatalf("%+v %v, %+v %v", a, errA, b, errB)
	}
	if a.Duration < 300*time.Millisecond || a.Duration > 2*time.Second || b.Duration < 4*time.Second || b.Duration > 12*time.Second {
		t.Errorf("lasting %v and %v", a.Duration, b.Duration)
	}
	cut, err := voice.ReadOpus(long[:len(long)/2])
	if err != nil || cut.Duration <= 0 || cut.Duration >= b.Duration {
		t.Errorf("the first half lasts %v, %v", cut.Duration, err)
	}
}

func TestTheLengthOfOddFilesIsReadToo(t *testing.T) {
	t.Parallel()
	start := ogg(7, 0, head(1, 312))
	for name, c := range map[string]struct {
		file []byte
		want time.Duration
	}{
		"two seconds":              {append(start, ogg(7, 96312, []byte("x"))...), 2 * time.Second},
		"a page without an end":    {append(append(start, ogg(7, 96312, []byte("x"))...), ogg(7, -1, []byte("x"))...), 2 * time.Second},
		"another stream inside":    {append(append(start, ogg(7, 48312, []byte("x"))...), ogg(8, 1<<40, []byte("x"))...), time.Second},
		"noise between pages":      {append(append(start, "noise"...), ogg(7, 48312, []byte("x"))...), time.Second},
		"nothing but its head":     {start, 0},
		"less than what it skips":  {append(start, ogg(7, 100, []byte("x"))...), 0},
		"longer than time can say": {append(start, ogg(7, math.MaxInt64, []byte("x"))...), 192153584101141 * time.Microsecond},
	} {
		got, err := voice.ReadOpus(bytes.Clone(c.file))
		if err != nil || got.Duration != c.want && name != "longer than time can say" || name == "longer than time can say" && got.Duration < 1000*time.Hour {
			t.Errorf("%s lasts %v, %v", name, got.Duration, err)
		}
	}
	for name, file := range map[string][]byte{
		"nothing": nil, "a photo": []byte("\xff\xd8\xff\xe0"), "ogg of another sort": ogg(1, 0, []byte("\x01vorbis and more than that")),
		"no channel": ogg(1, 0, head(0, 0)), "a head cut off": start[:30], "half a page's head": start[:20],
	} {
		if got, err := voice.ReadOpus(file); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// FuzzReadOpus: whatever a file holds, reading its length ends, with a length that is none or more.
func FuzzReadOpus(f *testing.F) {
	f.Add(append(ogg(7, 0, head(1, 312)), ogg(7, 96312, []byte("x"))...))
	f.Add(append(ogg(7, 0, head(2, 65535)), ogg(7, math.MinInt64, bytes.Repeat([]byte("OggS\x00"), 99))...))
	f.Add([]byte("OggSOggSOggS\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if s, err := voice.ReadOpus(file); err == nil && (s.Duration < 0 || s.Channels < 1) {
			t.Errorf("%+v", s)
		}
	})
}
