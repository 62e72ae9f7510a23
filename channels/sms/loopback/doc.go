// Package loopback is the other side of short messages, for tests: a carrier that speaks SMPP 3.4 and an aggregator that speaks
// Twilio's HTTP. Only tests may import it.
//
//	smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: "secret"})
//	defer smsc.Close()
//	marta := smsc.Customer("+56912345678")
//	err = marta.Say(ctx, "+56221234567", "hola")   // stored on the other side when it returns
//	text, err := marta.Next(ctx)                   // the next message to her, put together
//
// # What it promises
//
//   - It listens on the loopback interface only.
//   - It keeps what is not acknowledged and sends it again, over the next connection too, as a carrier does.
//   - A customer reads whole messages, in the order in which their last parts came.
//   - Faults are asked for by [SMSC.Behave]: receipts before answers, throttling, silence, dropped links.
package loopback
