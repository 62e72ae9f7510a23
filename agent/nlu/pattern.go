package nlu

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// pattern is an intent told by words of some sets, in this order and near each other.
type pattern struct {
	kind agent.CommandKind
	sets []string
	gap  int // words that may stand between two of them
}

// patterns are what phrases cannot list: who speaks, in which tense and with what between, is free.
var patterns = []pattern{
	{agent.CmdHuman, []string{"talk", "person"}, 4},
	{agent.CmdHuman, []string{"person", "real"}, 2},
	{agent.CmdStatus, []string{"whenq", "come"}, 1},
	{agent.CmdStatus, []string{"whenq", "man", "come"}, 2},
	{agent.CmdStatus, []string{"coming", "man", "ask"}, 3},
	{agent.CmdStatus, []string{"man", "coming", "ask"}, 3},
	{agent.CmdStatus, []string{"will", "come", "man"}, 2},
	{agent.CmdStatus, []string{"promised", "come"}, 2},
	{agent.CmdStatus, []string{"not", "camep"}, 2},
	{agent.CmdMove, []string{"reshift"}, 0},
	{agent.CmdMove, []string{"leaveit", "for", "day"}, 2},
	{agent.CmdMove, []string{"not", "able", "receive"}, 2},
	{agent.CmdMove, []string{"not", "receive", "thatday"}, 3},
	{agent.CmdOptOut, []string{"remove", "mynumber"}, 3},
	{agent.CmdOptOut, []string{"remove", "list"}, 4},
	{agent.CmdOptOut, []string{"cease", "mail"}, 4},
	{agent.CmdOptOut, []string{"not", "go on", "sending"}, 3},
	{agent.CmdComplain, []string{"am", "angry"}, 2},
	{agent.CmdComplain, []string{"work", "turned", "bad"}, 2},
	{agent.CmdComplain, []string{"man", "broke"}, 2},
	{agent.CmdComplain, []string{"nobody", "came"}, 2},
	{agent.CmdComplain, []string{"giveback", "money"}, 4},
	{agent.CmdComplain, []string{"demand", "mine", "money"}, 2},
	{agent.CmdWrong, []string{"meant", "otherone"}, 4},
	{agent.CmdSupplier, []string{"sell", "goods"}, 4},
	{agent.CmdWorker, []string{"hire", "staff"}, 3},
	{agent.CmdWorker, []string{"seek", "job"}, 3},
	{agent.CmdHours, []string{"what", "hours", "open"}, 5},
	{agent.CmdHours, []string{"open", "holiday"}, 2},
	{agent.CmdPay, []string{"can", "pay"}, 3},
	{agent.CmdPay, []string{"accept", "means"}, 4},
	{agent.CmdPay, []string{"send", "account"}, 4},
	{agent.CmdPay, []string{"account", "paying"}, 3},
	{agent.CmdInvoice, []string{"need", "bill"}, 4},
	{agent.CmdOdd, []string{"forget", "rules"}, 3},
	{agent.CmdOdd, []string{"reveal", "data", "others"}, 6},
	{agent.CmdOdd, []string{"reveal", "every", "visit"}, 2},
	{agent.CmdOdd, []string{"mode", "admin"}, 1},
	{agent.CmdPrice, []string{"charge", "fee"}, 3},
	{agent.CmdPrice, []string{"fee", "cost"}, 3},
	{agent.CmdCancel, []string{"erase", "visit"}, 2},
	{agent.CmdStatus, []string{"what", "hour", "coming"}, 4},
	{agent.CmdStatus, []string{"man", "where"}, 2},
	{agent.CmdStatus, []string{"will", "come", "ask"}, 2},
	{agent.CmdComplain, []string{"not", "fixed"}, 2},
	{agent.CmdComplain, []string{"charged", "too"}, 2},
	{agent.CmdComplain, []string{"charged", "not", "fixed"}, 3},
	{agent.CmdPay, []string{"payment", "how"}, 3},
	{agent.CmdNote, []string{"bell", "dead"}, 3},
	{agent.CmdHours, []string{"holiday", "open", "ask"}, 2},
	{agent.CmdHours, []string{"today", "open", "ask"}, 2},
	{agent.CmdCoverage, []string{"reach", "zone"}, 4},
	{agent.CmdOdd, []string{"pretend", "youare"}, 2},
	{agent.CmdHelp, []string{"what", "youdo"}, 1},
	{agent.CmdCoverage, []string{"serve", "jobs", "in"}, 2},
	{agent.CmdPrice, []string{"whatcost", "thatcome"}, 2},
	{agent.CmdLate, []string{"arrive", "later"}, 5},
	{agent.CmdCancel, []string{"baja", "visit"}, 2},
	{agent.CmdCancel, []string{"desist", "work2"}, 2},
	{agent.CmdCancel, []string{"ya", "not", "needv", "work2"}, 2},
	{agent.CmdComplain, []string{"man", "arrive", "later"}, 3},
	{agent.CmdPrice, []string{"howmuch", "charging"}, 3},
	{agent.CmdCancel, []string{"ya", "not", "needv", "visit"}, 2},
	{agent.CmdCancel, []string{"not", "more", "needv", "visit"}, 2},
	{agent.CmdMove, []string{"can", "leaveinf", "for", "day"}, 1},
	{agent.CmdStatus, []string{"ya", "coming", "ask"}, 2},
	{agent.CmdStatus, []string{"waiting", "man"}, 3},
	{agent.CmdStatus, []string{"come", "what", "hours"}, 1},
	{agent.CmdPrice, []string{"costs", "dear", "ask"}, 2},
	{agent.CmdComplain, []string{"nobody", "solve"}, 3},
	{agent.CmdComplain, []string{"what", "work", "bad"}, 1},
	{agent.CmdPay, []string{"pays", "moment"}, 2},
	{agent.CmdWarranty, []string{"if", "fails", "again", "ask"}, 3},
	{agent.CmdWarranty, []string{"if", "again", "fails", "ask"}, 3},
	{agent.CmdWarranty, []string{"howmuch", "guarantee"}, 2},
}

