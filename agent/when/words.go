package when

import "strings"

// weekdays of both languages, folded. The Portuguese ordinals are weekdays in Portuguese only (see seeds.go).
var weekdays = map[string]int{
	"domingo": 0, "lunes": 1, "martes": 2, "miercoles": 3, "jueves": 4, "viernes": 5, "sabado": 6, "sabados": 6, "domingos": 0,
	"dom": 0, "lun": 1, "mier": 3, "jue": 4, "juev": 4, "vie": 5, "vier": 5, "sab": 6, "miercole": 3,
	"mie": 3, "mierc": 3, "miercol": 3, "juevs": 4,
}

var weekdaysPT = map[string]int{
	"segunda": 1, "terca": 2, "quarta": 3, "quinta": 4, "sexta": 5, "seg": 1, "ter": 2, "qua": 3, "qui": 4, "sex": 5,
	"sx": 5, "sxta": 5, "segundas": 1, "tercas": 2, "quartas": 3, "quintas": 4, "sextas": 5,
}

// shortest forms are weekdays only where they are the whole message.
var shortest = map[string]int{"lu": 1, "ma": 2, "mi": 3, "ju": 4, "vi": 5, "sa": 6, "mar": 2, "mart": 2}

// counted are what an ordinal counts: before them "segunda" is no Monday.
var counted = map[string]bool{
	"opcao": true, "vez": true, "parcela": true, "andar": true, "semana": true, "parte": true, "alternativa": true, "quinzena": true,
	"metade": true, "linha": true, "rua": true, "via": true, "casa": true, "visita": true, "tentativa": true, "pergunta": true,
}

var months = map[string]int{
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
	"setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "ene": 1, "feb": 2, "febr": 2, "mar": 3, "abr": 4, "may": 5,
	"jun": 6, "jul": 7, "ago": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dic": 12,
	"janeiro": 1, "fevereiro": 2, "marco": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
	"novembro": 11, "dezembro": 12, "jan": 1, "fev": 2, "mai": 5, "set": 9, "out": 10, "dez": 12,
}

var units = map[string]Unit{
	"minuto": Minute, "minutos": Minute, "min": Minute, "mins": Minute, "hora": Hour, "horas": Hour, "hr": Hour, "h": Hour, "hras": Hour, "hs": Hour,
	"dia": Day, "dias": Day, "semana": Week, "semanas": Week, "mes": Month, "meses": Month, "ano": Year, "anos": Year,
	"quincena": Fortnight, "quinzena": Fortnight, "quincenas": Fortnight, "quinzenas": Fortnight, "trimestre": Quarter,
	"trimestres": Quarter, "semestre": HalfYear, "semestres": HalfYear, "noches": Day, "noites": Day,
}

var ordinals = map[string]int{
	"primer": 1, "primero": 1, "primera": 1, "primeros": 1, "primeras": 1, "primeiro": 1, "primeira": 1, "primeiros": 1, "primeiras": 1,
	"segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "terceiro": 3, "terceira": 3, "cuarto": 4, "cuarta": 4,
	"quarto": 4, "quarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "septimo": 7, "septima": 7, "setimo": 7, "setima": 7,
	"octavo": 8, "octava": 8, "oitavo": 8, "oitava": 8, "noveno": 9, "novena": 9, "nono": 9, "nona": 9, "decimo": 10, "decima": 10,
	"ultimo": -1, "ultima": -1, "ultimos": -1, "ultimas": -1,
}

