package when

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// vocabulary is the words that a typing error is forgiven in: those of the grammar that have five letters or more. A word of our
// language that is no word of time is never corrected (ours).
type vocabulary struct {
	words   map[string]bool
	byFirst map[byte][]string
	said    map[string]int // how much a word is said, of a few that may be meant
}

func newVocabulary(g *grammar) *vocabulary {
	v := &vocabulary{words: map[string]bool{}, byFirst: map[byte][]string{}, said: map[string]int{}}
	for _, list := range [][][]string{asap, anytime, excluders, refusals} { // known, and never a correction
		for _, phrase := range list {
			for _, w := range phrase {
				v.words[w] = true
			}
		}
	}
	for w := range g.words {
		v.add(w, 1)
	}
	for w := range text.NumeralWords() {
		v.add(w, 4)
	}
	for w := range ordinals {
		v.add(w, 3)
	}
	for w := range units {
		v.add(w, 5)
	}
	for _, table := range []map[string]int{months, weekdays, weekdaysPT} {
		for w := range table {
			v.add(w, 6)
		}
	}
	for _, w := range hurried {
		v.add(w, 2)
	}
	for w, n := range said {
		v.said[w] = n
	}
	return v
}

// newVocabularyEN is that of English.
func newVocabularyEN(g *grammar) *vocabulary {
	v := &vocabulary{words: map[string]bool{}, byFirst: map[byte][]string{}, said: map[string]int{}}
	for _, table := range []map[string]int{weekdaysEN, monthsEN} {
		for w := range table {
			v.add(w, 6)
		}
	}
	for _, w := range []string{"tomorrow", "morning", "afternoon", "evening", "weekend", "tonight", "today", "yesterday"} {
		v.add(w, 7)
	}
	for w := range g.words {
		v.words[w] = true
	}
	return v
}

// hurried are the words of leanings that are long enough and mean nothing else.
var hurried = []string{
	"ahora", "ahorita", "agora", "mismo", "mesmo", "momento", "instante", "preciso", "inmediatamente", "imediatamente", "urgente",
	"cuanto", "quanto", "antes",
	"posible", "possivel", "pronto", "rapido", "brevedad", "cualquier", "qualquer", "temprano",
}

func (v *vocabulary) add(w string, said int) {
	if v.said[w] == 0 && len(w) >= 5 {
		v.byFirst[w[0]] = append(v.byFirst[w[0]], w)
	}
	v.words[w] = true
	v.said[w] = max(v.said[w], said)
}

// correct gives a token as the words of time that it may misspell, the one that is most said first.
func (v *vocabulary) correct(tok text.Token) (word string, others []string) {
	w := tok.Norm
	if tok.Kind != text.Word || len(w) < 4 || v.words[w] || ours[w] {
		return w, nil
	}
	var found []string
	for _, known := range v.byFirst[w[0]] {
		if text.OneOff(w, known) {
			found = append(found, known)
		}
	}
	if len(found) == 0 {
		return w, nil
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Or(v.said[b]-v.said[a], strings.Compare(a, b)) })
	return found[0], found[1:]
}

// said ranks the words that are said most.
var said = map[string]int{"manana": 9, "amanha": 9, "tarde": 8, "noche": 8, "noite": 8, "manha": 8, "feira": 8, "sabados": 1, "domingos": 1, "semanas": 3, "proximo": 7, "proxima": 7}

