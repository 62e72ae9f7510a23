package when

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// excluders make what follows unwanted.
var excluders = split(
	"menos", "excepto", "exceto", "salvo", "no puedo", "no podria", "nao posso", "que no sea", "que nao seja", "nao consigo", "no estoy",
	"nao estou", "no estare",
	"no voy a estar", "fuera de", "fora", "tirando", "nao vou estar", "no me sirve", "no quiero", "no podemos", "no podre", "nao poderei",
	"nao podemos", "nao serve", "no me acomoda", "no me queda bien",
	"no es posible", "nao da", "no hay nadie", "nao tem ninguem", "no me viene bien", "nao quero", "no estamos",
	"nao estamos", "nao estarei", "no tengo tiempo", "nao tenho tempo", "imposible", "impossivel", "con excepcion de", "com excecao de",
	"a no ser", "evitar", "evitando", "ni", "nem", "no me conviene", "nao me convem",
	"no estaremos", "que no caiga", "tampoco", "tampoco puedo", "tambem nao posso", "no puede ser", "no podria ser", "nao pode ser", "nao poderia ser", "no sea", "nao seja",
	"en vez de", "en lugar de", "em vez de", "no lugar de", "ao inves de", "en vez", "em vez", "ningun dia", "nenhum dia", "nunca", "jamas", "solo no", "so nao", "menos que sea", "no los", "no las", "desde que nao seja", "mientras no sea", "siempre que no sea",
	"no quisiera", "nao queria", "no me gustaria", "nao gostaria", "odio", "no voy a poder", "nao vou poder", "no vamos a estar", "nao vamos estar", "no va a haber nadie",
	"nao vai ter ninguem", "no alcanzo", "nao consigo estar", "no estaria", "nao estaria", "no se puede", "nao pode",
)

// refusals after a day make it unwanted.
var refusals = split(
	"no puedo", "no me sirve", "no me acomoda", "nao posso", "nao da", "nao consigo", "no estoy", "no estare", "nao estou", "nao estarei",
	"imposible", "impossivel",
	"tampoco", "no voy a estar", "nao vou estar", "nao serve", "no", "nao", "no podre", "no podria", "no podemos", "nao podemos",
	"no hay nadie", "nao tem ninguem", "no se puede", "no me queda bien", "no me viene bien",
	"trabajo", "nao da pra mim", "nao vai dar", "no va a poder ser", "no estamos", "nao estamos", "estoy ocupado",
	"estoy ocupada", "estou ocupado", "estou ocupada", "no tengo tiempo", "nao tenho como", "no sirve", "no me conviene", "ni hablar",
	"no estaremos", "no creo que pueda", "no alcanzo", "no voy a poder", "nao vou poder", "no vamos a estar", "nao vamos estar", "no va a haber nadie", "nao vai ter ninguem",
	"no habra nadie", "nao estaremos", "no es posible", "no puede ser", "nao pode ser", "no pueden", "no hay quien", "no se podria", "nao tem como", "nao poderei", "no me da", "no me cuadra",
	"nao rola", "no me calza", "nao me serve", "no puedo estar", "esta complicado", "esta dificil", "es dificil", "e dificil", "fica dificil", "fica ruim", "e ruim", "se me complica",
	"me queda mal", "imposible para mi", "viajo", "estoy de viaje", "no queremos", "nao queremos", "mejor no", "melhor nao", "nao consigo estar", "no estara nadie",
)

// polarity turns around what is excluded, by the words before or after it.
func (s *scan) polarity(list []Constraint) []Constraint {
	for i := range list {
		c := &list[i]
		c.Away = s.awayBefore(c.First)
		over := c.Open == After && !c.From.Set && s.is(c.First, "desde") && !s.asksForIt(c.First, c.Last) || c.Prefer == NoPrefer && s.happenedBefore(c.First)
		if over && c.Days != nil && c.Days.Kind == Weekday && c.Days.In == nil { // "vinieron el martes"
			last := *c.Days
			last.Which = Last
			c.Days = &last
		}
		c.Aside = over || c.Prefer == NoPrefer && (s.promised(*c) || c.Days == nil && !c.From.Set && s.goingOn(c.First))
		c.Exclude = !c.Away && s.excludedBefore(c.First) && !s.onlyFree(c.First) || s.excludedAfter(c.Last)
		if i > 0 && !c.Exclude && list[i-1].Exclude && s.listed(list[i-1].Last, c.First) && !s.before(list[i-1].First, 4, instead) {
			c.Exclude = true
		}
	}
	for i := len(list) - 2; i >= 0; i-- { // "lunes y martes no puedo"
		if list[i+1].Exclude && !list[i].Exclude && list[i].Days != nil && s.excludedAfter(list[i+1].Last) && s.joined(list[i].Last, list[i+1].First) {
			list[i].Exclude = true
		}
	}
	s.moved(list)
	return slices.DeleteFunc(list, func(c Constraint) bool { return c.Exclude && c.Days == nil && c.Part == NoPart && !c.From.Set }) // "por ahora no"
}

