package demo

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/chasqui-fsm/chasqui/booking"
)

// table is the rows of one database table, ready to be copied.
type table struct {
	name    string
	columns []string
	rows    [][]any
}

func (t *table) add(row ...any) {
	if len(row) != len(t.columns) {
		panic(fmt.Sprintf("demo: %s has %d columns, a row %d", t.name, len(t.columns), len(row)))
	}
	t.rows = append(t.rows, row)
}

func newTable(name string, columns ...string) *table { return &table{name: name, columns: columns} }

// tables is the world as rows, in an order that foreign keys allow.
func (w *world) tables() []*table {
	return slices.Concat(
		w.placeTables(), w.catalogTables(), w.crewTables(), w.peopleTables(), w.talkTables(), w.workTables(),
		[]*table{w.factTable()},
	)
}

// jsonOf encodes what the demo made itself.
func jsonOf(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return b
}

// nullable is a string, or NULL for the empty one.
func nullable[T ~string](v T) any {
	if v == "" {
		return nil
	}
	return string(v)
}

// clockOf is a time of day as COPY takes it.
func clockOf(w wall) pgtype.Time {
	return pgtype.Time{Microseconds: w.since().Microseconds(), Valid: true}
}

// datesFrom is the range of dates from since on, or up to until; an empty one has no bound.
func datesFrom(since, until string) pgtype.Range[pgtype.Date] {
	r := pgtype.Range[pgtype.Date]{LowerType: pgtype.Unbounded, UpperType: pgtype.Unbounded, Valid: true}
	if since != "" {
		r.Lower, r.LowerType = dateOf(since), pgtype.Inclusive
	}
	if until != "" {
		r.Upper, r.UpperType = dateOf(until), pgtype.Exclusive
	}
	return r
}

// dateOf reads a date of the demo's tables; they are tested.
func dateOf(day string) pgtype.Date {
	d, err := booking.ParseDay(day)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return pgtype.Date{Time: d.At(0, time.UTC), Valid: true}
}

func (w *world) placeTables() []*table {
	org := newTable("organization", "name")
	org.add(organization)
	bus := newTable("business_units", "code", "name", "country", "currency", "locale", "time_zone", "phone", "tax_name",
		"notice_minutes", "late_fee_minor", "desk_opens", "desk_closes", "desk_weekdays")
	for _, u := range units {
		bus.add(string(u.Code), u.Name, u.Country, u.Currency, u.Locale, u.TimeZone, u.Phone, u.tax,
			u.notice, u.lateFee, clockOf(u.deskOpens), clockOf(u.deskCloses), u.deskWeekdays)
	}
	profiles := newTable("travel_profiles", "code", "detour", "parking_seconds", "steps")
	for _, code := range sortedKeys(travelProfiles) {
		profiles.add(code, detour, parkingSeconds, jsonOf(travelProfiles[code].steps()))
	}
	ters := newTable("territories", "code", "unit_code", "name", "city", "time_zone", "travel_profile")
	wins := newTable("arrival_windows", "id", "territory_code", "starts", "ends", "weekdays", "premium")
	for _, c := range cities {
		for _, t := range c.territories {
			ters.add(string(t.code), string(c.unit), t.name, c.name, c.zone, c.profile)
			for _, a := range arrivals(c) {
				wins.add(w.ids.New(), string(t.code), clockOf(a.starts), clockOf(a.ends), a.weekdays, a.premium)
			}
		}
	}
	locs := newTable("localities", "id", "country", "name", "kind", "city", "region", "territory_code", "aliases", "lat", "lng",
		"postcode_from", "postcode_to", "time_zone")
	for _, l := range w.localities {
		locs.add(string(l.ID), l.Country, l.Name, l.Kind, l.City, l.Region, nullable(l.Territory), notNil(l.aliases),
			l.Center.Lat, l.Center.Lng, nullable(l.postcodeFrom), nullable(l.postcodeTo), l.TimeZone)
	}
	days := newTable("holidays", "country", "region", "day", "name")
	for _, h := range holidays {
		days.add(h.country, h.region, dateOf(h.day), h.name)
	}
	return []*table{org, bus, profiles, ters, wins, locs, days}
}

