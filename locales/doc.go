// Package locales holds every word that people read, as go-i18n catalogues in TOML, and loads them.
//
// # What it promises
//
//   - A file is named <area>.<language>.toml ("chat.es.toml", "web.pt-BR.toml"); all files of a language are one catalogue. A key
//     stands in one file of a language only.
//   - es, pt-BR and en hold the same keys, the same placeholders and the same plural forms (a test). es-CL, es-MX and the like hold
//     only what is said differently there; the rest is es.
//   - es says tú. es-x-vos and es-x-usted hold every sentence that says tú, said the other way (a test): regions read the treatment
//     that businesses use there (es-AR is es, es-x-vos, es-AR), and a locale may ask for one by name: es-CL-x-usted.
//   - [Words] of any locale never fail: the closest catalogue answers (es-VE reads es), and an unknown key reads as itself.
//
// # The files
//
// A key is area.thing.meaning. Placeholders are Go template fields. A message that counts has the forms one, other and, where a
// language needs it, many:
//
//	[web.visits]
//	title = "Visitas"
//	greeting = "Hola, {{.Name}}"
//	found = { one = "{{.Count}} visita", other = "{{.Count}} visitas" }
//
//	w := locales.Must().Words("es-CL")
//	w.Text("web.visits.greeting", locales.Args{"Name": "Marta"}) // Hola, Marta
//	w.Count("web.visits.found", 2, nil)                          // 2 visitas
//
// It refuses, at load, what it cannot read with certainty: see [parse] for the part of TOML that a catalogue may use.
package locales
