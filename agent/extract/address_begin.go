package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// begin reads the street and the number if an address begins at token i.
func (r *addressReader) begin(i int) bool {
	if r.t.Tokens[i].Kind == text.Emoji || r.t.Tokens[i].Kind == text.Mark || i > 0 && r.t.Tokens[i].Glued && r.t.Tokens[i-1].Kind != text.Mark {
		return false
	}
	if r.q.Asked && ruralWords.at(r.t, i) > 0 && i == r.lead() && r.rural(i) {
		return true
	}
	return r.isthmus(i) || r.grid(i) || r.lot(i) || r.sector(i) || r.street(i) || r.named(i)
}

// take sets street and number and where the reading goes on.
func (r *addressReader) take(first, nameTo, numberFrom, to int) bool {
	r.first, r.at = first, to
	r.a = Address{Street: r.original(first, nameTo), Number: strings.Trim(r.t.Original(numberFrom, to), " ,")}
	return true
}

// isthmus reads "3a calle 4-55", "12 avenida 15-30": Guatemala and its neighbours.
func (r *addressReader) isthmus(i int) bool {
	j, ok := r.ordinal(i)
	if !ok {
		return false
	}
	if r.t.Norm(j) == "." {
		j++
	}
	switch r.t.Norm(j) {
	case "calle", "avenida", "av", "ave", "c":
	default:
		return false
	}
	to := j + 1
	if r.t.Norm(to) == "." {
		to++
	}
	if r.t.Tokens[j].Norm == "c" && to == j+1 {
		return false
	}
	for len(r.t.Norm(to)) == 1 && r.t.Norm(to) >= "a" && r.t.Norm(to) <= "f" && r.t.Tokens[to].Kind == text.Word { // "5 avenida A 3-20"
		to++
	}
	from, end := r.pair(r.marker(to))
	if end == 0 {
		return false
	}
	return r.take(i, to, from, end)
}

// ordinal reads "3a", "3ra.", "12": a number with or without its ending.
func (r *addressReader) ordinal(i int) (int, bool) {
	if i >= len(r.t.Tokens) || r.t.Tokens[i].Kind != text.Number || len(r.t.Norm(i)) > 2 {
		return i, false
	}
	i++
	if i < len(r.t.Tokens) && r.t.Tokens[i].Glued {
		switch r.t.Norm(i) {
		case "a", "ra", "da", "ta", "ma", "va", "na", "er", "ro", "do", "to", "mo", "º", "ª", "°", "o":
			i++
		}
	}
	return i, true
}

// pair reads "4-55", "13-20", "8a-49 sur": it returns where it begins and ends, or 0.
func (r *addressReader) pair(i int) (from, end int) {
	j := r.plate(i)
	if j == 0 {
		return 0, 0
	}
	k := j
	switch r.t.Norm(k) {
	case "-", "–", "—":
		k++
	default:
		return 0, 0
	}
	if k = r.plate(k); k == 0 {
		return 0, 0
	}
	return i, r.quarter(k)
}

// plate reads one part of a number plate: digits, letters glued to them, "bis".
func (r *addressReader) plate(i int) int {
	if i >= len(r.t.Tokens) || r.t.Tokens[i].Kind != text.Number || len(r.t.Norm(i)) > 4 {
		return 0
	}
	i++
	for i < len(r.t.Tokens) && r.t.Tokens[i].Kind == text.Word && (r.t.Tokens[i].Glued && r.t.Tokens[i].End-r.t.Tokens[i].Start <= 2 || r.t.Norm(i) == "bis" ||
		r.t.Tokens[i].End-r.t.Tokens[i].Start == 1 && r.t.Norm(i) != "y" && r.t.Norm(i) != "e" && (r.t.Norm(i+1) == "-" || r.t.Norm(i+1) == "#" || r.t.Norm(i+1) == "bis")) {
		i++
	}
	return i
}

// quarter passes "sur", "norte", "este", "oeste" after a plate.
func (r *addressReader) quarter(i int) int {
	switch r.t.Norm(i) {
	case "sur", "norte", "este", "oeste", "occidente", "oriente":
		return i + 1
	}
	return i
}

// marker passes "#", "nº", "no.", "nro", "numero" before a number.
func (r *addressReader) marker(i int) int {
	for k := 0; k < 3 && i < len(r.t.Tokens); k++ {
		switch r.t.Norm(i) {
		case "#", "°", "º", "nº", "n°", "n", "no", "nro", "num", "numero", "ndeg", "№", "nr", "ext", "exterior":
			i++
			if r.t.Norm(i) == "." || r.t.Norm(i) == ":" {
				i++
			}
			continue
		case "al", "altura":
			if i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Kind == text.Number { // "Santa Fe al 1800"
				return i + 1
			}
		}
		break
	}
	return i
}

