package demo

import "github.com/chasqui-fsm/chasqui/booking"

// holiday is a day off in a country, or in one city of it. Holidays stay on their true dates when the demo moves to another
// week. Chile's Saturday before an election and the like are left out.
type holiday struct {
	country string
	region  string // a city; empty: the whole country
	day     string
	name    string
}

var holidays = []holiday{
	{"CL", "", "2026-01-01", "Año Nuevo"},
	{"CL", "", "2026-04-03", "Viernes Santo"},
	{"CL", "", "2026-04-04", "Sábado Santo"},
	{"CL", "", "2026-05-01", "Día del Trabajo"},
	{"CL", "", "2026-05-21", "Día de las Glorias Navales"},
	{"CL", "", "2026-06-21", "Día Nacional de los Pueblos Indígenas"},
	{"CL", "", "2026-06-29", "San Pedro y San Pablo"},
	{"CL", "", "2026-07-16", "Virgen del Carmen"},
	{"CL", "", "2026-08-15", "Asunción de la Virgen"},
	{"CL", "", "2026-09-18", "Independencia Nacional"},
	{"CL", "", "2026-09-19", "Día de las Glorias del Ejército"},
	{"CL", "", "2026-10-12", "Encuentro de Dos Mundos"},
	{"CL", "", "2026-10-31", "Día de las Iglesias Evangélicas y Protestantes"},
	{"CL", "", "2026-11-01", "Día de Todos los Santos"},
	{"CL", "", "2026-12-08", "Inmaculada Concepción"},
	{"CL", "", "2026-12-25", "Navidad"},
	{"CL", "", "2027-01-01", "Año Nuevo"},
	{"CL", "", "2027-03-26", "Viernes Santo"},
	{"CL", "", "2027-03-27", "Sábado Santo"},
	{"CL", "", "2027-05-01", "Día del Trabajo"},
	{"CL", "", "2027-05-21", "Día de las Glorias Navales"},
	{"CL", "", "2027-06-21", "Día Nacional de los Pueblos Indígenas"},
	{"CL", "", "2027-06-28", "San Pedro y San Pablo"},
	{"CL", "", "2027-07-16", "Virgen del Carmen"},
	{"CL", "", "2027-08-15", "Asunción de la Virgen"},
	{"CL", "", "2027-09-17", "Feriado adicional de Fiestas Patrias"},
	{"CL", "", "2027-09-18", "Independencia Nacional"},
	{"CL", "", "2027-09-19", "Día de las Glorias del Ejército"},
	{"CL", "", "2027-10-11", "Encuentro de Dos Mundos"},
	{"CL", "", "2027-10-31", "Día de las Iglesias Evangélicas y Protestantes"},
	{"CL", "", "2027-11-01", "Día de Todos los Santos"},
	{"CL", "", "2027-12-08", "Inmaculada Concepción"},
	{"CL", "", "2027-12-25", "Navidad"},

	{"BR", "", "2026-01-01", "Confraternização Universal"},
	{"BR", "", "2026-04-03", "Paixão de Cristo"},
	{"BR", "", "2026-04-21", "Tiradentes"},
	{"BR", "", "2026-05-01", "Dia do Trabalho"},
	{"BR", "", "2026-09-07", "Independência do Brasil"},
	{"BR", "", "2026-10-12", "Nossa Senhora Aparecida"},
	{"BR", "", "2026-11-02", "Finados"},
	{"BR", "", "2026-11-15", "Proclamação da República"},
	{"BR", "", "2026-11-20", "Dia da Consciência Negra"},
	{"BR", "", "2026-12-25", "Natal"},
	{"BR", "", "2027-01-01", "Confraternização Universal"},
	{"BR", "", "2027-03-26", "Paixão de Cristo"},
	{"BR", "", "2027-04-21", "Tiradentes"},
	{"BR", "", "2027-05-01", "Dia do Trabalho"},
	{"BR", "", "2027-09-07", "Independência do Brasil"},
	{"BR", "", "2027-10-12", "Nossa Senhora Aparecida"},
	{"BR", "", "2027-11-02", "Finados"},
	{"BR", "", "2027-11-15", "Proclamação da República"},
	{"BR", "", "2027-11-20", "Dia da Consciência Negra"},
	{"BR", "", "2027-12-25", "Natal"},
	{"BR", "São Paulo", "2026-01-25", "Aniversário de São Paulo"},
	{"BR", "São Paulo", "2026-06-04", "Corpus Christi"},
	{"BR", "São Paulo", "2026-07-09", "Revolução Constitucionalista"},
	{"BR", "São Paulo", "2027-01-25", "Aniversário de São Paulo"},
	{"BR", "São Paulo", "2027-05-27", "Corpus Christi"},
	{"BR", "São Paulo", "2027-07-09", "Revolução Constitucionalista"},
	{"BR", "Campinas", "2026-06-04", "Corpus Christi"},
	{"BR", "Campinas", "2026-07-09", "Revolução Constitucionalista"},
	{"BR", "Campinas", "2026-12-08", "Nossa Senhora da Conceição"},
	{"BR", "Campinas", "2027-05-27", "Corpus Christi"},
	{"BR", "Campinas", "2027-07-09", "Revolução Constitucionalista"},
	{"BR", "Campinas", "2027-12-08", "Nossa Senhora da Conceição"},
	{"BR", "Belo Horizonte", "2026-06-04", "Corpus Christi"},
	{"BR", "Belo Horizonte", "2026-08-15", "Assunção de Nossa Senhora"},
	{"BR", "Belo Horizonte", "2026-12-08", "Imaculada Conceição"},
	{"BR", "Belo Horizonte", "2027-05-27", "Corpus Christi"},
	{"BR", "Belo Horizonte", "2027-08-15", "Assunção de Nossa Senhora"},
	{"BR", "Belo Horizonte", "2027-12-08", "Imaculada Conceição"},

	{"MX", "", "2026-01-01", "Año Nuevo"},
	{"MX", "", "2026-02-02", "Día de la Constitución"},
	{"MX", "", "2026-03-16", "Natalicio de Benito Juárez"},
	{"MX", "", "2026-05-01", "Día del Trabajo"},
	{"MX", "", "2026-09-16", "Día de la Independencia"},
	{"MX", "", "2026-11-16", "Día de la Revolución"},
	{"MX", "", "2026-12-25", "Navidad"},
	{"MX", "", "2027-01-01", "Año Nuevo"},
	{"MX", "", "2027-02-01", "Día de la Constitución"},
	{"MX", "", "2027-03-15", "Natalicio de Benito Juárez"},
	{"MX", "", "2027-05-01", "Día del Trabajo"},
	{"MX", "", "2027-09-16", "Día de la Independencia"},
	{"MX", "", "2027-11-15", "Día de la Revolución"},
	{"MX", "", "2027-12-25", "Navidad"},
}

// dayOff tells whether a city rests on a day.
func dayOff(c city, day booking.Day) bool {
	for _, h := range holidays {
		if h.country == string(c.unit) && (h.region == "" || h.region == c.name) && h.day == day.String() {
			return true
		}
	}
	return false
}
