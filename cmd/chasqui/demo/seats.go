package demo

import "github.com/chasqui-fsm/chasqui/booking"

// seat is one place in the crew, before it has a name.
type seat struct {
	home       booking.TerritoryCode
	employment booking.Employment
	week       pattern
	trades     []trade
	// rare is fridge_commercial, ducted, gas_SEC or multi_split, which have one holder a country; empty: none. The fifth of
	// DEMO.md, fiber_FTTH_splice, is a trade's instead: fiber_install needs it, and must be offered in every city.
	rare booking.SkillCode
}

const (
	employee   = booking.Employee
	contractor = booking.Contractor
	company    = booking.Company
)

// seats are the crew of each city. Whoever may be needed for the longest job at the end of a window has a long week.
var seats = map[string][]seat{
	"Santiago": {
		{"RM-Oriente", contractor, long, []trade{climate, heaters}, "multi_split"},
		{"RM-Oriente", contractor, ordinary, []trade{appliances, household}, ""},
		{"RM-Oriente", employee, ordinary, []trade{climate, network}, ""},
		{"RM-Oriente", employee, ordinary, []trade{appliances, heaters}, "gas_SEC"},
		{"RM-Centro", employee, ordinary, []trade{network, household}, ""},
		{"RM-Centro", contractor, long, []trade{climate, heaters}, ""},
		{"RM-Centro", contractor, ordinary, []trade{appliances, household}, "fridge_commercial"},
		{"RM-Poniente", contractor, long, []trade{climate, household}, ""},
		{"RM-Poniente", contractor, ordinary, []trade{network, appliances}, ""},
		{"RM-Poniente", employee, ordinary, []trade{climate, heaters}, ""},
		{"RM-Sur", contractor, ordinary, []trade{appliances, network}, ""},
		{"RM-Sur", employee, ordinary, []trade{network, household}, ""},
		{"RM-Sur", contractor, long, []trade{climate, heaters}, "ducted"},
		{"RM-Sur", contractor, long, []trade{climate, appliances}, ""},
	},
	"Valparaíso": smallCrew("Valpo", long),
	"Concepción": smallCrew("Conce", long),
	"São Paulo": {
		{"SP-Zona Sul", employee, early, []trade{climate, appliances}, ""},
		{"SP-Zona Sul", contractor, early, []trade{climate, heaters, household}, "multi_split"},
		{"SP-Oeste/Centro", employee, early, []trade{appliances, network}, ""},
		{"SP-Oeste/Centro", contractor, early, []trade{climate, network, heaters}, ""},
		{"SP-Zona Sul", contractor, night, []trade{climate, appliances, household}, ""},
		{"SP-Oeste/Centro", contractor, night, []trade{climate, heaters, network}, "ducted"},
		{"SP-Zona Sul", company, night, []trade{appliances, network, household}, ""},
		{"SP-Oeste/Centro", company, night, []trade{climate, heaters, appliances}, "fridge_commercial"},
		{"SP-Zona Sul", contractor, long, []trade{climate, network}, ""},
		{"SP-Oeste/Centro", employee, ordinary, []trade{appliances, household}, ""},
		{"SP-Oeste/Centro", contractor, long, []trade{climate, heaters}, "gas_SEC"},
		{"SP-Zona Sul", employee, ordinary, []trade{network, household}, ""},
	},
	"Campinas":       middleCrew("Campinas"),
	"Belo Horizonte": middleCrew("BH"),
	"Ciudad de México": {
		{"CDMX-Poniente", contractor, ordinary, []trade{climate, appliances, household}, ""},
		{"CDMX-Poniente", contractor, ordinary, []trade{climate, heaters, network}, "multi_split"},
		{"CDMX-Sur", employee, ordinary, []trade{appliances, network, household}, ""},
		{"CDMX-Sur", contractor, ordinary, []trade{climate, appliances, heaters}, "fridge_commercial"},
		{"CDMX-Poniente", contractor, ordinary, []trade{network, household, heaters}, "gas_SEC"},
		{"CDMX-Sur", contractor, ordinary, []trade{climate, appliances, network}, ""},
		{"CDMX-Poniente", employee, ordinary, []trade{climate, household, heaters}, "ducted"},
		{"CDMX-Sur", contractor, ordinary, []trade{appliances, network, household}, ""},
	},
	"Guadalajara": smallCrew("GDL", ordinary),
	"Monterrey":   smallCrew("MTY", ordinary),
}

// smallCrew is four technicians with three holders of each trade.
func smallCrew(home booking.TerritoryCode, contractors pattern) []seat {
	return []seat{
		{home, contractor, contractors, []trade{climate, appliances, heaters, household}, ""},
		{home, employee, ordinary, []trade{climate, heaters, network, household}, ""},
		{home, contractor, contractors, []trade{climate, appliances, network, household}, ""},
		{home, employee, ordinary, []trade{appliances, heaters, network}, ""},
	}
}

// middleCrew is five technicians with three holders of each trade at least.
func middleCrew(home booking.TerritoryCode) []seat {
	return []seat{
		{home, contractor, long, []trade{climate, appliances, heaters, household}, ""},
		{home, employee, ordinary, []trade{climate, heaters, network}, ""},
		{home, contractor, long, []trade{climate, appliances, network, household}, ""},
		{home, employee, ordinary, []trade{appliances, heaters, network, household}, ""},
		{home, company, long, []trade{climate, network, household, heaters}, ""},
	}
}