func (w *world) catalogTables() []*table {
	sk := newTable("skills", "code")
	for _, code := range skills {
		sk.add(string(code))
	}
	types := newTable("service_types", "code", "position", "names", "words", "kind", "standard_minutes", "p90_minutes",
		"asks_problem", "questions", "checklist")
	need := newTable("service_skills", "service_code", "skill_code", "level")
	prices := newTable("price_book", "id", "unit_code", "service_code", "min_minor", "max_minor", "currency", "tax_included",
		"plus_parts", "valid")
	for i := range services {
		s, words := &services[i], wordsFor(&services[i])
		questions := []booking.Question{}
		if s.question != nil {
			questions = append(questions, *s.question)
		}
		types.add(string(s.code), i+1, jsonOf(namesOf(s)), jsonOf(map[string]any{"synonyms": words.Synonyms, "symptoms": words.Symptoms}), string(s.kind), s.median, s.p90,
			s.asksProblem(), jsonOf(questions), jsonOf(checklist(s)))
		for _, n := range needs(s) {
			need.add(string(s.code), string(n.Skill), n.Level)
		}
		for _, u := range units {
			low, high := s.price(u.Code)
			prices.add(w.ids.New(), string(u.Code), string(s.code), low, high, u.Currency, true, s.plusParts, datesFrom("2025-01-01", ""))
		}
	}
	said := newTable("snippets", "id", "unit_code", "topic", "language", "body", "source", "valid", "updated_at")
	for _, s := range snippets {
		said.add(string(s.id), nullable(s.unit), string(s.topic), s.lang, s.text, s.source, datesFrom("", s.until), w.Monday.At(0, time.UTC))
	}
	return []*table{sk, types, need, prices, said}
}

func (w *world) crewTables() []*table {
	hired := w.Monday.Add(-400).At(12*time.Hour, time.UTC)
	res := newTable("resources", "id", "unit_code", "name", "employment", "phone", "home_lat", "home_lng", "time_zone", "pin_hash",
		"created_at")
	sk := newTable("resource_skills", "resource_id", "skill_code", "level", "valid")
	members := newTable("territory_members", "territory_code", "resource_id")
	shifts := newTable("shifts", "id", "resource_id", "weekday", "starts", "ends")
	for i := range w.technicians {
		t := &w.technicians[i]
		id := string(t.ID)
		res.add(id, string(t.Unit), t.Name, string(t.Employment), t.Phone, t.Home.Lat, t.Home.Lng, t.TimeZone, pinHash, hired)
		for _, k := range t.Skills {
			sk.add(id, string(k.Skill), k.Level, datesFrom("", t.ends[k.Skill]))
		}
		for _, code := range t.Territories {
			members.add(string(code), id)
		}
		for _, h := range weeks[t.Unit][t.seat.week] {
			for _, day := range h.weekdays {
				shifts.add(w.ids.New(), id, day, clockOf(h.starts), clockOf(h.ends))
			}
		}
	}
	return []*table{w.userTable(hired), res, sk, members, shifts}
}

func (w *world) peopleTables() []*table {
	custs := newTable("customers", "id", "unit_code", "name", "is_test", "created_at")
	contacts := newTable("contacts", "id", "customer_id", "unit_code", "name", "language", "country", "is_test", "created_at")
	handles := newTable("contact_handles", "kind", "value", "contact_id", "created_at")
	sites := newTable("sites", "id", "customer_id", "locality_id", "territory_code", "country", "raw", "street", "number", "unit",
		"reference", "postcode", "lat", "lng", "confidence", "time_zone", "created_at")
	for _, p := range w.people {
		if p.since.IsZero() { // never wrote
			continue
		}
		if p.customer != "" {
			custs.add(string(p.customer), string(p.unit), p.name, true, p.since)
		}
		contacts.add(string(p.contact), nullable(p.customer), string(p.unit), p.name, p.language, string(p.unit), true, p.since)
		handles.add(string(booking.HandleE164), p.phone, string(p.contact), p.since)
		if s := p.site; s != nil {
			a := s.address
			sites.add(string(s.id), string(p.customer), string(s.locality.ID), string(s.locality.Territory), s.locality.Country,
				a.Raw, a.Street, a.Number, a.Unit, a.Reference, a.Postcode, s.pin.Lat, s.pin.Lng, string(s.confidence),
				s.locality.TimeZone, p.since)
		}
	}
	return []*table{custs, contacts, handles, sites}
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
