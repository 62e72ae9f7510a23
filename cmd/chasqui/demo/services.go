package demo

import "github.com/chasqui-fsm/chasqui/booking"

// service is what the demo adds to a service's words: how long it takes, what it needs, what it costs and how often it is asked
// for.
type service struct {
	code          booking.ServiceCode
	median, p90   int // minutes
	kind          booking.ServiceKind
	needs         []booking.SkillCode
	question      *booking.Question
	weight        int // of demand, spring of the southern hemisphere
	clp, brl, mxn [2]int64
	plusParts     bool
	problems      [2][]string // what customers say, in Spanish and Portuguese
}

// asksProblem tells whether the symptom matters before a visit.
func (s service) asksProblem() bool { return s.kind == booking.KindRepair }

func ask(id, es, pt, en string) *booking.Question {
	return &booking.Question{ID: id, Text: map[string]string{"es": es, "pt": pt, "en": en}}
}

var (
	askBrand = ask("brand",
		"¿De qué marca es? El modelo también sirve.", "De que marca é? O modelo também ajuda.",
		"What brand is it? The model too, if you know it.")
	askFloor = ask("floor",
		"¿En qué piso está? Si es departamento, ¿se puede poner la unidad exterior en el balcón?",
		"Em que andar fica? Se for apartamento, dá para colocar a unidade externa na varanda?",
		"Which floor is it on? If it is a flat, can the outdoor unit go on the balcony?")
	askGas = ask("energy",
		"¿Es a gas o eléctrico?", "É a gás ou elétrico?", "Is it gas or electric?")
	askInches = ask("inches",
		"¿De cuántas pulgadas es la tele y de qué es el muro?", "Quantas polegadas tem a TV e de que é a parede?",
		"How many inches is the TV, and what is the wall made of?")
)

