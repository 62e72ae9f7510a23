package gateway

import (
	"bytes"
	"encoding/binary"
)

// strip takes out of a photo what tells where, when and by what it was made. Of a JPEG's EXIF only the orientation stays, without
// which the photo would lie on its side. What is not understood stays as it is: it was not made by a camera.
func strip(b []byte, kind string) []byte {
	switch kind {
	case "image/jpeg":
		return stripJPEG(b)
	case "image/png":
		return stripPNG(b)
	case "image/webp":
		return stripWebP(b)
	}
	return b
}

// stripJPEG drops the segments APP1 (EXIF, XMP), APP3 to APP13 (maker's notes, IPTC), APP15 and COM before the picture begins. APP0 (JFIF),
// APP2 (colours) and APP14 (Adobe's transform) say how it looks. ITU-T T.81, B.1.1.
func stripJPEG(b []byte) []byte {
	out := append([]byte{}, b[:2]...)
	for at := 2; at+4 <= len(b); {
		if b[at] != 0xff {
			return b // broken: left to whoever shows it
		}
		marker := b[at+1]
		if marker == 0xda { // the picture itself
			return append(out, b[at:]...)
		}
		end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if end > len(b) {
			return b
		}
		switch {
		case marker == 0xe1:
			if o := orientation(b[at+4 : end]); o > 1 {
				out = append(out, exifOf(o)...)
			}
		case marker == 0xfe, marker >= 0xe3 && marker <= 0xed, marker == 0xef:
		default:
			out = append(out, b[at:end]...)
		}
		at = end
	}
	return b
}

var exifHead = []byte("Exif\x00\x00")

// orientation reads tag 0x0112 of an EXIF segment (TIFF 6.0, section 2); 0 when it has none.
func orientation(seg []byte) uint16 {
	tiff, ok := bytes.CutPrefix(seg, exifHead)
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	for n, i := int(order.Uint16(tiff[at:])), 0; i < n; i++ {
		entry := at + 2 + 12*i
		if entry+12 > len(tiff) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if o := order.Uint16(tiff[entry+8:]); o <= 8 {
				return o
			}
		}
	}
	return 0
}

// exifOf is an APP1 segment that holds an orientation and nothing else.
func exifOf(o uint16) []byte {
	body := append([]byte{}, exifHead...)
	body = append(body, "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"...)
	body = binary.BigEndian.AppendUint16(body, o)
	body = append(body, 0, 0, 0, 0, 0, 0)
	return append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2)), body...) //nolint:gosec // 32 bytes
}

// stripPNG drops the chunks that hold text, time and EXIF (PNG, 11.3).
func stripPNG(b []byte) []byte {
	const signature = 8
	out := append([]byte{}, b[:min(signature, len(b))]...)
	for at := signature; at+12 <= len(b); {
		end := at + 12 + int(binary.BigEndian.Uint32(b[at:]))
		if end > len(b) || end < at {
			return b
		}
		switch string(b[at+4 : at+8]) {
		case "tEXt", "zTXt", "iTXt", "tIME", "eXIf":
		default:
			out = append(out, b[at:end]...)
		}
		at = end
	}
	return out
}

// stripWebP drops the EXIF and XMP chunks and their flags (WebP container, "Extended File Format").
func stripWebP(b []byte) []byte {
	const head = 12
	if len(b) < head {
		return b
	}
	out := append([]byte{}, b[:head]...)
	for at := head; at+8 <= len(b); {
		size := int(binary.LittleEndian.Uint32(b[at+4:]))
		end := at + 8 + size + size&1
		if end > len(b) || end < at {
			return b
		}
		switch string(b[at : at+4]) {
		case "EXIF", "XMP ":
		case "VP8X":
			chunk := append([]byte{}, b[at:end]...)
			if len(chunk) > 8 {
				chunk[8] &^= 0x08 | 0x04
			}
			out = append(out, chunk...)
		default:
			out = append(out, b[at:end]...)
		}
		at = end
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) //nolint:gosec // no longer than what came in
	return out
}
