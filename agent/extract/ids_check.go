package extract

import "strings"

// Check digits as the tax offices publish them; each function takes a value without signs whose form already fits.

// weighted sums characters times weights; a letter counts as its code minus 48 (alphanumeric CNPJ).
func weighted(s string, weights ...int) int {
	sum := 0
	for i := range min(len(weights), len(s)) {
		sum += (int(s[i]) - '0') * weights[i]
	}
	return sum
}

// isDigit tells whether position i of a value holds this digit.
func isDigit(v string, i, digit int) bool { return i < len(v) && v[i] == byte('0'+digit) }

// validCUIT: Argentina, modulus 11; a remainder of 1 is written 9.
func validCUIT(v string) bool {
	return len(v) == 11 && v[10] == "012345678990"[11-weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11]
}

// validRUC: Peru, the same weights.
func validRUC(v string) bool {
	return isDigit(v, 10, (11-weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10)
}

// rising sums digits from the right with weights 2, 3, 4 and so on, beginning again after last.
func rising(v string, last int) int {
	sum, weight := 0, 2
	for i := len(v) - 1; i >= 0; i-- {
		sum += int(v[i]-'0') * weight
		if weight++; weight > last {
			weight = 2
		}
	}
	return sum
}

// orK is a check digit of modulus 11 in which 10 is written K.
func orK(rest int) byte {
	if rest == 10 {
		return 'K'
	}
	return byte('0' + rest)
}

// validRUT: Chile, weights 2 to 7.
func validRUT(v string) bool { return v[len(v)-1] == orK((11-rising(v[:len(v)-1], 7)%11)%11) }

// validGuatemala: NIT of Guatemala, weights 2 and up.
func validGuatemala(v string) bool { return v[len(v)-1] == orK((11-rising(v[:len(v)-1], 99)%11)%11) }

// validParaguay: RUC of Paraguay, weights 2 and up; 10 and 11 are written 0.
func validParaguay(v string) bool {
	return isDigit(v, len(v)-1, (11-rising(v[:len(v)-1], 99)%11)%11%10)
}

// brazilDigit is the check digit of CPF and CNPJ.
func brazilDigit(sum int) int {
	if sum%11 < 2 {
		return 0
	}
	return 11 - sum%11
}

func validCPF(v string) bool {
	return len(v) == 11 && strings.Count(v, v[:1]) != 11 &&
		isDigit(v, 9, brazilDigit(weighted(v, 10, 9, 8, 7, 6, 5, 4, 3, 2))) &&
		isDigit(v, 10, brazilDigit(weighted(v, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)))
}

func validCNPJ(v string) bool {
	return len(v) == 14 && strings.Count(v, v[:1]) != 14 &&
		isDigit(v, 12, brazilDigit(weighted(v, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))) &&
		isDigit(v, 13, brazilDigit(weighted(v, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)))
}

// validNIT: Colombia, primes from the right.
func validNIT(v string) bool {
	primes := []int{3, 7, 13, 17, 19, 23, 29, 37, 41, 43}
	sum, body := 0, v[:len(v)-1]
	for i := range body {
		sum += int(body[len(body)-1-i]-'0') * primes[i%len(primes)]
	}
	return v[len(v)-1] == "01987654321"[sum%11]
}

// spelledDigit is the place of each sign of a value in an alphabet times a weight that falls from high on, summed; ok is false
// for a sign that is not in it.
func spelledDigit(v, alphabet string, high int) (sum int, ok bool) {
	places := map[rune]int{}
	for _, r := range alphabet {
		places[r] = len(places)
	}
	for _, r := range v {
		p, known := places[r]
		if !known {
			return 0, false
		}
		sum += p * high
		high--
	}
	return sum, true
}

// validRFC: Mexico. The digit does not hold for a few real ones: warn, do not block. The two generic ones are valid.
func validRFC(v string) bool {
	if v == "XAXX010101000" || v == "XEXX010101000" {
		return true
	}
	const alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
	runes := []rune(v)
	body := string(runes[:len(runes)-1])
	if len(runes) == 12 {
		body = " " + body
	}
	sum, ok := spelledDigit(body, alphabet, 13)
	return ok && runes[len(runes)-1] == rune("0123456789A"[(11-sum%11)%11])
}

// validCURP: Mexico, modulus 10.
func validCURP(v string) bool {
	sum, ok := spelledDigit(v[:17], "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ", 18)
	return ok && isDigit(v, 17, (10-sum%10)%10)
}

// luhn: cédula of the Dominican Republic and, with its province, of Ecuador.
func luhn(v string) bool {
	sum := 0
	for i := range v {
		d := int(v[len(v)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func province(v string) bool { return v[:2] >= "01" && v[:2] <= "24" || v[:2] == "30" || v[:2] == "50" }

func validEcuador(v string) bool { return len(v) == 10 && province(v) && v[2] < '6' && luhn(v) }

// validEcuadorRUC: of a person, of the state, or of a company, told by the third digit; some persons and state bodies have the
// digit of another.
func validEcuadorRUC(v string) bool {
	if len(v) != 13 || !province(v) {
		return false
	}
	state := v[9:] != "0000" && weighted(v, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0
	person := v[10:] != "000" && luhn(v[:10])
	switch {
	case v[2] < '6':
		return person
	case v[2] == '6':
		return state || person
	case v[2] == '9':
		return state || v[10:] != "000" && weighted(v, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0
	}
	return false
}

func validUruguayRUT(v string) bool {
	rest := (11 - weighted(v, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)%11) % 11
	return len(v) == 12 && v[:2] >= "01" && v[:2] <= "22" && rest < 10 && isDigit(v, 11, rest)
}

func validUruguayCI(v string) bool {
	v = strings.Repeat("0", max(0, 8-len(v))) + v
	return isDigit(v, 7, (10-weighted(v, 2, 9, 8, 7, 6, 3, 4)%10)%10)
}

// validRIF: Venezuela; the letter counts.
func validRIF(v string) bool {
	letter := map[byte]int{'V': 4, 'E': 8, 'J': 12, 'C': 12, 'P': 16, 'G': 20}[v[0]]
	return len(v) == 10 && v[9] == "00987654321"[(letter+weighted(v[1:], 3, 2, 7, 6, 5, 4, 3, 2))%11]
}

// validCUI: Guatemala; the digit is the ninth, a department and a municipality follow.
func validCUI(v string) bool {
	return len(v) == 13 && isDigit(v, 8, weighted(v, 2, 3, 4, 5, 6, 7, 8, 9)%11) && v[9:11] >= "01" && v[9:11] <= "22" && v[11:] != "00"
}

// validSalvadorNIT: El Salvador; old numbers count otherwise.
func validSalvadorNIT(v string) bool {
	if len(v) != 14 {
		return false
	}
	if v[10:13] <= "100" {
		return isDigit(v, 13, weighted(v, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)%11%10)
	}
	return isDigit(v, 13, (11-weighted(v, 2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%11%10)
}

func validDUI(v string) bool {
	return isDigit(v, 8, (10-weighted(v, 9, 8, 7, 6, 5, 4, 3, 2)%10)%10)
}

func validRNC(v string) bool {
	return isDigit(v, 8, (10-weighted(v, 7, 9, 8, 6, 5, 4, 3, 2)%11)%9+1)
}
