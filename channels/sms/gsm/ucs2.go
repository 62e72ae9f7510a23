package gsm

import (
	"encoding/binary"
	"unicode/utf16"
)

// encodeUCS2 writes UTF-16, big end first.
func encodeUCS2(text string) []byte {
	units := utf16.Encode([]rune(text))
	out := make([]byte, 0, 2*len(units))
	for _, u := range units {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return out
}

// DecodeUCS2 reads UTF-16, big end first. A lone half of a pair and an odd last byte read as U+FFFD.
func DecodeUCS2(data []byte) string {
	units := make([]uint16, 0, len(data)/2+1)
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, binary.BigEndian.Uint16(data[i:]))
	}
	if len(data)%2 == 1 {
		units = append(units, 0xfffd)
	}
	return string(utf16.Decode(units))
}

// DecodeLatin1 reads ISO 8859-1.
func DecodeLatin1(data []byte) string {
	out := make([]rune, len(data))
	for i, b := range data {
		out[i] = rune(b)
	}
	return string(out)
}

// units is how many 16 bit units a text takes.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}
