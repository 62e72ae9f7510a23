// Package when reads dates and times in Spanish, Portuguese and plain English as constraints.
//
//	c := when.Parse(text.Parse("el jueves después de las 3 o el viernes en la mañana"), "es")
//	r, ok := when.Resolve(c[0], now, when.Policy{Conventions: when.For("CL", "es")})   // Thursday, 15:00 to 20:00, open "after"
//
// Reading and resolving are apart: [Parse] says what the words mean, with no clock; [Resolve] says which hours these are, from
// now, in the zone of now, by the opening hours and the day parts of the policy.
//
// # How it reads
//
//	tokens -> words, one typing error forgiven -> chart of edges -> the wishes that explain most -> what is unwanted turned around
//
// The grammar is tables of productions (grammar_*.go), each a pattern in the words that people use and a function that builds its
// value. A chart holds everything that any stretch of tokens can be (chart.go); of the whole wishes in it those are taken that
// explain the most words in the fewest pieces (parse.go). So a longer reading beats a shorter one, and "pasado mañana" is never
// tomorrow.
//
//	seeds.go             numbers, weekdays, months, units
//	grammar_clock.go     3 y media, 15h30, cuarto para las 3, 8 de la noche
//	grammar_part.go      en la tarde, a primera hora, después de almuerzo; entre 3 y 5, después de las 3
//	grammar_day.go       pasado mañana, jueves que viene, 15/12, la semana del 15, en dos semanas
//	grammar_span.go      stretches of days, and days with times
//	grammar_list.go      el 15 o el 20, los sábados, la próxima semana a partir del martes
//	grammar_en.go        the plain English forms, with words of their own (words_en.go)
//	feasts.go, leaning.go, polarity.go   holidays; as soon as possible; menos el martes
//
// # Conventions (echo every value before it is committed)
//
// [Conventions] holds what differs by country and by organisation: hours of the day parts, opening hours, date order, days of work,
// holidays, when "próximo" is asked about. A unit's own come as JSON ([ReadConventions]) over those of its country. Its zero value and
// what is below are the convention of the package.
//
//   - Day before month. A bare weekday is the next one after today; on that very weekday it is ambiguous and so is "próximo"
//     within two days, and a weekday that contradicts its date: Reading.Alternatives holds the readings and the caller asks.
//   - An hour without am or pm falls inside the opening hours when only one of both does. "5h" and "05:00" are five in the morning.
//   - "después del martes" begins on Wednesday; "desde el martes" on Tuesday. "hasta el viernes" includes Friday.
//   - A week belongs to the month in which its Thursday lies (ISO 8601). The end of a named month is its last
//     seven days, of the running one ("a fin de mes") its last ten.
//   - Days that are over are read and marked Past, and so is what is told aside ("te aviso mañana"): a wish they are not.
//   - "los sábados" and "de lunes a viernes" are each of those days (Reading.Daily). "el 15 o el 20" is two wishes.
//   - What no calendar has ("30/02", "25:00") is read, does not exist (Constraint.Exists) and has no value.
//   - A greeting is not a time ("buenas tardes"), nor is an address, a floor, a price or a phone number.
//
// It refuses to guess: what it does not read whole, it does not read.
package when
