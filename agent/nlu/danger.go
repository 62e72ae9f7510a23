package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// A danger is a thing (gas, smoke, sparks, current, water) that does something (smells, leaks, comes out, bites), near each other and
// not taken back, not long over, not a way of speaking. In doubt it is a danger.

// reach is how many words may stand between the two halves: "huele muy fuerte a gas".
const reach = 5

var (
	gasWords = heard(`gas gases gaz gazz`)
	smells   = heard(`huele huelo olor olores olorcito oler oliendo olia hiede apesta tufo fede fedentina hedor siente sentimos siento escape escapa escapando escapes fuga
		fugas fugando pierde perdiendo perdida sale saliendo saliendose salio cheiro cheirinho cheira cheirando cheirava fedor fedendo catinga vaza vazar vazando vazamento
		vazou sinto sentindo escapou smell smells leak leaking bota botando tira tirando filtra filtracion`)
	strongSmells = heard(`huele huelo olor olores olorcito oler oliendo olia hiede apesta tufo fede cheiro cheirinho cheira cheirando fedor fedendo smell smells`)
	cries        = heard(`ayuda auxilio socorro ajuda help urgente emergencia`)
	coolers      = heard(`aire aires ar split splits minisplit clima climas refri refrigerador refrigeradora nevera heladera geladeira freezer congelador
		refrigerante refrigerantes freon recarga recargar carga cargar r22 r410 r32 r410a recarregar`)
	burners    = heard(`calefont calefon boiler terma cocina estufa calentador aquecedor fogao horno forno cooktop encimera quemador piloto acendedor anafe parrilla boca encendedor chispero`)
	sparkWords = heard(`chispas chispazo chispazos chispeando chispea chisporrotea chisporroteando chispotea chispaso faiscas faiscando faiscou fagulha fagulhas sparks
		sparking cortocircuito chipas faisquinha faisca faisquinhas`)
	smokeWords = heard(`humo humito humareda umo humear humeando humea fumaca fumasa fumacinha fumacando fumegando smoke`)
	fireWords  = heard(`fuego fogo incendio incendios flamas chamas llamaradas llamarada incendiando incendio incendiandose labaredas fire`)
	burnt      = heard(`quemado quemada quemandose chamuscado chamuscada queimado queimada tostado burning`)
	biters     = heard(`corriente corrientazo corrientazos electricidad eletricidade toques choque choques choquinho choquezinho calambre calambrazo descarga descargas patada patadas
		corrente electrico electricos`)
	bites = heard(`da dan dar daba dando dio pasa pasan paso pasando agarro agarra pego pega pateo patea tira tiro siento senti sintio levei levou leva levar levando tomando tomei tomou tomar tomando deu
		sinto recibi recibio pegou queda doy dado das sentir`)
	floods = heard(`inundando inunda inundo inundada inundado inundacion inundar inundandose alagando alagou alagado alagada alaga alagamento flooding flooded
		encharcando anegando anego rebalsando rebalso desbordando transbordando transbordou`)
	bursts  = heard(`revento reventada reventado reventaron estourou estourado estourada explotada rompio estallo rebento`)
	pipes   = heard(`caneria cano canos cañeria tubo tuberia manguera flexible cano mangueira tuberias llave encanamento canito`)
	denials = heard(`no nao sin sem nunca tampoco ningun ninguna nenhum nenhuma ni nem not jamas`)
)

// heard is a set of words by how they sound, for those who write as they hear.
func heard(s string) map[string]bool {
	m := map[string]bool{}
	for _, tok := range text.Parse(s).Tokens {
		m[sound(tok.Norm)] = true
	}
	return m
}

// alarm looks for dangers in a message.
type alarm struct {
	t     text.Text
	heard []string
	pt    bool
	out   []text.Hit[intent]
}

// dangers lists the dangers that a message tells, each once.
func dangers(t text.Text, portuguese bool) []text.Hit[intent] {
	a := &alarm{t: t, heard: make([]string, len(t.Tokens)), pt: portuguese}
	for i, tok := range t.Tokens {
		a.heard[i] = sound(tok.Norm)
	}
	for i := range a.heard {
		a.gas(i)
		a.sparks(i)
		a.smoke(i)
		a.shock(i)
		a.water(i)
		a.monoxide(i)
	}
	return a.out
}

func (a *alarm) in(i int, set map[string]bool) bool {
	return i >= 0 && i < len(a.heard) && set[a.heard[i]]
}

