package nlu

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// family of what goes wrong with a thing, or of what a visit is for.
type family int

const (
	fmWork family = iota + 1
	fmCool
	fmHeat
	fmHotWater
	fmWash
	fmOpen
	fmReach
	fmDown
	fmLeak
	fmNoise
	fmHalt
	fmBroken
	fmError
	fmSmell
	fmIce
	fmWeak
	fmSpot // where in the home a signal is bad: says nothing alone
	fmGas
)

// telling are the families that point at a thing by themselves.
var telling = map[family]bool{fmCool: true, fmHotWater: true, fmWash: true, fmDown: true}

// sign is something wrong that a message tells.
type sign struct {
	family   family
	from, to int
}

// wish is something that a message wants done.
type wish struct {
	class    class
	mood     mood
	from, to int
}

// notes are what the words of a message are to the trade.
type notes struct {
	t      text.Text
	words  []string // of the vocabulary where there is one
	forms  [][]form
	pt     bool
	signs  []sign
	wishes []wish
	gases  bool
}

// note reads the words of a message. Portuguese tells whether "no" is "in the" rather than a negation.
func (v *vocabulary) note(t text.Text, portuguese bool) *notes {
	n := &notes{t: t, words: make([]string, len(t.Tokens)), forms: make([][]form, len(t.Tokens)), pt: portuguese}
	for i, tok := range t.Tokens {
		n.words[i] = tok.Norm
		if tok.Kind == text.Word {
			n.words[i] = v.read(tok.Norm)
			n.forms[i] = v.forms[n.words[i]]
			if portuguese && tok.Norm == "n" {
				n.forms[i] = []form{{clNo, anyMood}}
			}
		}
	}
	n.read()
	return n
}

// tokens of the message with its words as the vocabulary has them.
func (n *notes) tokens() []text.Token {
	out := slices.Clone(n.t.Tokens)
	for i := range out {
		out[i].Norm = n.words[i]
	}
	return out
}

func (n *notes) is(i int, c class) bool {
	if i < 0 || i >= len(n.forms) {
		return false
	}
	for _, f := range n.forms[i] {
		if f.class == c {
			return !n.pt || n.words[i] != "no"
		}
	}
	return false
}

func (n *notes) any(i int, classes ...class) bool {
	for _, c := range classes {
		if n.is(i, c) {
			return true
		}
	}
	return false
}

func (n *notes) word(i int) string {
	if i < 0 || i >= len(n.words) {
		return ""
	}
	return n.words[i]
}

// between are the words that may stand between a negation and its verb: "no me está enfriando", "não tá mais querendo ligar".
var between = wordSet(`me te se le les nos lo la los las ya esta estan estaba estava estou ta tan mas mais quiere quieren quer quere querem querendo puede
	pueden pode podem puedo posso consigue consegue consigo logra logro alcanza alcanzo quiso quis quise da dan dar dando bien bem tan muito muy ni
	siquiera a de para todo casi hace mucho nada vuelve volvio va vai anda fica queda ni ha han tem tiene quiera queria la el o as os bom ningun deja sale sai
	logrado podido he hemos echa agarra pega toma todas toda porque aun ainda ahora agora sabe termina acaba sequer`)

// negatedVerb tells whether the verb at i is denied: "no prende", "dejó de enfriar", "sin enfriar". From is where that begins.
func (n *notes) negatedVerb(i int) (from int, ok bool) {
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		switch {
		case n.is(j, clWithout) && i-j <= 2, n.is(j, clNo):
			if j > 0 && n.word(j) == "nada" && !n.is(j-1, clNo) {
				return 0, false
			}
			if n.word(j+1) == "deja" || n.word(j+1) == "para" && n.word(j+2) == "de" { // "no deja de gotear": it goes on
				return 0, false
			}
			return j, true
		case n.is(j, clCease) && (n.word(j+1) == "de" && i-j <= 3):
			if _, denied := n.negatedVerb(j); denied {
				return 0, false
			}
			return j, true
		case between[n.word(j)], n.is(j, clLittle):
		default:
			return 0, false
		}
	}
	return 0, false
}

// read fills signs and wishes.
func (n *notes) read() {
	for i := range n.forms {
		n.verbs(i)
		n.nouns(i)
		n.phrases(i)
		n.want(i)
		n.gases = n.gases || n.is(i, clGas)
	}
}

