// Package ids draws identifiers: UUID version 7 text (RFC 9562), which sort by the time they were drawn at.
//
// Ids are drawn by the application, never by a column default, so that a transaction can refer to a row before it exists (a
// promise names the message that will tell it) and so that a test draws the same ids each time.
package ids

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"io"
	mathrand "math/rand/v2"
	"sync"
	"time"
)

// Source draws ids. Implementations are safe for concurrent use and never repeat an id.
type Source interface {
	New() string
}

// Clock is the time that ids start with.
type Clock interface {
	Now() time.Time
}

// System draws ids with the clock's milliseconds and random bits from the machine.
func System(c Clock) Source { return &source{clock: c, random: rand.Reader} }

// Seeded draws ids that depend on seed, on the clock and on how many were drawn before: the same run gives the same ids.
func Seeded(seed uint64, c Clock) Source {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return &source{clock: c, random: mathrand.NewChaCha8(key)}
}

type source struct {
	clock  Clock
	random io.Reader

	mu    sync.Mutex
	milli int64  // of the last id
	count uint16 // ids drawn in this millisecond: 12 bits that keep their order
}

// New draws an id. Ids of one source sort in the order they were drawn in.
func (s *source) New() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if milli := s.clock.Now().UnixMilli(); milli > s.milli {
		s.milli, s.count = milli, 0
	} else if s.count++; s.count > 0xfff {
		s.milli, s.count = s.milli+1, 0
	}
	var b [16]byte
	if _, err := io.ReadFull(s.random, b[8:]); err != nil {
		panic("ids: no randomness: " + err.Error()) // crypto/rand does not fail
	}
	binary.BigEndian.PutUint64(b[:8], uint64(s.milli)<<16|0x7000|uint64(s.count))
	b[8] = b[8]&0x3f | 0x80
	return text(b)
}

func text(b [16]byte) string {
	var t [36]byte
	hex.Encode(t[0:8], b[0:4])
	hex.Encode(t[9:13], b[4:6])
	hex.Encode(t[14:18], b[6:8])
	hex.Encode(t[19:23], b[8:10])
	hex.Encode(t[24:36], b[10:16])
	t[8], t[13], t[18], t[23] = '-', '-', '-', '-'
	return string(t[:])
}

// Valid reports whether s is UUID text in the form the sources write: lower case with dashes.
func Valid(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}
