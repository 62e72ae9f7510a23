package nlu

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// What stands around a phrase decides whether it means what it mostly means.

// stands tells whether a phrase carries its intent where it stands.
func stands(t text.Text, h text.Hit[intent]) bool {
	switch h.Value.kind {
	case agent.CmdSkip:
		if last := t.Norm(h.To - 1); last == "mas" || last == "mais" { // "nada más", and not "nada más arriba"
			return endsThought(t, h.To) || t.Words() <= 4
		}
		return t.Norm(h.To-1) != "se" || endsThought(t, h.To)
	case agent.CmdHelp:
		return !denies(t, h.From)
	case agent.CmdCancel, agent.CmdMove:
		return !denies(t, h.From) && !reported(t, h)
	case agent.CmdPromo:
		return t.Norm(h.To) != "de" || t.Norm(h.To+1) != "trabajo" && t.Norm(h.To+1) != "empleo" && t.Norm(h.To+1) != "emprego"
	case agent.CmdCoverage:
		return placeFollows(t, h)
	case agent.CmdBook:
		return !denies(t, h.From)
	}
	return true
}

// endsThought: "no sé", "no sé, la verdad", and not "no se enciende" or "no sé si ...".
func endsThought(t text.Text, i int) bool {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Word {
		return true
	}
	switch t.Norm(i) {
	case "pero", "gracias", "todavia", "aun", "bien", "cual", "la", "amigo", "senor", "senorita", "mas", "ainda", "direito", "que", "nao", "exactamente", "bem":
		return true
	}
	return false
}

// denies tells whether an intent is taken back: "no quiero cancelar", "não precisa remarcar", "eso no ayuda".
func denies(t text.Text, at int) bool {
	for i := at - 1; i >= 0 && at-i <= 4; i-- {
		switch t.Norm(i) {
		case "no", "nao", "sin", "sem":
			return true
		case "quiero", "quero", "necesito", "preciso", "precisa", "me", "la", "lo", "voy", "vou", "a", "que", "hace", "falta", "es", "e", "para", "por", "se", "les", "te", "o", "pienso":
		default:
			return false
		}
	}
	return false
}

// reported tells whether it was done rather than wanted: "ya cancelé el servicio".
func reported(t text.Text, h text.Hit[intent]) bool {
	raw := strings.ToLower(t.Original(h.From, h.To))
	if strings.HasPrefix(raw, "cancelé") || strings.HasPrefix(raw, "anulé") {
		return true
	}
	return t.Norm(h.From) == "cancele" && (t.Norm(h.From-1) == "ya" || t.Norm(h.From-1) == "yo")
}

// placeFollows: "llegan a Soacha", "atienden en Quilmes", and not "van a venir" or "llegan a las 3".
func placeFollows(t text.Text, h text.Hit[intent]) bool {
	last := t.Norm(h.To - 1)
	if last != "a" && last != "en" && last != "em" && last != "no" && last != "na" && last != "por" && last != "para" && last != "hasta" && last != "ate" {
		return true
	}
	i := h.To
	for t.Norm(i) == "la" || t.Norm(i) == "el" || t.Norm(i) == "o" {
		i++
	}
	next := t.Norm(i)
	switch next {
	case "", "las", "hora", "horas", "domicilio", "sabado", "sabados", "domingo", "domingos", "noche", "manana", "tarde", "feriado", "feriados", "noite", "fin", "fim", "final", "que", "medir",
		"facebook", "instagram", "camino", "verme", "tiempo", "casa", "instalar", "efectivo", "todos", "otro", "dia", "semana", "meio", "cartao", "pix":
		return false
	}
	verb := len(next) > 4 && (strings.HasSuffix(next, "ar") || strings.HasSuffix(next, "er") || strings.HasSuffix(next, "ir"))
	return t.Tokens[i].Kind == text.Word && !verb
}

// limits are words that make "do not write to me" a wish for when and how.
var limits = wordSet(`despues antes depois luego noche noites noite tarde temprano cedo madrugada domingo domingos sabado sabados fines findes semana trabajo trabalho horario almuerzo
	mientras cuando llamen escriban liguem llamadas por`)

