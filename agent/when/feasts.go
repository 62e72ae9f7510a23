package when

import "time"

// yearly says on which day of a year something falls: a date, days from Easter Sunday, or the n-th weekday of a month.
type yearly struct {
	month, day int
	easter     int // with month 0: days from Easter
	nth, of    int // with day 0: the n-th such weekday of the month, 0 is Sunday; -1 is the last
	days       int // how many; 0: one
	monday     bool
}

// feast is a day that people name. By country where it is not the same everywhere; where it is unknown it is no day at all.
type feast struct {
	everywhere yearly
	in         map[string]yearly
}

// feasts are known by the number in Days.N. table: laws and calendars of the countries served, 2026.
var feasts = []feast{
	{everywhere: yearly{month: 12, day: 25}},   // Navidad
	{everywhere: yearly{month: 12, day: 24}},   // Nochebuena
	{everywhere: yearly{month: 12, day: 31}},   // fin de año
	{everywhere: yearly{month: 1, day: 1}},     // año nuevo
	{everywhere: yearly{month: 5, day: 1}},     // día del trabajo
	{everywhere: yearly{month: 11, day: 1}},    // todos los santos
	{everywhere: yearly{month: 11, day: 2}},    // difuntos
	{everywhere: yearly{month: 1, day: 6}},     // reyes
	{everywhere: yearly{easter: -2}},           // viernes santo
	{everywhere: yearly{easter: 0, days: 1}},   // domingo de resurrección
	{everywhere: yearly{easter: -7, days: 8}},  // semana santa
	{everywhere: yearly{easter: -48, days: 2}}, // carnaval
	{everywhere: yearly{easter: -3}},           // jueves santo
	{everywhere: yearly{easter: -1}},           // sábado santo
	{everywhere: yearly{month: 12, day: 8}},    // inmaculada
	{everywhere: yearly{month: 2, day: 14}, in: map[string]yearly{"BR": {month: 6, day: 12}, "CO": {month: 9, nth: 3, of: 6}}}, // enamorados
	{everywhere: yearly{easter: 60}}, // corpus christi
	{in: map[string]yearly{ // día de la madre
		"CL": {month: 5, nth: 2}, "PE": {month: 5, nth: 2}, "CO": {month: 5, nth: 2}, "EC": {month: 5, nth: 2}, "UY": {month: 5, nth: 2}, "BR": {month: 5, nth: 2},
		"VE": {month: 5, nth: 2}, "MX": {month: 5, day: 10}, "GT": {month: 5, day: 10}, "SV": {month: 5, day: 10}, "AR": {month: 10, nth: 3}, "CR": {month: 8, day: 15},
		"PA": {month: 12, day: 8}, "PY": {month: 5, day: 15}, "BO": {month: 5, day: 27}, "DO": {month: 5, nth: -1}, "US": {month: 5, nth: 2},
	}},
	{in: map[string]yearly{ // día del padre
		"CL": {month: 6, nth: 3}, "PE": {month: 6, nth: 3}, "CO": {month: 6, nth: 3}, "EC": {month: 6, nth: 3}, "MX": {month: 6, nth: 3}, "AR": {month: 6, nth: 3},
		"CR": {month: 6, nth: 3}, "PA": {month: 6, nth: 3}, "PY": {month: 6, nth: 3}, "VE": {month: 6, nth: 3}, "UY": {month: 7, nth: 2}, "BR": {month: 8, nth: 2},
		"US": {month: 6, nth: 3},
	}},
	{in: map[string]yearly{ // fiestas patrias, independencia
		"CL": {month: 9, day: 18, days: 2}, "PE": {month: 7, day: 28, days: 2}, "MX": {month: 9, day: 16}, "CO": {month: 7, day: 20}, "AR": {month: 7, day: 9},
		"BR": {month: 9, day: 7}, "EC": {month: 8, day: 10}, "UY": {month: 8, day: 25}, "PY": {month: 5, day: 14, days: 2}, "BO": {month: 8, day: 6},
		"VE": {month: 7, day: 5}, "CR": {month: 9, day: 15}, "GT": {month: 9, day: 15}, "SV": {month: 9, day: 15}, "HN": {month: 9, day: 15},
		"NI": {month: 9, day: 14, days: 2}, "PA": {month: 11, day: 28}, "DO": {month: 2, day: 27},
	}},
	{in: map[string]yearly{"BR": {month: 4, day: 21}}},                            // Tiradentes
	{in: map[string]yearly{"BR": {month: 10, day: 12}}},                           // Aparecida
	{in: map[string]yearly{"BR": {month: 11, day: 15}}},                           // proclamação da república
	{in: map[string]yearly{"BR": {month: 11, day: 20}}},                           // consciência negra
	{in: map[string]yearly{"BR": {month: 6, day: 24}}},                            // são João
	{in: map[string]yearly{"CL": {month: 5, day: 21}}},                            // glorias navales
	{in: map[string]yearly{"CL": {month: 7, day: 16}}},                            // virgen del Carmen
	{in: map[string]yearly{"PE": {month: 8, day: 30}}},                            // santa Rosa
	{in: map[string]yearly{"MX": {month: 12, day: 12}}},                           // virgen de Guadalupe
	{in: map[string]yearly{"CO": {month: 12, day: 7}}},                            // día de las velitas
	{in: map[string]yearly{"MX": {month: 11, nth: 3, of: 1}}},                     // revolución
	{in: map[string]yearly{"CL": {month: 6, day: 29}, "PE": {month: 6, day: 29}}}, // san Pedro y san Pablo
	{everywhere: yearly{easter: -46}},                                             // miércoles de ceniza
	{everywhere: yearly{month: 10, day: 31}},                                      // halloween
}

