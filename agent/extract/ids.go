package extract

import (
	"regexp"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// ID is a national id of a person or a company.
type ID struct {
	Text, Kind, Value string
	Valid             bool // its check digit holds
	Start, End        int
}

var (
	rutLike  = regexp.MustCompile(`(?i)\b\d{1,2}\.?\d{3}\.?\d{3}-[\dk]\b`)
	cpfLike  = regexp.MustCompile(`\b\d{3}\.\d{3}\.\d{3}-\d{2}\b`)
	cnpjLike = regexp.MustCompile(`(?i)\b[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3}/[\dA-Z]{4}-\d{2}\b`)
	rfcLike  = regexp.MustCompile(`(?i)\b[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}\b`)
	cuitLike = regexp.MustCompile(`\b(20|23|24|27|30|33|34)-\d{8}-\d\b`)
	nitLike  = regexp.MustCompile(`\b\d{9}-\d\b`)
)

// IDs reads national ids in their written forms: CL RUT, BR CPF and CNPJ (alphanumeric too), MX RFC, AR CUIT, CO NIT.
// Check digits: LATAM.md 8.2. An RFC is valid by its form, as its check digit does not hold for every real one.
func IDs(t text.Text) []ID {
	var out []ID
	read := func(re *regexp.Regexp, kind string, valid func(string) bool) {
		for _, at := range re.FindAllStringIndex(t.Raw, 4) {
			if taken(out, at[0], at[1]) {
				continue
			}
			raw := t.Raw[at[0]:at[1]]
			value := strings.ToUpper(strings.NewReplacer(".", "", "-", "", "/", "").Replace(raw))
			out = append(out, ID{Text: raw, Kind: kind, Value: value, Valid: valid(value), Start: at[0], End: at[1]})
		}
	}
	read(cuitLike, "cuit", func(v string) bool { return mod11(v[:10], []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2}, cuitDigit) == v[10:] })
	read(rutLike, "rut", validRUT)
	read(cpfLike, "cpf", validCPF)
	read(cnpjLike, "cnpj", validCNPJ)
	read(rfcLike, "rfc", func(string) bool { return true })
	read(nitLike, "nit", validNIT)
	return out
}

// taken tells whether a stretch is part of an id that was read already.
func taken(ids []ID, start, end int) bool {
	for _, d := range ids {
		if start < d.End && end > d.Start {
			return true
		}
	}
	return false
}

// weighted sums characters times weights; a letter counts as its code minus 48 (alphanumeric CNPJ).
func weighted(s string, weights []int) int {
	sum := 0
	for i := range weights {
		sum += (int(s[i]) - '0') * weights[i]
	}
	return sum
}

func mod11(s string, weights []int, digit func(int) string) string {
	return digit(weighted(s, weights) % 11)
}

func cuitDigit(rest int) string {
	switch rest {
	case 0:
		return "0"
	case 1:
		return "9"
	default:
		return string(rune('0' + 11 - rest))
	}
}

// validRUT checks a Chilean RUT: modulus 11 with weights 2 to 7 from the right, 10 is K.
func validRUT(v string) bool {
	sum, weight := 0, 2
	for i := len(v) - 2; i >= 0; i-- {
		sum += int(v[i]-'0') * weight
		if weight++; weight > 7 {
			weight = 2
		}
	}
	want := 11 - sum%11
	switch want {
	case 11:
		return v[len(v)-1] == '0'
	case 10:
		return v[len(v)-1] == 'K'
	default:
		return v[len(v)-1] == byte('0'+want)
	}
}

// brazilDigit is the check digit of CPF and CNPJ.
func brazilDigit(rest int) string {
	if rest < 2 {
		return "0"
	}
	return string(rune('0' + 11 - rest))
}

func validCPF(v string) bool {
	if strings.Count(v, v[:1]) == len(v) {
		return false
	}
	first := mod11(v, []int{10, 9, 8, 7, 6, 5, 4, 3, 2}, brazilDigit)
	second := mod11(v, []int{11, 10, 9, 8, 7, 6, 5, 4, 3, 2}, brazilDigit)
	return v[9:] == first+second
}

func validCNPJ(v string) bool {
	first := mod11(v, []int{5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}, brazilDigit)
	second := mod11(v, []int{6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}, brazilDigit)
	return v[12:] == first+second
}

// validNIT checks a Colombian NIT of nine digits.
func validNIT(v string) bool {
	rest := weighted(v, []int{41, 37, 29, 23, 19, 17, 13, 7, 3}) % 11
	if rest > 1 {
		rest = 11 - rest
	}
	return v[9] == byte('0'+rest)
}
