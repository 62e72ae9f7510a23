// Package extract takes single values out of messages: yes and no, a choice among what was shown, names, phones, e-mails,
// national ids, addresses, pins, durations.
//
// # What it promises
//
//   - Every value has the span that carries it. A wrong value is worse than none: what is not sure is not given.
//
//   - A yes is a plain yes. "Sí, pero más tarde" is not one, nor is "no sé", nor a question.
//
//   - A choice is resolved against the options that were shown, by number, ordinal, hour, day or words.
//
//     extract.YesNo(text.Parse("dale, perfecto"), "es", "CL")   // Yes
//     extract.Phones(text.Parse("mi cel es 9 6123 4567"), "CL") // +56961234567
package extract
