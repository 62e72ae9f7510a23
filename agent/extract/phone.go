package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

var (
	phoneLike  = regexp.MustCompile(`\+?\(?\d(?:[\s()./–-]{0,3}\d){6,16}`)
	dateLike   = regexp.MustCompile(`^(?:\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})$`)
	dateInside = regexp.MustCompile(`\b\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d\b`)
	degreeLike = regexp.MustCompile(`^\d{1,3}\.\d{4,}$`)
	moneyLike  = regexp.MustCompile(`^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?$`)
)

// notPhones are words before digits that are no phone.
var notPhones = phrases(`pedido|compra|venta|seguimiento|rastreo|orden|order|ordem|cuenta|conta|conta bancaria|cuenta bancaria|serie|folio|factura|fatura|boleta|recibo|codigo|cod|cpf|cnpj|rut|run|dni|cedula|cc|ce|ruc|cuit|cuil|rfc|curp|nit|rg|rif|dui|dpi|cui|rnc|rtn|documento|tarjeta|cartao|protocolo|guia|ticket|caso|reclamo|contrato|cliente|modelo|
	nf|nota|nota fiscal|clabe|cbu|cvu|iban|agencia|sucursal|poliza|apolice|medidor|imei|sn|mac|cep|cp|codigo postal|$|s/|q|usd|clp|cop|mxn|ars|brl|pesos|reais|#|lote|placa|patente|chapa|nic|nis|suministro|instalacion|matricula|referencia|ref|transferencia|comprobante|operacion|id|pin|clave`)

// phoneWords are words before digits that are one.
var phoneWords = phrases(`tel|telefono|telefone|fono|fone|cel|celular|celu|movil|whatsapp|wsp|wpp|wapp|whats|zap|zapzap|contacto|contato|llamar al|llamen al|llameme al|llamame al|ligar para|ligue para|liga no|marcar al|numero de telefono|numero de contacto|mi numero es|mi numero|meu numero e|meu numero`)

// unitsAfter are words after digits that are an amount.
var unitsAfter = set(`pesos peso soles reais real dolares dolar lucas usd clp mxn cop ars brl km metros litros btu btus watts kg % anos dias horas minutos unidades`)

// Phones reads phone numbers, canonical in E.164: as people of the country write them, with a country code, or spelled ("nueve
// ocho siete..."). Ids, prices, dates, order and account numbers are none. The old forms that WhatsApp still writes are brought up
// to date: Mexico's 521 and Brazil's mobile numbers without the ninth digit.
func Phones(t text.Text, country string) []Found {
	var out []Found
	var ids []ID
	for n, at := range phoneLike.FindAllStringIndex(t.Raw, 8) {
		if n == 0 {
			ids = IDs(t, country, false)
		}
		start, end := at[0], at[1]
		if raw := t.Raw[start:end]; strings.HasPrefix(raw, "(") && !strings.Contains(raw, ")") {
			start++
		}
		if f, ok := phoneAt(t, ids, country, start, end); ok {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		out = spelledPhones(t, country)
	}
	return out
}

func phoneAt(t text.Text, ids []ID, country string, start, end int) (Found, bool) {
	raw := t.Raw[start:end]
	if glued(t.Raw, start, end) || dateLike.MatchString(raw) || dateInside.MatchString(raw) || degreeLike.MatchString(raw) || moneyLike.MatchString(raw) {
		return Found{}, false
	}
	for _, d := range ids {
		if start < d.End && end > d.Start {
			return Found{}, false
		}
	}
	first, last := tokensOf(t, start, end)
	told := announced(t, first, phoneWords)
	if !told && announced(t, first, notPhones) || unitsAfter[t.Norm(last)] {
		return Found{}, false
	}
	e164, mobile, ok := canonical(raw, country)
	only := first == 0 && last == len(t.Tokens)
	if !ok || !mobile && !told && !only && !strings.ContainsAny(raw, "+ ()-.") {
		return Found{}, false
	}
	return Found{Text: raw, Value: e164, Start: start, End: end, Confidence: map[bool]float64{true: 0.97, false: 0.9}[told || only || raw[0] == '+']}, true
}

// glued tells whether digits are part of a longer word or number.
func glued(raw string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(raw[:start])
	after, _ := utf8.DecodeRuneInString(raw[end:])
	wordly := func(r rune) bool { return text.Parse(string(r)).Words() > 0 || r >= '0' && r <= '9' }
	switch {
	case start > 0 && (wordly(before) || strings.ContainsRune("$*_=@#", before) || before == '-' || before == '.' || before == '/' || before == ':' && start > 1 && raw[start-2] >= '0' && raw[start-2] <= '9'):
		return true
	case end < len(raw) && (wordly(after) || strings.ContainsRune("*_=@%", after)):
		return true
	}
	return false
}

// tokensOf are the tokens that cover bytes start to end: from the first up to, not including, the last.
func tokensOf(t text.Text, start, end int) (first, last int) {
	for first < len(t.Tokens) && t.Tokens[first].End <= start {
		first++
	}
	last = first
	for last < len(t.Tokens) && t.Tokens[last].Start < end {
		last++
	}
	return first, last
}

// announced tells whether words of a set stand before token i, with no more than small words between.
func announced(t text.Text, i int, set phraseSet) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		for back := k; back >= max(0, k-2); back-- {
			if n := set.at(t, back); n > 0 && back+n == k+1 {
				return true
			}
		}
		if !between[t.Norm(k)] && t.Norm(k) != "con" && t.Norm(k) != "al" && t.Norm(k) != "bancaria" && t.Norm(k) != "pedido" && t.Norm(k) != "este" {
			return false
		}
	}
	return false
}

