package admin

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// drawing is a QR as SVG draws it: one path of its dark squares in a square that has the quiet ground around it that readers need.
type drawing struct {
	side int // in squares
	path string
}

// quiet is how many squares of ground are around a QR (ISO/IEC 18004, 6.3.8).
const quiet = 4

// draw makes a QR of a text; one that is too long for a QR is an error.
func draw(text string) (drawing, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return drawing{}, fmt.Errorf("draw QR: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for code.Black(x+run, y) { // beyond the edge is ground
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	return drawing{side: code.Size + 2*quiet, path: path.String()}, nil
}

// box of the drawing.
func (d drawing) box() string { return fmt.Sprintf("0 0 %d %d", d.side, d.side) }
