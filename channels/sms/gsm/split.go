package gsm

import "strings"

// Coding is how a segment's bytes are to be read; its value is SMPP's data_coding.
type Coding byte

const (
	GSM7 Coding = 0 // unpacked: one septet a byte
	UCS2 Coding = 8 // UTF-16, big end first
)

// Sizes in septets (GSM-7) and 16 bit units (UCS-2). A part of several gives 6 octets to its header.
const (
	single7, part7     = 160, 153
	singleUCS, partUCS = 70, 67
)

// Segment is what goes out in one message.
type Segment struct {
	Text   string
	Data   []byte
	Coding Coding
	Size   int // septets, or 16 bit units
}

// Split cuts a text into segments, as few as there can be. An empty text is one empty segment. More than 255 cannot be sent; what
// is beyond them is for the caller to see.
func Split(text string) []Segment {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd")
	if Fits(text) {
		return fill(text, GSM7, runes)
	}
	return fill(text, UCS2, clusters)
}

// Count is how many segments a text takes.
func Count(text string) int { return len(Split(text)) }

// MaxParts is how many segments one message can have: its header counts them in a byte.
const MaxParts = 255

// fill takes the text's atoms, which must not be cut, into segments one after the other.
func fill(text string, c Coding, cut func(string) []string) []Segment {
	only, part := single7, part7
	if c == UCS2 {
		only, part = singleUCS, partUCS
	}
	if size(text, c) <= only {
		return []Segment{segment(text, c)}
	}
	var out []Segment
	var b strings.Builder
	used := 0
	for _, atom := range cut(text) {
		n := size(atom, c)
		if used+n > part {
			out = append(out, segment(b.String(), c))
			b.Reset()
			used = 0
		}
		b.WriteString(atom)
		used += n
	}
	return append(out, segment(b.String(), c))
}

func segment(text string, c Coding) Segment {
	return Segment{Text: text, Data: encode(text, c), Coding: c, Size: size(text, c)}
}

func encode(text string, c Coding) []byte {
	if c == UCS2 {
		return encodeUCS2(text)
	}
	out := make([]byte, 0, len(text))
	for _, r := range text {
		out = append(out, septets[r]...)
	}
	return out
}

func size(text string, c Coding) int {
	if c == UCS2 {
		return units(text)
	}
	n := 0
	for _, r := range text {
		n += len(septets[r])
	}
	return n
}

func runes(text string) []string { return strings.Split(text, "") }
