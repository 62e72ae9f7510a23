// Package gazetteer knows the towns of Latin America: what they are called, in which region they are, where, and how big.
//
//	gazetteer.Find("CO", "soacha")      // Soacha, Cundinamarca
//	gazetteer.Find("CO", "zipaquria")   // Zipaquirá: one typing error is forgiven, within the country
//	gazetteer.ByID("geo-co-33-soacha")  // the same place in every process and every version of the data
//
// It stands behind the organisation's own zones and never before them: a place that only the gazetteer knows is one that
// exists and that nobody serves.
//
// # What it promises
//
//   - No network and no database. A country is unpacked when it is first asked for; all of them take less than 8 MB.
//   - A name is never stretched over a border: other countries' places are found by their country, or with [Abroad] by being big.
//   - A name that several places of a country share is the biggest one's if it is much bigger than the others, else nobody's:
//     [Places.One] says which it is, and the caller may ask.
//   - Districts of the big cities (data/districts.txt) have the coordinates of their city and say so ([Place.Rough]).
//
// The data are of GeoNames, CC-BY-4.0, by way of the npm packages that data/ATTRIBUTION.md names; the command make writes them.
// It belongs to the row agent/** of the import table and imports agent/text only.
package gazetteer