// passed are words that may stand between what excludes and what is excluded.
var passed = map[string]bool{
	"el": true, "los": true, "las": true, "la": true, "en": true, "de": true, "na": true, "no": true, "o": true, "a": true, "os": true,
	"para": true, "por": true, "este": true,
	"neste": true, "dia": true, "ir": true, "es": true, "ser": true, "ni": true, "nem": true, "as": true, "nos": true,
	"ao": true, "al": true, "do": true, "da": true, "del": true, "das": true, "dos": true, "pela": true, "pelo": true, "on": true, "the": true, "next": true, "this": true, "available": true,
}

// asksForIt tells whether a message is about when somebody may come: it says so, or it says nothing else than the tokens from up to to.
func (s *scan) asksForIt(from, to int) bool {
	other := 0
	for i, w := range s.norm {
		if comes[w] || wants[w] && (i == 0 || s.norm[i-1] != "no" && s.norm[i-1] != "nao") {
			return true
		}
		if (i < from || i >= to) && s.kind(i) == text.Word && !manners[w] {
			other++
		}
	}
	return other == 0
}

// manners are words that say nothing.
var manners = map[string]bool{
	"por": true, "favor": true, "gracias": true, "obrigado": true, "obrigada": true, "hola": true, "oi": true, "ola": true, "buenas": true, "buenos": true,
	"dias": true, "tardes": true, "bom": true, "boa": true, "dia": true, "ok": true, "si": true, "sim": true, "ya": true, "no": true, "pero": true, "mas": true,
	"o": true, "ou": true, "y": true, "e": true, "solo": true, "so": true, "puede": true, "ser": true, "pode": true, "a": true, "mi": true, "me": true,
	"para": true, "pra": true, "mim": true, "eh": true, "pues": true, "bueno": true, "entonces": true, "entao": true, "mejor": true, "melhor": true,
}

// happenedBefore tells whether the words before i say that something happened then: "vinieron el martes", "parou na segunda".
func (s *scan) happenedBefore(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		w := s.norm[j]
		if comes[w] || wants[w] || s.kind(j) == text.Mark {
			return false
		}
		if happened[w] || len(w) > 4 && s.kind(j) == text.Word && !ours[w] && !s.l.words.words[w] && misspelt(w, happened) {
			return true
		}
	}
	return false
}

// joined tells whether "y", "o" or "ni" stands between two times, and nothing else than an article.
func (s *scan) joined(from, to int) bool {
	return s.listed(from, to) && s.within(from, to, []string{"y", "e", "ni", "nem", "o", "ou", "u"})
}

// moved tells the day that a visit is on from that to which it shall be moved: "cámbiame la cita del jueves al viernes", and what is
// only compared with: "mejor el viernes que el jueves". An hour at which somebody comes home is the first that suits.
func (s *scan) moved(list []Constraint) {
	for i := range list {
		c := &list[i]
		switch {
		case c.Days != nil && c.Days.Kind == Stretch && s.before(c.First, 8, changes) && !s.is(c.First, "entre") && !s.is(c.First, "desde"):
			c.Days = c.Days.To
		case i+1 < len(list) && c.Days != nil && list[i+1].Days != nil && s.before(c.First, 6, changes) && (s.is(c.First, "de") || s.is(c.First, "del") || s.is(c.First-1, "del") || s.is(c.First-1, "de") || s.is(c.First-1, "da") || s.is(c.First-1, "do")) &&
			list[i+1].First-c.Last <= 3 && s.within(c.Last, list[i+1].First+1, []string{"para", "por", "al", "pro", "a", "pra"}):
			c.Aside = true
		case i > 0 && s.is(c.First-1, "que") && s.within(0, list[i-1].First, []string{"mejor", "melhor", "prefiero", "prefiro"}):
			c.Aside = true
		case c.From.Set && !c.To.Set && c.Open == Closed && c.Through == nil && s.before(c.First, 5, arrivals):
			c.Open = After
		case c.From.Set && !c.To.Set && (c.Open == Before || c.Open == Until) && c.Through == nil && s.before(c.First, 3, ownTime): // "trabajo hasta las 6"
			c.Open = After
		case c.From.Set && s.before(c.First, 3, ownTime):
			c.Aside = true
		}
	}
}

