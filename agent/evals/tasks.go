package evals

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
)

// table: what the tasks are drawn from.

// served and unserved places of the demo organisation, by country.
var (
	served = map[string][]Spot{
		"CL": {
			{"cl-nunoa", "Ñuñoa"},
			{"cl-maipu", "Maipú"},
			{"cl-providencia", "Providencia"},
			{"cl-la-florida", "La Florida"},
			{"cl-las-condes", "Las Condes"},
			{"cl-puente-alto", "Puente Alto"},
			{"cl-san-miguel", "San Miguel"},
			{"cl-vina-del-mar", "Viña del Mar"},
			{"cl-macul", "Macul"},
			{"cl-quilicura", "Quilicura"},
			{"cl-penalolen", "Peñalolén"},
			{"cl-estacion-central", "Estación Central"},
		},
		"MX": {
			{"mx-ciu-roma-norte", "Roma Norte"},
			{"mx-ciu-del-valle", "Del Valle"},
			{"mx-ciu-narvarte", "Narvarte"},
			{"mx-ciu-coyoacan", "Coyoacán"},
			{"mx-ciu-polanco", "Polanco"},
			{"mx-ciu-condesa", "Condesa"},
			{"mx-ciu-tlalpan", "Tlalpan"},
			{"mx-gua-zapopan", "Zapopan"},
			{"mx-ciu-portales", "Portales"},
			{"mx-ciu-xochimilco", "Xochimilco"},
			{"mx-gua-chapalita", "Chapalita"},
			{"mx-ciu-iztapalapa", "Iztapalapa"},
		},
		"BR": {
			{"br-sao-vila-mariana", "Vila Mariana"},
			{"br-sao-pinheiros", "Pinheiros"},
			{"br-sao-moema", "Moema"},
			{"br-sao-santo-amaro", "Santo Amaro"},
			{"br-sao-ipiranga", "Ipiranga"},
			{"br-sao-perdizes", "Perdizes"},
			{"br-sao-lapa", "Lapa"},
			{"br-sao-butanta", "Butantã"},
			{"br-bel-savassi", "Savassi"},
			{"br-bel-pampulha", "Pampulha"},
			{"br-sao-itaim-bibi", "Itaim Bibi"},
			{"br-sao-bela-vista", "Bela Vista"},
		},
	}
	unserved = map[string][]Spot{
		"CL": {{"cl-temuco", "Temuco"}, {"cl-puerto-montt", "Puerto Montt"}, {"cl-rancagua", "Rancagua"}, {"cl-iquique", "Iquique"}, {"cl-la-serena", "La Serena"}},
		"MX": {{"mx-merida", "Mérida"}, {"mx-queretaro", "Querétaro"}, {"mx-oaxaca", "Oaxaca"}, {"mx-tijuana", "Tijuana"}, {"mx-veracruz", "Veracruz"}},
		"BR": {{"br-recife", "Recife"}, {"br-florianopolis", "Florianópolis"}, {"br-goiania", "Goiânia"}, {"br-sorocaba", "Sorocaba"}, {"br-salvador", "Salvador"}},
	}
	streets = map[string][]string{
		"CL": {"Avenida Grecia", "Los Leones", "Santa Rosa", "Pedro de Valdivia", "Los Alerces", "Avenida Matta", "Simón Bolívar", "El Roble", "Gran Avenida", "Pasaje Las Rosas"},
		"MX": {"Amores", "Insurgentes Sur", "Calle Durango", "Xola", "Eje Central", "Calle Jalapa", "Miguel Ángel de Quevedo", "Av. Universidad", "Cerro del Agua", "Calle 5"},
		"BR": {"Rua Augusta", "Rua Vergueiro", "Rua Cardoso de Almeida", "Avenida Rebouças", "Rua Clodomiro Amazonas", "Rua das Flores", "Rua Doutor Zuquim", "Avenida Brasil", "Rua Sete de Abril", "Alameda Santos"},
	}
	units = map[string][]string{
		"CL": {"depto 502", "", "casa B", "dpto 31", "", "departamento 1204"},
		"MX": {"int 4", "", "depto 8", "interior 12", "", "casa 3"},
		"BR": {"apto 82", "", "ap 31 bloco B", "casa 2", "", "apartamento 104"},
	}
	people = map[string][]string{
		"CL": {"Camila Soto", "Ignacio Rojas", "Valentina Muñoz", "Rodrigo Fuentes", "Javiera Contreras", "Matías Sepúlveda", "Constanza Vera", "Felipe Araya", "Francisca Pizarro", "Sebastián Tapia"},
		"MX": {"Fernanda Ruiz", "Luis Hernández", "Sofía Ramírez", "Jorge Peña", "Guadalupe Torres", "Alejandro Cruz", "Mariana López", "Diego Castillo", "Ximena Ortega", "Raúl Mendoza"},
		"BR": {"Juliana Alves", "Marcelo Pereira", "Rafael Lima", "Beatriz Carvalho", "Thiago Nogueira", "Camila Ribeiro", "João Batista", "Larissa Moreira", "Gustavo Teixeira", "Patrícia Gomes"},
	}
	trades = []booking.ServiceCode{
		"washer_repair", "fridge_repair", "ac_maintenance", "ac_install_small", "ac_repair", "water_heater_repair", "washer_install", "tv_mount",
		"ac_leak", "fiber_repair", "wifi_visit", "oven_install", "water_heater_install", "modem_recovery", "kitchen_measure",
	}
	// wishes on a talk that begins on Monday 23 November 2026.
	wishes = []Wish{
		{Phrase: "w.thu_pm", Days: []string{"2026-11-26"}, Part: Afternoon},
		{Phrase: "w.wed_am", Days: []string{"2026-11-25"}, Part: Morning},
		{Phrase: "w.fri", Days: []string{"2026-11-27"}},
		{Phrase: "w.sat_am", Days: []string{"2026-11-28"}, Part: Morning},
		{Phrase: "w.tomorrow_am", Days: []string{"2026-11-24"}, Part: Morning},
		{Phrase: "w.tomorrow_pm", Days: []string{"2026-11-24"}, Part: Afternoon},
		{Phrase: "w.after", Days: []string{"2026-11-25"}},
		{Phrase: "w.thu_or_fri_am", Days: []string{"2026-11-26", "2026-11-27"}, Part: Morning},
		{Phrase: "w.any_pm", Part: Afternoon},
		{Phrase: "w.not_tue_am", Not: []string{"2026-11-24", "2026-12-01"}, Part: Morning},
		{Phrase: "w.asap"},
		{Phrase: "w.d26_pm", Days: []string{"2026-11-26"}, Part: Afternoon},
		{Phrase: "w.not_wed", Not: []string{"2026-11-25", "2026-12-02"}},
		{Phrase: "w.mon30_am", Days: []string{"2026-11-30"}, Part: Morning},
		{Phrase: "w.fri_am", Days: []string{"2026-11-27"}, Part: Morning},
		{Phrase: "w.before_fri", Days: []string{"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"}},
		{Phrase: "w.from_thu", Not: []string{"2026-11-23", "2026-11-24", "2026-11-25"}},
	}
	countries = []string{"CL", "MX", "BR"}
)