// nationals are the days off of a country that the calendar fixes; moved and regional ones are the organisation's
// (Conventions.Holidays). table: the labour laws of each country, 2026; those moved to a Monday carry monday.
var nationals = map[string][]yearly{
	"CL": {{month: 1, day: 1}, {easter: -2}, {easter: -1}, {month: 5, day: 1}, {month: 5, day: 21}, {month: 7, day: 16}, {month: 8, day: 15}, {month: 9, day: 18}, {month: 9, day: 19}, {month: 10, day: 31}, {month: 11, day: 1}, {month: 12, day: 8}, {month: 12, day: 25}},
	"PE": {{month: 1, day: 1}, {easter: -3}, {easter: -2}, {month: 5, day: 1}, {month: 6, day: 7}, {month: 6, day: 29}, {month: 7, day: 23}, {month: 7, day: 28}, {month: 7, day: 29}, {month: 8, day: 6}, {month: 8, day: 30}, {month: 10, day: 8}, {month: 11, day: 1}, {month: 12, day: 8}, {month: 12, day: 9}, {month: 12, day: 25}},
	"MX": {{month: 1, day: 1}, {month: 2, nth: 1, of: 1}, {month: 3, nth: 3, of: 1}, {month: 5, day: 1}, {month: 9, day: 16}, {month: 11, nth: 3, of: 1}, {month: 12, day: 25}},
	"CO": {{month: 1, day: 1}, {month: 1, day: 6, monday: true}, {month: 3, day: 19, monday: true}, {easter: -3}, {easter: -2}, {month: 5, day: 1}, {easter: 43}, {easter: 64}, {easter: 71}, {month: 6, day: 29, monday: true}, {month: 7, day: 20}, {month: 8, day: 7}, {month: 8, day: 15, monday: true}, {month: 10, day: 12, monday: true}, {month: 11, day: 1, monday: true}, {month: 11, day: 11, monday: true}, {month: 12, day: 8}, {month: 12, day: 25}},
	"AR": {{month: 1, day: 1}, {easter: -48}, {easter: -47}, {month: 3, day: 24}, {month: 4, day: 2}, {easter: -2}, {month: 5, day: 1}, {month: 5, day: 25}, {month: 6, day: 20}, {month: 7, day: 9}, {month: 12, day: 8}, {month: 12, day: 25}},
	"BR": {{month: 1, day: 1}, {easter: -2}, {month: 4, day: 21}, {month: 5, day: 1}, {month: 9, day: 7}, {month: 10, day: 12}, {month: 11, day: 2}, {month: 11, day: 15}, {month: 11, day: 20}, {month: 12, day: 25}},
	"UY": {{month: 1, day: 1}, {month: 5, day: 1}, {month: 7, day: 18}, {month: 8, day: 25}, {month: 12, day: 25}},
	"PY": {{month: 1, day: 1}, {easter: -3}, {easter: -2}, {month: 5, day: 1}, {month: 5, day: 14}, {month: 5, day: 15}, {month: 8, day: 15}, {month: 12, day: 8}, {month: 12, day: 25}},
	"BO": {{month: 1, day: 1}, {month: 1, day: 22}, {easter: -48}, {easter: -47}, {easter: -2}, {month: 5, day: 1}, {easter: 60}, {month: 6, day: 21}, {month: 8, day: 6}, {month: 11, day: 2}, {month: 12, day: 25}},
	"EC": {{month: 1, day: 1}, {easter: -48}, {easter: -47}, {easter: -2}, {month: 5, day: 1}, {month: 12, day: 25}},
	"CR": {{month: 1, day: 1}, {month: 4, day: 11}, {easter: -3}, {easter: -2}, {month: 5, day: 1}, {month: 7, day: 25}, {month: 8, day: 2}, {month: 8, day: 15}, {month: 9, day: 15}, {month: 12, day: 25}},
	"GT": {{month: 1, day: 1}, {easter: -3}, {easter: -2}, {easter: -1}, {month: 5, day: 1}, {month: 9, day: 15}, {month: 11, day: 1}, {month: 12, day: 25}},
	"PA": {{month: 1, day: 1}, {month: 1, day: 9}, {easter: -47}, {easter: -2}, {month: 5, day: 1}, {month: 11, day: 3}, {month: 11, day: 10}, {month: 11, day: 28}, {month: 12, day: 8}, {month: 12, day: 25}},
}

