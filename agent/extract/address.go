package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Address is a street address with what was said of it.
type Address struct {
	Raw, Street, Number, Unit, Reference, Postcode string
	Start, End                                     int
}

var streetWords = phrases(`calle|av|avda|avenida|ave|pasaje|psje|pje|camino|jiron|jr|carrera|cra|kr|diagonal|transversal|calzada|prolongacion|andador|
	privada|circuito|boulevard|blvd|bulevar|rua|r|alameda|al|travessa|estrada|rodovia|praca|largo|c/`)

var unitWords = phrases(`depto|departamento|dpto|dep|of|oficina|casa|torre|block|bloque|piso|int|interior|apto|apt|ap|apartamento|bloco|bl|sala|andar|
	lote|mz|manzana|condominio|conjunto|villa|fundos|local|edificio|ed`)

var referenceWords = phrases(`frente a|frente al|al lado de|al lado del|cerca de|cerca del|detras de|atras de|a una cuadra|entre|esquina|esquina con|esq|porton|
	referencia|em frente a|em frente ao|em frente|ao lado de|ao lado do|ao lado da|perto de|perto do|perto da|portao|proximo a|proximo ao|casa color|casa verde|casa azul|
	a media cuadra|na esquina`)

// addressEnds are words that an address does not hold.
var addressEnds = phrases(`y puedo|e posso|puedo|posso|soy|sou|me llamo|me chamo|mi nombre|meu nome|pueden|podem|pode ser|puede ser|el lunes|el martes|
	el miercoles|el jueves|el viernes|el sabado|quiero|necesito|quero|preciso|gracias|obrigado|obrigada|por favor|a que hora|que horas|cuanto|quanto|puede venir|podem vir`)

// ReadAddress finds a street and a number. asked takes the whole message as the address when it holds a number or a street.
func ReadAddress(t text.Text, asked bool) (Address, bool) {
	for i := range t.Tokens {
		n := streetWords.at(t, i)
		short := n == 1 && len(t.Norm(i)) <= 2
		if n == 0 || short && !asked && t.Norm(i) != "av" {
			continue
		}
		if a, ok := addressFrom(t, i, i+n, asked); ok {
			return a, true
		}
	}
	if from, ok := nameAndNumber(t); ok {
		if a, ok := addressFrom(t, from, from, asked); ok {
			return a, true
		}
	}
	if !asked || t.Words() < 2 && len(t.Tokens) < 3 {
		return Address{}, false
	}
	return wholeAddress(t)
}

// nameAndNumber finds "Los Leones 1200": capitals and then a house number, after a comma or at the start.
func nameAndNumber(t text.Text) (int, bool) {
	for i := range t.Tokens {
		if t.Tokens[i].Kind != text.Number || len(t.Norm(i)) > 5 || i == 0 || t.Tokens[i-1].Kind != text.Word {
			continue
		}
		j := i
		for j > 0 && t.Tokens[j-1].Kind == text.Word && (capital(t.Raw[t.Tokens[j-1].Start:]) || particle(t.Norm(j-1)) && j < i) {
			j--
		}
		for j < i && particle(t.Norm(j)) && !capital(t.Raw[t.Tokens[j].Start:]) {
			j++
		}
		before := t.Norm(j - 1)
		if j < i && len(t.Norm(i)) >= 2 && (j == 0 || before == "," || before == "en" || before == "na" || before == "em" || before == ":" || before == "es" || before == ".") {
			return j, true
		}
	}
	return 0, false
}

