// Package when reads dates and times in Spanish and Portuguese as constraints.
//
//	c := when.Parse(text.Parse("el jueves después de las 3 o el viernes en la mañana"), "es")
//	r, ok := when.Resolve(c[0], now, when.Policy{})   // Thursday, 15:00 to 20:00, open "after"
//
// Reading and resolving are apart: [Parse] says what the words mean, with no clock; [Resolve] says which hours these are, from
// now, in the zone of now, by the opening hours and the day parts of the policy.
//
// # How it reads
//
//	tokens -> atoms (a day, a clock, a part of day, a range, a wish) -> neighbours joined by connectors -> one Constraint each
//
// "o" begins another constraint; a word that excludes ("menos", "no puedo") turns one around.
//
// # Conventions (echo every value before it is committed)
//
//   - Day before month. A bare weekday is the next one after today; on that very weekday it is ambiguous and so is "próximo"
//     within two days: Reading.Alternatives holds both and the caller asks.
//   - An hour without am or pm falls inside the opening hours when only one of both does.
//   - A greeting is not a time ("buenas tardes"), nor is an address, a floor, a price or a phone number.
//
// It refuses to guess: what it does not read whole, it does not read.
package when
