package nlu

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// intent is what a phrase means by itself.
type intent struct {
	kind    agent.CommandKind
	urgency agent.Urgency
	whole   bool // only when it is the whole message, courtesy aside
}

// phrasesOf lists, for each intent, the phrases that carry it in Spanish, Portuguese and English, separated by bars.
var phrasesOf = []struct {
	intent  intent
	phrases string
}{
	{intent{kind: agent.CmdHuman}, `hablar con una persona|hablar con alguien|hablar con un humano|con una persona|persona real|un humano|humano|
		asesor|asesora|un ejecutivo|ejecutivo|ejecutiva|operador|operadora|agente humano|me comunica con|me comunique con|comunicarme con|me pueden llamar|
		que me llamen|me llamas|llamenme|me pueden llamar|quiero que me llamen|hablar con ustedes por telefono|encargado|
		falar com atendente|falar com um atendente|falar com uma pessoa|falar com alguem|falar com humano|atendente|pessoa de verdade|uma pessoa|
		atendimento humano|podem me ligar|me liga|me liguem|talk to a person|speak to someone|human|agent|representative`},
	{intent{kind: agent.CmdOptOut, whole: true}, `stop|stopall|unsubscribe|baja|dar de baja|darme de baja|salir|parar|alto|no molestar|sair|pare|remover|descadastrar|
		me borren|cancelar suscripcion|cancelar inscricao|quit|end`},
	{intent{kind: agent.CmdOptOut}, `no me manden mas mensajes|no me manden mensajes|ya no me manden mensajes|no me escriban mas|ya no me escriban|no quiero mas mensajes|no mas mensajes|
		dejen de escribirme|no me envien mas|dejen de mandarme|no quiero recibir mas|no me manden publicidad|no me manden mas publicidad|darme de baja|denme de baja|
		pare de me mandar|parem de me mandar|nao me mande mais|nao me mandem mais|nao quero mais mensagens|nao quero receber mais|me tira da lista|
		me tirem da lista|para de mandar mensagem|parem de mandar mensagem|nao quero receber mensagens|sacame de la lista|saquenme de la lista`},
	{intent{kind: agent.CmdStop}, `olvidalo|olvidelo|olvidate|dejalo asi|dejelo asi|dejemoslo asi|dejalo|dejelo|ya no necesito|ya no lo necesito|no importa|mejor no|ya no quiero|ya no gracias|
		no gracias ya no|lo voy a pensar|lo pienso|despues les aviso|cancelalo|cancela todo|no quiero nada|desisto|
		deixa pra la|deixa para la|deixa quieto|esquece|esqueca|nao quero mais|nao preciso mais|vou pensar|desisti|vou ver depois|nunca mais|forget it|never mind`},
	{intent{kind: agent.CmdStop, whole: true}, `ya no|ya no gracias|deixa|no hace falta|ya no hace falta|ya no es necesario|nao precisa mais|nao e mais necessario|agora nao precisa`},
	{intent{kind: agent.CmdDanger, urgency: agent.UrgentSmoke, whole: true}, `fuego|fogo|fire|incendio`},
	{intent{kind: agent.CmdPrice}, `cuanto sale|cuanto cuesta|cuanto vale|cuanto cobran|cuanto me cobran|cuanto es|que precio|precio|precios|valor de la visita|valor|cuanto me sale|cuanto me saldria|
		cuanto saldria|cotizar|cotizacion|presupuesto|costo|tarifa|cuanto seria|a cuanto|cuanto me cuesta|cobran la visita|que valor|
		quanto custa|quanto fica|quanto sai|quanto cobram|quanto e|qual o valor|qual valor|qual o preco|preco|orcamento|quanto voces cobram|quanto seria|quanto ta|quanto esta|
		how much|price|cost|quote`},
	{intent{kind: agent.CmdHours}, `que horario|cual es el horario|horario de atencion|horarios de atencion|atienden los|atienden el|atienden sabado|atienden domingo|trabajan los|a que hora abren|hasta que hora|
		que dias atienden|abren los|horario de atendimento|qual o horario|atendem aos|atendem sabado|atendem domingo|atendem no|trabalham aos|que horas abrem|ate que horas|
		opening hours|are you open|what time do you`},
	{intent{kind: agent.CmdCoverage}, `vienen hasta|llegan a|llegan hasta|van a|atienden en|tienen cobertura en|cubren|hacen visitas en|trabajan en|atendem em|atendem na|atendem no|vao ate|
		chegam em|tem cobertura em|fazem visita em|atende em|do you cover|do you come to|do you guys`},
	{intent{kind: agent.CmdWarranty}, `tiene garantia|dan garantia|que garantia|garantia del trabajo|cuanto de garantia|tem garantia|dao garantia|qual a garantia|is there a warranty|warranty on`},
	{intent{kind: agent.CmdLate}, `llego tarde|llegare tarde|voy a llegar tarde|voy tarde|voy atrasado|voy atrasada|estoy atrasado|estoy atrasada|me atraso|me atrase|me voy a atrasar|
		me demoro|me voy a demorar|me retraso|me voy a retrasar|llego un poco tarde|llego mas tarde|llego con retraso|me esperan|esperenme|pueden esperarme|
		vou me atrasar|vou atrasar|estou atrasado|estou atrasada|me atrasei|vou chegar atrasado|vou chegar atrasada|chego atrasado|chego atrasada|chego mais tarde|
		vou demorar|podem me esperar|me espera|running late|i will be late|i'll be late`},
	{intent{kind: agent.CmdStatus}, `cual es mi hora|cual es mi horario|cual era mi hora|que hora tengo|cuando es la visita|cuando es mi visita|cuando era la visita|cuando es mi cita|para que dia quedo|para que dia quede|que dia quedo|
		a que hora quedo|a que hora quedamos|qual meu horario|qual o meu horario|qual e meu horario|qual e o meu horario|qual era meu horario|qual o dia da visita|ficou para que dia|ficou pra que dia|que dia ficou|
		que horas ficou|ficou para que horas|ficou pra que horas|quando vai ser a visita|quando e a visita|a que hora viene|a que hora pasan|a que hora va a llegar|a que hora van a llegar|a que hora seria|a que hora era|cuando vienen|cuando llegan|cuando llega|cuando viene|
		por donde viene|por donde van|donde viene|donde va el tecnico|ya viene en camino|viene en camino|ya salio el tecnico|falta mucho|cuanto falta|cuanto le falta|que dia es mi visita|
		que dia vienen|para cuando quedo|para cuando es mi visita|tengo visita|tengo una visita agendada|tengo cita|el tecnico ya viene|ya viene el tecnico|
		que horas o tecnico|que horas ele|que horas voces|que hora chega|que hora vem|quando chega|quando vem|quando voces vem|o tecnico ja esta vindo|ja esta vindo|ja esta a caminho|esta chegando|
		ta chegando|ja saiu|vai demorar muito|falta muito|quanto falta|que dia e minha visita|que dia e a visita|que dia voces vem|tenho visita|tenho uma visita|cade o moco|cade voces|
		a que hora viene|a que hora llega|a que hora vienen|a que hora llegan|donde viene el tecnico|donde esta el tecnico|ya viene|ya vienen|cuando viene el tecnico|estado de mi visita|
		mi visita|cuando es mi visita|no ha llegado|no llega el tecnico|todavia no llega|que iban a llegar|que horas vem|que horas chega|cade o tecnico|onde esta o tecnico|minha visita|o tecnico nao chegou|
		quando e minha visita|where is the technician|my appointment`},
	{intent{kind: agent.CmdMove}, `reagenda|reagende|reagenden|reagendame|reagendarla|reagendamiento|reagendamento|reprogramarla|reprogramen|cambiarla|cambiarla de dia|cambiarla de hora|cambiar de dia|cambiar de hora|cambiar de fecha|
		cambiar el horario|cambiar la cita|cambiar la visita|cambiar mi visita|cambiarme la hora|mover mi visita|moverla|correr la visita|correr mi visita|pasar la visita|pasar mi visita|
		postergar|posponer|aplazar|adelantar la visita|adelantar mi visita|adelantarla|no voy a estar|no voy a poder estar|no voy a poder ese dia|no puedo ese dia|no estare|no podre|
		no alcanzo a estar|no hay nadie ese dia|otra fecha para mi visita|otro dia para la visita|
		adiar|antecipar a visita|antecipar minha visita|remarca|remarque|mudar minha visita|mudar o dia|mudar a data|mudar o horario|mudar de dia|mudar de horario|muda o dia|trocar o dia|trocar o horario|
		trocar a data|passar a visita|passar minha visita|nao vou estar|nao vou poder|nao estarei|nao vai ter ninguem|nao vou conseguir|change my visit|move my visit|move my appointment|change the day|
		reagendar|reprogramar|cambiar la hora|cambiar mi hora|cambiar la visita|cambiar el dia|cambiar la fecha|mover la visita|mover mi cita|cambiar mi cita|remarcar|mudar o horario da visita|
		mudar a visita|mudar o dia da visita|trocar o dia da visita|reschedule`},
	{intent{kind: agent.CmdCancel}, `cancelar|cancela|cancele|cancelen|cancelarla|cancelame|cancelarlo|cancelacion|quiero cancelar|necesito cancelar|tengo que cancelar|anular|anularla|anulen|anula|anule|
		suspender la visita|suspendan la visita|que no vengan|ya no vengan|no vengan|no manden a nadie|cancelamento|quero cancelar|preciso cancelar|tenho que cancelar|pode cancelar|podem cancelar|
		desmarca|desmarque|nao precisa vir|nao precisam vir|nao venham|cancel it|cancel|cancelar la visita|cancelar mi visita|cancelar mi hora|cancelar la hora|cancelar mi cita|cancelar la cita|anular la visita|anular mi hora|cancelar a visita|cancelar minha visita|
		desmarcar|cancelar o agendamento|cancel my appointment|cancel the visit`},
	{intent{kind: agent.CmdComplain}, `devuelvan la plata|devuelvan mi dinero|devolucion de mi dinero|reclamo|reclamar|estafa|estafadores|denuncia|denunciar|demanda|demandar|abogado|sernac|profeco|
		pesimo servicio|mal servicio|una verguenza|estoy molesto|estoy molesta|furioso|quiero que me devuelvan|van 2 veces|van dos veces|nadie vino|no llego nadie|nunca llego|nunca llegaron|
		reclamacao|procon|isso e golpe|e um golpe|cai num golpe|pessimo|pessimo atendimento|absurdo|meu dinheiro de volta|advogado|ninguem veio|ninguem apareceu|processar|lawyer|refund|scam`},
	{intent{kind: agent.CmdAbuse}, `imbecil|idiota|idiotas|estupido|estupidos|weon|hueon|conchetumare|ctm|pendejo|pendejos|culiado|mierda|hijo de puta|hdp|puto|otario|babaca|vai se foder|
		filho da puta|fdp|caralho|porra|fuck|asshole`},
	{intent{kind: agent.CmdWait}, `espera|esperame|un momento|un segundo|un minuto|dame un minuto|ya te respondo|ahora te respondo|te aviso|te confirmo despues|te confirmo luego|ya vuelvo|dejame ver|dejame revisar|espereme|
		um momento|um segundo|um minuto|espera ai|ja te respondo|ja respondo|ja volto|deixa eu ver|te aviso depois|pera ai|wait a moment|one moment`},
	{intent{kind: agent.CmdRepeat}, `como dijo|no entendi|no entiendo|me repite|repite por favor|me lo repites|repetir|puede repetir|puedes repetir|como asi|nao entendi|pode repetir|repete|como assim|say again|repeat`},
	{intent{kind: agent.CmdHelp}, `que servicios tienen|que hacen|que servicios ofrecen|ayuda|menu|opciones|quais servicos|o que voces fazem|que servicos|ajuda|opcoes|help|what do you do|what services`},
	{intent{kind: agent.CmdMore}, `otra hora|otro horario|otros horarios|otra opcion|otras opciones|otro dia|otra fecha|mas opciones|mas temprano|mas tarde|algo antes|algo mas tarde|hay otra|tienen otra|no me acomodan|
		no me sirven|outro horario|outros horarios|outra opcao|outras opcoes|outro dia|outra data|mais opcoes|mais cedo|mais tarde|tem outro|tem outra|another time|other times|other options|earlier|later`},
	{intent{kind: agent.CmdSkip}, `no se|no lo se|ni idea|no tengo idea|paso|saltar|omitir|nada mas|no recuerdo|prefiero no decir|no estoy seguro|no estoy segura|ninguna idea|sin preferencia|
		nao sei|nao lembro|nao faco ideia|pular|prefiro nao dizer|nada mais|nao tenho certeza|skip|don't know|i don't know|no idea`},
	{intent{kind: agent.CmdWrong, whole: true}, `numero equivocado|numero errado|wrong number|quien es|quem e|me equivoque de numero|se equivoco|foi engano|engano`},
	{intent{kind: agent.CmdSupplier}, `vendemos repuestos|somos proveedores|soy proveedor|vendemos|les ofrezco|area de compras|departamento de compras|encargado de compras|ofrecemos nuestros|somos distribuidores|
		vendemos pecas|somos fornecedores|sou fornecedor|setor de compras|representante comercial|supplier`},
	{intent{kind: agent.CmdWorker}, `busco trabajo|estan buscando gente|estan contratando|quiero trabajar con ustedes|soy tecnico en|mando mi curriculum|curriculum|oferta de trabajo|vacante|vacantes|
		procuro emprego|estao contratando|quero trabalhar|sou tecnico em|vaga de emprego|curriculo|trabalhar com voces|job opening|looking for work`},
	{intent{kind: agent.CmdBook}, `agendar|agendar una visita|pedir hora|una hora para|necesito hora|quiero una visita|necesito un tecnico|necesito que vengan|pueden venir|puede venir|pueden mandar|mandar a alguien|
		que venga alguien|que vengan|necesito ora|una visita|reservar|sacar hora|arreglar|reparar|componer|revisar|instalar|que me instalen|instalarme|instalen|necesito una cita|quiero una cita|sacar una cita|
		marcar uma visita|preciso de um tecnico|podem vir|pode vir|quero agendar|quero marcar|consertar|arrumar|conserto|preciso de tecnico|mandar alguem|mandar um tecnico|uma visita|instalam|consertam|
		book|appointment|come over|send someone|fix|repair|install`},
	{intent{kind: agent.CmdGreet}, `hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia|que tal|wena|alo|oi|ola|bom dia|boa tarde|boa noite|e ai|hello|hi|hey|good morning|good afternoon`},
	{intent{kind: agent.CmdThanks}, `gracias|muchas gracias|mil gracias|te pasaste|obrigado|obrigada|muito obrigado|muito obrigada|valeu|agradecido|agradecida|thanks|thank you`},
	{intent{kind: agent.CmdBye, whole: true}, `chao|chau|adios|hasta luego|nos vemos|bye|tchau|ate mais|ate logo|falou|hasta manana|ate amanha|saludos`},
}

