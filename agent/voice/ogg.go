package voice

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Sound is what an Ogg/Opus file says of itself.
type Sound struct {
	Channels int
	Duration time.Duration
}

// errNotOpus says that a file is no Ogg/Opus, or is broken before its first sound.
var errNotOpus = errors.New("not an Ogg/Opus file")

const (
	pageHead  = 27     // bytes of a page before its table of segments (RFC 3533, 6)
	opusHead  = 19     // bytes of the identification header at least (RFC 7845, 5.1)
	opusClock = 48_000 // granules a second, whatever the rate of the recording was
)

// ReadOpus looks at an Ogg/Opus file: its channels, and its duration by the position of the last page. A file that ends early is as
// long as what is there. Opus streams that are chained one after the other are told as the first one.
func ReadOpus(file []byte) (Sound, error) {
	first, rest, ok := nextPage(file)
	if !ok || len(first.body) < opusHead || !bytes.HasPrefix(first.body, []byte("OpusHead")) {
		return Sound{}, errNotOpus
	}
	s := Sound{Channels: int(first.body[9])}
	if s.Channels == 0 {
		return Sound{}, errNotOpus
	}
	end := int64(0)
	for len(rest) > 0 {
		var p page
		if p, rest, ok = nextPage(rest); !ok {
			break
		}
		if p.serial == first.serial && p.granule > end { // -1: no packet ends on the page
			end = p.granule
		}
	}
	skip := int64(binary.LittleEndian.Uint16(first.body[10:12]))
	s.Duration = lasting(end - skip)
	return s, nil
}

// lasting is how long granules last.
func lasting(granules int64) time.Duration {
	if granules <= 0 {
		return 0
	}
	if seconds := granules / opusClock; seconds >= math.MaxInt64/int64(time.Second) {
		return math.MaxInt64
	}
	return time.Duration(granules/opusClock)*time.Second + time.Duration(granules%opusClock)*time.Second/opusClock
}

// page of an Ogg stream.
type page struct {
	granule int64
	serial  uint32
	body    []byte
}

// nextPage reads the page at the start of b. Bytes between pages, as after damage, are skipped.
func nextPage(b []byte) (p page, rest []byte, ok bool) {
	at := bytes.Index(b, []byte("OggS"))
	if at < 0 || len(b)-at < pageHead || b[at+4] != 0 {
		return page{}, nil, false
	}
	b = b[at:]
	segments := int(b[26])
	if len(b) < pageHead+segments {
		return page{}, nil, false
	}
	size := 0
	for _, n := range b[pageHead : pageHead+segments] {
		size += int(n)
	}
	from := pageHead + segments
	to := min(from+size, len(b))
	return page{
		granule: int64(binary.LittleEndian.Uint64(b[6:14])), //nolint:gosec // as the file has it; -1 is a value of its own
		serial:  binary.LittleEndian.Uint32(b[14:18]),
		body:    b[from:to],
	}, b[to:], true
}
