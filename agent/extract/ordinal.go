package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// ordinalStems are ordinals without the ending of gender and number.
var ordinalStems = map[string]float64{
	"primer": 1, "primeir": 1, "segund": 2, "tercer": 3, "terceir": 3, "cuart": 4, "quart": 4, "quint": 5, "sext": 6, "septim": 7, "setim": 7,
	"octav": 8, "oitav": 8, "noven": 9, "non": 9, "decim": 10, "undecim": 11, "duodecim": 12, "vigesim": 20, "trigesim": 30,
	"cuadragesim": 40, "quadragesim": 40, "quincuagesim": 50, "quinquagesim": 50, "sexagesim": 60, "septuagesim": 70, "setuagesim": 70,
	"octogesim": 80, "nonagesim": 90, "centesim": 100, "ducentesim": 200, "tricentesim": 300, "trecentesim": 300, "cuadringentesim": 400,
	"quadringentesim": 400, "quingentesim": 500, "sexcentesim": 600, "seiscentesim": 600, "septingentesim": 700, "setingentesim": 700,
	"octingentesim": 800, "noningentesim": 900, "nongentesim": 900,
}

// ordinalScales multiply, as their cardinals do.
var ordinalScales = map[string]float64{"milesim": 1e3, "millonesim": 1e6, "milionesim": 1e6, "billonesim": 1e12, "bilionesim": 1e9, "trilionesim": 1e12}

// ordinalWord is the value of an ordinal of one word: "tercera", "decimotercero", "dosmilésimo"; plural tells its ending.
func ordinalWord(w string) (a atom, plural, ok bool) {
	if w == "primer" || w == "tercer" {
		return atom{value: ordinalStems[w]}, false, true
	}
	stem, plural := strings.CutSuffix(w, "s")
	if !strings.HasSuffix(stem, "o") && !strings.HasSuffix(stem, "a") || len(stem) < 4 {
		return atom{}, false, false
	}
	stem = stem[:len(stem)-1]
	if v, ok := ordinalStems[stem]; ok {
		return atom{value: v}, plural, true
	}
	if s, ok := ordinalScales[stem]; ok {
		return atom{value: s, scale: true}, plural, true
	}
	if v, ok := longOrdinal(stem); ok {
		return atom{value: v}, plural, true
	}
	return atom{}, false, false
}

// longOrdinal reads what is written as one word: a cardinal before a scale, or two ordinals.
func longOrdinal(stem string) (float64, bool) {
	if !strings.Contains(stem, "esim") && !strings.HasPrefix(stem, "decim") {
		return 0, false
	}
	for _, s := range []string{"millonesim", "milionesim", "billonesim", "bilionesim", "milesim"} {
		head, ok := strings.CutSuffix(stem, s)
		if !ok || head == "" {
			continue
		}
		if parts, ok := segments(head, 4); ok {
			if v, ok := sum(parts); ok {
				return v * ordinalScales[s], true
			}
		}
	}
	for cut := 5; cut < len(stem)-2; cut++ { // vigesimoprimero
		head := stem[:cut]
		if head[cut-1] != 'o' && head[cut-1] != 'a' {
			continue
		}
		tens, ok := ordinalStems[head[:cut-1]]
		if unit, ok2 := ordinalStems[stem[cut:]]; ok && ok2 && tens >= 10 && unit < tens {
			return tens + unit, true
		}
	}
	return 0, false
}

// ordinalAt reads an ordinal that begins at token i, in digits ("3ra", "5º") or words, a cardinal's words before it included
// ("dos milésimo tricentésimo"); to is the token after it, 0 for none.
func ordinalAt(t text.Text, i int, country string) (v float64, plural bool, to int) {
	if v, to := shortOrdinal(t, i); to > 0 {
		return v, false, to
	}
	var n tally
	ordinals := 0
	for j := i; j < len(t.Tokens); {
		w := t.Norm(j)
		k := j
		if (w == "y" || w == "e") && j > i {
			k++
		}
		if t.Tokens[min(k, len(t.Tokens)-1)].Kind == text.Word {
			if a, p, ok := ordinalWord(t.Norm(k)); ok && k == j && (ordinals > 0 || n.count == 0 || a.scale || n.last > 0) {
				if a.value == 1 && ordinals > 0 && n.low == 0 && !a.scale && n.last == 0 || !n.ordinal(a) {
					break
				}
				ordinals, plural, to, j = ordinals+1, p, j+1, j+1
				continue
			}
		}
		a, next := atomAt(t, k, country)
		if ordinals > 0 || next == 0 || t.Tokens[k].Kind == text.Number && n.count > 0 || !n.add(a, k > j) {
			break
		}
		j = next
	}
	if ordinals == 0 {
		return 0, false, 0
	}
	return n.value(), plural, to
}

// ordinal adds an ordinal word; tens and units follow one another without "and".
func (n *tally) ordinal(a atom) bool {
	if a.scale {
		return n.multiply(a.value)
	}
	if a.value >= 1e3 {
		if n.count > 0 {
			return false
		}
		n.total, n.last = a.value, 1e3
		n.count++
		return true
	}
	if n.hasLow && (n.low < 10 || a.value >= ordinalStep(n.low)) {
		return false
	}
	n.low, n.hasLow = n.low+a.value, true
	n.count++
	return true
}

func ordinalStep(v float64) float64 {
	if v < 20 && v != 10 {
		return 0
	}
	return step(v)
}

// endings of ordinals in digits.
var ordinalEndings = map[string]bool{
	"o": true, "a": true, "os": true, "as": true, "ro": true, "ra": true, "er": true, "ero": true, "era": true, "do": true, "da": true, "to": true,
	"ta": true, "mo": true, "ma": true, "vo": true, "va": true, "no": true, "na": true, "avo": true, "ava": true, "eros": true, "eras": true, "ros": true, "ras": true, "dos": true, "das": true, "tos": true, "tas": true, "mos": true, "mas": true, "vos": true, "vas": true, "eiro": true, "eira": true,
}

// shortOrdinal reads "1º", "3ra", "11vo". "30° C" is a temperature.
func shortOrdinal(t text.Text, i int) (v float64, to int) {
	if i < 0 || i >= len(t.Tokens) || t.Tokens[i].Kind != text.Number || len(t.Norm(i)) > 4 || i > 0 && t.Tokens[i].Glued && t.Tokens[i-1].Kind != text.Mark {
		return 0, 0
	}
	n, _ := t.Numeral(i)
	rest := t.Raw[t.Tokens[i].End:]
	dotted := strings.TrimPrefix(rest, ".")
	switch {
	case strings.HasPrefix(dotted, "º"), strings.HasPrefix(dotted, "ª"):
		to = i + 1
	case strings.HasPrefix(rest, "°"):
		after := strings.TrimLeft(strings.TrimPrefix(rest, "°"), " ")
		if strings.HasPrefix(after, "C") || strings.HasPrefix(after, "F") || strings.HasPrefix(after, "c") || n > 99 {
			return 0, 0
		}
		to = i + 1
	default:
		k := i + 1
		if k >= len(t.Tokens) || !t.Tokens[k].Glued || !ordinalEndings[text.Fold(t.Original(k, k+1))] || k+1 < len(t.Tokens) && t.Tokens[k+1].Glued && t.Tokens[k+1].Kind == text.Number {
			return 0, 0
		}
		return float64(n), k + 1
	}
	for to < len(t.Tokens) && t.Tokens[to].Glued && (t.Norm(to) == "." && strings.HasPrefix(rest, ".") || t.Norm(to) == "º" || t.Norm(to) == "ª") && to <= i+2 {
		to++
	}
	return float64(n), to
}