// feastTable reads their names.
var feastTable = []production{
	{day, "<the>|dia_de|el_dia_de|no_dia_de|dia_del? navidad|natal|la_navidad|navidade", aFeast(0)},
	{day, "<the>|dia_de|el_dia_de? nochebuena|noche_buena|vispera_de_navidad|vespera_de_natal|la_nochebuena", aFeast(1)},
	{day, "<the>? nochevieja|noche_vieja|fin_de_ano|fim_de_ano|vispera_de_ano_nuevo|vespera_de_ano_novo|ano_viejo|vispera_de_ano|vespera_de_ano", aFeast(2)},
	{day, "<the>? ano_nuevo|ano_novo|reveillon|dia_de_ano_nuevo|primer_dia_del_ano|primeiro_dia_do_ano|dia_de_ano_novo", aFeast(3)},
	{day, "<the>? dia_del_trabajo|dia_del_trabajador|dia_do_trabalho|dia_do_trabalhador|dia_de_los_trabajadores", aFeast(4)},
	{day, "<the>|dia_de|el_dia_de|no_dia_de? todos_los_santos|todos_os_santos", aFeast(5)},
	{day, "<the>? dia_de_muertos|dia_de_los_muertos|dia_de_finados|finados|dia_de_difuntos|dia_de_los_difuntos|dia_dos_mortos", aFeast(6)},
	{day, "<the>? dia_de_reyes|dia_de_reis|reyes_magos|dia_de_los_reyes", aFeast(7)},
	{day, "<the>? viernes_santo|sexta_feira_santa|sexta_-_feira_santa|sexta_santa", aFeast(8)},
	{day, "<the>? domingo_de_resurreccion|domingo_de_pascua|pascua|pascoa|domingo_de_pascoa", aFeast(9)},
	{day, "<the>? semana_santa", aFeast(10)},
	{day, "<the>? carnaval|carnavales", aFeast(11)},
	{day, "<the>? jueves_santo|quinta_feira_santa|quinta_-_feira_santa|quinta_santa", aFeast(12)},
	{day, "<the>? sabado_santo|sabado_de_aleluia|sabado_de_gloria", aFeast(13)},
	{day, "<the>? dia_de_la_inmaculada|inmaculada_concepcion|la_inmaculada|dia_de_la_virgen", aFeast(14)},
	{day, "<the>? san_valentin|dia_de_los_enamorados|dia_de_san_valentin|dia_dos_namorados|dia_del_amor_y_la_amistad|amor_y_amistad", aFeast(15)},
	{day, "<the>? corpus_christi", aFeast(16)},
	{day, "<the>? dia_de_la_madre|dia_de_las_madres|dia_das_maes", aFeast(17)},
	{day, "<the>? dia_del_padre|dia_dos_pais", aFeast(18)},
	{day, "<the>? fiestas_patrias|dia_de_la_independencia|dia_da_independencia|dia_da_independencia_do_brasil|independencia_do_brasil|el_dieciocho_de_fiestas|fiesta_patria", aFeast(19)},
	{day, "<the>|dia_de? tiradentes", aFeast(20)},
	{day, "<the>? dia_de_nossa_senhora_aparecida|nossa_senhora_aparecida|dia_das_criancas", aFeast(21)},
	{day, "<the>|dia_da? proclamacao_da_republica", aFeast(22)},
	{day, "<the>|dia_da? consciencia_negra", aFeast(23)},
	{day, "<the>|dia_de|festa_de? sao_joao", aFeast(24)},
	{day, "<the>? glorias_navales|combate_naval|dia_de_las_glorias_navales", aFeast(25)},
	{day, "<the>? dia_de_la_virgen_del_carmen|virgen_del_carmen", aFeast(26)},
	{day, "<the>? dia_de_santa_rosa|santa_rosa_de_lima", aFeast(27)},
	{day, "<the>? dia_de_la_virgen_de_guadalupe|dia_de_la_guadalupana", aFeast(28)},
	{day, "<the>? dia_de_las_velitas|noche_de_las_velitas|dia_de_velitas", aFeast(29)},
	{day, "<the>? dia_de_la_revolucion", aFeast(30)},
	{day, "<the>? dia_de_san_pedro_y_san_pablo|san_pedro_y_san_pablo", aFeast(31)},
	{day, "<the>? miercoles_de_ceniza|quarta_feira_de_cinzas|quarta_-_feira_de_cinzas|quarta_de_cinzas", aFeast(32)},
	{day, "<the>? halloween|dia_das_bruxas|noche_de_brujas", aFeast(33)},
	{day, "<the>? <next>? feriado|festivo", aHoliday},
	{day, "<the>? feriado|festivo <come>", aHoliday},
}

