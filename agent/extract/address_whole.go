package extract

import (
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// distance is the end of "200 m norte", "50 varas al sur", "2 cuadras arriba" at token i; 0 for none.
func (r *addressReader) distance(i int) int {
	if i >= len(r.t.Tokens) {
		return 0
	}
	_, n := r.t.Numeral(i)
	if n == 0 && r.t.Norm(i) != "media" {
		return 0
	}
	j := i + max(n, 1)
	switch r.t.Norm(j) {
	case "m", "mt", "mts", "mtrs", "metros", "metro", "varas", "vrs", "vara", "cuadras", "cuadra", "c", "km", "kilometros", "kms", "quadras", "quadra":
	case "norte", "sur", "este", "oeste":
		if r.q.Country != "CR" || r.t.Tokens[i].Kind != text.Number {
			return 0
		}
		return j + 1
	default:
		return 0
	}
	j++
	if r.t.Norm(j) == "." {
		j++
	}
	for r.t.Norm(j) == "al" || r.t.Norm(j) == "a" || r.t.Norm(j) == "la" || r.t.Norm(j) == "hacia" || r.t.Norm(j) == "el" {
		j++
	}
	switch r.t.Norm(j) {
	case "norte", "sur", "este", "oeste", "noreste", "noroeste", "sureste", "suroeste", "arriba", "abajo", "lago", "derecha", "izquierda", "oriente", "poniente", "occidente", "n", "s", "o":
		return j + 1
	case "del", "de", "antes", "despues", "depois", "do", "da":
		return j
	}
	return 0
}

// landmark reads the addresses of Costa Rica and Nicaragua, and those of anybody who has no street to name: a distance and a
// direction from a landmark. All of it is the reference.
func (r *addressReader) landmark() bool {
	home := r.q.Country == "CR" || r.q.Country == "NI"
	for i := range r.t.Tokens {
		to := r.distance(i)
		if to == 0 || !home && !r.q.Asked && !r.directed(to) {
			continue
		}
		if !r.directed(to) && !r.q.Asked {
			continue
		}
		return r.takeReference(r.landmarkStart(i), home)
	}
	if !home && !r.q.Asked {
		return false
	}
	for i := range r.t.Tokens {
		if n := referenceWords.at(r.t, i); n > 0 && (n > 1 || r.begins(i)) && i+n < len(r.t.Tokens) && (r.q.Asked || r.led(i, strongLeads)) {
			return r.takeReference(r.landmarkStart(i), true)
		}
	}
	return false
}

func (r *addressReader) directed(to int) bool {
	switch r.t.Norm(to - 1) {
	case "norte", "sur", "este", "oeste", "noreste", "noroeste", "sureste", "suroeste", "arriba", "abajo", "lago", "oriente", "poniente", "n", "s":
		return true
	}
	return false
}

// landmarkStart goes back from a distance to the landmark it is measured from: "de la escuela 100 m al sur", "casa 5, ...".
func (r *addressReader) landmarkStart(i int) int {
	start := i
	for start > 0 && i-start < 10 && (!r.broken(start) || r.q.Asked) {
		if r.separator(start-1) && !r.q.Asked || r.t.Norm(start-1) == ":" || r.t.Tokens[start-1].Kind == text.Emoji || r.led(start, strongLeads) || addressEnds.at(r.t, start-1) > 0 {
			break
		}
		if nameStops[r.t.Norm(start-1)] || r.led(start, addressLeads) && r.t.Norm(start-1) != "a" && r.t.Norm(start-1) != "la" {
			break
		}
		start--
	}
	for start < i && (r.separator(start) || r.t.Norm(start) == "y") {
		start++
	}
	return start
}

// takeReference takes the words from a token on as the reference, but for the units among them.
func (r *addressReader) takeReference(start int, units bool) bool {
	r.first, r.at, r.a = start, start, Address{}
	for last := -1; r.at < len(r.t.Tokens) && r.at > last; {
		i := r.at
		last = i
		for r.separator(i) {
			i++
		}
		if i >= len(r.t.Tokens) || addressEnds.at(r.t, i) > 0 || r.t.Tokens[i].Kind == text.Emoji {
			break
		}
		if i > start && (units && r.readUnit(i) || r.readLocality(i, true)) {
			continue
		}
		end := r.phrase(i)
		if i > start && !r.q.Asked && r.distance(i) == 0 && referenceWords.at(r.t, i) == 0 {
			break
		}
		extend(&r.a.Reference, r.original(i, end))
		r.at = end
	}
	return r.a.Reference != ""
}

// whole reads an answer that has no street with a number: a unit or a number alone, a condominium, a parcel, a landmark.
func (r *addressReader) whole() bool {
	i := r.lead()
	if i >= len(r.t.Tokens) || addressEnds.at(r.t, i) > 0 || nameStops[r.t.Norm(i)] || r.times(i) {
		return false
	}
	r.first, r.at, r.a = i, i, Address{}
	if r.rural(i) || r.condominium(i) {
		r.tail()
		return true
	}
	if from, end := r.number(i); end > 0 && r.ends(end) {
		r.a.Number, r.at = r.t.Original(from, end), end
		if end < len(r.t.Tokens) {
			r.tail()
		}
		return end == len(r.t.Tokens) || r.a.Unit != "" || r.a.Reference != ""
	}
	if r.readUnit(i) || r.readHood(i) {
		r.tail()
		return true
	}
	return false
}

// lead is the first token after the words that introduce an answer.
func (r *addressReader) lead() int {
	i := 0
	for i < len(r.t.Tokens) {
		n := addressLeads.at(r.t, i)
		if n == 0 && (r.separator(i) || r.t.Tokens[i].Kind == text.Emoji) {
			n = 1
		}
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// times tells whether the answer speaks of a time.
func (r *addressReader) times(i int) bool {
	for ; i < len(r.t.Tokens); i++ {
		if nameTimes[r.t.Norm(i)] {
			return true
		}
	}
	return false
}

// rural reads "parcela 14", "fundo El Carmen", "km 23 ruta 68".
func (r *addressReader) rural(i int) bool {
	if from, end := r.numberless(i); end > 0 {
		r.a.Number, r.at = r.t.Original(from, end), end
		return true
	}
	n := ruralWords.at(r.t, i)
	if n == 0 || r.t.Norm(i) == "quinta" {
		return false
	}
	j := i + n
	if from, end := r.number(j); end > 0 {
		r.a.Street, r.a.Number, r.at = r.original(i, j), r.t.Original(from, end), end
		return true
	}
	end := r.hoodEnd(j)
	if end == j {
		return false
	}
	r.a.Street, r.at = r.original(i, end), end
	return true
}

// condominium reads "Condominio Los Robles casa 5": the name stands for the street.
func (r *addressReader) condominium(i int) bool {
	if namedUnits.at(r.t, i) == 0 {
		return false
	}
	end := r.unitAt(i)
	if end <= i+1 || r.t.Tokens[end-1].Kind == text.Number || r.t.Tokens[end-1].End-r.t.Tokens[end-1].Start < 3 {
		return false
	}
	r.a.Street, r.at = r.original(i, end), end
	return true
}
