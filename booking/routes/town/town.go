package town

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// Zone is where the town is.
var Zone = mustZone("America/Santiago")

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// Size says how large a town is.
type Size struct {
	Technicians int
	// Lunch gives each technician an absence from 13:00 to 14:00 on every working day of two weeks.
	Lunch bool
	Seed  uint64
}

// Town is a world with an organisation in it.
type Town struct {
	*testkit.TheWorld
	Technicians []booking.ResourceID
	homes       map[booking.ResourceID]booking.Pin
	t           testing.TB
}

// Places of the town.
var Places = map[booking.PlaceID]booking.Pin{
	"cl-nunoa":         {Lat: -33.4569, Lng: -70.5979},
	"cl-providencia":   {Lat: -33.4314, Lng: -70.6093},
	"cl-las-condes":    {Lat: -33.4080, Lng: -70.5670},
	"cl-santiago":      {Lat: -33.4489, Lng: -70.6693},
	"cl-independencia": {Lat: -33.4143, Lng: -70.6656},
	"cl-melipilla":     {Lat: -33.6866, Lng: -71.2153},
	"cl-talagante":     {Lat: -33.6650, Lng: -70.9300},
}

// Territory is the territory of a place.
func Territory(place booking.PlaceID) booking.TerritoryCode {
	if place == "cl-santiago" || place == "cl-independencia" {
		return "RM-Centro"
	}
	return "RM-Oriente"
}

// Services of the town. Everybody can do tv_mount, washer_repair needs a skill that everybody has at level 2, ac_install one that
// every second technician has, and gas_check one that nobody has.
var Services = []booking.ServiceCode{"tv_mount", "washer_repair", "ac_install", "gas_check"}

// New makes a town in a world of its own.
func New(t testing.TB, size Size) *Town {
	t.Helper()
	w := &Town{TheWorld: testkit.World(t), homes: map[booking.ResourceID]booking.Pin{}, t: t}
	for _, sql := range foundation {
		w.Do(sql, nil)
	}
	for id, pin := range Places {
		w.Do(sqlAddLocality, db.Args{"id": id, "lat": pin.Lat, "lng": pin.Lng, "territory": Territory(id)})
	}
	random := rand.New(rand.NewPCG(size.Seed, 7))
	for n := range size.Technicians {
		home := booking.Pin{Lat: -33.44 + 0.06*(random.Float64()-0.5), Lng: -70.62 + 0.08*(random.Float64()-0.5)}
		w.AddTechnician(home)
		if size.Lunch {
			w.lunches(w.Technicians[n])
		}
	}
	return w
}

// Do runs SQL that must work.
func (w *Town) Do(sql string, args db.Args) {
	w.t.Helper()
	if _, err := db.Exec(w.t.Context(), w.DB, sql, args); err != nil {
		w.t.Fatalf("town: %v\n%s", err, sql)
	}
}

const sqlAddLocality = `
INSERT INTO localities (id, country, name, kind, city, region, territory_code, lat, lng, time_zone)
VALUES (@id, 'CL', @id, 'comuna', 'Santiago', 'RM', @territory, @lat, @lng, 'America/Santiago')`

const sqlAddTechnician = `
INSERT INTO resources (id, unit_code, name, employment, phone, home_lat, home_lng, time_zone, created_at)
VALUES (@id, 'CL', @name, @employment, @phone, @lat, @lng, 'America/Santiago', @now)`

const sqlAddMember = `
INSERT INTO territory_members (territory_code, resource_id)
SELECT code, @id FROM territories`

const sqlAddSkill = `
INSERT INTO resource_skills (resource_id, skill_code, level) VALUES (@id, @skill, 2)`

const sqlAddShifts = `
INSERT INTO shifts (id, resource_id, weekday, starts, ends)
SELECT gen_random_uuid(), @id, d, CASE d WHEN 6 THEN time '09:00' ELSE '08:30' END, CASE d WHEN 6 THEN time '14:00' ELSE '18:30' END
FROM generate_series(1, 6) AS d`