func (a *alarm) is(i int, words ...string) bool {
	w := a.t.Norm(i)
	for _, x := range words {
		if w == x {
			return true
		}
	}
	return false
}

// near is the token of a set within so many words of i, in the same sentence; -1 for none.
func (a *alarm) near(i, most int, set map[string]bool) int {
	for d := 1; d <= most; d++ {
		for _, k := range []int{i - d, i + d} {
			if a.in(k, set) && !a.stop(min(i, k), max(i, k)) {
				return k
			}
		}
	}
	return -1
}

// stop tells whether a sentence ends between two tokens.
func (a *alarm) stop(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if a.is(k, ".", "?", "!", ";") && !a.t.Tokens[k].Glued {
			return true
		}
		if a.is(k, ".", "?", "!", ";", ",") && to-from > 3 {
			return true
		}
	}
	return false
}

func (a *alarm) tell(u agent.Urgency, from, to int) {
	if a.supposed(from) || a.named(from) {
		return
	}
	a.sure(u, from, to)
}

// sure tells of a danger that nobody thinks up: an alarm sounds.
func (a *alarm) sure(u agent.Urgency, from, to int) {
	if a.denied(from) || a.over(to) {
		return
	}
	for _, h := range a.out {
		if h.Value.urgency == u {
			return
		}
	}
	a.out = append(a.out, text.Hit[intent]{From: from, To: to, Value: intent{kind: agent.CmdDanger, urgency: u}})
}

func (a *alarm) gas(i int) {
	if !a.in(i, gasWords) {
		if a.is(i, "huevo", "ovo", "huevos") && a.is(i+1, "podrido", "podre", "podridos") {
			a.tell(agent.UrgentGas, i, i+2)
		}
		return
	}
	if k := a.near(i, 40, cries); k >= 0 && len(a.heard) <= 8 {
		a.tell(agent.UrgentGas, min(i, k), max(i, k)+1)
		return
	}
	k := a.near(i, reach, smells)
	if k < 0 || a.is(i+1, "refrigerante", "natural", "licuado") && a.near(i, reach, strongSmells) < 0 || a.is(i-1, "sensor", "detector") {
		return
	}
	strong := a.near(i, reach, strongSmells) >= 0
	if !strong && (a.near(i, 12, coolers) >= 0 && a.near(i, 12, burners) < 0) { // its refrigerant
		return
	}
	if !strong && (a.is(k, "siente", "sinto", "siento", "sentimos", "sentindo", "tira", "sale", "bota", "tirando", "botando") && !a.leaks(i, k)) {
		return
	}
	if a.is(k-2, "deteccion", "deteccao", "detectar", "prueba") || a.is(k-1, "detectan", "detectar", "detecta") {
		return
	}
	a.tell(agent.UrgentGas, min(i, k), max(i, k)+1)
}

// leaks tells whether gas comes out: "sale gas", "sale mucho gas", "el gas se sale", and not "el gas que sale caro".
func (a *alarm) leaks(i, k int) bool {
	if k < i {
		return i-k <= 3
	}
	return k-i <= 3 && !a.is(k+1, "caro", "cara", "mas", "a")
}

func (a *alarm) sparks(i int) {
	switch {
	case a.in(i, sparkWords):
		if a.is(i-1, "echo", "hecho") || a.is(i-2, "echo") || a.is(i-1, "a") && a.is(i+1, "de") {
			return // "estoy que echo chispas"
		}
		if a.in(i, heard("faisca")) && a.near(i, 8, burners) >= 0 && (a.is(i-1, "da") || a.is(i-1, "a", "sai", "solta") || a.is(i-2, "da", "nao")) && !a.is(i-1, "soltou", "saiu") {
			return // the igniter does what it is for
		}
		a.tell(agent.UrgentSparks, i, i+1)
	case a.is(i, "chispa", "chispita", "chispas"):
		if a.near(i, 10, burners) < 0 && a.near(i, 4, heard(`sale salio salto saltan salta tiro boto hizo echo enchufe cable tomacorriente toma switch interruptor motor bota tira larga solto`)) >= 0 {
			a.tell(agent.UrgentSparks, i, i+1)
		}
	case a.is(i, "corto", "curto"):
		if a.is(i+1, "circuito") || a.is(i+1, "-") || a.is(i-1, "deu", "hizo", "hace", "haciendo", "dando", "un", "um", "en", "em", "fez") && !a.is(i+1, "plazo", "prazo", "de", "tiempo", "circuito") &&
			!a.is(i-1, "en") && !a.is(i-2, "es") {
			a.tell(agent.UrgentSparks, i, i+1)
		}
	}
}

