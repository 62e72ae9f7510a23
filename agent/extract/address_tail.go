package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/gazetteer"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// tail reads what follows the number, part by part, until something that is no part.
func (r *addressReader) tail() {
	for r.at < len(r.t.Tokens) {
		i := r.at
		for r.separator(i) {
			i++
		}
		if i >= len(r.t.Tokens) || r.t.Tokens[i].Kind == text.Emoji || !r.q.Asked && r.broken(i) && !r.partAt(i) {
			return
		}
		was := r.at
		parted := i > r.at || r.broken(i)
		switch {
		case r.readPostcode(i), r.readUnit(i), r.readBetween(i), r.readReference(i):
		case r.readLocality(i, parted), r.readHood(i):
		case addressEnds.at(r.t, i) > 0:
			return
		case r.q.Asked && r.readRest(i, parted):
		default:
			return
		}
		if r.at <= was {
			return
		}
	}
}

// partAt tells whether a line that begins at token i goes on with the address.
func (r *addressReader) partAt(i int) bool {
	return r.unitAt(i) > i || hoodWords.at(r.t, i) > 0 || r.place(i) > 0 || betweenWords.at(r.t, i) > 0 || referenceWords.at(r.t, i) > 0 || localityWords.at(r.t, i) > 0
}

// before takes in units and neighbourhoods that stand right before the street: "torre 3 apto 502, calle 45 # 12-30".
func (r *addressReader) before(i int) {
	for start := max(0, i-10); start < i; start++ {
		if start > 0 && r.t.Tokens[start].Glued && !r.separator(start-1) {
			continue
		}
		probe := addressReader{t: r.t, q: r.q, at: start}
		probe.q.Asked = false
		for probe.at < i {
			k := probe.at
			for r.separator(k) {
				k++
			}
			if !probe.readUnit(k) && !probe.readHood(k) {
				break
			}
		}
		end := probe.at
		for r.separator(end) {
			end++
		}
		if end == i && probe.at <= i && probe.a.Unit != "casa" && (probe.a.Unit != "" || probe.a.Neighborhood != "") {
			r.a.Unit, r.a.Neighborhood, r.first = probe.a.Unit, probe.a.Neighborhood, start
			return
		}
	}
}

func extend(part *string, more string) {
	if more = strings.Trim(more, " ,;.-("); more == "" {
		return
	}
	if *part != "" {
		*part += ", "
	}
	*part += more
}

func (r *addressReader) readUnit(i int) bool {
	end := r.unitAt(i)
	if end <= i || end > len(r.t.Tokens) {
		return false
	}
	if r.a.Unit != "" && r.at == i {
		r.a.Unit += " " + r.original(i, end)
	} else {
		extend(&r.a.Unit, r.original(i, end))
	}
	r.at = end
	return true
}

// unitAt is the end of a unit that begins at token i: "depto 31", "torre norte", "3er piso", "3° B", "fundos"; 0 for none.
func (r *addressReader) unitAt(i int) int {
	if i < 0 || i >= len(r.t.Tokens) {
		return 0
	}
	if end := r.floorAt(i); end > 0 {
		return end
	}
	n := unitWords.at(r.t, i)
	if n == 0 || referenceWords.at(r.t, i) > n {
		return 0
	}
	j := i + n
	if aloneUnits.at(r.t, i) == n && (r.ends(j) || !r.valueAt(j)) {
		return j
	}
	if r.t.Norm(j) == "." || r.t.Norm(j) == ":" {
		j++
	}
	j = r.marker(j)
	if r.valueAt(j) {
		if (r.t.Norm(i) == "p" || r.t.Norm(i) == "of" || r.t.Norm(i) == "to" || r.t.Norm(i) == "tr" || r.t.Norm(i) == "sl") && r.t.Tokens[j].Kind != text.Number {
			return 0
		}
		return r.valueEnd(j)
	}
	if namedUnits.at(r.t, i) == n {
		end := j
		for k := 0; k < 4 && end < len(r.t.Tokens) && r.word(end) && !r.ends(end) && (end == j || r.unitWord(end) == 0) && betweenWords.at(r.t, end) == 0 && referenceWords.at(r.t, end) == 0 && r.place(end) == 0; k++ {
			end++
		}
		for end > j && streetParticles[r.t.Norm(end-1)] {
			end--
		}
		if end > j {
			return end
		}
	}
	if r.t.Norm(i) == "casa" && r.ends(i+1) {
		return i + 1
	}
	return 0
}

