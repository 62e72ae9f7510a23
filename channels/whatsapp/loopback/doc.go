// Package loopback is a WhatsApp server on loopback, and phones: a helper of tests, which the program never links (only test files
// import it; a law holds that).
//
//	server := loopback.Start(t)
//	phone := server.NewPhone(t, "56911112222")          // a real whatsmeow client, as the phone of an account
//	...                                                 // a linked device connects with WHATSAPP_ENDPOINT=server.URL()
//	phone.Scan(ctx, qr)                                 // or phone.Enter(ctx, code)
//	phone.Say(ctx, "56933334444", "hola")
//	m, err := phone.Next(ctx)
//
// It speaks the real protocol: Noise XX, device login, pairing by QR and by code, prekeys, user sync, relay of what is encrypted
// for each device, receipts, what waits for a device that is away, a store of media, and the faults of a real server, one method
// each (fault.go).
//
// # What it refuses
//
// Groups, history, calls, passkeys. It proves how the library is used, not what WhatsApp allows: no phone draws its buttons here.
//
// # Rules that cost a debugging round each
//
//   - A client is closed before its server: Disconnect racing a dropped connection is a data race of the library.
//   - After LoggedOut a client and its store are not touched any more.
//   - Before a connection is dropped for a reason, the reason is given 200 ms to be read.
//   - The root of trust is a global of the library: it is made once for the process.
package loopback