// grid reads "Calle 45 # 13-20", "cra 7 no 72-41", and in Colombia "kr 15 93 60" too.
func (r *addressReader) grid(i int) bool {
	n := gridStreets.at(r.t, i)
	if n == 0 {
		return false
	}
	j := i + n
	if r.t.Norm(j) == "." {
		j++
	}
	to := r.plate(j)
	if to == 0 {
		return false
	}
	to = r.quarter(to)
	next := to
	if r.t.Norm(next) == "," {
		next++
	}
	mark := r.marker(next)
	if from, end := r.pair(mark); end > 0 && (mark > next || r.q.Country == "CO" || r.q.Country == "EC" || r.q.Country == "VE") {
		return r.take(i, to, from, end)
	}
	if r.q.Country != "CO" {
		return false
	}
	from, a := mark, r.quarter(r.plate(mark))
	if a == 0 || r.measured(a) {
		return false
	}
	if b := r.plate(a); b > 0 && !r.measured(b) { // spaces instead of signs
		return r.take(i, to, from, r.quarter(b))
	}
	if mark > next {
		return r.take(i, to, from, r.quarter(a))
	}
	return false
}

// lot reads "Mz B Lt 5", "manzana 4 lote 12", "quadra 5 lote 10".
func (r *addressReader) lot(i int) bool {
	switch r.t.Norm(i) {
	case "mz", "mza", "manzana", "manz", "quadra", "qd":
	default:
		return false
	}
	j := r.lotValue(i + 1)
	if j == 0 {
		return false
	}
	k := j
	for r.separator(k) || r.t.Norm(k) == "y" || r.t.Norm(k) == "e" {
		k++
	}
	switch r.t.Norm(k) {
	case "lt", "lote", "lot", "l", "casa":
	default:
		return false
	}
	end := r.lotValue(k + 1)
	if end == 0 {
		return false
	}
	return r.take(i, i, i, end)
}

func (r *addressReader) lotValue(i int) int {
	for r.t.Norm(i) == "." || r.t.Norm(i) == ":" || r.t.Norm(i) == "\"" || r.t.Norm(i) == "'" || r.t.Norm(i) == "#" {
		i++
	}
	if i >= len(r.t.Tokens) || r.t.Tokens[i].Kind == text.Mark || r.t.Tokens[i].Kind == text.Word && r.t.Tokens[i].End-r.t.Tokens[i].Start > 2 || len(r.t.Norm(i)) > 4 {
		return 0
	}
	i++
	for i < len(r.t.Tokens) && r.t.Tokens[i].Glued && (r.t.Tokens[i].Kind == text.Number && len(r.t.Norm(i)) <= 3 || r.t.Tokens[i].Kind == text.Word && r.t.Tokens[i].End-r.t.Tokens[i].Start <= 2 || r.t.Norm(i) == "-" && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Glued) {
		i++
	}
	if r.t.Norm(i) == "\"" || r.t.Norm(i) == "'" {
		i++
	}
	return i
}

// sector reads Brasília's "SQN 308", "SHIS QI 15".
func (r *addressReader) sector(i int) bool {
	if r.q.Country != "BR" || !brasiliaCodes[r.t.Norm(i)] {
		return false
	}
	j := i + 1
	for brasiliaCodes[r.t.Norm(j)] {
		j++
	}
	if j < len(r.t.Tokens) && r.t.Tokens[j].Kind == text.Number && len(r.t.Norm(j)) <= 3 {
		return r.take(i, j, j, j+1)
	}
	return false
}

// measured tells whether what ends at token i is an amount, a time or a size.
func (r *addressReader) measured(i int) bool {
	if i >= len(r.t.Tokens) {
		return false
	}
	if measures[r.t.Norm(i)] && !r.crossedBy(i) && (r.t.Norm(i) != "lt" || r.lotValue(i+1) == 0) {
		return true
	}
	next := r.t.Norm(i)
	if (next == ":" || next == "." || next == ",") && r.t.Tokens[i].Glued && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Kind == text.Number && r.t.Tokens[i+1].Glued {
		return true
	}
	if next == "/" && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Kind == text.Number && r.t.Tokens[i+1].Glued && i+2 < len(r.t.Tokens) && r.t.Norm(i+2) == "/" {
		return true
	}
	return next == "%" || next == "$" || next == "€"
}

