// Package loopback is a Graph API server for tests: it answers like Meta's Cloud API, and its customers write and read like people.
//
//	server := loopback.Start(t)
//	line := server.Line("+56221234567")          // its phone_number_id
//	server.Webhook(ours.URL, "app secret")
//	ana := server.Customer("+56911112222")
//	ana.Say("hola")                              // a signed webhook, sent again until it is answered with 200
//	got := ana.Next(t.Context())                 // what they read
//
// # What it promises
//
//   - It refuses what Meta documents as refused, with the same codes: lengths, types, templates and their values, the token.
//   - As Meta does, it accepts a message outside the 24 hours, or to who is not on WhatsApp, and says that it failed in a status.
//   - Webhooks are sent in the order of what happened; one that is not answered with 200 is sent again, behind the others.
//   - Whatever goes wrong in the network is a knob: a lost answer, a lost request, an error of any code.
//
// Only tests import it. It listens on loopback and ends with its test. It does not simulate prices, rendering, bans or rates that
// nobody asked for.
package loopback
