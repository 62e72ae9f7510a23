package nlu

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
)

// What technicians report beside the steps of the day: parts, money, when they arrive, a wrong address.

var (
	usedWords = wordSet(`use usamos usando utilice ocupe ocupamos gaste gastamos lleve consumi usei usamos utilizei gastei consumi used`)
	putWords  = wordSet(`cambie cambiamos puse pusimos instale coloque reemplace recargue cargue rellene repuse troquei trocamos coloquei pus instalei substitui recarreguei completei replaced`)
	partNouns = wordSet(`capacitor capacitores condensador gas refrigerante correa correas filtro filtros bomba placa placas tarjeta tarjetas contactor sello sellos goma gomas empaque empaques empaquetadura
		motor termostato resistencia resistencias valvula valvulas manguera mangueras soporte soportes taco tacos tornillo tornillos pernos cable cables ont conector conectores roseta sensor sensores
		rele relay fusible fusibles breaker automatico termocupla electrodo pila pilas bateria baterias membrana turbina compresor ventilador canaleta cinta amarras ducto tubo tubos caneria niple codo
		flexible llave rodamiento rodamientos presostato tapa perilla control modulo display pcb polea chapa bisagra patas abrazadera abrazaderas cobre aislacion
		correia correias borracha borrachas vedacao mangueira mangueiras suporte suportes parafuso parafusos bucha buchas cabo cabos disjuntor termostato resistencias valvula pressostato
		rolamento rolamentos conexao compressor rotor eletrobomba eletroduto dreno bandeja fita tubulacao flange
		r22 r32 r410 r410a 410 410a 22 32 134 r134 r134a`)
	halves    = map[string]float64{"medio": 0.5, "media": 0.5, "meio": 0.5, "meia": 0.5, "1/2": 0.5}
	unitNames = map[string]string{
		"kilo": "kg", "kilos": "kg", "kg": "kg", "kgs": "kg", "quilo": "kg", "quilos": "kg", "gramos": "g", "gramas": "g", "g": "g", "gr": "g", "metro": "m", "metros": "m", "m": "m", "mts": "m",
		"mt": "m", "litro": "l", "litros": "l", "l": "l", "lts": "l",
	}
)

// parts are what was used: "usé un capacitor de 35 y medio kilo de 410". A word that is no part of any machine counts only after a verb
// of using up.
func (f *fieldReading) parts() {
	for i := range f.t.Tokens {
		used, put := usedWords[f.t.Norm(i)], putWords[f.t.Norm(i)]
		if !used && !put || f.denied(i) {
			continue
		}
		if list, to := f.list(i+1, used); len(list) > 0 {
			f.add(agent.Command{Kind: agent.CmdParts, Value: agent.Value{Parts: list}}, i, to)
			return
		}
	}
}

func (f *fieldReading) denied(i int) bool {
	for k := max(0, i-2); k < i; k++ {
		if w := f.t.Norm(k); w == "no" || w == "nao" {
			return true
		}
	}
	return false
}

// list reads parts until the words are none.
func (f *fieldReading) list(i int, anything bool) (out []agent.Part, to int) {
	to = i
	for i < len(f.t.Tokens) {
		p, next := f.part(i)
		if p.Name == "" || !anything && !f.named(i, next) {
			return out, to
		}
		out, to = append(out, p), next
		switch f.t.Norm(next) {
		case ",", "y", "e", "+", "mas":
			i = next + 1
		default:
			return out, to
		}
		if f.t.Norm(i) == "y" || f.t.Norm(i) == "e" {
			i++
		}
	}
	return out, to
}

func (f *fieldReading) named(from, to int) bool {
	for i := from; i < to; i++ {
		if partNouns[f.t.Norm(i)] {
			return true
		}
	}
	return false
}

// part reads one: a quantity or an article, a unit, a name of up to four words.
func (f *fieldReading) part(i int) (agent.Part, int) {
	p := agent.Part{Quantity: 1}
	start := i
	if h, ok := halves[f.t.Norm(i)]; ok {
		p.Quantity, i = h, i+1
	} else if n, k := f.t.Numeral(i); k > 0 && n > 0 {
		p.Quantity, i = float64(n), i+k
		if f.t.Norm(i) == "," || f.t.Norm(i) == "." {
			if d, err := strconv.ParseFloat("0."+f.t.Norm(i+1), 64); err == nil && i+1 < len(f.t.Tokens) && f.t.Tokens[i+1].Glued && f.t.Tokens[i+1].Kind == text.Number {
				p.Quantity, i = p.Quantity+d, i+2
			}
		}
	} else {
		switch f.t.Norm(i) {
		case "el", "la", "los", "las", "o", "a", "os", "as", "otro", "otra", "outro", "outra":
			i++
		default:
			if !partNouns[f.t.Norm(i)] {
				return agent.Part{}, start
			}
		}
	}
	if u := unitNames[f.t.Norm(i)]; u != "" {
		p.Unit, i = u, i+1
		if f.t.Norm(i) == "y" || f.t.Norm(i) == "e" {
			if h, ok := halves[f.t.Norm(i+1)]; ok {
				p.Quantity, i = p.Quantity+h, i+2
			}
		}
		if f.t.Norm(i) == "de" || f.t.Norm(i) == "do" || f.t.Norm(i) == "da" {
			i++
		}
	}
	from := i
	for i < len(f.t.Tokens) && i-from < 6 && !f.endsPart(i, from) {
		i++
	}
	if i == from {
		return agent.Part{}, start
	}
	p.Name = f.t.Original(from, i)
	return p, i
}

