// Package twilio sends and receives short messages through Twilio's HTTP interface, or one that is compatible with it.
//
//	POST {BaseURL}/2010-04-01/Accounts/{sid}/Messages.json      To, From or MessagingServiceSid, Body, StatusCallback
//	POST {PublicURL}/inbound                                    what a customer wrote
//	POST {PublicURL}/status?message={our id}                    what became of ours
//
// # What it promises
//
//   - A call to us is believed only with the right X-Twilio-Signature over the public URL and its fields, compared in constant time.
//   - What a customer wrote is stored before the answer 200, which is an empty TwiML document. On a failure the answer is 503: name
//     the URL with #rc=5&rp=all at Twilio, and it is tried again.
//   - A call that may have been heard is unsure. Errors are told apart by their code, never by their words.
//   - Text beyond 1,600 characters goes as a further message.
//
// It refuses pictures: a message of nothing else is [channels.KindOther], and of one with words the words are read.
package twilio
