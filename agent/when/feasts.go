package when

import "time"

// feast is a holiday that people name: a fixed date, or days from Easter Sunday.
type feast struct {
	month, day int
	easter     int // with month 0: days from Easter
	days       int // how many; 0: one
}

// feasts are known by the number in Days.N. Only those are here that fall on the same day in every country served.
var feasts = []feast{
	{month: 12, day: 25},   // Navidad
	{month: 12, day: 24},   // Nochebuena
	{month: 12, day: 31},   // fin de año
	{month: 1, day: 1},     // año nuevo
	{month: 5, day: 1},     // día del trabajo
	{month: 11, day: 1},    // todos los santos
	{month: 11, day: 2},    // difuntos
	{month: 1, day: 6},     // reyes
	{easter: -2},           // viernes santo
	{easter: 0},            // domingo de resurrección
	{easter: -7, days: 8},  // semana santa
	{easter: -48, days: 2}, // carnaval
	{easter: -3},           // jueves santo
	{easter: -1},           // sábado santo
	{month: 12, day: 8},    // inmaculada
	{month: 2, day: 14},    // san Valentín
	{easter: 60},           // corpus christi
}

// feastTable reads their names.
var feastTable = []production{
	{day, "<the>|dia_de|el_dia_de|no_dia_de|dia_del? navidad|natal|la_navidad|navidade", aFeast(0)},
	{day, "nochebuena|noche_buena|vispera_de_navidad|vespera_de_natal|la_nochebuena", aFeast(1)},
	{day, "nochevieja|noche_vieja|fin_de_ano|fim_de_ano|vispera_de_ano_nuevo|vespera_de_ano_novo|ano_viejo|vispera_de_ano|vespera_de_ano", aFeast(2)},
	{day, "<the>? ano_nuevo|ano_novo|reveillon|dia_de_ano_nuevo|primer_dia_del_ano|primeiro_dia_do_ano|dia_de_ano_novo", aFeast(3)},
	{day, "<the>? dia_del_trabajo|dia_del_trabajador|dia_do_trabalho|dia_do_trabalhador|dia_de_los_trabajadores", aFeast(4)},
	{day, "<the>|dia_de|el_dia_de|no_dia_de? todos_los_santos|todos_os_santos", aFeast(5)},
	{day, "<the>? dia_de_muertos|dia_de_los_muertos|dia_de_finados|finados|dia_de_difuntos|dia_de_los_difuntos", aFeast(6)},
	{day, "<the>? dia_de_reyes|dia_de_reis|reyes_magos", aFeast(7)},
	{day, "<the>? viernes_santo|sexta_feira_santa|sexta_-_feira_santa|sexta_santa", aFeast(8)},
	{day, "<the>? domingo_de_resurreccion|domingo_de_pascua|pascua|pascoa|domingo_de_pascoa", aFeast(9)},
	{day, "<the>? semana_santa", aFeast(10)},
	{day, "<the>? carnaval|carnavales", aFeast(11)},
	{day, "<the>? jueves_santo|quinta_feira_santa", aFeast(12)},
	{day, "<the>? sabado_santo|sabado_de_aleluia|sabado_de_gloria", aFeast(13)},
	{day, "<the>? dia_de_la_inmaculada|inmaculada_concepcion|dia_de_la_virgen", aFeast(14)},
	{day, "<the>? san_valentin|dia_de_los_enamorados|dia_de_san_valentin", aFeast(15)},
	{day, "<the>? corpus_christi", aFeast(16)},
}

func aFeast(n int) func(match) (value, bool) {
	return func(match) (value, bool) { return value{days: &Days{Kind: Feast, N: n}}, true }
}

// on gives the first day of a feast in a year.
func (f feast) on(year int, zone *time.Location) time.Time {
	if f.month != 0 {
		return time.Date(year, time.Month(f.month), f.day, 0, 0, 0, 0, zone)
	}
	m, d := easter(year)
	return time.Date(year, m, d+f.easter, 0, 0, 0, 0, zone)
}

// easter is Easter Sunday of a year of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8).
func easter(year int) (time.Month, int) {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Month(n / 31), n%31 + 1
}
