package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// team is how many people of a role a unit has (DEMO.md).
type team struct {
	role    string
	word    string // of the address
	members map[booking.UnitCode][]string
}

var teams = []team{
	{"dispatcher", "despacho", map[booking.UnitCode][]string{
		"CL": {"Paula Rivas", "Andrés Lagos", "Ingrid Salas"},
		"BR": {"Tatiane Prado", "Murilo Campos", "Elaine Brito"},
		"MX": {"Karla Montes", "Hugo Cisneros"},
	}},
	{"agent", "chat", map[booking.UnitCode][]string{
		"CL": {"Sofía Mella", "Diego Parra", "Rocío Ulloa", "Nicolás Vera"},
		"BR": {"Priscila Ramos", "Otávio Luz", "Jéssica Melo", "Igor Sales"},
		"MX": {"Daniela Luna", "Omar Robles", "Itzel Peña"},
	}},
	{"marketer", "marketing", map[booking.UnitCode][]string{
		"CL": {"Josefa Lara"}, "BR": {"Bianca Torres"}, "MX": {"Paola Márquez"},
	}},
	{"finance", "finanzas", map[booking.UnitCode][]string{
		"CL": {"Ricardo Peralta"}, "BR": {"Sônia Guedes"}, "MX": {"Fausto Arriaga"},
	}},
	{"ops_lead", "operaciones", map[booking.UnitCode][]string{"CL": {"Mónica Undurraga"}}},
}

// userTable is the people at the desks. They have no password: an administrator gives them one.
func (w *world) userTable(since time.Time) *table {
	t := newTable("users", "id", "email", "name", "roles", "unit_codes", "locale", "created_at")
	for _, x := range teams {
		for _, u := range units {
			for i, name := range x.members[u.Code] {
				email := fmt.Sprintf("%s%d.%s@andes-instala.example", x.word, i+1, strings.ToLower(string(u.Code)))
				of := []string{string(u.Code)}
				if x.role == "ops_lead" {
					of = []string{} // all units
				}
				t.add(w.ids.New(), email, name, []string{x.role}, of, u.Locale, since)
			}
		}
	}
	return t
}
