// Package extract takes single values out of messages: yes and no, a choice among what was shown, names, phones, e-mails,
// national ids, addresses, pins, numbers, durations, grades.
//
// # What it promises
//
//   - Every value has the span that carries it and how sure it is. A wrong value is worse than none: what is not sure is not given.
//
//   - A yes is a plain yes, with nothing beside it but courtesy. "Sí, pero más tarde" is not one, nor is "no sé", nor a question,
//     nor an order with its object ("confirma la hora"). A no that stands whatever follows is told by [Refuses].
//
//   - A choice is resolved against the options that were shown: each thing said of one ("la del jueves", "en la tarde", "2") leaves
//     those it fits, and what is left must be one.
//
//   - A phone is no id, price, date or order number. An id has the check digit of its country, where it has one (ids_kinds.go).
//
//   - Decimals are read as the country writes them.
//
//   - No reader panics, whatever the bytes.
//
// Stretched letters, typing errors in long words, missing accents and spellings of chats change nothing.
//
//	extract.YesNo(text.Parse("dale, perfecto"), "CL")         // Yes
//	extract.Phones(text.Parse("mi cel es 9 6123 4567"), "CL") // +56961234567
package extract