// classes are words that patterns name in brackets.
var classes = map[string][]string{
	"<the>": {"el", "la", "los", "las", "o", "a", "os", "as", "lo", "un", "una", "um", "uma"},
	"<of>":  {"de", "del", "do", "da", "de la", "de el", "dos", "das", "de los", "de las"},
	"<on>": {
		"en", "em", "no", "na", "nos", "nas", "para", "para el", "para la", "para o", "para a", "en el", "en la", "p", "por", "durante",
		"durante el", "durante la", "durante o", "durante a", "pelo", "pela", "el", "la", "los", "las", "al", "ao", "o", "a", "a la", "os",
		"as", "en los", "en las",
	},
	"<this>": {
		"este", "esta", "neste", "nesta", "ese", "esa", "nesse", "nessa", "esse", "essa", "deste", "desta", "desse", "dessa", "de este",
		"de esta", "en este", "en esta", "el presente", "la presente", "de ese", "de esa",
	},
	"<next>": {
		"proximo", "proxima", "proximos", "proximas", "prox", "proxo", "proxa", "proxos", "proxas", "siguiente", "siguientes", "seguinte",
		"seguintes",
	},
	"<come>": {
		"que viene", "que vienen", "que vem", "que entra", "que vein", "entrante", "proximo", "proxima", "proximos", "proximas",
		"siguiente", "siguientes", "seguinte", "seguintes", "prox", "proxo", "proxa", "proxos", "proxas",
	},
	"<last>": {"pasao", "pasado", "pasada", "pasados", "pasadas", "passado", "passada", "passados", "passadas", "anterior", "anteriores"},
	"<past>": {
		"pasao",
		"ultimo", "ultima", "ultimos", "ultimas", "pasado", "pasada", "pasados", "pasadas", "passado", "passada", "passados", "passadas",
	},
	"<in>": {
		"en", "em", "dentro de", "daqui a", "daqui", "de aqui a", "de hoy en", "de aca a", "dentro", "daki a", "en unos", "en unas", "em uns", "em umas", "daqui uns", "daqui umas", "daqui a uns", "daqui a umas",
		"daqui ha",
	},
	"<ago>":  {"hace", "hace como", "hace unos", "hace unas", "hace mas de", "faz", "faz uns", "faz umas", "ha", "haz"},
	"<back>": {"atras", "antes", "hace"},
	"<then>": {"despues", "depois", "mas tarde", "mais tarde", "luego", "adelante"},
	"<to>": {
		"a", "al", "hasta", "hasta el", "hasta la", "hasta las", "ate", "ate o", "ate a", "ate as", "a las", "a la", "as", "ao", "-", "y",
		"y el", "y la", "y las", "e", "e o", "e a", "e as", "hasta los", "a los", "ao dia", "al dia",
	},
	"<till>": {
		"a", "al", "hasta", "hasta el", "hasta la", "hasta las", "ate", "ate o", "ate a", "ate as", "a las", "a la", "as", "ao", "-", "~",
		"–", "—", "ao dia", "al dia", "a el", "ate ao", "até",
	},
	"<and>": {"y", "e", "y el", "y la", "y las", "e o", "e a", "e as", "e ao", "a", "a las", "as", "hasta", "hasta las", "ate", "ate as"},
	"<from>": {
		"de", "desde", "das", "do", "da", "del", "a partir de", "a partir do", "a partir da", "a partir das", "desde el", "desde la",
		"desde las", "desde los", "de las", "de la", "desde o", "desde a", "desde as", "dos",
	},
	"<amid>": {"entre los dias", "entre os dias", "entre el dia", "entre o dia", "entre", "entre el", "entre la", "entre las", "entre los", "entre o", "entre a", "entre as", "entre os", "entre tipo"},
	"<at>": {
		"a las", "a la", "las", "la", "as", "a", "al las", "para las", "para la", "para as", "de las", "das", "pras", "a los", "par las", "p las", "alas", "en las", "ao", "a las a las",
	},
	"<near>": {
		"tipin", "tipin a las", "tipin las", "tipo a eso de las", "a esos de las", "por ahi a las", "por ahi por las", "por ai as", "por ahi", "aproximadamente las", "mais ou menos umas", "mas o menos", "mais ou menos", "mas o menos las", "aprox las", "tipo de", "como de", "a eso", "la por las", "la para as", "lá pras", "la pras", "pelas umas", "por volta", "entre tipo", "como a eso de las", "como a eso de la", "algo asi como a las", "mas o menos tipo", "cerca de la", "proximo de las", "proximo das", "proximo as",
		"tipo", "tipo las", "tipo a las", "tipo la", "como a las", "como a la", "como las", "a eso de las", "a eso de la", "sobre las",
		"sobre la", "sobre", "cerca de las", "cerca de la", "cerca de", "cerca das", "alrededor de las", "alrededor de la", "alrededor de",
		"aproximadamente a las", "aproximadamente", "aprox", "aprox a las", "la pelas", "pelas", "pela", "umas", "la por", "la pela",
		"por volta das", "por volta da", "por volta de", "unas", "como tipo", "hacia las", "hacia la", "mais ou menos as",
		"mas o menos a las", "tipo umas", "entorno das", "em torno das", "em torno de", "perto das", "perto da", "perto de", "ali pelas",
		"casi a las", "casi las", "quase as", "por ahi de las", "por las", "aproximadamente as", "tipo as", "y tipo",
	},
	"<near2>": {
		"mas o menos", "mais ou menos", "aproximadamente", "aprox", "y algo", "y pico", "e pouco", "e pouca", "e alguma coisa",
		"o por ahi", "por ahi", "por ali", "pasadas", "y fraccion",
	},
	"<sharp>": {"en punto", "em ponto", "exactas", "exatas", "justo", "cravado", "cravadas"},
	"<after>": {
		"a contar de las", "a contar de la", "a contar das", "recien despues de las", "so depois das", "ya pasadas las", "ya despues de las", "desde eso de las", "no antes de las", "nao antes das", "despues que sean las", "depois que der", "a partir de tipo", "despues de tipo", "de pues de las",
		"despues de", "despues de las", "despues de la", "depois de", "depois das", "depois da", "a partir de",
		"a partir das", "a partir da", "a partir de las", "a partir de la", "pasadas las", "pasada la",
		"apos", "apos as", "apos a", "desde", "desde las", "desde la", "desde a", "desde as",
		"desde o", "luego de", "luego de las", "tras", "tras las", "mas tarde de", "mas tarde de las", "despues de el", "apartir de",
		"apartir das", "posterior a", "posterior a las", "mais tarde que", "mas alla de", "de despues de", "despues",
	},
	"<afterday>": {
		"despues de", "despues del", "depois de", "depois do", "depois da", "pasado el", "apos", "apos o", "apos a", "luego de",
		"luego del", "tras", "tras el", "despues de la", "despues de los", "posterior a", "posterior al",
	},
	"<fromday>": {
		"a contar de", "a contar del", "a contar da", "a contar do", "desde este", "a partir de este", "a partir desta", "a partir deste", "recien el", "recien", "so a partir de", "solo a partir del", "de pronto desde",
		"a partir de", "a partir del", "a partir do", "a partir da", "desde", "desde el", "desde la", "desde o", "desde a",
		"a partir de la", "apartir de", "apartir do", "apartir del",
	},
	"<before>": {
		"no maximo", "maximo", "como maximo", "como mucho", "antes de que sean las", "antes que sean las", "antes de que den las", "antes que den las", "antes que seja", "antes que sejam", "antes de dar as", "antes de ser", "que no pase de las", "sin pasar de las", "nao passe das", "a mas tardar tipo", "hasta tipo", "hasta como las", "ate umas", "ate la pelas", "ate no maximo as", "como maximo a las", "como mucho a las", "maximo a la", "maximo las", "maximo tipo",
		"antes de", "antes de las", "antes de la", "antes das", "antes da", "antes de as", "no mas tarde de",
		"no mas tarde de las", "no mas tarde que las", "a mas tardar a las", "a mas tardar las", "no mas tardar a las", "nao mais que",
		"nao mais tarde que as", "no mas alla de las", "hasta", "hasta las", "hasta la", "ate", "ate as", "ate a", "maximo a las",
		"maximo hasta las", "no maximo as", "no maximo ate as", "antes que", "antes de o", "a mas tardar", "previo a las", "ate ao",
		"no mais tarde que",
	},
	"<beforeday>": {"antes de", "antes del", "antes da", "antes do", "antes de la", "previo al", "previo a", "antes de el", "antes que"},
	"<untilday>": {
		"de aqui al", "de aqui a", "de aca al", "de aca a", "de hoy al", "de hoy a", "de hoje a", "daqui ate", "daqui a", "de hoje ate", "de ahora al", "hasta antes del", "ate antes de", "antes de que termine", "antes que termine", "antes de que acabe", "antes de acabar", "antes de terminar",
		"hasta", "hasta el", "hasta la", "ate", "ate o", "ate a", "a mas tardar", "a mas tardar el", "no mas tarde de", "no mas tarde del",
		"maximo", "maximo el", "maximo hasta el", "no maximo", "no maximo ate", "ate no maximo",
	},
	"<onward>": {
		"para arriba", "pa arriba", "hacia arriba", "para delante", "hacia delante", "pa delante", "pa adelante", "ou mais", "o mas", "pra cima",
		"en adelante", "para adelante", "em diante", "pra frente", "para frente", "o mas tarde", "o despues", "ou depois", "ou mais tarde",
		"y despues", "hacia adelante", "y mas tarde", "adelante",
	},
	"<begin>": {
		"comecinho", "no comecinho", "o comecinho", "bem no comeco", "inicinho", "principito", "al ladito del comienzo", "primeros", "a primeros", "los primeros dias", "nos primeiros dias", "os primeiros dias", "en la primera parte", "na primeira parte", "apenas comience", "apenas empiece",
		"principio", "principios", "comienzo", "comienzos", "inicio", "inicios", "comeco", "comecos", "el comienzo", "el inicio",
		"o comeco", "o inicio", "a principios", "a comienzos", "al comienzo", "al inicio", "al principio", "no comeco", "no inicio",
		"a principio", "a inicios", "al empezar", "ao comecar", "logo no comeco", "logo no inicio", "en los primeros dias",
	},
	"<mid>": {
		"mediados", "mitad", "medio", "metade", "meados", "meio", "a mediados", "a mitad", "a la mitad", "en medio", "na metade",
		"no meio", "em meados", "la mitad",
	},
	"<end>": {
		"finalzinho", "no finalzinho", "o finalzinho", "fimzinho", "bem no fim", "finalito", "al finalito", "nos ultimos dias", "os ultimos dias", "en los ultimos dias", "na ultima parte", "finalizando", "terminando",
		"fin", "fines", "final", "finales", "fim", "finais", "a fin", "a fines", "al final", "a finales", "no fim", "no final", "ao fim",
		"ao final", "al fin", "a final", "ao acabar", "al acabar", "al terminar", "ao terminar", "los ultimos dias", "pro fim",
		"pro final", "para fin", "para fines",
	},
	"<early>": {
		"temprano", "tempranito", "tempranazo", "cedo", "cedinho", "bien temprano", "muy temprano", "bem cedo", "mas temprano",
		"mais cedo", "lo mas temprano", "bem cedinho", "tempranero", "a primera", "tempranisimo",
	},
	"<month>": {
		"mes", "el mes", "o mes", "do mes", "del mes", "mes de", "el mes de", "o mes de", "do mes de", "del mes de", "no mes de",
		"en el mes de", "durante el mes de", "durante o mes de", "al mes de",
	},
	"<year>": {
		"ano", "del ano", "do ano", "de ano", "el ano", "o ano", "ano de", "del ano de", "do ano de", "en el ano", "no ano de", "no ano",
	},
	"<am>":   {"am", "a m", "a . m", "a . m .", "am ."},
	"<pm>":   {"pm", "p m", "p . m", "p . m .", "pm .", "de la tarde pm"},
	"<h>":    {"h", "hs", "hrs", "horas", "hora", "hr", "hras"},
	"<noon>": {"mediodia", "medio dia", "meio dia", "meiodia", "meio - dia", "medio - dia", "almuerzo"},
	"<firsthour>": {
		"el primer bloque", "primer bloque", "primer turno", "no primeiro horario", "primeiro horario", "o primeiro horario", "el primer horario", "primer horario", "primeiro turno", "la primera cita", "la primera visita", "la primera hora del dia", "logo na primeira hora", "logo no primeiro horario", "bien a primera hora", "apenas abran", "apenas abren", "assim que abrir", "assim que abrirem", "cuando abran", "quando abrirem", "a primerisima hora",
		"a primera hora", "primera hora", "a primeras horas", "primeras horas", "na primeira hora", "primeira hora", "a primera ora",
		"en la primera hora", "a primeras", "nas primeiras horas", "primeiras horas", "logo cedo", "en las primeras horas",
		"las primeras horas",
	},
	"<lasthour>": {
		"el ultimo bloque", "ultimo bloque", "ultimo turno", "no ultimo horario", "ultimo horario", "o ultimo horario", "el ultimo horario", "la ultima hora", "antes de que cierren", "antes de cerrar", "antes de fechar", "la ultima visita", "la ultima cita",
		"a ultima hora", "ultima hora", "a ultimas horas", "ultimas horas", "na ultima hora", "en la ultima hora", "nas ultimas horas",
		"las ultimas horas",
	},
	"<meal>": {
		"almuerzo", "almorzar", "comer", "la comida", "almoco", "almocar", "el almuerzo", "o almoco", "la hora de comer",
		"la hora de almuerzo", "la hora del almuerzo", "hora de almuerzo", "del almuerzo", "colacion", "la colacion",
	},
	"<work>": {
		"trabajo", "trabalho", "pega", "laburo", "servico", "oficina", "la pega", "el trabajo", "laburar", "trabajar", "trabalhar",
		"expediente", "chamba", "la oficina", "camello", "turno",
	},
	"<weekend>": {
		"fin de semana", "fim de semana", "final de semana", "fines de semana", "finde", "findesemana", "weekend", "finais de semana",
		"fins de semana", "fds", "fim de semanas", "fin semana", "fim semana",
	},
	"<join>": {
		",", "de", "del", "da", "do", "el", "en el", "en la", "en", "a", "no", "na", "nos", "em", "al", "ao", "para", "para el", "para la",
		"pal", "por", "o", "la", "-", "de el", "como", "los", "las", "a eso", "pra", ", no", ", el", ", en", "mas ou menos", "mas o menos",
		"pela", "pelo", "horas de", "que sea", "que seja", ". ",
	},
	"<less>": {"menos", "para las", "para la", "para as", "para o", "pras", "para", "p las", "pa las", "antes de las", "antes das"},
}