func compileIntents() *text.Lexicon[intent] {
	l := text.NewLexicon[intent]()
	for _, row := range slices.Concat(phrasesOf, sidePhrases, widerPhrases) {
		for p := range strings.SplitSeq(row.phrases, "|") {
			if p = strings.TrimSpace(p); p != "" {
				l.Add(p, row.intent)
			}
		}
	}
	return l
}

// light are the words that may stand between a negation and the danger that it takes back: "no hay ningún olor a gas".
var light = map[string]bool{
	"hay": true, "siento": true, "sentimos": true, "tiene": true, "tengo": true, "sale": true, "es": true, "huele": true, "tem": true, "ha": true,
	"sinto": true, "sai": true, "un": true, "una": true, "ningun": true, "ninguna": true, "nenhum": true, "nenhuma": true, "el": true, "o": true, "any": true,
}

// negated tells whether a danger is taken back. Only a negation that governs it does: "no prende, hay olor a gas" is a danger.
func negated(t text.Text, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch word := t.Norm(i); {
		case word == "no" || word == "nao" || word == "sin" || word == "sem" || word == "not":
			return true
		case !light[word]:
			return false
		}
	}
	return false
}

// pays tells whether "cancelar" means to pay, as it does in half of the continent: "cancelar con tarjeta", "cancelar en efectivo".
func pays(t text.Text, at int) bool {
	switch t.Norm(at) {
	case "con", "com", "mediante":
		return true
	case "en", "em", "por", "no", "pelo", "via":
		switch t.Norm(at + 1) {
		case "efectivo", "cuotas", "transferencia", "webpay", "pix", "cartao", "debito", "credito", "boleto", "dinheiro", "linea":
			return true
		}
	}
	return false
}

