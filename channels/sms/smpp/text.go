package smpp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
)

// decode reads a text by its data_coding (SMPP 3.4, 5.2.19; TS 23.038, 4). known is false for codings that are not for text, which
// are read as well as can be.
func decode(body []byte, coding byte, zero Alphabet) (text string, known bool) {
	switch {
	case coding == 0x00:
		return byDefault(body, zero), true
	case coding == 0x01, coding == 0x03: // ASCII; what goes beyond it is Latin-1 in practice
		return gsm.DecodeLatin1(body), true
	case coding == 0x08, coding&0xec == 0x08: // general group, UCS-2
		return gsm.DecodeUCS2(body), true
	case coding&0xf4 == 0xf0, coding >= 0x10 && coding&0xcc == 0x00: // a class and the default alphabet
		return byDefault(body, zero), true
	default:
		return guess(body), false
	}
}

func byDefault(body []byte, zero Alphabet) string {
	switch zero {
	case AlphabetLatin1:
		return gsm.DecodeLatin1(body)
	case AlphabetASCII:
		return guess(body)
	case AlphabetUTF8:
		return strings.ToValidUTF8(string(body), "\ufffd")
	default:
		return gsm.Decode7(body)
	}
}

// guess reads bytes of no known coding: as UTF-8 when they are, else as Latin-1, with a mark for what nobody can see.
func guess(body []byte) string {
	text := string(body)
	if !utf8.ValidString(text) {
		text = gsm.DecodeLatin1(body)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return '\ufffd'
		}
		return r
	}, text)
}
