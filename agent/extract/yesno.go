package extract

import "github.com/chasqui-fsm/chasqui/agent/text"

// Answer to a yes or no question.
type Answer int

const (
	Unclear Answer = iota
	Yes
	No
)

var yesWords = phrases(`si|sii|siii|sip|sipo|si po|ya po|claro|claro que si|por supuesto|dale|dale si|listo|ok|okay|de una|va|sale|orale|
	perfecto|bueno|confirmo|confirmado|confirmada|confirmar|como no|correcto|exacto|asi es|eso es|esta bien|de acuerdo|me parece|
	me parece bien|me sirve|no hay problema|ningun problema|sin problema|con gusto|genial|excelente|obvio|si por favor|
	hagale|agendalo|agendala|agendela|agendar|agenda|agendame|reserva|reservalo|quedamos asi|vale|estupendo|buenisimo|bacan|anotame|apuntame|anoteme|apunteme|
	sim|claro que sim|com certeza|pode ser|pode|pode sim|beleza|fechado|isso|isso mesmo|ta bom|esta bom|tudo bem|bora|uhum|certo|joia|
	otimo|combinado|perfeito|confirma|pode confirmar|pode agendar|pode marcar|sem problema|nao ha problema|nao tem problema|tranquilo|
	quero|quero sim|aceito|acepto|si quiero|yes|yep|yeah|sure|fine|👍|👌|✅|🙌|🙏|positivo|afirmativo|siempre si|si adelante|esta perfecto|ta perfecto|todo bien|todo correcto|todo ok|
	tudo certo|tudo ok|tudo correto|esta correcto|esta certo|ta certo|sim por favor|perfeito`)

var noWords = phrases(`no|nop|nel|nanai|para nada|tampoco|ya no|negativo|no gracias|mejor no|no quiero|no me sirve|no puedo|todavia no|aun no|
	no es asi|incorrecto|esta mal|eso no|
	nao|n|nem|deixa|nao obrigado|nao obrigada|melhor nao|nao quero|nao serve|nao posso|ainda nao|errado|ta errado|nope|no thanks|👎|❌|de jeito nenhum`)

// padding may stand beside a yes or a no and changes nothing.
var padding = phrases(`gracias|muchas gracias|obrigado|obrigada|muito obrigado|muito obrigada|por favor|ahi|entonces|pues|po|nomas|no mas|ne|ta|eh|ah|ay|oye|
	oiga|señor|señora|señorita|amigo|amiga|hola|oi|ya|bien|muy bien|entao|eu|yo|la visita|a visita|esa hora|ese horario|essa hora|esse horario|esa|ese|essa|esse|
	asi|assim|los espero|les espero|espero|aguardo|fico no aguardo|nos vemos|saludos|sr|sra|senhor|senhora|!|.|,|;|😊|🙂|😀|😁|😄|😉|🙌|🙏|👍|👌|💪|❤️|❤`)

// hedges turn a yes or a no into something else.
var hedges = phrases(`pero|mas|¿|que hora|a que hora|cual|cuando|quando|mas tarde|mejor|aunque|salvo|menos|cambia|cambiar|creo|creo que|tal vez|quizas|talvez|depende|no se|nao sei|acho|
	acho que|melhor|so que|solo que|se puede|pero que|excepto|antes|?|porem|en vez|ao inves|otro|otra|outro|outra|sera que|luego`)

// YesNo reads a plain yes or no. Words about anything else make it unclear.
func YesNo(t text.Text) Answer {
	yes, no, other := 0, 0, 0
	for i := 0; i < len(t.Tokens); {
		if n := hedges.at(t, i); n > 0 {
			return Unclear
		}
		y, nn := yesWords.at(t, i), noWords.at(t, i)
		switch {
		case y > 0 && y >= nn:
			yes++
			i += y
		case nn > 0:
			no++
			i += nn
		default:
			p := padding.at(t, i)
			if p == 0 && t.Tokens[i].Kind != text.Mark { // an emoji that says neither may say anything
				other++
			}
			i += max(1, p)
		}
	}
	switch {
	case yes > 0 && no == 0 && other == 0:
		return Yes
	case no > 0 && yes == 0 && other == 0:
		return No
	case no > 0 && yes == 0 && len(t.Tokens) > 0 && noWords.at(t, 0) > 0 && other > 0:
		return Unclear
	}
	return Unclear
}