var hoods = heard(`campana extractor coifa depurador exaustor`)

func (a *alarm) smoke(i int) {
	switch {
	case a.in(i, smokeWords):
		if a.is(i-1, "vende", "venden", "detector", "detectores", "sensor", "hace", "hizo", "echo", "cortina") || a.is(i-2, "detector", "detectores", "sensor", "sensores", "cortina", "vende", "echo") && !a.is(i-1, "mucho") || a.is(i-1, "de") && a.is(i-2, "detectores", "alarma", "alarmas", "cigarro") && a.near(i, 5, heard(`suena sonando sono activo tocando disparou`)) < 0 ||
			a.near(i, 9, hoods) >= 0 && a.near(i, 4, heard(`extrae extraer absorbe aspira aspirar chupa traga saca sacar jala puxa suga tira`)) >= 0 ||
			a.is(i+1, "de") && a.is(i+2, "cigarro", "cigarrillo", "asado", "churrasco", "parrilla") {
			return
		}
		a.tell(agent.UrgentSmoke, i, i+1)
	case a.in(i, fireWords):
		if a.is(i-1, "apagando", "apagar", "lento", "brazo", "de", "arma", "armas", "a", "al", "jogo") && !a.is(i-2, "olor", "cheiro", "llamaradas", "huele") || a.is(i+1, "lento", "alto", "bajo", "baixo", "artificial", "artificiales") || a.is(i+2, "parquinho", "cocina", "boca") || a.is(i+2, "la") && a.is(i+3, "cocina", "encimera") && !a.is(i-1, "prendio", "agarro") ||
			a.is(i-1, "ta", "esta", "e", "es") && !a.is(i-1, "ta") && a.is(i, "fogo") || a.is(i-1, "ta") && a.is(i, "fogo") ||
			a.is(i-1, "pegando") && a.near(i, 6, heard("calor verao cidade")) >= 0 || a.is(i+1, "pelas") {
			return
		}
		a.tell(agent.UrgentSmoke, i, i+1)
	case a.in(i, burnt):
		if a.near(i, 4, strongSmells) >= 0 && !a.is(i+1, "por") {
			a.tell(agent.UrgentSmoke, i, i+1)
		}
	case a.is(i, "quemando", "queimando", "quemandose", "chamuscando", "ardiendo", "derritiendo", "derretendo", "derritio", "incendiando"):
		if a.is(i-1, "esta", "estan", "ta", "se", "estaba", "empezo") || a.is(i-2, "esta", "ta", "se") {
			if !a.is(i+1, "la", "las", "calorias", "dinheiro", "plata") && !a.is(i-1, "estoy") {
				a.tell(agent.UrgentSmoke, i, i+1)
			}
		}
	case a.is(i, "llamas"):
		if a.is(i-1, "en", "salen", "saliendo", "las", "echa", "bota", "tira", "con") && !a.is(i-1, "las") {
			a.tell(agent.UrgentSmoke, i, i+1)
		}
	case a.is(i, "prendio", "prende", "incendio", "incendia") && a.is(i-1, "se") && a.is(i+1, "fuego", "en"):
		a.tell(agent.UrgentSmoke, i, i+2)
	}
}

func (a *alarm) shock(i int) {
	switch {
	case a.is(i, "electrocute", "electrocuto", "electrocutar", "electrocutarse", "electrocutado", "eletrocutado", "eletrocutar", "electrocutan", "electrocuta", "corrientazo", "corrientazos"):
		a.tell(agent.UrgentShock, i, i+1)
	case a.in(i, biters):
		a.bitten(i)
	case a.is(i, "pateo", "patea", "electrifico", "electrificada", "electrificado", "energizada", "energizado") && (a.is(i-1, "me", "nos", "te", "lo", "la", "esta", "ta", "quedo") || a.is(i, "electrificada", "electrificado")):
		a.tell(agent.UrgentShock, i, i+1)
	case a.is(i, "shock") && a.is(i-1, "electric") || a.is(i, "shocked") && a.is(i+1, "me"):
		a.tell(agent.UrgentShock, i, i+1)
	}
}