func (f *fieldReading) endsPart(i, from int) bool {
	switch f.t.Norm(i) {
	case ",", ".", ";", "y", "e", "+", "que", "pero", "mas", "porque", "para", "en", "no", "na", "listo", "quedo", "ficou", "ya", "ja", "al", "ao", "hoy", "hoje", "!", "?":
		return true
	case "de", "del", "do", "da":
		return i == from
	}
	return f.t.Tokens[i].Kind == text.Emoji
}

// reports finds what is reported by fixed words.
func (f *fieldReading) reports() {
	for i := range f.t.Tokens {
		f.paid(i)
	}
	f.phrase(agent.CmdPayout, 0, `cuanto llevo|cuanto gane|cuanto hice|cuanto voy|cuanto me deben|cuanto me pagan|cuanto me toca|cuanto me van a pagar|cuanto cobre esta|mi liquidacion|mi pago|mis pagos|cuando me pagan|cuando me depositan|cuando me transfieren|cuando pagan|cuando depositan|mis ganancias|mi saldo|
		quanto eu fiz|quanto fiz|quanto eu ganhei|quanto ganhei|quanto recebo|quanto vou receber|quanto tenho a receber|quando cai o pagamento|quando pagam|meu pagamento|meus ganhos|meu saldo|meu repasse`)
	f.phrase(agent.CmdAstray, 0, `direccion esta mal|direccion esta mala|direccion mala|direccion equivocada|direccion incorrecta|direccion erronea|direccion no existe|direccion no es|mal la direccion|no existe el numero|no existe la direccion|no es aca|no es aqui|no corresponde la direccion|
		el pin esta mal|pin malo|ubicacion esta mal|ubicacion esta mala|ubicacion equivocada|ubicacion incorrecta|ubicacion mala|mal ubicado|me mando a otro lado|me manda a otro lado|
		endereco errado|endereco ta errado|endereco esta errado|endereco incorreto|endereco nao existe|numero nao existe|nao e aqui|localizacao errada|localizacao ta errada|localizacao esta errada|o pin esta errado|pin errado|me mandou pro lugar errado`)
	f.astray()
	f.late()
	if n := f.span(); n > 0 || !f.has(agent.CmdStep) {
		f.phrase(agent.CmdEta, n, `ya llego|llego en|voy llegando|estoy llegando|estoy por llegar|ya casi llego|casi llego|en camino llego|estoy a|llego a las|me faltan|chego em|ja chego|to chegando|estou chegando|quase chegando|to quase ai|to a|estou a|chego as`)
	}
	if n := f.span(); n > 0 || !f.has(agent.CmdHuman) {
		f.phrase(agent.CmdHold, n, `pidio esperar|pidio que espere|pide que espere|pide esperar|pidio que lo espere|pidio que la espere|me pidio esperar|me dijeron que espere|que espere|que los espere|dice que espere|dijo que espere|dice que lo espere|hay que esperar|esperando al cliente|esperando a la cliente|esperando que llegue el cliente|
			me hacen esperar|me tiene esperando|pediu pra esperar|pediu para esperar|pediu que espere|pediu pra aguardar|pediu para aguardar|mandou esperar|disse pra esperar|disse para esperar|esperando o cliente|esperando a cliente|aguardando o cliente|aguardando a cliente`)
	}
}

var (
	whereWords = wordSet(`direccion ubicacion endereco localizacao pin mapa numero`)
	wrongWords = wordSet(`mal mala malo equivocada equivocado errada errado incorrecta incorrecto incorreto incorreta erronea erroneo otra outra`)
	comeWords  = wordSet(`llego llegare llegar chego chegarei chegar`)
)

// astray: "la dirección está equivocada", "o pin tá errado".
func (f *fieldReading) astray() {
	for i := range f.t.Tokens {
		if !whereWords[f.t.Norm(i)] || f.has(agent.CmdAstray) {
			continue
		}
		for k := i + 1; k <= i+3; k++ {
			if wrongWords[f.t.Norm(k)] && !f.denied(k) {
				f.add(agent.Command{Kind: agent.CmdAstray}, i, k+1)
				break
			}
		}
	}
}