// before tells whether one of some words stands in the n tokens before i, in the same clause.
func (s *scan) before(i, n int, words map[string]bool) bool {
	for j := i - 1; j >= 0 && i-j <= n && s.kind(j) != text.Mark; j-- {
		if words[s.norm[j]] {
			return true
		}
	}
	return false
}

// instead are words of "en vez de": what comes after the day that they exclude is the one that is wanted.
var instead = map[string]bool{"vez": true, "lugar": true, "inves": true}

// changes are verbs of moving a visit, arrivals those of coming home, ownTime those of being busy.
var (
	changes = map[string]bool{
		"cambiar": true, "cambiame": true, "cambien": true, "cambiarla": true, "cambiarlo": true, "cambio": true, "mover": true, "mueve": true, "muevanla": true, "moverla": true,
		"pasar": true, "pasarla": true, "pasen": true, "pasala": true, "remarcar": true, "remarca": true, "reagendar": true, "reagendame": true, "reprogramar": true, "mudar": true,
		"muda": true, "mude": true, "trocar": true, "troca": true, "adiantar": true, "adelantar": true, "postergar": true, "aplazar": true, "adiar": true, "correr": true, "transferir": true,
		"reagenden": true, "reprogramen": true, "passar": true, "passa": true,
	}
	arrivals = map[string]bool{
		"llego": true, "llegamos": true, "llega": true, "chego": true, "chegamos": true, "chega": true, "salgo": true, "salimos": true, "saio": true, "saimos": true, "salen": true,
		"saem": true, "sale": true, "sai": true, "desocupo": true, "termino": true, "vuelvo": true, "volto": true, "regreso": true, "desocupamos": true, "libero": true,
	}
	ownTime = map[string]bool{"trabajo": true, "trabalho": true, "trabajamos": true, "trabalhamos": true, "estudio": true, "estudo": true, "clases": true, "aula": true, "turno": true}
)

// promised tells whether the person says when they will answer: "mañana te aviso", "te confirmo mañana".
func (s *scan) promised(c Constraint) bool {
	if c.From.Set || c.Exclude {
		return false
	}
	for i := c.Last; i < c.Last+3; i++ {
		if answers[s.word(i)] && toWhom[s.word(i-1)] {
			return true
		}
	}
	for i := c.First - 1; i > 0 && i > c.First-4; i-- {
		if answers[s.word(i)] && toWhom[s.word(i-1)] && s.norm[i] != "confirmo" {
			return true
		}
	}
	return false
}

// answers are verbs of answering, after one of toWhom.
var answers = map[string]bool{
	"aviso": true, "avisamos": true, "confirmo": true, "digo": true, "respondo": true, "escribo": true, "contesto": true, "llamo": true, "ligo": true, "falo": true,
	"retorno": true, "cuento": true, "mando": true, "envio": true, "passo": true, "comento": true, "pregunto": true, "veo": true, "vejo": true, "doy": true,
}

var toWhom = map[string]bool{"te": true, "le": true, "les": true, "lhe": true, "lhes": true, "eu": true, "yo": true, "voce": true, "os": true, "se": true, "lo": true}

// goingOn tells whether the words before i say what something does at that time: "hace ruido en la noche".
func (s *scan) goingOn(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		if s.kind(j) == text.Mark || comes[s.norm[j]] {
			return false
		}
		if ongoing[s.norm[j]] {
			return true
		}
	}
	return false
}