// ours are words of both languages that are one letter off a word of time and mean themselves.
var ours = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range []string{
		"quanta", "quanto", "quantos", "cuanta", "cuanto", "cuantos", "manta", "manya", "tardas", "tardo", "tardar", "tarda", "tardan", "tardo",
		"quieta", "quieto", "pintar", "pinta", "punta", "junta", "juntos", "junto", "juntas", "jueces", "viernen", "vienes", "viene",
		"vienen", "venimos", "lunas", "luces",
		"marcado", "marcada", "marcao", "marcam", "marcou", "marquen", "entero", "enteros", "enteras", "marca", "marta", "marcos", "marcas", "marcar", "marea", "mareos", "partes", "parte", "tarta", "tarjeta", "carta", "cartas", "norte",
		"corte", "coche",
		"coches", "leche", "noches", "nocha", "hojas", "hoja", "horno", "hornos", "honra", "homes", "hondas", "hombre", "mesas", "mesa", "masas", "menor",
		"mejor", "mayor", "meter", "metro", "metros", "menus", "minas", "minima", "minimo", "semaforo", "sema", "semilla", "pesado", "pesada",
		"posada", "pasar", "pasaron", "pasan", "pasaje", "pasamos", "pagado", "pagada", "parado", "parada", "pasando", "casado", "cansado",
		"dejas", "depto", "despacho", "depende", "depor", "puntos", "punto", "ponto", "ponte", "pontos", "ultra", "ultimas",
		"quintos", "tercos", "quartos", "quinto", "quintas", "sexto", "sextas", "segundos", "segunda", "seguir", "seguro", "seguros", "segura", "seguida", "seguido", "segue",
		"cuarta", "cuartos", "quartos", "quadra", "cuadra", "cuadro", "cuadros", "cuatrimoto", "terco", "terraza", "tercio", "terra", "tierra", "terno",
		"abrir", "abrio", "abria", "abierto", "abri", "abra", "abren", "mayoria", "mayores", "maior", "maiores", "maias", "marron", "morro", "muerto",
		"enera", "entera", "entero", "enero", "enfermo", "febril", "junho", "junta", "jugo", "julia", "juliana", "juni", "agosto", "agota",
		"agotado", "angosto", "gusto", "dado", "dedos", "doces", "dulce", "dolce", "docena", "trece", "trecho", "trazo", "trezentos", "trenta", "venta",
		"ventas", "viento", "vente", "veinti", "ciento", "siento", "siente", "cientos", "cincuenta", "cocina", "cinto", "cinta", "cisco",
		"circo", "finca", "finos", "final",
		"fines", "filme", "firme", "firma", "finde", "fundo", "fondo", "monto", "manto", "manos", "manho", "manual", "banana", "manera", "manija",
		"manilla", "maneja", "manzana", "maquina", "malha", "malo", "malos", "senha", "senhas", "senal", "sentar", "entra", "entrar",
		"entre", "altas", "antas", "ante", "entes",
		"entrada", "entrante", "ahorra", "ahogo", "agua", "aguas", "adora", "ainda", "hacer", "haces", "hacen", "hecho", "hasta", "basta", "pasta", "asta",
		"perto", "puerta", "puerto", "porta", "porto", "primo", "prima", "primas", "primos", "proceso", "promo", "proxy", "precio",
		"precios", "premio", "medir",
		"medio", "media", "medias", "medida", "medidas", "medico", "medios", "meios", "meias", "metade", "meta", "metas", "mitos", "moto",
		"motos", "mosto", "quincha", "quinchos",
		"quinteto", "cuenta", "cuentas", "cuento", "quarta", "quatro", "quadro", "nueva", "nuevas", "nuevo", "nuevos", "nieve", "llave",
		"nove", "novo", "novos", "novas",
		"neves", "noventa", "setor", "sector", "seten", "sento", "sente", "sexos", "serie", "sede", "siesta", "fiesta", "veinte", "vinte",
		"vinho", "vente", "vuelta", "volta",
		"sobra", "sobre", "sobras", "cobre", "obra", "cerca", "cerdo", "cera", "tapia", "tinto", "tanto", "tantos", "toda", "todas", "todos",
		"tardio", "tiempo", "tempo", "templo",
		"temprana", "cedro", "ceder", "cego", "credo", "cesto", "noticia", "noite", "norma", "nombre", "numero", "numeros", "sabana",
		"salado", "soldado", "sabato", "saldo",
		"lavado", "cambio", "cambiar", "cabina", "camino", "dominio", "dormido", "domicilio", "corazon", "oficina", "octubre", "cubre",
		"sobretodo", "minuta", "minuteria",
		"direta", "directo", "diesel", "dieta", "dietas", "dientes", "diente", "dices", "dijes", "ducha", "dura", "duras", "duros", "duran",
		"durante", "onze", "once", "ondas", "onda",
		"quien", "quines", "quiebre", "quema", "quena", "pessoas", "personas", "passar", "passo", "passos", "pasos", "passado", "pasada",
		"passa", "passagem", "vespera", "espera", "esperar",
		"pelos", "pela", "pelo", "peles", "telas", "velas", "seria", "serian", "cenar", "comer", "comeco", "comedor", "inicia", "iniciar",
		"oficio", "quitar", "mucho", "muchos", "mitra",
		"mirar", "mitades", "anual", "anular", "anterior", "interior", "exterior", "posterior", "momentos", "monumento", "aumento",
		"almuerza", "hoyos", "hielo", "hueso",
		"hogar", "hotel", "haras", "horario", "horarios", "honor", "horror", "horta", "forma", "formas", "folga", "diario", "diaria",
		"siguen", "siguientes", "vendria", "vendrian",
	} {
		out[w] = true
	}
	return out
}()