// Each style has this many tasks in each country.
const perCountry = 8

// Tasks are the simulator's, 240 of them: the styles in three countries. They are the same on every run; a seed other than 0 draws
// other words for the same goals.
func Tasks(seed uint64) []Task {
	var out []Task
	for _, style := range Styles {
		for j := range perCountry {
			for _, country := range countries {
				out = append(out, newTask(style, country, j, len(out), seed))
			}
		}
	}
	return out
}

// Few are every n-th task, so that a short run has all styles and countries.
func Few(tasks []Task, n int) []Task {
	var out []Task
	for i := 0; len(out) < n && i < len(tasks); i += max(1, len(tasks)/n) {
		out = append(out, tasks[i])
	}
	return out
}

func newTask(style Style, country string, j, n int, seed uint64) Task {
	t := Task{
		ID:      fmt.Sprintf("%s-%s-%d", strings.ToLower(country), style, j),
		Country: country, Language: "es", Style: style, seed: seed,
		Phone: map[string]string{"CL": "+5696200", "MX": "+52551234", "BR": "+55119870"}[country] + fmt.Sprintf("%04d", 100+n),
	}
	if country == "BR" {
		t.Phone, t.Language = t.Phone+"0", "pt"
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(t.ID)) // a hash does not fail
	t.Goal = newGoal(rand.New(rand.NewPCG(h.Sum64(), 1)), style, country, j, n)
	return t
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// newGoal draws what a person wants. The first five of a style want a visit, then one wants several units, one something else
// afterwards, and one no visit at all.
func newGoal(r *rand.Rand, style Style, country string, j, n int) Goal {
	g := Goal{
		Kind: WantsVisit, Service: trades[(n+j)%len(trades)], Place: pick(r, served[country]), Street: pick(r, streets[country]),
		Number: fmt.Sprint(100 + r.IntN(3800)), Unit: pick(r, units[country]), Name: pick(r, people[country]), Wish: pick(r, wishes),
		PriceFirst: j == 4 && style != AllAtOnce && style != Corrector,
	}
	switch j {
	case 5:
		// Only one unit is promised to fit any half day, so who has several is not choosy.
		g.Service, g.Quantity = "ac_maintenance", 2+r.IntN(2)
		g.Wish = pick(r, []Wish{wishes[7], wishes[10], wishes[12], wishes[15], wishes[16]})
		if r.IntN(3) == 0 {
			g.Service, g.Quantity, g.Wish = "ac_install_small", 2, wishes[10]
		}
	case 6:
		g.Kind = []Kind{WantsMove, WantsCancel}[r.IntN(2)]
		for g.Then = pick(r, wishes); overlap(g.Then, g.Wish); {
			g.Then, g.Wish = pick(r, wishes), pick(r, wishes)
		}
	case 7:
		others := []Kind{WantsWaitlist, WantsNothing, WantsHuman, WantsSafety, WantsSilence, WantsPrice}
		g.Kind = others[(n/(perCountry*len(countries))+2*(n%len(countries)))%len(others)]
		if g.Kind == WantsWaitlist {
			g.Place = pick(r, unserved[country])
		}
		if g.Kind == WantsSafety {
			g.Service = "water_heater_repair"
		}
	}
	if style == Corrector && g.Books() {
		g.slip(r, country, j)
	}
	return g
}

// slip gives a corrector something to put right.
func (g *Goal) slip(r *rand.Rand, country string, j int) {
	g.Slip = []Slip{SlipAddress, SlipPlace, SlipWhen, SlipName}[j%4]
	switch g.Slip {
	case SlipPlace:
		for g.WrongPlace = pick(r, served[country]); g.WrongPlace == g.Place; {
			g.WrongPlace = pick(r, served[country])
		}
	case SlipAddress:
		g.WrongHouse = fmt.Sprint(4000 + r.IntN(900))
	case SlipWhen:
		for g.WrongWish = pick(r, wishes); overlap(g.WrongWish, g.Wish); {
			g.WrongWish, g.Wish = pick(r, wishes), pick(r, wishes)
		}
	case SlipName:
		for g.WrongName = pick(r, people[country]); g.WrongName == g.Name; {
			g.WrongName = pick(r, people[country])
		}
	}
}

// overlap tells whether a window may suit both wishes.
func overlap(a, b Wish) bool {
	if len(a.Days) == 0 || len(b.Days) == 0 {
		return true
	}
	for _, d := range a.Days {
		if b.Suits(dayOf(d)) || (Wish{Days: b.Days}).Suits(dayOf(d)) {
			return true
		}
	}
	return false
}