func (n *notes) sign(f family, from, to int) {
	if !slices.Contains(n.signs, sign{f, from, to}) {
		n.signs = append(n.signs, sign{f, from, to})
	}
}

// does are the verbs of what a thing does, and the family of not doing it.
var does = []struct {
	class  class
	family family
}{{clWork, fmWork}, {clCool, fmCool}, {clHeat, fmHeat}, {clWash, fmWash}, {clOpen, fmOpen}, {clReach, fmReach}}

// verbs finds what is not done any more, and what is done and should not be.
func (n *notes) verbs(i int) {
	for _, d := range does {
		if !n.is(i, d.class) {
			continue
		}
		if from, ok := n.negatedVerb(i); ok {
			n.sign(d.family, from, i+1)
			if d.class == clHeat && n.waterBefore(from) {
				n.sign(fmHotWater, from, i+1)
			}
		} else if (n.is(i+1, clLittle) || n.is(i-1, clLittle) && n.word(i-1) != "medio") && d.class != clReach && d.class != clOpen {
			n.sign(d.family, i, i+1)
		}
	}
	_, denied := n.negatedVerb(i)
	switch {
	case n.is(i, clDrip) && !denied:
		n.sign(fmLeak, i, i+1)
	case n.is(i, clSound) && !denied && n.verbal(i):
		n.sign(fmNoise, i, i+1)
	case n.is(i, clHalt) && !denied && n.halts(i):
		n.sign(fmHalt, i, i+1)
	}
	if n.is(i, clBreak) && !denied && n.breaks(i) {
		n.sign(fmBroken, i, i+1)
	}
	if n.is(i, clEmit) {
		n.emits(i, denied)
	}
}

// waterBefore: "el agua no calienta".
func (n *notes) waterBefore(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if n.is(k, clWater) {
			return true
		}
	}
	return false
}

// verbal keeps a person's leap from being a machine's: the verb stands in the third person or as a gerund.
func (n *notes) verbal(i int) bool {
	w := n.word(i)
	infinitive := len(w) > 2 && w[len(w)-1] == 'r' && n.word(i-1) != "a"
	return w != "salto" && w != "brinco" && w != "golpe" && !infinitive
}

// halts: in Spanish a thing goes off by itself with "se"; in Portuguese the verb is enough, and so is a past or a gerund.
func (n *notes) halts(i int) bool {
	w := n.word(i)
	if n.is(i, clEmit) && (n.is(i+1, clWater) || n.is(i+2, clWater)) {
		return false
	}
	if len(w) > 2 && w[len(w)-1] == 'r' {
		return n.before(i, "a", "de", "vai", "empieza", "fica") && n.word(i-1) != "para"
	}
	if n.before(i, "se") && i >= 1 {
		return n.word(i-1) == "se" || n.word(i-2) == "se"
	}
	switch w {
	case "parou", "desliga", "desligando", "desligou", "caiu", "caindo", "travada", "travado", "travou", "trava", "desarma", "desarmando", "desarmou", "apaga",
		"apagou", "apagando", "cai", "trabada", "trabado", "trabo", "bloqueada", "bloqueado", "pegada", "pegado", "trancada", "paro", "caido", "caida", "cortado",
		"corta", "reinicia", "reiniciando", "emperrada", "emperrou", "desconecta", "desconectando", "bloqueo", "para":
		if w == "para" || w == "paro" { // "la lavadora se para" has its "se"; "para" alone is mostly "for"
			return n.word(i+1) == "no" && n.word(i+2) == "meio" || n.word(i+1) == "sozinha" || n.word(i+1) == "sozinho" || w == "paro" && n.word(i+1) != "de"
		}
		return true
	}
	return false
}

func (n *notes) before(i int, words ...string) bool {
	for k := i - 1; k >= 0 && i-k <= 2; k-- {
		if slices.Contains(words, n.word(k)) {
			return true
		}
	}
	return false
}