// bounded tells whether an opt-out is bounded by a time: "no me escriban más después de las 7".
func bounded(t text.Text, to int) bool {
	for i := to; i < len(t.Tokens) && i < to+5; i++ {
		if t.Tokens[i].Kind == text.Mark {
			return false
		}
		if limits[t.Norm(i)] && t.Norm(i) != "por" || t.Norm(i) == "a" && t.Norm(i+1) == "las" || t.Norm(i) == "fim" && t.Norm(i+1) == "de" || t.Norm(i) == "tan" || t.Norm(i) == "tao" {
			return true
		}
	}
	return false
}

// settle looks at all intents of a message together.
func settle(t text.Text, list []text.Hit[intent]) []text.Hit[intent] {
	has := func(k agent.CommandKind) bool {
		return slices.ContainsFunc(list, func(h text.Hit[intent]) bool { return h.Value.kind == k })
	}
	for i := range list {
		if list[i].Value.kind == agent.CmdOptOut && bounded(t, list[i].To) {
			list[i].Value = intent{kind: agent.CmdPrefer}
		}
	}
	out, supplier, worker, leaves, odd := list[:0], has(agent.CmdSupplier), has(agent.CmdWorker), has(agent.CmdOptOut), has(agent.CmdOdd)
	for _, h := range list {
		switch k := h.Value.kind; {
		case k == agent.CmdHuman && (supplier || worker), k == agent.CmdBook && (supplier || worker), k == agent.CmdPromo && (leaves || worker || supplier), k == agent.CmdBusiness && (supplier || worker),
			k == agent.CmdStop && leaves, k == agent.CmdStatus && (changed(list, h) || inLonger(list, h, agent.CmdHours)), k == agent.CmdPrice && (supplier || worker), k == agent.CmdCancel && odd, k == agent.CmdStop && has(agent.CmdPrefer):
			continue
		}
		out = append(out, h)
	}
	return out
}

// inLonger tells whether the words of an intent are part of a longer phrase of another: "que horas vocês" of "que horas vocês abrem".
func inLonger(list []text.Hit[intent], h text.Hit[intent], kind agent.CommandKind) bool {
	return slices.ContainsFunc(list, func(o text.Hit[intent]) bool {
		return o.Value.kind == kind && o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From
	})
}

// changed tells whether a visit is named because it shall be moved or called off.
func changed(list []text.Hit[intent], h text.Hit[intent]) bool {
	return slices.ContainsFunc(list, func(o text.Hit[intent]) bool {
		return (o.Value.kind == agent.CmdMove || o.Value.kind == agent.CmdCancel) && o.From < h.To && h.From < o.To
	})
}

// costs are the words that make a "cuánto" a question for the price.
var costs = wordSet(`cuesta cuestan cobran cobra cobras cobrarian sale saldria saldra vale valen es seria serian vendria piden costaria por sai fica custa custam cobram cobrariam ficaria ta esta da
	costo valor precio preco x me pago pagaria tendria gasto sairia custaria cobre cobren cuota tienen costar quedaria queda hacen saldrian estaria`)

var durations = wordSet(`tiempo tempo demora demoran demoraria tarda tardan tardaria falta faltan dura duran antes lleva horas dias mide pesa anos veces vezes vao siento lo`)

// askedPrice finds "¿cuánto ...?" with whatever verb.
func askedPrice(t text.Text) (text.Hit[intent], bool) {
	for i := range t.Tokens {
		if w := t.Norm(i); w != "cuanto" && w != "quanto" && w != "cuanta" {
			continue
		}
		if durations[t.Norm(i+1)] || durations[t.Norm(i+2)] && !costs[t.Norm(i+1)] {
			continue
		}
		for k := i + 1; k <= i+4 && k < len(t.Tokens); k++ {
			if costs[t.Norm(k)] && !durations[t.Norm(k+1)] {
				return text.Hit[intent]{From: i, To: k + 1, Value: intent{kind: agent.CmdPrice}}, true
			}
		}
		if t.Words() <= 2 {
			return text.Hit[intent]{From: i, To: i + 1, Value: intent{kind: agent.CmdPrice}}, true
		}
	}
	return text.Hit[intent]{}, false
}

