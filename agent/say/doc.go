// Package say turns what the dialogue wants said into words: a catalogue id and typed values become one message in the locale
// of the person.
//
//	r := say.New(locales.Must())
//	text, choices := r.Render(view, "es", agent.Say{ID: "ask.slot.first", Options: slots})
//	// Tengo estas horas. ¿Cuál te acomoda?
//	// 1. jue 26 nov, 9:00 a 13:00
//	// 2. vie 27 nov, 14:00 a 18:00
//
// # What it promises
//
//   - The language is the person's, the tone their unit's: a Spanish speaker of the Mexican unit reads es-MX, of the Brazilian
//     unit es.
//   - A date is said as weekday, day, short month and hours, in the zone of the site. Money is written as the unit's country does.
//   - Choices are numbered lines of the text; their ids are what the dialogue gave, "1" to "n".
//   - The same values give the same words. An unknown id reads as its key, which a test makes impossible.
//
// It refuses to decide anything: which sentence, which options and in which order is settled in agent/dialog.
package say