// deadPhrases are words of time that tell none, by their first word.
var deadPhrases = index(
	"viernes negro", "hoy por hoy", "por ahora", "por agora", "por el momento", "por enquanto", "no momento nao", "hoje em dia", "buenas tardes", "buenas tarde", "buena tarde", "buenas noches", "buenos dias", "buen dia", "bom dia", "boa tarde", "boa noite",
	"bons dias", "buena noche", "buenas noche", "bno dia", "bonito dia", "lindo dia", "otimo dia", "excelente dia", "feliz dia",
	"boas tardes", "boas noites", "buen fin de semana", "bom fim de semana", "bom final de semana", "feliz fin de semana",
	"lindo fin de semana", "otimo fim de semana", "buena semana", "boa semana", "otima semana", "feliz semana", "excelente semana",
	"feliz ano", "feliz navidad", "feliz natal", "todos los dias", "todas las semanas", "todos os dias", "todas as semanas",
	"todos los meses", "todo el dia", "o dia todo", "o dia inteiro", "dia a dia", "dia tras dia", "por dia", "al dia con", "cada dia",
	"cada semana", "cada mes", "cada ano", "cada hora", "por semana", "por mes", "por ano", "al ano", "hoy en dia", "hoje em dia",
	"segundo piso", "segunda vez", "primera vez", "primeira vez", "ultima vez", "segunda opcion", "segunda opcao", "quinta normal",
	"quarto andar", "no quarto", "do quarto", "meu quarto", "hasta manana", "ate amanha", "hasta luego", "ate logo",
	"y media vuelta", "nueve de julio", "sete de setembro", "fin de cuentas", "al fin y al cabo", "por fin", "en fin", "sin fin",
	"segundo que", "un segundo", "um segundo", "un momento", "um momento", "primero que todo", "primeiro que tudo", "a la ves",
	"seis meses de garantia", "un ano de garantia", "um ano de garantia", "anos de garantia", "meses de garantia", "ano de uso",
	"anos de uso", "meses de uso", "anos de experiencia", "hora pico", "cuarto piso", "cuarto de bano", "media naranja",
	"la ultima hora me", "mar adentro", "as vezes", "a veces", "el mar", "vina del mar", "mar del plata", "del mar", "do mar", "o mar",
	"set de", "un set", "del dia a dia", "el dia que", "o dia que", "algun dia", "algum dia", "un dia de estos", "otro dia",
	"outro dia", "el otro dia", "que dia", "que dias", "que hora", "que horas", "a que hora", "cual dia", "qual dia", "cuantos dias",
	"quantos dias", "cuantas semanas", "cuantas horas", "quantas horas", "segunda via", "segunda mano", "segunda mao",
)

func index(phrases ...string) map[string][][]string {
	out := map[string][][]string{}
	for _, words := range split(phrases...) {
		out[words[0]] = append(out[words[0]], words)
	}
	return out
}

// split gives the words of phrases.
func split(phrases ...string) [][]string {
	out := make([][]string, len(phrases))
	for i, p := range phrases {
		out[i] = strings.Fields(p)
	}
	return out
}
