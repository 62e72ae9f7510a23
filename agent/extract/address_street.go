package extract

import (
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// mostNameWords of a street.
const mostNameWords = 8

// street reads "Av. Vicuña Mackenna 7110", "rua dos Pinheiros, 870", "calle 9 de Julio nº 1200".
func (r *addressReader) street(i int) bool {
	n := streetWords.at(r.t, i)
	if n == 0 {
		return false
	}
	j := i + n
	short := n == 1 && len(r.t.Norm(i)) <= 2
	if r.t.Norm(j) == "." || r.t.Norm(j) == "/" {
		j, short = j+1, short && r.t.Norm(i) != "av" && r.t.Norm(i) != "jr" && r.t.Norm(i) != "c" && r.t.Norm(i) != "r"
	}
	weak := weakStreets.at(r.t, i) > 0
	named := capital2(r.t, j) && (r.begins(i) || !short)
	if weak && (r.q.Asked && i > 0 && !r.begins(i) || !r.q.Asked && !named) {
		return false
	}
	nameTo, from, to := r.nameAndNumber(j)
	if nameTo <= j {
		return false
	}
	if to == 0 {
		return r.unnumbered(i, nameTo, weak)
	}
	if weak && !r.q.Asked && len(r.t.Norm(from)) < 2 && !r.unitFollows(to) {
		return false
	}
	return r.take(i, nameTo, from, to)
}

// unnumbered takes a street without a number: when it was asked for, or when the crossing street is told.
func (r *addressReader) unnumbered(first, nameTo int, weak bool) bool {
	next := nameTo
	for r.separator(next) {
		next++
	}
	crossed := betweenWords.at(r.t, next) > 0 && r.crossing(next) > 0
	if !r.q.Asked && (weak || !crossed) || r.q.Asked && !crossed && weak && !r.ends(nameTo) && !r.unitFollows(nameTo) {
		return false
	}
	r.first, r.at = first, nameTo
	r.a = Address{Street: r.original(first, nameTo)}
	return true
}

// ends tells whether nothing of the same phrase follows token i.
func (r *addressReader) ends(i int) bool {
	return i >= len(r.t.Tokens) || r.separator(i) || r.broken(i)
}

// begins tells whether a phrase may begin at token i: at the start, after a sign, a lead or a line.
func (r *addressReader) begins(i int) bool {
	if i == 0 || r.separator(i-1) || r.broken(i) || r.t.Tokens[i-1].Kind == text.Emoji {
		return true
	}
	return r.led(i, addressLeads) || unitWords.at(r.t, i-2) > 0
}

// led tells whether words of a set stand right before token i.
func (r *addressReader) led(i int, set phraseSet) bool {
	for k := 1; k <= 5 && k <= i; k++ {
		if n := set.at(r.t, i-k); n == k || n == k-1 && (r.t.Norm(i-1) == ":" || r.t.Norm(i-1) == ",") {
			return true
		}
	}
	return false
}

func capital2(t text.Text, i int) bool {
	if i < len(t.Tokens) && (streetParticles[t.Norm(i)] || t.Norm(i) == ".") {
		i++
	}
	return i < len(t.Tokens) && (t.Tokens[i].Kind == text.Number || capital(t.Raw[t.Tokens[i].Start:]))
}

// nameAndNumber reads the name of a street from token j and the number after it: where the name ends, where the number begins and
// ends. No number: to is 0.
func (r *addressReader) nameAndNumber(j int) (nameTo, from, to int) {
	for i := j; i < len(r.t.Tokens) && i-j <= mostNameWords; {
		if i > j && r.broken(i) {
			return i, 0, 0
		}
		if next := r.dated(i); next > 0 { // "9 de Julio 1200", "1° de Mayo 20"
			i = next
			continue
		}
		if i > j {
			k := i
			if r.t.Norm(k) == "," {
				k++
			}
			if f, e := r.number(k); e > 0 {
				if k == i && i == j+1 && r.quarter(j) > j { // "Sur 73-A 212"
					if f2, e2 := r.number(e); e2 > 0 && f2 == e {
						return e, f2, e2
					}
				}
				return i, f, e
			}
		}
		if i == j && r.t.Tokens[i].Kind == text.Number { // "Calle 50 nº 845", "Pasaje 12, 345"
			next := r.quarter(r.plate(i))
			if next == 0 {
				return j, 0, 0
			}
			k := next
			if r.t.Norm(k) == "," {
				k++
			}
			if f, e := r.number(k); e > 0 {
				return next, f, e
			}
			if r.measured(next) {
				return j, 0, 0
			}
			i = next
			if i < len(r.t.Tokens) && !streetParticles[r.t.Norm(i)] {
				return next, 0, 0
			}
			continue
		}
		if !r.nameToken(i, j) {
			return i, 0, 0
		}
		i++
	}
	return min(len(r.t.Tokens), j+mostNameWords), 0, 0
}

// nameToken tells whether token i goes on with a name that began at j.
func (r *addressReader) nameToken(i, j int) bool {
	switch r.t.Norm(i) {
	case ".", "'", "’":
		return i > j && r.t.Tokens[i].Glued && r.t.Tokens[i-1].Kind == text.Word && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Kind == text.Word &&
			(r.t.Tokens[i-1].End-r.t.Tokens[i-1].Start <= 5 || r.t.Norm(i) != ".")
	}
	if i == j && r.t.Norm(i) == "lo" && capital2(r.t, i) && capital2(r.t, i+1) { // "Lo Barnechea"
		return true
	}
	proper := i > j && streetParticles[r.t.Norm(i-1)] && r.t.Tokens[i].Kind == text.Word && capital(r.t.Raw[r.t.Tokens[i].Start:]) // "Praça da Sé"
	if !r.word(i) && !proper {
		return false
	}
	if i > j && (r.unitAt(i) > 0 || betweenWords.at(r.t, i) > 0 || referenceWords.at(r.t, i) > 0 || hoodWords.at(r.t, i) > 0 && r.begins(i)) {
		return false
	}
	if (r.t.Norm(i) == "y" || r.t.Norm(i) == "e") && i == j {
		return false
	}
	return true
}

// dated passes the date in the name of a street, if a number follows it later: "9 de Julio", "25 de Março", "1º de Mayo".
func (r *addressReader) dated(i int) int {
	j, ok := r.ordinal(i)
	if !ok || r.t.Norm(j) != "de" || !r.word(j+1) || i+1 > j {
		return 0
	}
	return j + 2
}

// named reads a name and a number without the kind of street: "Los Leones 1200 depto 31".
func (r *addressReader) named(i int) bool {
	if !r.begins(i) || addressLeads.at(r.t, i) > 0 && !streetParticles[r.t.Norm(i)] || r.unitAt(i) > 0 || hoodWords.at(r.t, i) > 0 && !capital(r.t.Raw[r.t.Tokens[i].Start:]) {
		return false
	}
	if r.marker(i) > i {
		return false
	}
	if streetWords.at(r.t, i) > 0 && len(r.t.Norm(i)) > 2 || ruralWords.at(r.t, i) > 0 || localityWords.at(r.t, i) > 0 && r.t.Norm(i) != "del" {
		return false
	}
	nameTo, from, to := r.nameAndNumber(i)
	if to == 0 || nameTo == i || nameTo-i > 6 {
		return false
	}
	date := r.dated(i) > 0 && r.dated(i) == nameTo
	letters := 0
	for k := i; k < nameTo; k++ {
		if nameTimes[r.t.Norm(k)] && !date || r.t.Norm(k) == "calle" {
			return false
		}
		if (!streetParticles[r.t.Norm(k)] || len(r.t.Norm(k)) > 3) && r.t.Tokens[k].Kind == text.Word {
			letters = max(letters, r.t.Tokens[k].End-r.t.Tokens[k].Start)
		}
	}
	digits := len(r.t.Norm(from))
	unit := r.unitFollows(to)
	if letters < 3 || date && !unit && digits == 4 && r.t.Norm(from)[:2] == "20" {
		return false
	}
	if !r.q.Asked && !r.likely(i, nameTo, to, digits, unit) || r.q.Asked && i > 0 && !unit && digits < 2 {
		return false
	}
	return r.take(i, nameTo, from, to)
}

// likely tells whether a name and a number in the middle of a message are an address.
func (r *addressReader) likely(i, nameTo, to, digits int, unit bool) bool {
	big := capital2(r.t, i)
	switch {
	case r.led(i, strongLeads):
		return digits >= 2 || unit
	case unit:
		return digits >= 2 && (big || i > 0)
	case i == 0:
		return big && digits >= 3 && r.placeFollows(to)
	case r.t.Norm(i-1) == "en" || r.t.Norm(i-1) == "na" || r.t.Norm(i-1) == "no" || r.t.Norm(i-1) == ":" || r.t.Norm(i-1) == "em":
		return big && digits >= 3
	default:
		return big && digits >= 3 && (len(r.q.Places) > 0 || r.placeFollows(to)) && (r.separator(i-1) || r.broken(i))
	}
}

// unitFollows tells whether a flat or a house comes right after token i.
func (r *addressReader) unitFollows(i int) bool {
	for r.separator(i) {
		i++
	}
	return r.unitAt(i) > 0 && r.unitAt(i) > i
}

func (r *addressReader) placeFollows(i int) bool {
	for r.separator(i) {
		i++
	}
	return r.place(i) > 0
}
