package smpp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
)

// decode reads a text by its data_coding (SMPP 3.4, 5.2.19; TS 23.038, 4). known is false for codings that are not for text, which
// are read as well as can be.
func (a Account) decode(body []byte, coding byte) (text string, known bool) {
	switch {
	case coding == 0x00:
		return a.Alphabet.decode(body), true
	case coding == 0x01:
		return a.ASCII.decode(body), true
	case coding == 0x03:
		return gsm.DecodeLatin1(body), true
	case coding == 0x08, coding&0xec == 0x08: // general group, UCS-2
		return gsm.DecodeUCS2(body), true
	case coding&0xf4 == 0xf0, coding >= 0x10 && coding&0xcc == 0x00: // a class and the default alphabet
		return a.Alphabet.decode(body), true
	default:
		return guess(body), false
	}
}

func (a Alphabet) decode(body []byte) string {
	switch a {
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

// printable takes out what no id and no address has, and no database keeps.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
}