// Canonical is a number in E.164; ok is false when it is none of its country.
func Canonical(raw, country string) (string, bool) {
	e164, _, ok := canonical(raw, country)
	return e164, ok
}

// canonical tells beside whether the number may be a mobile one.
func canonical(raw, country string) (e164 string, mobile, ok bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, raw)
	if len(digits) < 7 || len(digits) > 17 {
		return "", false, false
	}
	international := strings.HasPrefix(strings.TrimSpace(raw), "+") || len(digits) > 11 && digits[0] != '0'
	if strings.HasPrefix(digits, "00") && len(digits) > 11 {
		international, digits = true, digits[2:]
	}
	if !international {
		if e164, mobile, ok := parsed(national(digits, country), country); ok {
			return e164, mobile, ok
		}
		if len(digits) < 11 || digits[0] == '0' {
			return "", false, false
		}
	}
	e164, mobile, ok = parsed("+"+modern(digits), country)
	if !ok && strings.HasPrefix(strings.TrimSpace(raw), "+") {
		return possible("+" + modern(digits))
	}
	return e164, mobile, ok
}

// possible is a number that was written with its country code and has the length of its country's, though the numbering plan at hand
// does not know its range: carriers are given new ones every year.
func possible(s string) (e164 string, mobile, ok bool) {
	n, err := phonenumbers.Parse(s, "")
	if err != nil || phonenumbers.IsPossibleNumberWithReason(n) != phonenumbers.IS_POSSIBLE {
		return "", false, false
	}
	return phonenumbers.Format(n, phonenumbers.E164), false, true
}

// modern brings the forms of WhatsApp ids up to date.
func modern(digits string) string {
	switch {
	case strings.HasPrefix(digits, "521") && len(digits) == 13:
		return "52" + digits[3:]
	case strings.HasPrefix(digits, "55") && len(digits) == 12 && digits[4] >= '6':
		return digits[:4] + "9" + digits[4:]
	}
	return digits
}

// national drops prefixes of dialling that the numbering plans no longer have.
func national(digits, country string) string {
	switch country {
	case "MX":
		for _, p := range []string{"044", "045", "01", "1"} {
			if rest, ok := strings.CutPrefix(digits, p); ok && len(rest) == 10 {
				return rest
			}
		}
	case "BR":
		rest := strings.TrimLeft(digits, "0")
		if len(rest) == 10 && rest[2] >= '6' {
			return rest[:2] + "9" + rest[2:]
		}
		return rest
	}
	return digits
}

func parsed(s, country string) (e164 string, mobile, ok bool) {
	n, err := phonenumbers.Parse(s, country)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return "", false, false
	}
	kind := phonenumbers.GetNumberType(n)
	return phonenumbers.Format(n, phonenumbers.E164), kind == phonenumbers.MOBILE || kind == phonenumbers.FIXED_LINE_OR_MOBILE, true
}

// spelledPhones reads numbers told digit by digit or in pairs, as voice notes have them: "nueve sesenta y uno veintitrés...".
func spelledPhones(t text.Text, country string) []Found {
	for i := 0; i < len(t.Tokens); {
		digits, to, pieces := dictated(t, i)
		if pieces < 4 || len(strings.TrimPrefix(digits, "+")) < 7 {
			i = max(i+1, to)
			continue
		}
		if announced(t, i, notPhones) {
			return nil
		}
		e164, _, ok := canonical(digits, country)
		if !ok {
			return nil
		}
		start, end := t.Span(i, to)
		return []Found{{Text: t.Raw[start:end], Value: e164, Start: start, End: end, Confidence: 0.85}}
	}
	return nil
}

// dictated joins number words and digits that follow one another from token i on.
func dictated(t text.Text, i int) (digits string, to, pieces int) {
	var b strings.Builder
	times := 1
	if (t.Norm(i) == "mas" || t.Norm(i) == "mais") && i+1 < len(t.Tokens) {
		if _, k := t.Numeral(i + 1); k > 0 {
			b.WriteByte('+')
			i++
		}
	}
	for j := i; j < len(t.Tokens) && b.Len() < 20; {
		w := t.Norm(j)
		v, k := t.Numeral(j)
		switch {
		case w == "meia":
			v, k = 6, 1
		case w == "doble" || w == "dobre" || w == "duplo":
			times, j = 2, j+1
			continue
		case w == "triple" || w == "triplo":
			times, j = 3, j+1
			continue
		case k == 0 && pieces > 0 && (w == "," || w == "-" || w == "." || w == "guion" || w == "traco" || w == "y" || w == "e"):
			j++
			continue
		}
		if k == 0 {
			break
		}
		s := strconv.Itoa(v)
		if t.Tokens[j].Kind == text.Number {
			s = t.Norm(j)
		}
		b.WriteString(strings.Repeat(s, times))
		j, times = j+k, 1
		to, pieces = j, pieces+1
	}
	return b.String(), to, pieces
}