// setWords are the sets, by name.
var setWords = map[string]string{
	"talk": `pongame poneme ponme ponganme hablar habla hable conversar comunicarme comuniqueme comunicame comunicar comunicas comunican atienda atender atiendan contactarme paseme pasame pasen transferir conectame falar fale
		conversar atenda`,
	"person": `persona humano humana alguien alguem pessoa asesor asesora ejecutivo ejecutiva supervisor supervisora gerente responsable responsavel encargado encargada dueno duena jefe atendente
		operador operadora agente gente representante dono chefe coordinador coordinadora coordenador secretaria humanos`,
	"real":     `real verdade verdad hueso`,
	"whenq":    `hora horas cuando quando`,
	"come":     `viene vienen vendra vendran vendrian venga vengan venir llega llegan llegara llegaran llegaria llegar cae caen pasa pasan pasara pasaran pasaria vem vira vindo vir chega chegam chegara chegando passa passam passar chegar cai`,
	"coming":   `viene vienen vendra vendran llega llegan llegara vem vindo chega chegam chegando vira caen`,
	"will":     `va van vai vao`,
	"camep":    `venido llegado aparecido chegou`,
	"man":      `tecnico tecnicos tecnica moco moca rapaz maestro muchacho instalador pessoal senor`,
	"ask":      `? no`,
	"promised": `iban iba quedaron quedo ficaram ficou combinaram combinou dijeron disseram prometieron prometeram marcaram`,
	"not":      `no nao tampoco ni aun todavia`,
	"reshift": `reagendar reagendemos reagende reagendo reagenden reprogramar reprogramemos reprograme reprogramen reprogramo remarcar remarque remarquem remarcamos remarco postergar posterguemos posterguen
		posponer posponerla posponerlo pospongamos aplazar aplacemos aplazarla adiar adiamos adie reagendarla reagendarlo reprogramarla reprogramarlo postergarla postergarlo`,
	"leaveit":  `dejarlo dejarla dejemoslo dejemosla pasarlo pasarla pasemosla pasemoslo moverlo moverla cambiarlo cambiarla cambiemosla correrlo correrla deixar jogar passar mudar transferir trocar`,
	"for":      `para al`,
	"day":      `lunes martes miercoles jueves viernes sabado domingo manana otro otra outro outra segunda terca quarta quinta sexta amanha semana proxima proximo depois tarde`,
	"able":     `puedo podre podria podremos voy posso poderei vou consigo conseguirei alcanzo alcanzare`,
	"receive":  `recibir recibirlos recibirlas recibirles recibirte receber recebe-los atenderlos estar llego alcanzo`,
	"thatday":  `ese esa hoy manana hoje amanha horario esse essa nesse nessa`,
	"remove":   `quiten quitenme quita saquen saquenme saca sacame borren borrenme borra borrar eliminen eliminenme elimina eliminar remueva remuevan retiren tirem tira remova removam apaguem apaga exclua exclui excluam excluir tirar sacar`,
	"mynumber": `numero datos dados contacto contato`,
	"list":     `lista listas base`,
	"cease":    `dejen deja deje paren pare parem para basta chega`,
	"mail":     `propaganda propagandas publicidad spam promociones promocoes mensajes mensagens mensagem ofertas`,
	"go on":    `sigan sigas siga seguir continuen continuem continue fiquem fique`,
	"sending":  `escribiendo mandando enviando molestando mandar enviar perturbando incomodando escrevendo`,
	"am":       `estoy estou to quede fiquei muy muito bastante re super tan`,
	"angry": `molesto molesta insatisfecho insatisfecha insatisfeito insatisfeita decepcionado decepcionada enojado enojada indignado indignada furioso furiosa harto harta irritado irritada chateado chateada
		disconforme descontento descontenta inconforme puto puta`,
	"work":     `servicio trabajo instalacion arreglo reparacion servico trabalho instalacao conserto atencion atendimento reparo mantencion mantenimiento manutencao limpieza limpeza`,
	"turned":   `quedo ficou esta fue foi quedaron hicieron fizeram hizo fez ta es quedado`,
	"bad":      `mal malo mala pesimo pesima horrible peor ruim pior pessimo pessima horrivel porcaria porqueria fatal desastre chafa pessimamente`,
	"broke":    `rompio dano rayo quebro malogro danho mancho quebrou estragou riscou manchou danificou descompuso`,
	"nobody":   `nadie nunca ninguem tampoco`,
	"came":     `vino vinieron llego llegaron aparecio aparecieron veio vieram apareceu apareceram chegou llamo respondio responden contesta contestan responde`,
	"giveback": `devuelvan devuelva devolver devuelvanme devuelveme regresen regresenme reintegren reintegro devolvam devolva devolucion devolucao reembolsen ressarcir`,
	"money":    `plata dinero guita lana dinheiro grana pago importe efectivo`,
	"demand":   `quiero exijo quero exigo reclamo`,
	"mine":     `mi meu`,
	"meant":    `era mande mandei envie enviei escribi equivoque equivocado mensaje mensagem numero chat confundi`,
	"otherone": `otra otro outra outro errada errado equivocada equivocado equivocadas`,
	"sell":     `vendo vendemos vende ofrezco ofrecemos ofrecerles distribuimos fabricamos importamos oferecemos ofereco comercializamos trabajamos trabalhamos trabalho trabajo represento representamos`,
	"goods": `repuestos refacciones piezas pecas herramientas insumos materiales productos produtos ferramentas refrigerantes uniformes publicidad marketing software creditos seguros materiais
		pecas accesorios acessorios`,
	"hire":      `toman buscan buscando contratan contratando necesitan necesitando precisando precisam requieren contratam procuram procurando`,
	"staff":     `gente personal tecnico tecnicos trabajadores ayudantes ayudante instalador instaladores pessoal funcionario funcionarios maestros colaboradores alguem alguien`,
	"seek":      `busco buscando procuro procurando quiero ando quero hay tienen tem necesito preciso`,
	"job":       `trabajo pega chamba empleo laburo emprego trabalho vacante vacantes`,
	"what":      `que cual cuales qual quais`,
	"hours":     `hora horas horario horarios dias`,
	"open":      `laburan abre atienden trabajan abren cierran funcionan laboran atendem trabalham abrem fecham abierto abiertos abertos atiende trabaja`,
	"holiday":   `sabado sabados domingo domingos feriado feriados festivos noche noches fin fines fim noite findes final`,
	"can":       `puedo puede pueden podria como donde posso pode podemos onde permiten da quiero quero les`,
	"pay":       `pagar abonar transferir transferirles depositar consignar consigno yapear yapearles plinear parcelar financiar pagarles pagarle deposito transfiero`,
	"accept":    `aceptan acepta reciben recibe aceitam aceita recebem recebe toman manejan`,
	"means":     `tarjeta tarjetas transferencia transferencias efectivo pix cartao credito debito dinheiro boleto cheque cheques yape plin nequi daviplata cuotas mercadopago pagos`,
	"send":      `manda mandame mande manden pasa pasas pasame pasan pasen envia enviame envien enviar mandar pasar passa passe passar envie`,
	"account":   `alias cbu cvu clabe cuenta conta qr chave pix link enlace liga datos dados`,
	"paying":    `transferir transfiero deposito depositar consigno consignar pagar pago transferencia`,
	"need":      `necesito quiero requiero emiten dan hacen mandan envian preciso quero emitem dao mandam necesitamos ocupo pueden podrian podem manda envia me`,
	"bill":      `factura facturas boleta recibo comprobante facturar facturarme facturacion`,
	"forget":    `ignora ignore olvida olvide esqueca esquece desconsidere descarta`,
	"rules":     `todo todas reglas instrucciones anterior instrucoes regras anteriores programacion tudo prompt`,
	"reveal":    `passa pasa muestra passa pasa muestra dame dime muestrame pasame entregame mandame enviame me mostra mostre liste listame`,
	"data":      `telefonos datos lista numeros dados telefones nombres direcciones enderecos correos`,
	"others":    `clientes usuarios otros outros cliente`,
	"pretend":   `finge finja fingir imagina imagine actua aja simula responde responda`,
	"youare":    `eres sos es voce como`,
	"youdo":     `hacen ofrecen servicios arreglan reparan fazem oferecem consertam servicos funciona`,
	"serve":     `hacen prestan dan ofrecen tienen fazem prestam tem dao`,
	"jobs":      `domicilio domicilios atendimento atendimentos servicio servicios servico servicos visitas instalaciones instalacoes`,
	"in":        `en em no na a hasta para`,
	"every":     `todas todos toda`,
	"visit":     `hora cita citas visita visitas turno turnos agendamento agendamentos reserva reservas`,
	"mode":      `modo mode`,
	"admin":     `administrador admin dios root debug deus`,
	"charge":    `cobran cobram cobra cobre`,
	"fee":       `visita diagnostico deslocamento domicilio traslado revision presupuesto orcamento taxa ida evaluacion avaliacao flete`,
	"cost":      `costo cobrada cobra cobran gratis gratuita gratuito paga precio valor custo cobrado costos`,
	"erase":     `elimine eliminen elimina borren borra anulen quiten exclua apaga`,
	"hour":      `hora horas`,
	"where":     `onde donde cade`,
	"fixed":     `arreglaron arreglaste resolvieron resolveram solucionaron solucionaram consertaram repararon repararam cumplieron cumpriram sirvio adianto adiantou`,
	"charged":   `cobraron cobraram cobro cobrou`,
	"too":       `mas demas mais doble dobro errado indebido`,
	"payment":   `pago pagamento`,
	"how":       `hora antes despues depois anticipado adelantado adiantado como cuando quando forma`,
	"bell":      `citofono interfone interfono timbre campainha portero intercomunicador`,
	"dead":      `malo mala quebrado quebrada descompuesto roto anda funciona sirve suena toca pega`,
	"today":     `hoy hoje ahora agora`,
	"reach":     `atienden atiende atendem atende cubren cobrem llegan chegam vienen trabajan trabalham`,
	"zone":      `zona regiao region sector comuna bairro barrio colonia area cidade ciudad municipio provincia interior`,
	"baja":      `baja`,
	"desist":    `desistir desisto desisti desistimos`,
	"work2":     `servicio servico visita cita turno agendamento`,
	"charging":  `cobrando cobran cobram cobraria cobrarian cobrariam cobrarao`,
	"ya":        `ya ja`,
	"needv":     `ocupo ocupar necesito necesitar necesitare necesitamos necesitaremos preciso precisar precisarei precisamos`,
	"more":      `mas mais`,
	"leaveinf":  `dejar dejarlo dejarla pasar mover correr cambiar deixar passar jogar mudar trocar`,
	"waiting":   `esperando espero aguardando`,
	"costs":     `es e sale sai fica cuesta custa`,
	"dear":      `caro cara carisimo carissimo`,
	"solve":     `solucion solucao soluciona solucionan resuelve resuelven resolve resolvem ayuda ajuda`,
	"pays":      `paga pagan pagas`,
	"moment":    `antes despues depois final adelantado adiantado ahora hora`,
	"if":        `si se`,
	"fails":     `falla falle fallar rompe rompa descompone descomponga echa eche malogra malogre problema problemas defeito quebra quebrar estraga estragar parar pifar`,
	"again":     `nuevo novo vez otra vuelve volver vuelva volta voltar`,
	"howmuch":   `cuanto cuanta cuantos quanto quanta quantos`,
	"guarantee": `garantia`,
	"whatcost":  `sale cuesta custa sai`,
	"thatcome":  `venga vengan venir vir visita revision`,
	"arrive":    `llego llegare llegar chego chegarei chegar llegamos vou voy`,
	"later":     `tarde atrasado atrasada retraso atraso retrasado retrasada`,
}