func (r *addressReader) unitWord(i int) int { return unitWords.at(r.t, i) }

// valueAt tells whether token i names a unit: a number, a letter, "B2", "norte".
func (r *addressReader) valueAt(i int) bool {
	if i >= len(r.t.Tokens) {
		return false
	}
	tok := r.t.Tokens[i]
	switch {
	case tok.Kind == text.Number:
		return len(tok.Norm) <= 5 && !r.measured(i+1)
	case tok.Kind != text.Word:
		return false
	case tok.End-tok.Start == 1:
		return tok.Norm != "y" && tok.Norm != "e" && tok.Norm != "a" && tok.Norm != "o" || capital(r.t.Raw[tok.Start:]) || r.ends(i+1)
	}
	switch tok.Norm {
	case "norte", "sur", "este", "oeste", "oriente", "poniente", "i", "ii", "iii", "iv", "pb", "ph", "azul", "central", "unico":
		return true
	}
	return tok.End-tok.Start == 2 && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Glued && r.t.Tokens[i+1].Kind == text.Number
}

func (r *addressReader) valueEnd(i int) int {
	i++
	for i < len(r.t.Tokens) && r.t.Tokens[i].Glued {
		tok := r.t.Tokens[i]
		glued := i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Glued && r.t.Tokens[i+1].Kind != text.Mark
		switch {
		case tok.Kind == text.Number && len(tok.Norm) <= 4, tok.Kind == text.Word && tok.End-tok.Start <= 2, tok.Norm == "°":
		case (tok.Norm == "-" || tok.Norm == "/") && glued:
		default:
			return i
		}
		i++
	}
	if i < len(r.t.Tokens) && r.t.Tokens[i].Kind == text.Word && r.t.Tokens[i].End-r.t.Tokens[i].Start == 1 && capital(r.t.Raw[r.t.Tokens[i].Start:]) && r.ends(i+1) {
		i++ // "apto 82 A"
	}
	return i
}

// floorAt is the end of "3er piso", "segundo piso", "3º andar", and in Argentina and Uruguay "3° B".
func (r *addressReader) floorAt(i int) int {
	j, ok := r.ordinal(i)
	if !ok {
		switch r.t.Norm(i) {
		case "primer", "primero", "segundo", "tercer", "tercero", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo", "primeiro", "terceiro", "ultimo":
			j, ok = i+1, true
		}
	}
	if !ok {
		return 0
	}
	if r.t.Norm(j) == "." {
		j++
	}
	switch r.t.Norm(j) {
	case "piso", "andar", "nivel":
		return j + 1
	}
	if (r.q.Country == "AR" || r.q.Country == "UY") && j < len(r.t.Tokens) && r.t.Tokens[j].Kind == text.Word && r.t.Tokens[j].End-r.t.Tokens[j].Start == 1 &&
		(j > i+1 || strings.HasPrefix(r.t.Raw[r.t.Tokens[i].End:], "°") || capital(r.t.Raw[r.t.Tokens[j].Start:]) || r.t.Tokens[j].Glued) && r.ends(j+1) {
		return j + 1
	}
	return 0
}

func (r *addressReader) readBetween(i int) bool {
	end := r.crossing(i)
	if end <= i {
		return false
	}
	extend(&r.a.Between, r.original(i, end))
	r.at = end
	return true
}