var ongoing = map[string]bool{
	"ruido": true, "barulho": true, "gotea": true, "goteando": true, "pinga": true, "pingando": true, "vaza": true, "vazando": true, "suena": true, "apaga": true,
	"desliga": true, "calienta": true, "esquenta": true, "enfria": true, "gela": true, "huele": true, "bota": true, "botando": true, "falla": true, "falha": true, "funciona": true,
	"prende": true, "enciende": true, "acende": true, "cheira": true, "apita": true, "pita": true,
}

// misspelt tells whether a word is one error off a long one of a set.
func misspelt(w string, set map[string]bool) bool {
	for known := range set {
		if len(known) >= 5 && text.OneOff(w, known) {
			return true
		}
	}
	return false
}

// happened are verbs of what is over.
var happened = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range []string{
		"vino", "vinieron", "veio", "vieram", "dejo", "dejaron", "parou", "pararam", "quebrou", "rompio", "echo", "estropeo", "murio", "fallo", "empezo", "comecou",
		"ocurrio", "aconteceu", "compre", "comprei", "compramos", "instalaron", "instalaram", "instale", "llamaron", "llame", "ligaram", "ligou", "liguei", "hable", "falei", "fui",
		"estuvo", "estuvieron", "esteve", "estiveram", "paso", "passou", "pasaron", "exploto", "estourou", "queimou", "quemo", "pifou", "mandaron", "mandaram", "trajeron", "trouxeram",
		"arreglaron", "consertaram", "repararon", "revisaron", "cambiaron", "trocaram", "hicieron", "fizeram", "pague", "paguei", "agende", "agendei", "cancelaron", "cancelaram",
		"descompuso", "jodio", "corto", "llego", "chegou", "llegaron", "chegaram", "quedo", "quedaron", "ficou", "ficaram", "dijeron", "disseram", "dijo", "disse", "atendieron",
	} {
		out[w] = true
	}
	delete(out, "llego") // "llego el 2" is to come
	return out
}()

// wants are words of wishing, beside those of coming.
var wants = map[string]bool{
	"disponible": true, "disponivel": true, "libre": true, "livre": true, "sirve": true, "acomoda": true, "podria": true, "podrian": true, "poderiam": true, "quiero": true,
	"quero": true, "necesito": true, "preciso": true, "visita": true, "cita": true, "hora": true, "horario": true, "gustaria": true, "gostaria": true, "estare": true, "estarei": true,
}

// awayBefore tells whether the words before i say that the person is not there: "estarei fora", "ando de viaje".
func (s *scan) awayBefore(i int) bool {
	j := i
	for j > 0 && i-j < 3 && passed[s.norm[j-1]] {
		j--
	}
	for _, e := range away {
		if s.has(j-len(e), e) && (len(e) > 1 || j-len(e) > 0 && (isThere[s.norm[j-len(e)-1]] || !s.setsApart(j-len(e)))) {
			return true
		}
	}
	return false
}

// away are words for not being there, after one of isThere.
var away = split("fora", "afuera", "viajando", "de viaje", "de viagem", "fuera de la ciudad", "fora da cidade", "fuera de santiago", "de vacaciones", "de ferias", "viagem", "viaje", "fuera")

var isThere = map[string]bool{
	"estare": true, "estarei": true, "estoy": true, "estou": true, "estaremos": true, "estamos": true, "ando": true, "andare": true,
	"estar": true, "estive": true, "estuve": true,
	"vou": true, "voy": true, "toy": true, "to": true, "de": true, "estaria": true,
}

// portuguese are words before which "no" is the Portuguese preposition, whatever language the message was taken for.
var portuguese = map[string]bool{
	"primeiro": true, "comeco": true, "fim": true, "dia": true, "mes": true, "meio": true, "natal": true, "feriado": true, "periodo": true, "horario": true, "inicio": true, "ultimo": true,
	"final": true, "proximo": true, "segundo": true, "terceiro": true,
}

