package gsm

import "unicode"

const (
	joiner   = '\u200d'
	selector = '\ufe0f' // shows what comes before it as an emoji
	boxed    = '\u20e3' // puts what comes before it in a box
)

// clusters are the pieces of a text that show as one character: a letter with its marks, an emoji with its joiners, colours and
// flags. One that is larger than a part falls into its runes.
func clusters(text string) []string {
	all := []rune(text)
	var out []string
	for i := 0; i < len(all); {
		j := next(all, i)
		if piece := string(all[i:j]); units(piece) <= partUCS {
			out = append(out, piece)
		} else {
			out = append(out, runes(piece)...)
		}
		i = j
	}
	return out
}

// next is where the cluster that begins at i ends.
func next(all []rune, i int) int {
	if flag(all[i]) && i+1 < len(all) && flag(all[i+1]) {
		i++
	}
	for i++; i < len(all); i++ {
		if all[i] == joiner && i+1 < len(all) {
			i++
			continue
		}
		if !extends(all[i]) {
			break
		}
	}
	return i
}

func flag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// extends tells whether a rune belongs to the one before it.
func extends(r rune) bool {
	return r == joiner || unicode.In(r, unicode.M) || r >= 0x1f3fb && r <= 0x1f3ff || r >= 0xe0020 && r <= 0xe007f
}