// further words are a yes, or a no, to a proposal of one kind only: "cancélala" agrees to a cancel and to nothing else.
var further = map[string]struct{ yes, no, beside phraseSet }{
	"cancel": {
		phrases(`cancela|cancelala|cancelalo|cancelar|cancele|cancelela|cancelen|cancelenla|cancelarla|anula|anulala|anular|anulela|desmarca|desmarcar|desmarque|pode cancelar|podem cancelar|
			cancelado|cancelada|quiero cancelar|quero cancelar|cancel|cancel it`),
		phrases(`dejala|dejala asi|dejalo asi|no la canceles|no cancelar|nao cancela|nao cancele|deixa|deixa assim|mantenla|mantener|mantem|mantenha|mejor no`),
		phrases(`mi visita|minha visita|visita`),
	},
	"move": {
		phrases(`cambiala|cambiela|cambienla|muevela|muevanla|reagendala|reagendenla|reprogramala|reprogramenla|pode mudar|podem mudar|pode remarcar|podem remarcar|
			haz el cambio|hazlo|haganlo|haga el cambio|faz a mudanca|pode trocar|podem trocar`),
		phrases(`dejala|dejala asi|dejalo asi|deixa|deixa assim|mantenla|mantem`),
		phrases(`mi visita|minha visita|visita|el cambio|a mudanca`),
	},
	"visit": {
		phrases(`estare|ahi estare|aqui estare|voy a estar|estamos|estaremos|ahi estaremos|aqui estaremos|los espero|te espero|lo espero|les espero|los esperamos|te esperamos|esperamos|vengan|que vengan|
			habra alguien|va a haber alguien|hay alguien|estarei|vou estar|estaremos em casa|estarei em casa|vai ter alguem|tem alguem|podem vir|pode vir|pode vim|aguardando|estou aguardando|
			confirmamos|mantener|mantenemos`),
		phrases(`no voy a estar|no estare|no estaremos|no podre|no podemos|no puedo|no hay nadie|no va a haber nadie|no habra nadie|nao vou estar|nao estarei|nao vou poder|nao posso|nao podemos|
			nao vai ter ninguem|nao tem ninguem|imposible|impossivel`),
		phrases(`en casa|em casa|en la casa|manana|amanha|hoy|hoje|mi visita|minha visita|visita|alguien|alguem`),
	},
	"delay": {
		phrases(`espero|los espero|te espero|mantengan|mantenerla|mantener|mantenla|mantengamos|la mantenemos|mantem|mantenha|pode manter|manter|dejala|dejala asi|dejarla|deixa assim|no importa|nao importa|
			los esperamos|esperamos|aguardo|eu espero|vengan igual|que vengan|vengan|podem vir|pode vir`),
		phrases(`otro dia|outro dia|cambiala|muda|mudar|cambiar|cambiarla|prefiero otro dia|prefiro outro dia|no los espero|nao posso esperar|no puedo esperar`),
		phrases(`visita|igual`),
	},
}

// YesNoTo reads a yes or a no to a proposal of a kind, in words that mean it there alone. What else the message says makes it
// unclear, as for YesNo; a reminder is also confirmed by "confirmo" with more words behind it.
func YesNoTo(t text.Text, kind string) Answer {
	more, ok := further[kind]
	if !ok {
		return Unclear
	}
	yes, no, other, confirms := 0, 0, 0, false // confirms: said so before anything else was
	for i := 0; i < len(t.Tokens); {
		y, n := max(yesWords.at(t, i), more.yes.at(t, i)), max(noWords.at(t, i), more.no.at(t, i))
		if h := hedges.at(t, i); h > max(y, n) || h > 0 && y == 0 && n == 0 {
			return Unclear
		}
		switch {
		case y > 0 && y >= n:
			confirms = confirms || other == 0 && confirming.at(t, i) > 0
			yes++
			i += y
		case n > 0:
			no++
			i += n
		default:
			p := max(padding.at(t, i), more.beside.at(t, i))
			if p == 0 && t.Tokens[i].Kind != text.Mark {
				other++
			}
			i += max(1, p)
		}
	}
	switch {
	case yes > 0 && no == 0 && (other == 0 || kind == "visit" && confirms):
		return Yes
	case no > 0 && yes == 0 && (other == 0 || kind == "visit" && more.no.at(t, 0) > 0):
		return No
	default:
		return Unclear
	}
}

var confirming = phrases(`confirmo|confirmado|confirmada|confirmamos`)

// StartsWithNo tells whether a message begins by refusing: "no, el jueves mejor".
func StartsWithNo(t text.Text) bool {
	return noWords.at(t, 0) > 0 && yesWords.at(t, 0) < noWords.at(t, 0)+1
}