func (s *scan) excludedBefore(i int) bool {
	for j := i; j >= 0 && i-j < 4; j-- {
		for _, e := range s.l.excluders {
			if s.says(j-len(e), e) && s.denies(j-len(e), e) {
				return true
			}
		}
		if j == 0 || !passed[s.norm[j-1]] && s.norm[j-1] != "nao" {
			return false
		}
		if s.norm[j-1] == "nao" && s.word(j-2) != "que" && s.word(j-2) != "ou" {
			return true // "só não na quarta"
		}
		if s.norm[j-1] == "no" && !s.pt && !s.precededByWord(j-1) && !portuguese[s.at(j)] {
			return true
		}
	}
	return false
}

// denies tells whether an excluder at i excludes: "ni" needs another no before it, "menos" is not half of "más o menos".
func (s *scan) denies(i int, words []string) bool {
	if words[0] == "ni" || words[0] == "nem" {
		return s.within(0, i, []string{"no", "nao", "ni", "nem"}) || s.within(i+1, len(s.norm), []string{"ni", "nem"})
	}
	if w := s.word(i - 1); (w == "si" || w == "se") && words[0] != "menos" {
		return false // "si no se puede hoy, mañana"
	}
	if words[0] == "fora" || words[0] == "fuera" || words[0] == "tirando" {
		return s.setsApart(i)
	}
	return !s.doubled(i)
}

// setsApart tells whether the "fora" at i sets something apart: "qualquer dia fora terça" does, "estarei fora terça" does not.
func (s *scan) setsApart(i int) bool {
	if i == 0 || s.kind(i-1) != text.Word {
		return true
	}
	switch s.norm[i-1] {
	case "dia", "dias", "todos", "todo", "hora", "horario", "horarios", "momento", "semana", "mas", "pero":
		return true
	}
	return false
}

// doubled tells whether the "menos" at i is half of "a menos que", "más o menos".
func (s *scan) doubled(i int) bool {
	return s.is(i, "menos") && (s.at(i-1) == "o" || s.at(i-1) == "ou" || s.at(i-1) == "a" || s.at(i-1) == "al" || s.at(i-1) == "pelo" || s.at(i-1) == "por")
}

// precededByWord tells whether the "no" at i belongs to a verb phrase rather than to the time after it.
func (s *scan) precededByWord(i int) bool {
	return i > 0 && s.t.Tokens[i-1].Kind == text.Word && s.norm[i-1] != "pero" && s.norm[i-1] != "que"
}

func (s *scan) excludedAfter(i int) bool {
	if s.is(i, ",") && (s.is(i+1, "no", "puedo") || s.is(i+1, "nao", "posso")) {
		i++
	}
	for k := 0; k < 3 && beforeNo[s.word(i)]; k++ {
		i++
	}
	n := 0
	for _, r := range s.l.refusals {
		if len(r) > n && s.says(i, r) && !s.dead[i] {
			n = len(r)
		}
	}
	if n == 0 {
		return false
	}
	// a lone "no" must end the clause: "el martes no, el miércoles"
	if n == 1 && (s.norm[i] == "no" || s.norm[i] == "nao" || s.norm[i] == "trabajo") {
		return i+1 == len(s.norm) || s.t.Tokens[i+1].Kind == text.Mark
	}
	return true
}

// says tells whether words stand at i, one typing error in each long one forgiven: "no pueddo" still is a no.
func (s *scan) says(i int, words []string) bool {
	if i < 0 || i+len(words) > len(s.norm) {
		return false
	}
	for k, w := range words {
		at := s.norm[i+k]
		if at != w && (len(w) < 5 || len(at) < 4 || ours[at] || s.l.words.words[at] || !text.OneOff(at, w)) {
			return false
		}
	}
	return true
}

// beforeNo are words that may stand between a time and what refuses it: "amanhã eu não vou estar".
var beforeNo = map[string]bool{"eu": true, "yo": true, "a": true, "gente": true, "nos": true, "nosotros": true, "ya": true, "ja": true, "es": true, "que": true, "tambien": true, "tambem": true, "si": true, "la": true, "verdad": true, "pra": true, "para": true, "mim": true, "mi": true, "como": true}

// listed tells whether two times stand in one list: "ni el lunes ni el martes", "menos lunes y martes".
func (s *scan) listed(from, to int) bool {
	if to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		switch s.norm[i] {
		case "y", "e", "ni", "nem", "el", "a", "o", "los", "ou", ",", "or", "and", "nor":
		default:
			return false
		}
	}
	return true
}
