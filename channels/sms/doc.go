// Package sms is the channel of short messages: one transport over a carrier (SMPP) or an aggregator (Twilio's HTTP, or any other
// by settings).
//
//	t, err := sms.New(sms.Options{Provider: sms.SMPP, Numbers: []string{"+56221234567"}, SMPP: smpp.Account{...}, ...})
//	go t.Run(ctx)                          // binds, or looks after the account
//	r.Mount("/hooks/sms", t.Handler())     // nil for SMPP
//
//	gsm         alphabet, sizes, simpler letters          line   our numbers, how they are written and are
//	smpp        the carrier                               call   one HTTP call, and the calls to us
//	twilio      Twilio's HTTP                             loopback   the other side, for tests
//	aggregator  any other HTTP, by settings
//
// # What it promises
//
//   - Text goes out in the letters of GSM-7 (á as a) and without emoji, so that a message costs one or two segments, unless the
//     settings keep them. Nothing is cut: a long text goes in more segments, and the log says so.
//   - What came in is stored before the other side is told.
//   - An error of Send is a [*channels.SendError] whose codes are those of the package line.
//
// It refuses files: a message with one goes as its words.
package sms
