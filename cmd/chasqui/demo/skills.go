package demo

import "github.com/chasqui-fsm/chasqui/booking"

// skills are all there are (DEMO.md 7.1).
var skills = []booking.SkillCode{
	"split_install_9-12k", "split_install_18-24k", "multi_split", "ducted", "refrigerant_R32", "refrigerant_R410A",
	"refrigerant_handling_cert", "heat_pump", "electrical_SEC_A", "electrical_SEC_B", "NR10", "NR35_height", "gas_SEC",
	"water_heater_ion", "water_heater_tank", "washer_front", "washer_top", "dryer_gas", "dryer_electric", "fridge_inverter",
	"fridge_commercial", "dishwasher", "oven_electric", "cooktop_gas", "hood", "TV_wall_mount", "smart_lock", "camera_IP", "alarm",
	"fiber_FTTH_splice", "fiber_ONT", "wifi_mesh", "coax", "VoIP", "kitchen_assembly", "blinds_motorized", "furniture_assembly",
	"brand_A_warranty", "brand_B_warranty", "brand_C_warranty",
}

// trade is a set of skills that are learned together. Every skill that a service needs is in one, and every city has at least
// three technicians of each trade.
type trade string

const (
	climate    trade = "climate"
	appliances trade = "appliances"
	heaters    trade = "heaters"
	network    trade = "network"
	household  trade = "household"
)

var trades = map[trade][]booking.SkillCode{
	climate: {
		"split_install_9-12k", "split_install_18-24k", "refrigerant_R32", "refrigerant_R410A", "refrigerant_handling_cert",
	},
	appliances: {"washer_front", "washer_top", "fridge_inverter", "oven_electric"},
	heaters:    {"water_heater_ion", "water_heater_tank"},
	network:    {"fiber_FTTH_splice", "fiber_ONT", "wifi_mesh", "coax"},
	household:  {"TV_wall_mount", "kitchen_assembly", "brand_A_warranty"},
}

// extras are further skills that some technicians of a trade have. No service needs them.
var extras = map[trade][]booking.SkillCode{
	climate:    {"heat_pump", "NR35_height"},
	appliances: {"dryer_electric", "dishwasher", "hood", "dryer_gas", "cooktop_gas", "brand_B_warranty", "brand_C_warranty"},
	heaters:    {"cooktop_gas"},
	network:    {"VoIP", "camera_IP", "alarm"},
	household:  {"smart_lock", "furniture_assembly", "blinds_motorized"},
}

// national are papers that a country's climate technicians hold.
var national = map[booking.UnitCode][]booking.SkillCode{
	"CL": {"electrical_SEC_A", "electrical_SEC_B"},
	"BR": {"NR10", "NR35_height"},
	"MX": {},
}
