package logs

import "strings"

// phoneDigits is the length from which a run of digits may be a phone or a document. National numbers without the area have
// eight in Chile and Brazil; seven lets dates like 2026-11 and money pass more often than it lets a phone.
const phoneDigits = 8

// MaskNumbers replaces every run of eight or more digits by its last two: "+56 9 1234 5678" is "*78". Single spaces, dots,
// dashes, slashes and parentheses do not break a run. UUIDs and RFC 3339 times are left alone: they identify nobody.
func MaskNumbers(s string) string {
	if !mayHoldNumber(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := spared(s, i); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		if !digit(s[i]) {
			b.WriteByte(s[i])
			i++
			continue
		}
		end, digits := run(s, i)
		if digits < phoneDigits {
			b.WriteString(s[i:end])
		} else {
			b.WriteByte('*')
			b.WriteString(s[end-2 : end])
		}
		i = end
	}
	return strings.ReplaceAll(b.String(), "+*", "*")
}

func mayHoldNumber(s string) bool {
	n := 0
	for i := range len(s) {
		if digit(s[i]) {
			if n++; n >= phoneDigits {
				return true
			}
		}
	}
	return false
}

// run is the end of the number that starts at i and how many digits it has. It ends at a digit.
func run(s string, i int) (end, digits int) {
	for j, gap := i, 0; j < len(s); j++ {
		switch c := s[j]; {
		case digit(c):
			if gap > 0 && spared(s, j) > 0 {
				return end, digits
			}
			digits, end, gap = digits+1, j+1, 0
		case strings.IndexByte(" .-/()", c) >= 0 && gap < 3:
			gap++
		default:
			return end, digits
		}
	}
	return end, digits
}

// spared is the length of a UUID or an RFC 3339 time that starts at i, or 0.
func spared(s string, i int) int {
	if i > 0 && alnum(s[i-1]) {
		return 0
	}
	if fits(s[i:], "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") {
		return 36
	}
	if !fits(s[i:], "dddd-dd-ddTdd:dd:dd") && !fits(s[i:], "dddd-dd-dd dd:dd:dd") {
		return 0
	}
	n := 19
	for n < len(s)-i && strings.IndexByte("0123456789.:+-Z", s[i+n]) >= 0 && n < 35 {
		n++
	}
	return n
}

// fits reports whether s starts as the shape says: x a lower hex digit, d a digit, anything else itself.
func fits(s, shape string) bool {
	if len(s) < len(shape) || len(s) > len(shape) && shape[0] == 'x' && alnum(s[len(shape)]) {
		return false
	}
	for i := range len(shape) {
		c := s[i]
		switch shape[i] {
		case 'x':
			if !digit(c) && (c < 'a' || c > 'f') {
				return false
			}
		case 'd':
			if !digit(c) {
				return false
			}
		default:
			if c != shape[i] {
				return false
			}
		}
	}
	return true
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func alnum(c byte) bool {
	return digit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