// breaks: only what broke is a sign, not what somebody breaks.
func (n *notes) breaks(i int) bool {
	for _, f := range n.forms[i] {
		if f.class == clBreak && f.mood != wanted {
			if n.word(i) == "echo" || n.word(i) == "echado" {
				return n.word(i+1) == "a" && n.word(i+2) == "perder"
			}
			if n.word(i) == "solto" || n.word(i) == "solte" {
				return n.before(i, "se")
			}
			return true
		}
	}
	return n.before(i, "se", "esta", "ta", "fica") && n.word(i) != "suelto"
}

// emits reads what comes out: water is a leak, warm air from what should cool is no cold, cold water from what should heat.
func (n *notes) emits(i int, denied bool) {
	for k := i + 1; k < len(n.forms) && k-i <= 4; k++ {
		switch {
		case n.is(k, clWater):
			switch {
			case n.is(k+1, clWarm):
				if denied {
					n.sign(fmHotWater, i, k+2)
				}
			case n.is(k+1, clCold), n.is(k+2, clCold) && n.word(k+1) != ",":
				n.sign(fmHotWater, i, k+2)
			case denied:
				from, _ := n.negatedVerb(i)
				n.sign(fmWash, from, k+1)
			default:
				n.sign(fmLeak, i, k+1)
			}
			return
		case n.is(k, clWet):
			n.sign(fmWash, i, k+1)
			return
		case n.is(k, clWarm):
			if !denied {
				n.sign(fmCool, i, k+1)
			} else {
				n.sign(fmHeat, i, k+1)
			}
			return
		case n.is(k, clCold):
			if denied {
				n.sign(fmCool, i, k+1)
			} else {
				n.sign(fmHotWater, i, k+1)
			}
			return
		case n.is(k, clOnly), n.is(k, clAir), n.is(k, clLittle), between[n.word(k)], n.word(k) == "mucha", n.word(k) == "un", n.word(k) == "una", n.word(k) == "por",
			n.word(k) == "chorro", n.word(k) == "bastante", n.word(k) == "muita", n.word(k) == "puro", n.word(k) == "gotas", n.word(k) == "uma", n.word(k) == "do", n.word(k) == "del":
		default:
			return
		}
	}
}

// nouns are signs by themselves.
func (n *notes) nouns(i int) {
	_, denied := n.negatedVerb(i)
	if denied {
		return
	}
	if n.is(i, clBroken) && (n.word(i-1) == "zonas" || n.word(i-1) == "zona" || n.word(i-1) == "area" || n.word(i-1) == "puntos") {
		return
	}
	for _, s := range []struct {
		class  class
		family family
	}{{clBroken, fmBroken}, {clFault, fmBroken}, {clNoise, fmNoise}, {clSmell, fmSmell}, {clError, fmError}, {clIce, fmIce}, {clWeak, fmWeak}, {clSpot, fmSpot}} {
		if n.is(i, s.class) {
			n.sign(s.family, i, i+1)
		}
	}
}