// crossing is the end of the crossing streets that begin at token i; 0 for none. Hours are no streets: "entre 9 y 12".
func (r *addressReader) crossing(i int) int {
	n := betweenWords.at(r.t, i)
	if r.t.Norm(i) == "e" && r.t.Norm(i+1) == "/" {
		n = 2
	}
	if n == 0 && i == r.at && r.crossedBy(i) { // "calle 60 # 491 x 57 y 59"
		n = 1
	}
	if n == 0 && (r.t.Norm(i) == "y" || r.t.Norm(i) == "con") && i == r.at && (capital2(r.t, i+1) || streetWords.at(r.t, i+1) > 0 || r.q.Asked && r.word(i+1) && r.t.Norm(i) == "y") &&
		(r.q.Asked || r.q.Country == "EC" || r.q.Country == "AR" || r.q.Country == "UY" || streetWords.at(r.t, i+1) > 0) && addressEnds.at(r.t, i) == 0 {
		n = 1
	}
	if n == 0 {
		return 0
	}
	j := i + n
	if r.t.Norm(j) == "." {
		j++
	}
	name, joined := false, r.t.Norm(i) != "entre" && r.t.Norm(i) != "e"
	end := j
	for k := 0; k < 11 && end < len(r.t.Tokens) && (end == j || !r.broken(end)); k++ {
		tok := r.t.Tokens[end]
		if tok.Norm == "." && tok.Glued && r.t.Tokens[end-1].End-r.t.Tokens[end-1].Start <= 4 && end+1 < len(r.t.Tokens) {
			end++
			continue
		}
		if tok.Kind == text.Mark || tok.Kind == text.Emoji || addressEnds.at(r.t, end) > 0 || nameTimes[tok.Norm] && !joined && !name ||
			end > j && (r.unitAt(end) > 0 || referenceWords.at(r.t, end) > 0 || r.place(end) > 0 || hoodWords.at(r.t, end) > 0 && r.t.Norm(end) != "villa") {
			break
		}
		if tok.Norm == "y" || tok.Norm == "e" {
			joined = true
		}
		name = name || tok.Kind == text.Word && !streetParticles[tok.Norm] && !measures[tok.Norm]
		end++
	}
	numbered := r.t.Norm(i) == "e" || r.crossedBy(i) || n > 1 || r.t.Norm(i) == "esquina" || r.t.Norm(i) == "esq"
	if end == j || !joined || !name && !numbered || r.measured(end) || measures[r.t.Norm(end-1)] {
		return 0
	}
	return end
}

// crossedBy tells whether token i is the "x" of Yucatán's addresses, before the number of a street.
func (r *addressReader) crossedBy(i int) bool {
	return r.q.Country == "MX" && i+1 < len(r.t.Tokens) && r.t.Original(i, i+1) == "x" && r.t.Tokens[i+1].Kind == text.Number
}

func (r *addressReader) readReference(i int) bool {
	if referenceWords.at(r.t, i) == 0 && r.distance(i) == 0 {
		return false
	}
	from := i + referenceWords.at(r.t, i)
	if r.t.Norm(from) != ":" || r.phrase(from) == from+1 {
		from = i
	}
	end := r.phrase(from)
	if end <= i {
		return false
	}
	extend(&r.a.Reference, r.original(i, end))
	r.at = end
	return true
}

// phrase is the end of the words that belong together from token i: up to a sign, a line, or a word that ends an address.
func (r *addressReader) phrase(i int) int {
	end := i + 1
	for end < len(r.t.Tokens) && end-i < 24 {
		tok := r.t.Tokens[end]
		inner := tok.Glued && tok.Norm != "," && end+1 < len(r.t.Tokens) && r.t.Tokens[end+1].Glued // "3.5", "e/12"
		if tok.Kind == text.Emoji || tok.Kind == text.Mark && r.separator(end) && !inner || r.broken(end) {
			break
		}
		if addressEnds.at(r.t, end) > 0 {
			break
		}
		end++
	}
	if last := r.t.Norm(end - 1); end > i+1 && (last == "y" || last == "e") {
		end--
	}
	return end
}

func (r *addressReader) readHood(i int) bool {
	n := hoodWords.at(r.t, i)
	if n == 0 || i+n >= len(r.t.Tokens) {
		return false
	}
	j := i + n
	dotted := r.t.Norm(j) == "."
	if dotted || r.t.Norm(j) == ":" {
		j++
	}
	zone := r.t.Norm(i) == "z" && j < len(r.t.Tokens) && r.t.Tokens[j].Kind == text.Number
	if len(r.t.Norm(i)) <= 2 && !dotted && !zone {
		return false
	}
	end := r.hoodEnd(j)
	if end == j {
		return false
	}
	name := r.original(i, end)
	if hoodKinds.at(r.t, i) == n {
		name = r.original(j, end)
	}
	if r.a.Neighborhood != "" && r.a.Reference == "" && strings.Contains(r.a.Neighborhood, name) {
		r.at = end
		return true
	}
	extend(&r.a.Neighborhood, name)
	r.at = end
	return true
}