// AddTechnician hires one who lives there: Mon-Fri 8:30-18:30, Sat 9-14, in both territories.
func (w *Town) AddTechnician(home booking.Pin) booking.ResourceID {
	w.t.Helper()
	n := len(w.Technicians)
	id := booking.ResourceID(w.DB.NewID())
	employment := booking.Employee
	if n%3 == 2 {
		employment = booking.Contractor
	}
	w.Do(sqlAddTechnician, db.Args{
		"id": id, "name": fmt.Sprintf("Tec %02d", n), "employment": employment, "phone": fmt.Sprintf("+5699100%04d", n),
		"lat": home.Lat, "lng": home.Lng, "now": w.Clock.Now(),
	})
	w.Do(sqlAddMember, db.Args{"id": id})
	w.Do(sqlAddSkill, db.Args{"id": id, "skill": "washer"})
	if n%2 == 0 {
		w.Do(sqlAddSkill, db.Args{"id": id, "skill": "ac"})
	}
	w.Do(sqlAddShifts, db.Args{"id": id})
	w.Technicians = append(w.Technicians, id)
	w.homes[id] = home
	return id
}

const (
	sqlAddAbsence    = `INSERT INTO absences (id, resource_id, span, reason) VALUES (@absence, @id, @span, 'test')`
	sqlOccupyAbsence = `
INSERT INTO occupations (id, resource_id, kind, span, absence_id) VALUES (@occupation, @id, 'absence', @span, @absence)`
)

// Away takes time of a technician.
func (w *Town) Away(id booking.ResourceID, s span.Span) {
	w.t.Helper()
	absence := w.DB.NewID()
	w.Do(sqlAddAbsence, db.Args{"absence": absence, "id": id, "span": s})
	w.Do(sqlOccupyAbsence, db.Args{"occupation": w.DB.NewID(), "id": id, "span": s, "absence": absence})
}

func (w *Town) lunches(id booking.ResourceID) {
	first := booking.DayOf(w.Clock.Now(), Zone)
	for n := range 15 {
		day := first.Add(n)
		if day.Weekday() != time.Sunday && day.Weekday() != time.Saturday {
			w.Away(id, span.New(day.At(13*time.Hour, Zone), day.At(14*time.Hour, Zone)))
		}
	}
}

const sqlAddContact = `
INSERT INTO contacts (id, unit_code, name, country, is_test, created_at) VALUES (@id, 'CL', 'Ana', 'CL', true, @now)`

const sqlAddConversation = `
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at)
VALUES (@id, @contact, 'whatsapp', '+56229000001', @theirs, @now)`

const sqlAddLead = `
INSERT INTO leads (id, contact_id, conversation_id, unit_code, status, source, created_at, updated_at)
VALUES (@id, @contact, @conversation, 'CL', 'offered', 'whatsapp', @now, @now)`

// Person writes to us for the first time and is offered slots.
func (w *Town) Person() (booking.ContactID, booking.ConversationID) {
	w.t.Helper()
	contact, conversation, now := w.DB.NewID(), w.DB.NewID(), w.Clock.Now()
	w.Do(sqlAddContact, db.Args{"id": contact, "now": now})
	w.Do(sqlAddConversation, db.Args{"id": conversation, "contact": contact, "theirs": conversation, "now": now})
	w.Do(sqlAddLead, db.Args{"id": w.DB.NewID(), "contact": contact, "conversation": conversation, "now": now})
	return booking.ContactID(contact), booking.ConversationID(conversation)
}

// Request asks for a service at a place's centroid.
func Request(service booking.ServiceCode, place booking.PlaceID) booking.SlotRequest {
	return booking.SlotRequest{
		Unit: "CL", Service: service, Quantity: 1, Territory: Territory(place), At: Places[place], TimeZone: "America/Santiago",
	}
}

// Day is n days after the world's first, Monday 23 November 2026.
func Day(n int) booking.Day { return booking.DayOf(testkit.Start, Zone).Add(n) }

// Hours is a span of a day, in hours after midnight.
func Hours(day booking.Day, from, to float64) span.Span {
	at := func(h float64) time.Time { return day.At(time.Duration(h*float64(time.Hour)), Zone) }
	return span.New(at(from), at(to))
}