// addressFrom reads the address whose first token is from and whose street's name begins at name.
func addressFrom(t text.Text, from, name int, asked bool) (Address, bool) {
	number := -1
	for i := name; i < len(t.Tokens) && i < name+9; i++ {
		if addressEnds.at(t, i) > 0 {
			break
		}
		if t.Tokens[i].Kind == text.Number && (i > name || from < name) {
			number = i
			break
		}
	}
	if number < 0 || number == name && from == name {
		return Address{}, false
	}
	end := number + 1
	for end < len(t.Tokens) && addressEnds.at(t, end) == 0 && (asked || end-number < 14) && t.Tokens[end].Kind != text.Emoji {
		if !asked && !belongs(t, end) {
			break
		}
		end++
	}
	for end > number+1 && (t.Norm(end-1) == "," || t.Norm(end-1) == "y" || t.Norm(end-1) == "e" || t.Norm(end-1) == ".") {
		end--
	}
	a := Address{Street: strings.Trim(t.Original(from, number), " ,#"), Number: t.Original(number, number+1)}
	a.Start, a.End = t.Span(from, end)
	a.Raw = t.Original(from, end)
	a.rest(t, number+1, end)
	return a, a.Street != ""
}

// belongs tells whether the token at i goes on with an address: a unit, its number, a sign, a reference.
func belongs(t text.Text, i int) bool {
	tok := t.Tokens[i]
	if tok.Kind == text.Mark {
		return tok.Norm == "," && i+1 < len(t.Tokens) && (unitWords.at(t, i+1) > 0 || referenceWords.at(t, i+1) > 0) || tok.Norm == "-" || tok.Norm == "#" || tok.Norm == "."
	}
	if unitWords.at(t, i) > 0 || referenceWords.at(t, i) > 0 {
		return true
	}
	return unitWords.at(t, i-1) > 0 && (tok.Kind == text.Number || len(tok.Norm) <= 2) || tok.Kind == text.Number && tok.Glued ||
		tok.Kind == text.Word && len(tok.Norm) == 1 && t.Tokens[i-1].Kind == text.Number
}

// rest splits what follows the number into unit and reference.
func (a *Address) rest(t text.Text, from, end int) {
	for i := from; i < end; i++ {
		if referenceWords.at(t, i) > 0 {
			a.Reference = t.Original(i, end)
			end = i
			break
		}
	}
	for i := from; i < end; i++ {
		if unitWords.at(t, i) > 0 {
			a.Unit = strings.Trim(t.Original(i, end), " ,.")
			return
		}
	}
}

// wholeAddress takes the message as it stands: a place without a number, told by what is around it.
func wholeAddress(t text.Text) (Address, bool) {
	a := Address{Raw: strings.TrimSpace(t.Raw), Start: 0, End: len(t.Raw)}
	for i := range t.Tokens {
		if referenceWords.at(t, i) > 0 {
			a.Reference = t.Original(i, len(t.Tokens))
			a.Street = strings.Trim(t.Original(0, i), " ,")
			return a, true
		}
	}
	for i, tok := range t.Tokens {
		if tok.Kind == text.Number && i > 0 {
			a.Street, a.Number = strings.Trim(t.Original(0, i), " ,#"), t.Original(i, i+1)
			a.rest(t, i+1, len(t.Tokens))
			return a, true
		}
	}
	return a, false
}

// Postcode reads a CEP (04571-010) or, in Mexico, a código postal after its name.
func Postcode(t text.Text, country string) (Found, bool) {
	for i, tok := range t.Tokens {
		if tok.Kind != text.Number || len(tok.Norm) != 5 {
			continue
		}
		start, end := t.Span(i, i+1)
		switch {
		case country == "BR" && t.Norm(i+1) == "-" && i+2 < len(t.Tokens) && len(t.Norm(i+2)) == 3:
			start, end = t.Span(i, i+3)
			return Found{Text: t.Raw[start:end], Value: tok.Norm + t.Norm(i+2), Start: start, End: end}, true
		case country == "MX" && (t.Norm(i-1) == "cp" || t.Norm(i-1) == "postal" || t.Norm(i-1) == "." && t.Norm(i-2) == "p" || len(t.Tokens) == 1):
			return Found{Text: tok.Norm, Value: tok.Norm, Start: start, End: end}, true
		}
	}
	for i, tok := range t.Tokens {
		if country == "BR" && tok.Kind == text.Number && len(tok.Norm) == 8 && (t.Norm(i-1) == "cep" || len(t.Tokens) == 1) {
			start, end := t.Span(i, i+1)
			return Found{Text: tok.Norm, Value: tok.Norm, Start: start, End: end}, true
		}
	}
	return Found{}, false
}
