package turn

import (
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// shortestNumber is how many figures in a row are a phone number and not a count.
const shortestNumber = 7

// dictated writes numbers with figures where people who write use figures and people who speak say words: a phone number that is said
// figure by figure, or in pairs when a number was asked for, and the numbers of an address. All other words stay as they are.
func dictated(said string, ask agent.Ask) string {
	t := text.Parse(said)
	street := len(t.Tokens)
	if ask == agent.AskAddress {
		street = 0
	}
	var out strings.Builder
	done := 0 // bytes of said that are written
	write := func(from, to int, figures string) {
		start, end := t.Span(from, to)
		out.WriteString(said[done:start] + figures)
		done = end
	}
	for i := 0; i < len(t.Tokens); {
		if streets[t.Norm(i)] {
			street = min(street, i)
		}
		run, end, words := figuresAt(t, i, ask)
		switch n, k := thousandAt(t, i); {
		case words >= 2 && len(run) >= shortestNumber:
			write(i, end, run)
			i = end
		case k > 0 && t.Tokens[i].Kind == text.Word && i >= street && ofAddress(t, i, k, n):
			write(i, i+k, strconv.Itoa(n))
			i += k
		default:
			i += max(k, 1)
		}
	}
	return out.String() + said[done:]
}

// thousandAt reads a number that may begin with a bare thousand: "mil doscientos".
func thousandAt(t text.Text, i int) (n, k int) {
	if t.Norm(i) != "mil" {
		return t.Numeral(i)
	}
	if n, k = t.Numeral(i + 1); k > 0 && n > 0 && n < 1000 && t.Tokens[i+1].Kind == text.Word {
		return 1000 + n, k + 1
	}
	return 1000, 1
}

// figuresAt joins the figures that are said one after the other from token i on. In Brazil "meia" is a six. Where a phone number is
// expected, pairs count too: "noventa y ocho, setenta y seis".
func figuresAt(t text.Text, i int, ask agent.Ask) (run string, end, words int) {
	end = i
	for i < len(t.Tokens) {
		n, k := t.Numeral(i)
		switch {
		case t.Norm(i) == "meia":
			n, k = 6, 1
		case words > 0 && (t.Norm(i) == "," || t.Norm(i) == "-" || t.Norm(i) == "."):
			i++
			continue
		case k == 0, n > 9 && (ask != agent.AskPhone || n > 9999):
			return run, end, words
		}
		run += strconv.Itoa(n)
		words++
		i += k
		end = i
	}
	return run, end, words
}

// streets are words that an address begins with.
var streets = map[string]bool{
	"calle": true, "avenida": true, "av": true, "pasaje": true, "carrera": true, "camino": true, "rua": true, "alameda": true, "travessa": true,
	"calzada": true, "jiron": true, "diagonal": true, "transversal": true,
}

// units are words before the small numbers of an address.
var units = map[string]bool{
	"departamento": true, "depto": true, "dpto": true, "apartamento": true, "apto": true, "ap": true, "casa": true, "torre": true, "piso": true,
	"block": true, "bloco": true, "numero": true, "interior": true, "lote": true, "manzana": true, "andar": true, "oficina": true, "sala": true,
}

// ofAddress tells whether a number is one of a door. That of a street which is named for a day ("once de septiembre") is none.
func ofAddress(t text.Text, i, k, n int) bool {
	if next := t.Norm(i + k); next == "de" || next == "do" || next == "da" {
		return false
	}
	return n >= 10 || units[t.Norm(i-1)]
}
