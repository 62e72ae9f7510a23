// Package text turns what people type into tokens that rules can read, and never loses where a token stands.
//
//	t := text.Parse("¿Me la arreglan MAÑANA a las 3?")
//	t.Tokens[4].Norm            // "manana"
//	t.Original(4, 5)            // "MAÑANA"
//
// # What it promises
//
//   - Case, accents and the spellings of chats (q, x, xq, hrs, vc, blz) are folded; spans always point into the original bytes.
//   - A [Lexicon] finds phrases, longest first, and forgives one typing error (a letter dropped, added, changed or swapped) in
//     words of five letters or more that are no word of the lexicon.
//   - Any bytes are accepted, valid UTF-8 or not.
//
// It holds no word of the trade and no word of time.
package text
