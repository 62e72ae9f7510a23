package gsm

// escape begins a character of the extension table.
const escape = 0x1b

// basic is the default alphabet (TS 23.038, 6.2.1) by septet. The escape's place holds a space, as the standard shows it.
var basic = [128]rune([]rune("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"))

// extension is the table behind the escape (6.2.1.1).
var extension = map[byte]rune{
	0x0a: '\f', 0x14: '^', 0x28: '{', 0x29: '}', 0x2f: '\\', 0x3c: '[', 0x3d: '~', 0x3e: ']', 0x40: '|', 0x65: '€',
}

// septets of each character that GSM-7 has: one, or an escape and one.
var septets = func() map[rune][]byte {
	m := map[rune][]byte{}
	for i, r := range basic {
		if i != escape {
			m[r] = []byte{byte(i)}
		}
	}
	for b, r := range extension {
		m[r] = []byte{escape, b}
	}
	return m
}()

// Fits tells whether GSM-7 has every character of a text.
func Fits(text string) bool {
	for _, r := range text {
		if _, ok := septets[r]; !ok {
			return false
		}
	}
	return true
}

// Decode7 reads unpacked GSM-7: one septet a byte.
func Decode7(data []byte) string {
	out := make([]rune, 0, len(data))
	for i := 0; i < len(data); i++ {
		b := data[i]
		switch {
		case b > 0x7f:
			out = append(out, '\ufffd')
		case b == escape && i+1 < len(data):
			i++
			out = append(out, extended(data[i]))
		default:
			out = append(out, basic[b])
		}
	}
	return string(out)
}

// extended is the character behind an escape; one that the table lacks reads as without the escape.
func extended(b byte) rune {
	if r, ok := extension[b]; ok {
		return r
	}
	if b > 0x7f {
		return '\ufffd'
	}
	return basic[b]
}
