// Package cloud is the WhatsApp Business Cloud API: a transport that sends by Meta's Graph API and hears by a signed webhook.
//
//	c, err := cloud.New(cloud.Options{..., Lines: map[string]string{"+56221234567": "106540352242922"}})
//	mux.Handle("/hooks/cloud", c.Handler())
//
// # What it promises
//
//   - A webhook is answered with 200 only when everything in it is stored, so Meta sends again what was not. What can never be
//     stored is logged and acknowledged, and does not keep the rest from being stored. A body whose signature is not ours is 401.
//   - Somebody who did not write to the number within 24 hours is only told approved templates. Without one Send is refused as
//     window_closed, and without the provider's approval as template_unavailable, before anything is posted.
//   - An inbound names its sender by wa_id, as given, or by the business-scoped user id of who has no number to show. The other
//     one is in Also. It never makes a wa_id from a phone number: the answer to a send says which wa_id a number has.
//   - Errors are judged by Graph's code, never by its text: see the table in verdict.go.
//
// # A post whose answer was lost
//
// Graph has no idempotency key. What there is: our message id goes out with each post and comes back with each of its statuses.
//
//	          post                answer            -> sent: the wamid is kept
//	(nothing) ----> row in doubt  refusal           -> (nothing): it may be posted again
//	                              no answer         -> in doubt: Send is Unsure
//	                              status with our id -> sent (or failed): the next Send says so and posts nothing
//
// A Send of a message in doubt posts nothing for two minutes and is Unsure meanwhile; statuses come within seconds. Only when
// there was none does it post again. So a message is doubled only if Meta took it and was silent for two minutes.
//
// # What it refuses
//
// It keeps no conversation and decides nothing about consent or hours (channels/gateway does). It downloads nothing while a webhook
// waits: media are fetched later, and only from Graph's own host and the hosts that Meta serves media from. Messages of groups
// are ignored. A message that says that somebody changed their number is told to people, and joins no two persons.
package cloud