// services in the order customers see them. Prices are in units of the currency, tax included.
var services = []service{
	{
		code: "ac_maintenance", median: 60, p90: 90, kind: booking.KindMaintenance, weight: 16,
		needs: []booking.SkillCode{"refrigerant_handling_cert"},
		clp:   [2]int64{44990, 44990}, brl: [2]int64{240, 240}, mxn: [2]int64{890, 890},
	},
	{
		code: "ac_install_small", median: 180, p90: 270, kind: booking.KindInstall, weight: 9, question: askFloor,
		needs: []booking.SkillCode{"split_install_9-12k", "refrigerant_handling_cert"},
		clp:   [2]int64{159990, 159990}, brl: [2]int64{690, 690}, mxn: [2]int64{2490, 2490},
	},
	{
		code: "ac_install_large", median: 240, p90: 330, kind: booking.KindInstall, weight: 3, question: askFloor,
		needs: []booking.SkillCode{"split_install_18-24k", "refrigerant_handling_cert"},
		clp:   [2]int64{219990, 269990}, brl: [2]int64{890, 1190}, mxn: [2]int64{3290, 3990},
	},
	{
		code: "ac_repair", median: 75, p90: 130, kind: booking.KindRepair, weight: 10, question: askBrand,
		needs: []booking.SkillCode{"refrigerant_R410A", "refrigerant_handling_cert"}, plusParts: true,
		clp: [2]int64{29990, 49990}, brl: [2]int64{120, 240}, mxn: [2]int64{450, 890},
		problems: [2][]string{
			{"el aire prende pero no enfría", "el split tira aire tibio", "se apaga solo a los diez minutos", "hace mucho ruido y no enfría"},
			{"o ar liga mas não gela", "o split sopra ar morno", "desliga sozinho depois de dez minutos", "faz muito barulho e não gela"},
		},
	},
	{
		code: "ac_leak", median: 60, p90: 100, kind: booking.KindRepair, weight: 6,
		needs: []booking.SkillCode{"refrigerant_R32"}, plusParts: true,
		clp: [2]int64{29990, 44990}, brl: [2]int64{120, 220}, mxn: [2]int64{450, 790},
		problems: [2][]string{
			{"el split gotea adentro de la pieza", "bota agua por abajo", "moja la pared cuando lo prendo"},
			{"o ar está pingando dentro do quarto", "vaza água por baixo", "molha a parede quando ligo"},
		},
	},
	{
		code: "washer_repair", median: 70, p90: 120, kind: booking.KindRepair, weight: 12, question: askBrand,
		needs: []booking.SkillCode{"washer_front", "washer_top"}, plusParts: true,
		clp: [2]int64{34990, 34990}, brl: [2]int64{180, 180}, mxn: [2]int64{650, 650},
		problems: [2][]string{
			{"la lavadora no centrifuga", "no bota el agua", "hace un ruido muy fuerte al centrifugar", "queda pegada en el lavado", "no prende"},
			{"a máquina não centrifuga", "não solta a água", "faz um barulho muito forte na centrifugação", "para no meio da lavagem", "não liga"},
		},
	},
	{
		code: "fridge_repair", median: 75, p90: 130, kind: booking.KindRepair, weight: 9, question: askBrand,
		needs: []booking.SkillCode{"fridge_inverter"}, plusParts: true,
		clp: [2]int64{34990, 49990}, brl: [2]int64{180, 260}, mxn: [2]int64{650, 950},
		problems: [2][]string{
			{"el refrigerador no enfría abajo", "hace hielo atrás y no enfría", "bota agua por debajo", "el motor no para nunca"},
			{"a geladeira não gela embaixo", "faz gelo atrás e não gela", "está vazando água por baixo", "o motor não para nunca"},
		},
	},
	{
		code: "washer_install", median: 40, p90: 60, kind: booking.KindInstall, weight: 5,
		needs: []booking.SkillCode{"washer_top"},
		clp:   [2]int64{24990, 29990}, brl: [2]int64{110, 140}, mxn: [2]int64{390, 490},
	},
	{
		code: "oven_install", median: 60, p90: 90, kind: booking.KindInstall, weight: 3, question: askGas,
		needs: []booking.SkillCode{"oven_electric"},
		clp:   [2]int64{34990, 44990}, brl: [2]int64{160, 220}, mxn: [2]int64{590, 790},
	},
	{
		code: "water_heater_repair", median: 60, p90: 110, kind: booking.KindRepair, weight: 7, question: askGas,
		needs: []booking.SkillCode{"water_heater_ion"}, plusParts: true,
		clp: [2]int64{49990, 49990}, brl: [2]int64{190, 260}, mxn: [2]int64{690, 890},
		problems: [2][]string{
			{"no sale agua caliente", "se prende y se apaga solo", "sale agua tibia no más", "gotea por abajo"},
			{"não sai água quente", "liga e desliga sozinho", "só sai água morna", "está pingando por baixo"},
		},
	},
	{
		code: "water_heater_install", median: 120, p90: 180, kind: booking.KindInstall, weight: 3, question: askGas,
		needs: []booking.SkillCode{"water_heater_ion", "water_heater_tank"},
		clp:   [2]int64{89990, 119990}, brl: [2]int64{390, 520}, mxn: [2]int64{1490, 1990},
	},
	{
		code: "tv_mount", median: 50, p90: 80, kind: booking.KindInstall, weight: 4, question: askInches,
		needs: []booking.SkillCode{"TV_wall_mount"},
		clp:   [2]int64{29990, 44990}, brl: [2]int64{150, 220}, mxn: [2]int64{550, 790},
	},
	{
		code: "fiber_install", median: 110, p90: 170, kind: booking.KindInstall, weight: 4,
		needs: []booking.SkillCode{"fiber_FTTH_splice"},
		clp:   [2]int64{39990, 49990}, brl: [2]int64{150, 190}, mxn: [2]int64{590, 790},
	},
	{
		code: "fiber_repair", median: 60, p90: 120, kind: booking.KindRepair, weight: 4,
		needs: []booking.SkillCode{"fiber_ONT"},
		clp:   [2]int64{29990, 29990}, brl: [2]int64{120, 120}, mxn: [2]int64{450, 450},
		problems: [2][]string{
			{"no tengo internet desde ayer", "la luz del módem está roja", "se corta a cada rato"},
			{"estou sem internet desde ontem", "a luz do modem está vermelha", "cai toda hora"},
		},
	},
	{
		code: "wifi_visit", median: 45, p90: 75, kind: booking.KindVisit, weight: 3,
		needs: []booking.SkillCode{"wifi_mesh"},
		clp:   [2]int64{29990, 29990}, brl: [2]int64{120, 120}, mxn: [2]int64{450, 450},
	},
	{
		code: "modem_recovery", median: 20, p90: 35, kind: booking.KindVisit, weight: 3,
		needs: []booking.SkillCode{"coax"},
		clp:   [2]int64{9990, 9990}, brl: [2]int64{40, 40}, mxn: [2]int64{150, 150},
	},
	{
		code: "kitchen_measure", median: 60, p90: 90, kind: booking.KindVisit, weight: 2,
		needs: []booking.SkillCode{"kitchen_assembly"},
		clp:   [2]int64{29990, 29990}, brl: [2]int64{120, 120}, mxn: [2]int64{450, 450},
	},
	{
		code: "warranty_inspection", median: 40, p90: 60, kind: booking.KindVisit, weight: 2, question: askBrand,
		needs: []booking.SkillCode{"brand_A_warranty"},
		clp:   [2]int64{29990, 29990}, brl: [2]int64{120, 120}, mxn: [2]int64{450, 450},
	},
}

// price is the range in minor units of a unit's currency.
func (s service) price(u booking.UnitCode) (low, high int64) {
	switch u {
	case "CL":
		return s.clp[0], s.clp[1]
	case "BR":
		return s.brl[0] * 100, s.brl[1] * 100
	default:
		return s.mxn[0] * 100, s.mxn[1] * 100
	}
}