// callsSomebody finds who takes us for somebody else: a name as a question and little more ("¿Alo? ¿Pamela?").
func callsSomebody(t text.Text) (text.Hit[intent], bool) {
	if t.Words() > 4 || t.Words() < 2 {
		return text.Hit[intent]{}, false
	}
	for i := 1; i < len(t.Tokens); i++ {
		if t.Tokens[i].Kind == text.Word && capital(t, i) && t.Norm(i+1) == "?" && len(t.Norm(i)) > 2 && !isUpper(t.Original(i, i+1)) && greeting(t, i) {
			return text.Hit[intent]{From: i, To: i + 1, Value: intent{kind: agent.CmdWrong}}, true
		}
	}
	return text.Hit[intent]{}, false
}

// greeting tells whether all words before i greet.
func greeting(t text.Text, i int) bool {
	for k := range i {
		switch t.Norm(k) {
		case "hola", "alo", "oi", "ola", "bueno", "si", "?", "¿", "!", ",", "eres", "es", "e", "tu", "hablo", "con", "com", "falo", "voce":
		default:
			return false
		}
	}
	return true
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }

// means are the ways of paying that words name.
var means = map[string]string{
	"pix": "pix", "yape": "yape", "plin": "plin", "nequi": "nequi", "daviplata": "daviplata", "tarjeta": "card", "tarjetas": "card", "cartao": "card", "credito": "card", "debito": "card",
	"efectivo": "cash", "dinheiro": "cash", "transferencia": "transfer", "transferir": "transfer", "transfiero": "transfer", "deposito": "transfer", "spei": "transfer", "link": "link",
	"liga": "link", "enlace": "link", "boleto": "boleto", "oxxo": "oxxo", "mercadopago": "mercado_pago", "mercado": "mercado_pago", "webpay": "webpay", "cuotas": "installments",
	"parcelar": "installments", "parcela": "installments", "parcelam": "installments", "vezes": "installments", "meses": "installments", "paypal": "paypal", "plata": "cash",
}