// phrases are signs of several words.
func (n *notes) phrases(i int) {
	switch {
	case n.is(i, clWater) && n.is(i+1, clWarm) && n.lacks(i):
		n.sign(fmHotWater, i, i+2)
	case n.is(i, clWater) && n.is(i+1, clCold) && n.after(i, "sale", "sai", "solo", "so", "puro", "pura", "con", "com", "saindo", "saliendo"):
		n.sign(fmHotWater, i, i+2)
	case n.is(i, clLine) && n.lacks(i):
		n.sign(fmDown, i-1, i+1)
	case n.is(i, clCold) && n.lacks(i) && n.word(i-1) != "en":
		n.sign(fmCool, i-1, i+1)
	case n.is(i, clRed) && n.after(i, "luz", "led", "foco", "bombillo", "esta", "ta", "lampara", "luces"):
		n.sign(fmError, i-1, i+1)
	case n.word(i) == "ventilacao" && n.after(i, "so", "somente", "apenas"):
		n.sign(fmCool, i, i+1)
	case n.is(i, clOnly) && n.is(i+1, clAir) && !n.is(i+2, clCold):
		n.sign(fmCool, i, i+2)
	case n.is(i, clWarm) && (n.word(i-1) == "esta" || n.word(i-1) == "ta" || n.word(i-1) == "fica" || n.word(i-2) == "ta" || n.is(i-1, clAir) && n.word(i-1) != "ar" || n.before(i, "tudo", "todo")):
		n.sign(fmCool, i-1, i+1)
	case n.is(i, clWater) && n.before(i, "tem", "tiene", "hay", "con", "com", "cheia", "llena", "quedo", "charco", "poca") && !n.is(i+1, clWarm):
		n.sign(fmLeak, i-1, i+1)
	case n.is(i, clFlame):
		if from, ok := n.negatedVerb(i); ok {
			n.sign(fmWork, from, i+1)
		}
	case n.word(i) == "ciclo" && n.after(i, "medio", "mitad", "meio", "metade"), n.word(i) == "nada" && n.after(i, "hace", "faz") && n.word(i-1) != "que":
		n.sign(fmHalt, i-1, i+1)
	case (n.word(i) == "zonas" || n.word(i) == "zona" || n.word(i) == "puntos" || n.word(i) == "area") && (n.word(i+1) == "muertas" || n.word(i+1) == "muerta" || n.word(i+1) == "muertos" || n.word(i+1) == "morta"):
		n.sign(fmReach, i, i+2)
	case n.word(i) == "nada" && n.before(i, "despues", "luego", "depois"):
		n.sign(fmHalt, i-1, i+1)
	case (n.word(i) == "funcionamiento" || n.word(i) == "funcionamento") && n.before(i, "mal", "mau"):
		n.sign(fmBroken, i-1, i+1)
	case (n.word(i) == "queda" || n.word(i) == "quedo" || n.word(i) == "quedando") && n.before(i, "se") && !n.any(i+1, clInstall) && !n.well(i+1),
		(n.word(i) == "fica" || n.word(i) == "ficou") && n.stuck(i+1):
		n.sign(fmHalt, i, i+1)
	case (n.word(i) == "mueve" || n.word(i) == "corre" || n.word(i) == "desplaza" || n.word(i) == "camina" || n.word(i) == "mexe") && n.before(i, "se"):
		n.sign(fmNoise, i, i+1)
	case n.is(i, clBoost) && n.boosts(i):
		n.sign(fmReach, i, i+1)
	case n.word(i) == "deu" && n.any(i+1, clFault, clBroken):
		n.sign(fmBroken, i, i+2)
	case n.word(i) == "agua" && n.any(i+1, clDrip):
		n.sign(fmLeak, i, i+2)
	}
}

func (n *notes) well(i int) bool {
	switch n.word(i) {
	case "bien", "listo", "lista", "bem", "", "en", "a", "de", "para":
		return n.word(i) != "en" || n.word(i+1) == "casa" || n.word(i+1) == "que"
	}
	return false
}

// stuck: "fica só na ventilação", "ficou parada".
func (n *notes) stuck(i int) bool {
	switch n.word(i) {
	case "parada", "parado", "travada", "travado", "apitando", "piscando", "presa", "preso", "ligando":
		return true
	case "na", "no", "so":
		return n.word(i+1) == "ventilacao" || n.word(i+1) == "na" || n.word(i+1) == "molho" || n.word(i+1) == "enxague" || n.word(i+1) == "lavagem"
	}
	return false
}

// boosts: "ampliar la señal", "aumentar o alcance do wifi".
func (n *notes) boosts(i int) bool {
	for k := i + 1; k <= i+4; k++ {
		if n.any(k, clLine, clReach) || n.word(k) == "wifi" || n.word(k) == "wi" {
			return true
		}
	}
	return false
}

// lacks tells whether there is none of the noun at i: "sin internet", "no tengo señal", "no hay agua caliente", "se fue el internet".
func (n *notes) lacks(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		switch w := n.word(j); {
		case n.is(j, clWithout), n.is(j, clNo), w == "quede", w == "quedamos", w == "fiquei", w == "falta", w == "acabou":
			return w != "ni" && w != "nada"
		case w == "fue" || w == "va" || w == "fueron" || w == "yendo":
			return n.word(j-1) == "se" || n.word(j-2) == "se"
		case between[w], w == "tengo", w == "tenemos", w == "hay", w == "tenho", w == "temos", w == "ha", w == "llega", w == "chega", w == "el", w == "o", w == "tira", w == "queda", w == "da",
			w == "hace", w == "sale", w == "haya", w == "tendo", w == "havia", w == "tenia", w == "aire", w == "ar", w == "llego", w == "mas":
		default:
			return false
		}
	}
	return false
}

