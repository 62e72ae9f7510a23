package when

// weekdays of both languages, folded. The Portuguese ordinals are weekdays in Portuguese only (see day.go).
var weekdays = map[string]int{
	"domingo": 0, "lunes": 1, "martes": 2, "miercoles": 3, "jueves": 4, "viernes": 5, "sabado": 6, "sabados": 6, "domingos": 0,
	"dom": 0, "lun": 1, "mie": 3, "mier": 3, "jue": 4, "vie": 5, "vier": 5, "sab": 6,
}

var weekdaysPT = map[string]int{
	"segunda": 1, "terca": 2, "quarta": 3, "quinta": 4, "sexta": 5, "seg": 1, "ter": 2, "qua": 3, "qui": 4, "sex": 5,
	"segundas": 1, "tercas": 2, "quartas": 3, "quintas": 4, "sextas": 5,
}

var months = map[string]int{
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
	"setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "ene": 1, "feb": 2, "abr": 4, "jun": 6, "jul": 7,
	"ago": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dic": 12,
	"janeiro": 1, "fevereiro": 2, "marco": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
	"novembro": 11, "dezembro": 12, "jan": 1, "fev": 2, "mai": 5, "ago.": 8, "set": 9, "out": 10, "dez": 12,
}

// connectors may stand between two atoms of one constraint.
var connectors = map[string]bool{
	"de": true, "del": true, "en": true, "la": true, "el": true, "por": true, "a": true, "las": true, "los": true, "lo": true,
	"al": true, "para": true, "no": false, "na": true, "em": true, "as": true, "os": true, "o": false, "do": true, "da": true,
	"das": true, "dia": true, ",": true, "tipo": true, "como": true, "eso": true, "um": false, "pelas": true, "pela": true,
	"horas": true, "hora": true, "h": true, "mismo": true, "mesmo": true, "ao": true, "feira": true, "-": true, "umas": true,
	"unas": true, "uns": true, "unos": true, "desde": true, "mas": true, "o mais": true, "se": false,
}

// excluders make what follows unwanted.
var excluders = [][]string{
	{"menos"}, {"excepto"}, {"exceto"}, {"salvo"}, {"no", "puedo"}, {"no", "podria"}, {"nao", "posso"}, {"que", "no", "sea"},
	{"que", "nao", "seja"}, {"nao", "consigo"}, {"no", "estoy"}, {"nao", "estou"}, {"no", "estare"}, {"no", "voy", "a", "estar"},
	{"fuera", "de"}, {"fora"}, {"tirando"}, {"nao", "vou", "estar"}, {"no", "me", "sirve"}, {"no", "quiero"},
}

// refusals after a day make it unwanted.
var refusals = [][]string{
	{"no", "puedo"}, {"no", "me", "sirve"}, {"no", "me", "acomoda"}, {"nao", "posso"}, {"nao", "da"}, {"nao", "consigo"},
	{"no", "estoy"}, {"no", "estare"}, {"nao", "estou"}, {"nao", "estarei"}, {"imposible"}, {"impossivel"}, {"tampoco"},
	{"no", "voy", "a", "estar"}, {"nao", "vou", "estar"}, {"nao", "serve"}, {"no"}, {"nao"},
}

// dead are phrases with words of time that tell none.
var dead = [][]string{
	{"buenas", "tardes"}, {"buenas", "tarde"}, {"buena", "tarde"}, {"buenas", "noches"}, {"buenos", "dias"}, {"buen", "dia"},
	{"bom", "dia"}, {"boa", "tarde"}, {"boa", "noite"}, {"bons", "dias"}, {"buena", "noche"}, {"buenas", "noche"},
	{"buen", "fin", "de", "semana"}, {"bom", "fim", "de", "semana"}, {"todos", "los", "dias"}, {"todo", "dia"}, {"todo", "el", "dia"},
	{"o", "dia", "todo"}, {"hoy", "en", "dia"}, {"hoje", "em", "dia"}, {"anoche"}, {"segundo", "piso"}, {"segunda", "vez"},
	{"segunda", "opcion"}, {"segunda", "opcao"}, {"quinta", "normal"}, {"quarto", "andar"}, {"no", "quarto"}, {"do", "quarto"},
	{"hasta", "manana"}, {"ate", "amanha"}, {"desde", "ayer"}, {"desde", "ontem"}, {"avenida", "nueve"}, {"nueve", "de", "julio"},
	{"uma", "semana", "atras"}, {"la", "semana", "pasada"}, {"semana", "passada"}, {"mais", "tarde"}, {"buena", "semana"}, {"boa", "semana"},
	{"marzo", "pasado"}, {"y", "media", "vuelta"}, {"media", "hora"}, {"meia", "hora"},
}

// asap are phrases that want the first time there is.
var asap = [][]string{
	{"lo", "antes", "posible"}, {"cuanto", "antes"}, {"lo", "mas", "pronto", "posible"}, {"lo", "mas", "pronto"}, {"lo", "mas", "rapido", "posible"},
	{"o", "quanto", "antes"}, {"quanto", "antes"}, {"o", "mais", "rapido", "possivel"}, {"o", "mais", "rapido"}, {"o", "mais", "cedo", "possivel"},
	{"lo", "mas", "temprano", "posible"}, {"ahora", "mismo"}, {"agora", "mesmo"}, {"ahorita", "mismo"}, {"ahorita"}, {"ahora"}, {"agora"},
	{"me", "urge"}, {"urgente"}, {"urgentemente"}, {"con", "urgencia"}, {"com", "urgencia"}, {"en", "cuanto", "puedan"},
	{"assim", "que", "puder"}, {"asap"}, {"en", "este", "momento"}, {"neste", "momento"}, {"ya", "mismo"}, {"a", "la", "brevedad"},
	{"de", "inmediato"}, {"inmediatamente"}, {"imediatamente"},
}

// anytime are phrases to which every time is good.
var anytime = [][]string{
	{"cualquier", "dia"}, {"qualquer", "dia"}, {"cuando", "puedan"}, {"cuando", "quieran"}, {"cuando", "pueda"}, {"quando", "puderem"},
	{"quando", "quiserem"}, {"quando", "der"}, {"cualquier", "hora"}, {"qualquer", "hora"}, {"cualquier", "momento"}, {"cuando", "sea"},
	{"me", "da", "igual"}, {"tanto", "faz"}, {"cualquier", "horario"}, {"qualquer", "horario"}, {"el", "dia", "que", "sea"},
	{"a", "la", "hora", "que", "sea"}, {"qualquer", "um", "serve"}, {"quando", "voces", "puderem"},
}
