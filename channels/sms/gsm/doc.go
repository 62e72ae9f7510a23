// Package gsm is the alphabet of short messages and the sizes of their parts (3GPP TS 23.038 and 23.040).
//
//	gsm.Count("Mañana a las 9")          // 1, GSM-7
//	gsm.Count("Mañana vamos para allá")  // 1, but UCS-2: á is not in GSM-7, and a message has 70 characters instead of 160
//	gsm.Plain("Mañana vamos para allá")  // "Mañana vamos para alla": GSM-7 again
//
//	            one message   each part of several
//	GSM-7       160 septets   153 septets           € [ ] { } \ ^ ~ | take two
//	UCS-2        70 units      67 units             UTF-16; most emoji take two and more
//
// # What it promises
//
//   - [Split] loses nothing: the texts of the segments are the text. No segment is larger than the table says.
//   - An escape pair and a surrogate pair are never cut; an emoji of several code points and a letter with its marks only when they
//     are larger than a whole part.
//   - [Plain] never makes a text longer in parts, keeps ñ é ü ¿ ¡ à and all else that GSM-7 has, and leaves a text alone that stays
//     UCS-2 whatever is done.
//   - Reading ([Decode7], [DecodeUCS2]) takes any bytes; what they do not mean reads as U+FFFD.
//
// It refuses national shift tables: networks do not carry them reliably.
package gsm
