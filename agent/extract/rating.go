package extract

import "github.com/chasqui-fsm/chasqui/agent/text"

// gradeWords say a grade without a number; of two in one message the worse counts.
var gradeWords = []struct {
	grade int
	words phraseSet
}{
	{1, phrases(`pesimo|pesima|pessimo|pessima|horrible|horrivel|terrible|malisimo|malisima|fatal|lo peor|o pior|muy mal|muito ruim|muito mal|awful|terrible`)},
	{2, phrases(`malo|mala|mal|ruim|no me gusto|nao gostei|deficiente|insatisfecho|insatisfecha|insatisfeito|insatisfeita|bad`)},
	{3, phrases(`regular|mas o menos|mais ou menos|maomenos|ni fu ni fa|podria ser mejor|poderia ser melhor|normal|so so`)},
	{4, phrases(`bien|bueno|buena|bom|boa|bem|conforme|good`)},
	{5, phrases(`excelente|perfecto|perfecta|perfeito|perfeita|muy bien|muy bueno|muy buena|muito bom|muito boa|muito bem|buenisimo|buenisima|otimo|otima|
		genial|espectacular|impecable|maravilloso|maravilha|nota mil|10|diez|dez|la raja|bacan|chido|padre|great|excellent|perfect|👍|👏|😍|❤️`)},
}

// Rating reads a grade from 1 to 5: a number, a word for one ("cinco estrellas", "pésimo"), or as many stars; 0 when there is none, or
// when the message names more than one.
func Rating(t text.Text) int {
	stars, number, numbers := 0, 0, 0
	for i := 0; i < len(t.Tokens); {
		if t.Norm(i) == "⭐" || t.Norm(i) == "🌟" || t.Norm(i) == "★" {
			stars++
		}
		n, k := t.Numeral(i)
		if k == 0 {
			i++
			continue
		}
		if !article(t, i, k) {
			number, numbers = n, numbers+1
		}
		if next := t.Norm(i + k); (next == "/" || next == "de") && numbers == 1 { // "4/5", "4 de 5"
			if m, l := t.Numeral(i + k + 1); l > 0 && m == 5 {
				k += 1 + l
			}
		}
		i += k
	}
	switch {
	case numbers == 1 && number >= 1 && number <= 5:
		return number
	case numbers == 1 && (number == 7 || number == 10) && len(t.Tokens) <= 3: // the best grade at school
		return 5
	case numbers > 0:
		return 0
	case stars >= 1 && stars <= 5:
		return stars
	}
	return wordGrade(t)
}

func wordGrade(t text.Text) int {
	if noWords.at(t, 0) > 0 && t.Words() == 1 {
		return 0
	}
	grade := 0
	for i := 0; i < len(t.Tokens); {
		best, step := 0, 1
		for _, g := range gradeWords {
			if n := g.words.at(t, i); n > 0 && n >= step {
				best, step = g.grade, n
			}
		}
		if best > 0 && negatedBefore(t, i) {
			best = 2
		}
		if best > 0 && (grade == 0 || best < grade) {
			grade = best
		}
		i += step
	}
	return grade
}

func negatedBefore(t text.Text, i int) bool {
	switch t.Norm(i - 1) {
	case "no", "nao", "nada", "not":
		return true
	}
	return false
}