func aFeast(n int) func(match) (value, bool) {
	return func(match) (value, bool) { return value{days: &Days{Kind: Feast, N: n}}, true }
}

// aHoliday is "el feriado", the next day off that is no Sunday; a year has too many for "feriados" to be one.
func aHoliday(m match) (value, bool) {
	return value{days: &Days{Kind: Holiday}}, m.s.at(m.from) != "un" && m.s.at(m.from) != "um"
}

// on gives the first day in a year.
func (y yearly) on(year int, zone *time.Location) time.Time {
	at := func(m time.Month, d int) time.Time { return midnight(time.Date(year, m, d, 12, 0, 0, 0, zone), 0) }
	switch {
	case y.month == 0:
		m, d := easter(year)
		return at(m, d+y.easter)
	case y.day == 0 && y.nth < 0:
		last := time.Date(year, time.Month(y.month)+1, 0, 12, 0, 0, 0, zone)
		return midnight(last, -(int(last.Weekday())-y.of+7)%7)
	case y.day == 0:
		first := time.Date(year, time.Month(y.month), 1, 12, 0, 0, 0, zone)
		return midnight(first, (y.of-int(first.Weekday())+7)%7+7*(y.nth-1))
	}
	day := at(time.Month(y.month), y.day)
	if y.monday {
		day = midnight(day, (8-int(day.Weekday()))%7)
	}
	return day
}

// off tells whether a day is a holiday.
func (c Conventions) off(day time.Time) bool {
	y, m, d := day.Date()
	for _, h := range c.Holidays {
		if hy, hm, hd := h.Date(); hy == y && hm == m && hd == d {
			return true
		}
	}
	for _, n := range nationals[c.Country] {
		if _, hm, hd := n.on(y, day.Location()).Date(); hm == m && hd == d {
			return true
		}
	}
	return false
}

// holidayFrom is the next day off that is no Sunday.
func (c Conventions) holidayFrom(now time.Time) (stretch, bool) {
	if len(c.Holidays) == 0 && len(nationals[c.Country]) == 0 {
		return stretch{}, false
	}
	for i := range 366 {
		if day := midnight(now, i); day.Weekday() != time.Sunday && c.off(day) {
			return one(day), true
		}
	}
	return stretch{}, false
}

// feastFrom is the next time that a feast comes.
func (c Conventions) feastFrom(n, year int, now time.Time) (stretch, bool) {
	f := feasts[n]
	when, known := f.in[c.Country]
	if !known {
		when = f.everywhere
		if when == (yearly{}) {
			return stretch{}, false
		}
	}
	days := max(when.days, 1)
	first := when.on(now.Year(), now.Location())
	switch {
	case year != 0:
		first = when.on(year, now.Location())
	case !midnight(first, days).After(now):
		first = when.on(now.Year()+1, now.Location())
	}
	return stretch{first, midnight(first, days), "day"}, true
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