// sets is which of the sets a word is of, or which are looked for: a bit each.
type sets [2]uint64

func (s sets) with(n int) sets {
	s[n/64] |= 1 << (n % 64)
	return s
}

func (s sets) or(o sets) sets   { return sets{s[0] | o[0], s[1] | o[1]} }
func (s sets) meet(o sets) bool { return s[0]&o[0] != 0 || s[1]&o[1] != 0 }

// patternTable gives each word the sets it is of.
type patternTable struct {
	words map[string]sets
	rules []rule
}

type rule struct {
	kind agent.CommandKind
	sets []sets
	gap  int
}

func compilePatterns() *patternTable {
	p := &patternTable{words: map[string]sets{}}
	bit := map[string]sets{}
	for _, row := range patterns {
		r := rule{kind: row.kind, gap: row.gap}
		for _, name := range row.sets {
			if _, ok := bit[name]; !ok {
				bit[name] = sets{}.with(len(bit))
				for w := range strings.FieldsSeq(setWords[name]) {
					p.words[w] = p.words[w].or(bit[name])
				}
			}
			r.sets = append(r.sets, bit[name])
		}
		p.rules = append(p.rules, r)
	}
	return p
}

// find lists the patterns of a message, each kind once.
func (p *patternTable) find(t text.Text) (out []text.Hit[intent]) {
	words := make([]sets, len(t.Tokens))
	var all sets
	for i, tok := range t.Tokens {
		words[i] = p.words[tok.Norm]
		all = all.or(words[i])
	}
	for _, r := range p.rules {
		if slices.ContainsFunc(out, func(h text.Hit[intent]) bool { return h.Value.kind == r.kind }) ||
			slices.ContainsFunc(r.sets, func(s sets) bool { return !all.meet(s) }) {
			continue
		}
		for i := range words {
			if !words[i].meet(r.sets[0]) || strings.EqualFold(t.Original(i, i+1), "hablé") || guarded(r.kind) && denies(t, i) {
				continue
			}
			if to := chase(t, words, r.sets[1:], i+1, r.gap); to > 0 && (r.kind != agent.CmdCoverage || r.gap == 4 || to < len(t.Tokens) && capital(t, to)) {
				out = append(out, text.Hit[intent]{From: i, To: to, Value: intent{kind: r.kind}})
				break
			}
		}
	}
	return out
}

// guarded are the intents that a negation before them takes back.
func guarded(k agent.CommandKind) bool {
	return k == agent.CmdHuman || k == agent.CmdMove || k == agent.CmdSupplier || k == agent.CmdWorker || k == agent.CmdComplain
}

// chase finds the rest of a pattern from token i on; it gives the token after the last word, 0 when there is none.
func chase(t text.Text, words, rest []sets, i, gap int) int {
	if len(rest) == 0 {
		return i
	}
	for k := i; k <= i+gap && k < len(words); k++ {
		if words[k].meet(rest[0]) {
			if to := chase(t, words, rest[1:], k+1, gap); to > 0 {
				return to
			}
		}
		switch t.Norm(k) {
		case ".", "!", "?", ";", ",":
			return 0
		}
	}
	return 0
}
