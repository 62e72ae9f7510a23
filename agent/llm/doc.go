// Package llm asks a language model what words mean when the rules are not sure, over any server that speaks the OpenAI API.
//
//	prompt -> masked words, state in codes -> model -> JSON -> quotes checked, values read anew -> []agent.Command
//
// # What it promises
//
//   - What leaves is masked: phones, mail, ids, cards, long runs of digits, names of the contact, and the address unless it is what
//     was asked for. Who the contact is, prices and ids are not in the prompt at all.
//   - What comes back is a command of a closed set with a quote. The quote must stand in the person's words; a date, a place, a
//     number is read from the quote by the rules' own parsers and never taken from the model; a service or an option must be one that
//     is on the table. Whatever does not hold is dropped without a word. (A model that says anything at all is a property test.)
//   - An answer or an error comes within the deadline, four seconds at most. One more try, after a failed connection or a short
//     Retry-After, is within it too. After five failures in half a minute the model is left alone for twenty seconds.
//   - Tokens are counted in Postgres, for the organisation and for each contact, and the day's budget is reserved before a call.
//   - The same question of a day is asked once: answers are kept 24 hours under a hash, with their masks.
//   - Servers that do not know JSON schemas are asked with tools, then for a JSON object, then for text; what works is remembered.
//   - Logged are a hash, times, tokens and a verdict; words never.
//
// It refuses to decide: agent/turn merges what it proposes, and a yes is nothing that it can give.
package llm