// forgiving are the intents of which a typing error is forgiven: what they lead to does no harm.
var forgiving = map[agent.CommandKind]bool{
	agent.CmdPrice: true, agent.CmdHours: true, agent.CmdBook: true, agent.CmdGreet: true, agent.CmdThanks: true, agent.CmdStatus: true,
	agent.CmdMove: true, agent.CmdHelp: true, agent.CmdMore: true, agent.CmdWarranty: true, agent.CmdCoverage: true,
}

// findIntents lists the intents of a message, in the order in which they stand.
func (r *Rules) findIntents(n *notes) []text.Hit[intent] {
	t := n.t
	var out []text.Hit[intent]
	for _, h := range r.intents.Longest(t) {
		if h.Fuzzy && !forgiving[h.Value.kind] {
			continue
		}
		if h.Value.kind == agent.CmdCancel && pays(t, h.To) {
			h.Value = intent{kind: agent.CmdPay}
		}
		if !stands(t, h) {
			continue
		}
		if h.Value.whole && !wholeMessage(t, h.From, h.To, h.Value.kind == agent.CmdBye) {
			continue
		}
		out = append(out, h)
	}
	out = append(out, r.changes(n)...)
	out = append(out, r.patterns.find(t)...)
	if h, ok := leaves(t); ok {
		out = append(out, h)
	}
	if h, ok := askedPrice(t); ok {
		out = append(out, h)
	}
	if h, ok := callsSomebody(t); ok {
		out = append(out, h)
	}
	return append(settle(t, out), dangers(t, n.pt)...)
}

var farewells = wordSet(`entonces entao amanha chao chau adios tchau bye ate mais logo hasta luego pronto manana nos vemos que este estes esten bien bem muchas muito mil y e cuidese cuidate um abraco un abrazo saludos ok listo dale perfecto senor senora senorita`)

// wholeMessage tells whether tokens from up to to are all that was said, courtesy and punctuation aside; a farewell may be said twice.
func wholeMessage(t text.Text, from, to int, farewell bool) bool {
	for i, tok := range t.Tokens {
		if i >= from && i < to || tok.Kind != text.Word || farewell && farewells[tok.Norm] {
			continue
		}
		switch tok.Norm {
		case "hola", "oi", "por", "favor", "gracias", "obrigado", "obrigada", "quiero", "quero", "la", "el", "lista", "da", "de":
		default:
			return false
		}
	}
	return true
}
