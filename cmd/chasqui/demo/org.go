package demo

import "github.com/chasqui-fsm/chasqui/booking"

// organization is the fictitious group that the demo shows.
const organization = "Grupo Andes Instala"

// unit is a business unit of the demo with its policy.
type unit struct {
	booking.Unit
	tax string
	// notice in minutes. Before noon something can be had the same day, and Brazil's and Mexico's afternoons begin at noon.
	notice       int
	lateFee      int64 // of a change less than three hours ahead, in minor units
	deskWeekdays []int
	deskOpens    wall
	deskCloses   wall
	// phones of seeded people: a prefix and a count of two or four digits
	customerPhone, technicianPhone string
	// offered is how many visits an ordinary weekday has; Saturdays have 40 % of it.
	perWeekday int
}

var units = []unit{
	{
		Unit: booking.Unit{
			Code: "BR", Name: "Andes Instala Serviços Ltda", Country: "BR", Currency: "BRL", Locale: "pt-BR",
			TimeZone: "America/Sao_Paulo", Phone: "+551129000001",
		},
		tax: "ISS", notice: 0, lateFee: 60_00, deskWeekdays: []int{1, 2, 3, 4, 5, 6}, deskOpens: wall{8, 0}, deskCloses: wall{20, 0},
		customerPhone: "+5511990000000", technicianPhone: "+5511991000000", perWeekday: 55,
	},
	{
		Unit: booking.Unit{
			Code: "CL", Name: "Andes Instala SpA", Country: "CL", Currency: "CLP", Locale: "es-CL",
			TimeZone: "America/Santiago", Phone: "+56229000001",
		},
		tax: "IVA", notice: 120, lateFee: 9_990, deskWeekdays: []int{1, 2, 3, 4, 5, 6}, deskOpens: wall{8, 30}, deskCloses: wall{19, 0},
		customerPhone: "+56990000000", technicianPhone: "+56991000000", perWeekday: 55,
	},
	{
		Unit: booking.Unit{
			Code: "MX", Name: "Andes Instala México SA de CV", Country: "MX", Currency: "MXN", Locale: "es-MX",
			TimeZone: "America/Mexico_City", Phone: "+525529000001",
		},
		tax: "IVA", notice: 0, lateFee: 150_00, deskWeekdays: []int{1, 2, 3, 4, 5, 6}, deskOpens: wall{9, 0}, deskCloses: wall{18, 0},
		customerPhone: "+525590000000", technicianPhone: "+525591000000", perWeekday: 42,
	},
}

// city is a demo city: the territories it is cut into and its share of the unit's work.
type city struct {
	name        string
	unit        booking.UnitCode
	zone        string
	profile     string // travel
	share       float64
	technicians int
	territories []territory
}

// territory names a part of a city.
type territory struct {
	code booking.TerritoryCode
	name string
	near []booking.TerritoryCode // where its technicians go too
}

var cities = []city{
	{
		name: "Santiago", unit: "CL", zone: "America/Santiago", profile: "santiago", share: 0.60, technicians: 14,
		territories: []territory{
			{"RM-Oriente", "Santiago oriente", []booking.TerritoryCode{"RM-Centro", "RM-Sur"}},
			{"RM-Centro", "Santiago centro", []booking.TerritoryCode{"RM-Oriente", "RM-Poniente", "RM-Sur"}},
			{"RM-Poniente", "Santiago poniente", []booking.TerritoryCode{"RM-Centro", "RM-Sur"}},
			{"RM-Sur", "Santiago sur", []booking.TerritoryCode{"RM-Centro", "RM-Oriente", "RM-Poniente"}},
		},
	},
	{
		name: "Valparaíso", unit: "CL", zone: "America/Santiago", profile: "valparaiso", share: 0.20, technicians: 4,
		territories: []territory{{"Valpo", "Viña del Mar y Valparaíso", nil}},
	},
	{
		name: "Concepción", unit: "CL", zone: "America/Santiago", profile: "concepcion", share: 0.20, technicians: 4,
		territories: []territory{{"Conce", "Gran Concepción", nil}},
	},
	{
		name: "São Paulo", unit: "BR", zone: "America/Sao_Paulo", profile: "sao_paulo", share: 0.56, technicians: 12,
		territories: []territory{
			{"SP-Zona Sul", "São Paulo zona sul", []booking.TerritoryCode{"SP-Oeste/Centro"}},
			{"SP-Oeste/Centro", "São Paulo oeste e centro", []booking.TerritoryCode{"SP-Zona Sul"}},
		},
	},
	{
		name: "Campinas", unit: "BR", zone: "America/Sao_Paulo", profile: "campinas", share: 0.22, technicians: 5,
		territories: []territory{{"Campinas", "Campinas", nil}},
	},
	{
		name: "Belo Horizonte", unit: "BR", zone: "America/Sao_Paulo", profile: "belo_horizonte", share: 0.22, technicians: 5,
		territories: []territory{{"BH", "Belo Horizonte", nil}},
	},
	{
		name: "Ciudad de México", unit: "MX", zone: "America/Mexico_City", profile: "cdmx", share: 0.50, technicians: 8,
		territories: []territory{
			{"CDMX-Poniente", "Ciudad de México poniente", []booking.TerritoryCode{"CDMX-Sur"}},
			{"CDMX-Sur", "Ciudad de México sur", []booking.TerritoryCode{"CDMX-Poniente"}},
		},
	},
	{
		name: "Guadalajara", unit: "MX", zone: "America/Mexico_City", profile: "guadalajara", share: 0.25, technicians: 4,
		territories: []territory{{"GDL", "Guadalajara", nil}},
	},
	{
		name: "Monterrey", unit: "MX", zone: "America/Monterrey", profile: "monterrey", share: 0.25, technicians: 4,
		territories: []territory{{"MTY", "Monterrey", nil}},
	},
}