// number reads a house number at token i, with its marker: "1200", "nº 870", "45-B", "N34-120", "s/n". It returns where the
// number itself begins and where it ends, or 0.
func (r *addressReader) number(i int) (from, end int) {
	if r.broken(i) && i < len(r.t.Tokens) && r.t.Tokens[i].Kind != text.Number {
		return 0, 0
	}
	if from, end := r.numberless(i); end > 0 {
		return from, end
	}
	j := r.marker(i)
	if j < len(r.t.Tokens) && r.t.Tokens[j].Kind == text.Word && j == i || j > i && r.t.Norm(i) == "n" && j == i+1 && j < len(r.t.Tokens) && r.t.Tokens[j].Glued {
		if end := r.quitoPlate(i); end > 0 {
			return i, end
		}
	}
	if j >= len(r.t.Tokens) || r.t.Tokens[j].Kind != text.Number || len(r.t.Norm(j)) > 5 || strings.Trim(r.t.Norm(j), "0") == "" {
		return 0, 0
	}
	if j > 0 && (r.t.Norm(j-1) == "$" || r.t.Norm(j-1) == "+") {
		return 0, 0
	}
	if _, end := r.pair(j); end > 0 && (j > i && r.t.Norm(j-1) == "#" || r.q.Country == "CO" || r.q.Country == "GT" || r.q.Country == "VE") {
		return j, end
	}
	end = j + 1
	if end < len(r.t.Tokens) && r.t.Tokens[end].Kind == text.Word && r.t.Tokens[end].Glued && r.t.Tokens[end].End-r.t.Tokens[end].Start <= 2 && !measures[r.t.Norm(end)] {
		end++
	} else if end+1 < len(r.t.Tokens) && r.t.Norm(end) == "-" && r.t.Tokens[end+1].Kind == text.Word && r.t.Tokens[end+1].End-r.t.Tokens[end+1].Start == 1 && r.t.Tokens[end].Glued && r.t.Tokens[end+1].Glued {
		end += 2
	} else if r.t.Norm(end) == "bis" {
		end++
	}
	if r.measured(end) || r.phone(j) {
		return 0, 0
	}
	return j, end
}

// phone tells whether a number goes on like one: "9 6123 4567".
func (r *addressReader) phone(i int) bool {
	run, n := 0, 0
	for k := i; k < len(r.t.Tokens) && (r.t.Tokens[k].Kind == text.Number || r.t.Norm(k) == "-"); k++ {
		if r.t.Tokens[k].Kind == text.Number {
			run += len(r.t.Norm(k))
			n++
		}
	}
	return run >= 8 && n >= 2 && r.q.Country != "BR" || run >= 10
}

// numberless reads "s/n", "sin número", "sem número", "km 12".
func (r *addressReader) numberless(i int) (from, end int) {
	switch {
	case r.t.Norm(i) == "s" && r.t.Norm(i+1) == "/" && (r.t.Norm(i+2) == "n" || r.t.Norm(i+2) == "nº" || r.t.Norm(i+2) == "num"):
		return i, i + 3
	case r.t.Norm(i) == "sn", r.t.Norm(i) == "s" && r.t.Norm(i+1) == "n":
		end = i + 1
		if r.t.Norm(i) == "s" {
			end++
		}
		return i, end
	case (r.t.Norm(i) == "sin" || r.t.Norm(i) == "sem") && (r.t.Norm(i+1) == "numero" || r.t.Norm(i+1) == "numeracion" || r.t.Norm(i+1) == "nro"):
		return i, i + 2
	case (r.t.Norm(i) == "km" || r.t.Norm(i) == "kilometro") && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Kind == text.Number:
		end = i + 2
		if (r.t.Norm(end) == "." || r.t.Norm(end) == ",") && end+1 < len(r.t.Tokens) && r.t.Tokens[end].Glued && r.t.Tokens[end+1].Glued && r.t.Tokens[end+1].Kind == text.Number {
			end += 2
		}
		return i, end
	}
	return 0, 0
}

// quitoPlate reads "N34-120", "Oe4-15", "E10-25" of Ecuador.
func (r *addressReader) quitoPlate(i int) int {
	switch r.t.Norm(i) {
	case "n", "s", "e", "oe", "o":
	default:
		return 0
	}
	if i+1 >= len(r.t.Tokens) || !r.t.Tokens[i+1].Glued || r.t.Tokens[i+1].Kind != text.Number {
		return 0
	}
	_, end := r.pair(i + 1)
	return end
}