func (n *notes) after(i int, words ...string) bool {
	for k := i - 1; k >= 0 && i-k <= 4; k-- {
		if slices.Contains(words, n.word(k)) {
			return true
		}
	}
	return false
}

// want finds what is wanted done.
func (n *notes) want(i int) {
	for _, f := range n.forms[i] {
		if f.class >= clInstall && f.class <= clRefill && (!denied(n.t, i) || f.class == clMaintain && n.is(i-1, clNo) && f.mood != anyMood) {
			n.wishes = append(n.wishes, wish{f.class, f.mood, i, i + 1})
		}
	}
	if f := n.word(i); (f == "funcionando" || f == "andando" || f == "operativa" || f == "rodando" || f == "conectada") && n.before(i, "dejen", "deje", "dejar", "dejarla", "deixem", "deixar", "deixe") {
		n.wishes = append(n.wishes, wish{clInstall, wanted, i, i + 1})
	}
	n.wantMan(i)
	switch n.word(i) { // "cuándo pasan por el módem", "vengan a buscar"
	case "pasan", "pasen", "pasar", "pase", "vienen", "vengan", "venir", "vem", "venham", "buscar", "passam", "passem", "passar", "vir", "llevarse", "llevar", "lleven", "leven", "levar":
		if next := n.word(i + 1); next == "por" || next == "buscar" || n.word(i) == "llevarse" || n.word(i) == "levar" || n.word(i) == "llevar" ||
			next == "a" && (n.word(i+2) == "buscar" || n.word(i+2) == "recoger" || n.word(i+2) == "retirar") || next == "para" && n.word(i+2) == "buscar" {
			n.wishes = append(n.wishes, wish{clPickUp, wanted, i, i + 1})
		}
	}
}

// wantMan: who needs a technician for a thing needs it looked at; who gives it its service, kept.
func (n *notes) wantMan(i int) {
	switch n.word(i) {
	case "tecnico", "tecnicos", "technician", "tecnica":
		if n.after(i, "necesito", "busco", "preciso", "ocupo", "necesitamos", "requiero", "precisamos", "procuro", "quiero", "quero", "servicio", "asistencia", "assistencia", "mandar", "mandan", "visita") {
			n.wishes = append(n.wishes, wish{clCheck, wanted, i, i + 1})
		}
	case "servicio":
		if n.before(i, "dar", "darle", "dan", "den", "darles", "hacer", "hacerle", "hagan") && (n.word(i+1) == "a" || n.word(i+1) == "al" || n.word(i+1) == "de") {
			n.wishes = append(n.wishes, wish{clMaintain, wanted, i, i + 1})
		}
	}
}

// idle are words after a negation that say nothing of what a thing does.
var idle = wordSet(`es era esta estan estoy tengo tiene tienen quiero quiere queremos se sei puedo pode puede hay fue tenho tem sou soy ser hace falta importa necesito preciso sirve creo
	acho entiendo entendo gracias obrigado obrigada por para con com en de la el lo los las um uma una un que si mas mais nos vino vinieron veio vieram llego llegaron viene vem han ha
	he tuve tive conozco conheco compre comprei uso viven vivo`)

// fails finds what a thing does not do in words that nobody thought of: "la lavadora ya no brinca", "a geladeira não presta".
func (n *notes) fails(g *group) (sign, bool) {
	for i := g.to; i < len(n.words) && i <= g.to+8; i++ {
		if ends(n.t, i) {
			return sign{}, false
		}
		if !n.is(i, clNo) || n.word(i) == "nada" || n.word(i) == "ni" {
			continue
		}
		k := i + 1
		for between[n.word(k)] && k < i+4 && !idle[n.word(k)] && n.word(k) != "hace" {
			k++
		}
		for w := n.word(k); w == "me" || w == "te" || w == "le" || w == "nos"; w = n.word(k) {
			k++
		}
		does := (n.word(k) == "hace" || n.word(k) == "faz") && n.word(k+1) != "falta"
		if k >= len(n.words) || n.t.Tokens[k].Kind != text.Word || idle[n.word(k)] && !does || len(n.word(k)) < 3 {
			return sign{}, false
		}
		return sign{fmWork, i, k + 1}, true
	}
	return sign{}, false
}