// late: "llego 15 tarde".
func (f *fieldReading) late() {
	if f.minutes() == 0 || slices.ContainsFunc(f.out, func(c agent.Command) bool {
		return c.Kind == agent.CmdStep && c.Value.Text != string(booking.StepGo)
	}) {
		return
	}
	for i := range f.t.Tokens {
		for k := i + 1; comeWords[f.t.Norm(i)] && k <= i+4 && k < len(f.t.Tokens); k++ {
			if w := f.t.Norm(k); w == "tarde" || w == "atrasado" || w == "atrasada" {
				f.out = slices.DeleteFunc(f.out, func(c agent.Command) bool { return c.Value.Text == string(booking.StepGo) }) // "voy a llegar 45 tarde"
				f.add(agent.Command{Kind: agent.CmdStep, Value: agent.Value{Text: string(booking.StepDelay), Number: f.minutes()}}, i, k+1)
				return
			}
		}
	}
}

// phrase adds a command once when one of the phrases stands in the message.
func (f *fieldReading) phrase(k agent.CommandKind, number int, phrases string) {
	if f.has(k) {
		return
	}
	for p := range strings.SplitSeq(phrases, "|") {
		words := strings.Fields(p)
		for i := 0; i+len(words) <= len(f.t.Tokens); i++ {
			if matches(f.t, i, words) && !f.asked(k) {
				f.add(agent.Command{Kind: k, Value: agent.Value{Number: number}}, i, i+len(words))
				return
			}
		}
	}
}

// asked: what is asked of others is no report, but a question for money is one.
func (f *fieldReading) asked(k agent.CommandKind) bool {
	return k == agent.CmdEta && strings.ContainsAny(f.t.Raw, "?¿")
}

func matches(t text.Text, i int, words []string) bool {
	for k, w := range words {
		if t.Norm(i+k) != w {
			return false
		}
	}
	return true
}

// span is the minutes that are named with a unit or after "en": "llego en 25", "5 min".
func (f *fieldReading) span() int {
	for i := range f.t.Tokens {
		n, k := f.t.Numeral(i)
		if k == 0 || n < 1 || n > 300 {
			continue
		}
		switch f.t.Norm(i + k) {
		case "min", "mins", "minutos", "minuto", "minutitos", "minutinhos", "'":
			return n
		case "hora", "horas", "h":
			return n * 60
		}
		switch f.t.Norm(i - 1) {
		case "en", "em", "unos", "uns", "esperar", "espere":
			return n
		}
	}
	for i := range f.t.Tokens {
		if f.t.Norm(i) == "media" && f.t.Norm(i+1) == "hora" || f.t.Norm(i) == "meia" && f.t.Norm(i+1) == "hora" {
			return 30
		}
	}
	return 0
}

var paidWords = wordSet(`pago pagaron pague cancelo cobre pagou pagaram recebi cobrei abono paid`)

// paid reads money that was received: "pagó en efectivo 240", "cobré 34.990 con tarjeta".
func (f *fieldReading) paid(i int) {
	if !paidWords[f.t.Norm(i)] || f.denied(i) || f.has(agent.CmdPaid) || f.t.Norm(i-1) == "mi" || f.t.Norm(i-1) == "de" || f.t.Norm(i-1) == "el" || strings.ContainsAny(f.t.Raw, "?¿") {
		return
	}
	for k := i + 1; k < len(f.t.Tokens) && k <= i+8; k++ {
		if n, to := f.amount(k); n > 0 {
			f.add(agent.Command{Kind: agent.CmdPaid, Value: agent.Value{Text: meansOf(f.t), Number: n}}, i, to)
			f.taken = append(f.taken, [2]int{k, to})
			return
		}
	}
	if m := meansOf(f.t); m != "" {
		f.add(agent.Command{Kind: agent.CmdPaid, Value: agent.Value{Text: m}}, i, i+1)
	}
}

// amount of money in whole units: 240, 34.990, "30 mil", "30 lucas".
func (f *fieldReading) amount(i int) (n, to int) {
	n, k := f.t.Numeral(i)
	if k == 0 || n == 0 {
		return 0, i
	}
	to = i + k
	for (f.t.Norm(to) == "." || f.t.Norm(to) == ",") && len(f.t.Norm(to+1)) == 3 && f.t.Tokens[to+1].Kind == text.Number && f.t.Tokens[to+1].Glued {
		part, _ := strconv.Atoi(f.t.Norm(to + 1))
		n, to = n*1000+part, to+2
	}
	switch f.t.Norm(to) {
	case "lucas", "luca", "k":
		return n * 1000, to + 1
	case "mil":
		if n < 1000 {
			return n * 1000, to + 1
		}
	case "min", "minutos", "hs", "horas", "veces":
		return 0, i
	}
	return n, to
}
