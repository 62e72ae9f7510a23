package booking

// Unit is a business unit: the part of the organisation that works in one country, with its own money, words and clock.
type Unit struct {
	Code     UnitCode
	Name     string
	Country  string // ISO 3166 alpha-2
	Currency string // ISO 4217
	Locale   string // BCP 47, the tone its customers are used to ("es-CL")
	TimeZone string // IANA
	Phone    string // E.164 of the office; the address customers write to
}

// UnitFor picks the unit that serves a country; ok is false when none does.
func UnitFor(units []Unit, country string) (u Unit, ok bool) {
	for _, u := range units {
		if u.Country == country {
			return u, true
		}
	}
	return Unit{}, false
}