func (r *addressReader) hoodEnd(j int) int {
	end := j
	for end < len(r.t.Tokens) && end-j < 6 {
		tok := r.t.Tokens[end]
		plain := tok.Kind == text.Number && len(tok.Norm) <= 2 || tok.Kind == text.Word && r.word(end)
		if !plain || end > j && (r.broken(end) || r.unitAt(end) > 0 || betweenWords.at(r.t, end) > 0 || referenceWords.at(r.t, end) > 0 || r.place(end) > 0 ||
			localityWords.at(r.t, end) > 0 && !streetParticles[tok.Norm] || postcodeAt(r.t, end, r.q.Country).to > 0 || streetWords.at(r.t, end) > 0 && len(tok.Norm) > 2) {
			break
		}
		end++
		if tok.Kind == text.Number && (end-1 == j) && r.t.Norm(j-1) == "zona" {
			break
		}
	}
	for end > j && streetParticles[r.t.Norm(end-1)] {
		end--
	}
	return end
}

func (r *addressReader) readLocality(i int, parted bool) bool {
	j := i
	if r.t.Norm(j) == "en" || r.t.Norm(j) == "em" || r.t.Norm(j) == "de" {
		j++
	}
	end := r.place(j)
	if end == 0 && (parted || r.q.Asked || j > i) {
		end = r.town(j)
	}
	if n := localityWords.at(r.t, i); end == 0 && n > 0 && (r.t.Norm(i) != "del" || r.t.Norm(i+1) == ".") {
		j = i + n
		if r.t.Norm(j) == "." {
			j++
		}
		if end = r.place(j); end == 0 {
			end = r.hoodEnd(j)
		}
	}
	if end == 0 && j == i && federalUnits[r.t.Norm(i)] && parted && r.ends(i+1) {
		extend(&r.a.Locality, r.original(i, i+1))
		r.at = i + 1
		return true
	}
	if end <= j {
		return false
	}
	extend(&r.a.Locality, r.original(j, end))
	r.at = end
	return true
}

// town is the end of a town of the gazetteer that is the whole phrase from token i.
func (r *addressReader) town(i int) int {
	if i >= len(r.t.Tokens) || r.t.Tokens[i].Kind != text.Word || !r.q.Asked && !capital(r.t.Raw[r.t.Tokens[i].Start:]) {
		return 0
	}
	if hoodKinds.at(r.t, i) > 0 || r.t.Norm(i) == "zona" || r.t.Norm(i) == "sector" {
		return 0
	}
	longest := gazetteer.Longest(r.q.Country, r.t.Norm(i))
	for n := min(longest, len(r.t.Tokens)-i); n > 0; n-- {
		if !r.ends(i+n) && addressEnds.at(r.t, i+n) == 0 {
			continue
		}
		if found := gazetteer.Exact(r.q.Country, r.t.Original(i, i+n)); len(found) > 0 && found[0].Size > gazetteer.Small {
			return i + n
		}
	}
	return 0
}

func (r *addressReader) readPostcode(i int) bool {
	p := postcodeAt(r.t, i, r.q.Country)
	if p.to == 0 && r.q.Country == "MX" && r.a.Number != "" && r.a.Neighborhood != "" && r.t.Tokens[i].Kind == text.Number && len(r.t.Norm(i)) == 5 && !r.measured(i+1) {
		p = postcodeFound{value: r.t.Norm(i), from: i, to: i + 1}
	}
	if p.to == 0 {
		return false
	}
	r.a.Postcode, r.at = p.value, p.to
	return true
}

// readRest takes the words that are left of an answer: a short name is the neighbourhood, then the locality; anything else is
// for the technician to read.
func (r *addressReader) readRest(i int, parted bool) bool {
	end := r.phrase(i)
	plain := end-i <= 4 && r.t.Tokens[i].Kind == text.Word
	for k := i; k < end; k++ {
		plain = plain && r.t.Tokens[k].Kind == text.Word && !nameStops[r.t.Norm(k)]
		if nameTimes[r.t.Norm(k)] {
			return false
		}
	}
	if r.t.Tokens[i].Kind == text.Number && end == i+1 && parted && r.a.Unit == "" && r.a.Number != "" && len(r.t.Norm(i)) <= 4 && r.at+1 == i {
		r.a.Unit, r.at = r.t.Norm(i), end
		return true
	}
	switch {
	case plain && r.a.Neighborhood == "" && r.a.Locality == "" && r.a.Reference == "":
		r.a.Neighborhood = r.original(i, end)
	case plain && r.a.Locality == "" && r.a.Reference == "":
		r.a.Locality = r.original(i, end)
	default:
		extend(&r.a.Reference, r.original(i, end))
	}
	r.at = end
	return true
}