// bitten: "me da toques", "levei um choque", "pasa corriente"; no car crash, no draught, no bank account, no last touches.
func (a *alarm) bitten(i int) {
	if a.is(i, "corriente") && a.is(i-1, "de") && a.is(i-2, "golpe", "golpes") && a.near(i, 5, bites) >= 0 {
		a.tell(agent.UrgentShock, i-2, i+1)
		return
	}
	if a.is(i+1, "de") && !a.is(i, "patada", "patadas", "descarga", "descargas") || a.is(i+1, "finales", "finais", "com", "cultural", "termico") || a.is(i-1, "cuenta", "agua", "conta", "aire") ||
		a.is(i, "electrico", "electricos") && !a.is(i-1, "toque", "toques", "choque", "choques", "calambre") || a.is(i-1, "sin", "sem", "la") && a.is(i, "electricidad") && !a.is(i-2, "da", "paso") {
		return
	}
	if a.is(i, "choque", "descarga", "descargas") && a.is(i+1, "eletrico", "electrico", "electrica", "eletrica", "de") {
		a.tell(agent.UrgentShock, i, i+2)
		return
	}
	if a.is(i, "choque") && !a.pt && !a.is(i-1, "da", "dan", "dio", "dando", "pasa") && !a.is(i-2, "levei", "tomei", "levou", "tomou", "deu", "da") && !a.is(i-1, "levei", "tomei", "deu", "levou", "tomou", "dar", "leva", "toma", "tomar", "levar", "levando", "tomando") {
		return
	}
	k := a.near(i, 3, bites)
	if k < 0 || k > i && !a.is(k, "da", "pasa", "paso") {
		return
	}
	if a.is(i, "corriente", "electricidad", "corrente", "eletricidade") {
		// somebody felt it, or the thing gives it: not "se fue la corriente", "no da corriente al aparato"
		if a.is(i+1, "al") && a.is(i+2, "aparato", "equipo", "motor", "compresor", "edificio", "sector") || a.is(k-1, "se") || a.is(k, "pego") && !a.is(k-1, "me", "nos", "le") {
			return
		}
	}
	if a.is(i, "patada", "patadas") && !a.is(i+1, "de", "electrica") && a.is(k, "doy", "dar") {
		return
	}
	if a.is(i, "toques") && a.is(k, "doy", "dar") {
		return
	}
	a.tell(agent.UrgentShock, min(i, k), max(i, k)+1)
}

func (a *alarm) water(i int) {
	switch {
	case a.in(i, floods):
		if a.is(i+1, "de") && !a.is(i+2, "agua") || a.is(i-1, "me") && a.is(i+1, "el", "la") && false {
			return
		}
		a.tell(agent.UrgentWater, i, i+1)
	case a.in(i, bursts):
		if k := a.near(i, 5, pipes); k >= 0 {
			a.tell(agent.UrgentWater, min(i, k), max(i, k)+1)
		}
	case a.is(i, "agua") && (a.is(i+1, "por", "pela") && a.is(i+2, "todos", "todas", "todo", "casa", "toda") || a.is(i+2, "a") && a.is(i+3, "chorros", "rodo")):
		a.tell(agent.UrgentWater, i, i+3)
	case a.is(i, "chorros", "borbotones", "jorrando", "esguichando"):
		a.tell(agent.UrgentWater, i, i+1)
	case a.is(i, "agua") && a.is(i-1, "muita", "mucha", "tanta") && a.near(i, 4, heard(`vazando saliendo botando tirando perdiendo saindo soltando sale bota tira jogando cayendo caindo vaza`)) >= 0:
		a.tell(agent.UrgentWater, i-1, i+1)
	}
}

var sounding = heard(`suena sonar sonando sono salto activo activado disparou tocando pitando pita apitando prendio going`)

// monoxide: "alarma de monóxido", "CO alarm", "el detector de gas está sonando".
func (a *alarm) monoxide(i int) {
	switch {
	case a.is(i, "detector", "sensor", "alarma", "alarme", "detectores") && a.near(i, 10, sounding) >= 0 && a.near(i, 4, heard("gas monoxido co")) >= 0:
		a.sure(agent.UrgentGas, i, i+1)
	case a.is(i, "monoxido"), a.is(i, "co") && a.is(i+1, "alarm", "detector"):
		a.tell(agent.UrgentGas, i, i+1)
	}
}