// meansOf payment that a message names.
func meansOf(t text.Text) string {
	var out []string
	for i := range t.Tokens {
		if m := means[t.Norm(i)]; m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return strings.Join(out, ",")
}

// sentence is the part of the message around tokens, up to the marks that end it.
func sentence(t text.Text, from, to int) (start, end int) {
	for from > 0 && !ends(t, from-1) {
		from--
	}
	for to < len(t.Tokens) && !ends(t, to) {
		to++
	}
	return t.Span(from, to)
}

func ends(t text.Text, i int) bool {
	switch t.Norm(i) {
	case ".", "!", "?", ";", "¿", "¡":
		return true
	}
	return i+1 < len(t.Tokens) && t.Tokens[i+1].Start > t.Tokens[i].End && strings.Contains(t.Raw[t.Tokens[i].End:t.Tokens[i+1].Start], "\n")
}

var tongues = map[string]string{
	"espanol": "es", "espanhol": "es", "castellano": "es", "spanish": "es", "portugues": "pt", "portuguese": "pt", "brasileiro": "pt", "ingles": "en", "english": "en",
}

var prefers = wordSet(`mejor melhor puede pode puedes prefiero prefiro hablemos podemos please podria poderia hablar falar escribir escrever responder respondeme responda`)

// wantedLanguage is a language asked for by its name: "¿puede ser en español?", "pode falar em português".
func wantedLanguage(t text.Text) string {
	for i := range t.Tokens {
		tongue := tongues[t.Norm(i)]
		if in := t.Norm(i - 1); tongue == "" || in != "en" && in != "em" && in != "in" {
			continue
		}
		for k := max(0, i-5); k < i+4; k++ {
			if prefers[t.Norm(k)] {
				return tongue
			}
		}
		if t.Words() <= 4 {
			return tongue
		}
	}
	return ""
}

var booked = wordSet(`hora cita citas visita visitas fecha horario turno turnos agendamento agenda data agendamiento consulta reserva reservacion servicio`)

// guessed tells whether a word was taken for another that sounds otherwise.
func (n *notes) guessed(i int) bool {
	said := n.t.Norm(i)
	for _, c := range append(clitics, "") {
		if strings.HasSuffix(said, c) && sound(strings.TrimSuffix(said, c)) == sound(n.words[i]) {
			return false
		}
	}
	return true
}

// changes finds a visit that shall be moved or called off, with the verb in any form: "quisiera correr mi hora", "cancélenlo".
func (r *Rules) changes(n *notes) (out []text.Hit[intent]) {
	t := n.t
	for i := range t.Tokens {
		if len(t.Norm(i)) < 4 {
			continue
		}
		for _, f := range n.forms[i] {
			if f.mood == told || denies(t, i) {
				continue
			}
			switch f.class {
			case clShift:
				for k := i + 1; k <= i+4; k++ {
					if booked[t.Norm(k)] && (k > i+1 || t.Norm(i) != "pasar") {
						out = append(out, text.Hit[intent]{From: i, To: k + 1, Value: intent{kind: agent.CmdMove}})
						break
					}
				}
			case clCancel:
				if n.guessed(i) && !slices.ContainsFunc([]int{1, 2, 3}, func(k int) bool { return booked[t.Norm(i+k)] }) {
					continue // "mi perro se llama Canela"
				}
				h := text.Hit[intent]{From: i, To: i + 1, Value: intent{kind: agent.CmdCancel}}
				if pays(t, i+1) {
					h.Value = intent{kind: agent.CmdPay}
				}
				if !reported(t, h) {
					out = append(out, h)
				}
			}
		}
	}
	return out
}

var (
	halts     = wordSet(`no nao parar cansei canse dejen deja deje dejar paren parem pare basta chega nunca`)
	sendVerbs = wordSet(`escriban escriba escribas escribirme escribir manden mande mandes mandarme mandar envien envie envies enviarme enviar mandem enviem enviando mandando escrevam escreva
		contacten contacte contactarme contactem molesten molesten moleste incomodem perturbem recibir receber`)
	mailings = wordSet(`mensajes mensaje mensagens mensagem promociones promocion promocoes promocao publicidad propaganda propagandas ofertas anuncios sms spam correos whatsapps msj msjs avisos nada cosas informacion informacoes novedades novidades newsletter`)
)

// leaves finds who wants no more messages, in whatever words: "no quiero que me manden más ofertas". What is sent besides messages is no
// matter of these: "no me manden al mismo técnico".
func leaves(t text.Text) (text.Hit[intent], bool) {
	for i := range t.Tokens {
		if !halts[t.Norm(i)] {
			continue
		}
		for k := i + 1; k <= i+6 && k < len(t.Tokens) && t.Tokens[k].Kind == text.Word; k++ {
			switch {
			case sendVerbs[t.Norm(k)] && lists(t, k+1):
				return text.Hit[intent]{From: i, To: k + 1, Value: intent{kind: agent.CmdOptOut}}, true
			case mailings[t.Norm(k)] && t.Norm(k) != "nada" && t.Norm(k) != "cosas" && (t.Norm(k-1) == "mas" || t.Norm(k-1) == "mais" || t.Norm(k-2) == "mas" || t.Norm(k-1) == "quiero" || t.Norm(k-1) == "quero"):
				return text.Hit[intent]{From: i, To: k + 1, Value: intent{kind: agent.CmdOptOut}}, true
			}
		}
	}
	return text.Hit[intent]{}, false
}

// lists tells whether what is sent, from token i on, is messages or is not named.
func lists(t text.Text, i int) bool {
	for ; i < len(t.Tokens); i++ {
		switch w := t.Norm(i); {
		case t.Tokens[i].Kind != text.Word, mailings[w], limits[w], w == "por", w == "gracias", w == "obrigado", w == "a" && t.Norm(i+1) == "las":
			return true
		case w == "mas" || w == "mais" || w == "este" || w == "esse" || w == "tipo" || w == "de" || w == "su" || w == "sus" || w == "ya" || w == "tanta" || w == "tanto" || w == "tantos" || w == "tan" || w == "tao" ||
			w == "tipos" || w == "estos" || w == "estas" || w == "esas" || w == "esos" || w == "la" || w == "las" || w == "los" || w == "as" || w == "os":
		default:
			return false
		}
	}
	return true
}
