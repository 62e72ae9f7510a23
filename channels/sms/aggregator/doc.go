// Package aggregator sends and receives short messages through any provider's HTTP interface, as settings describe it.
//
//	Account{
//		Send: Send{
//			URL:     "https://x.api.infobip.com/sms/3/messages",
//			Headers: map[string]string{"Authorization": "App KEY", "Content-Type": "application/json"},
//			Body:    `{"messages":[{"sender":{{json .From}},"destinations":[{"to":{{json (digits .To)}},"messageId":{{json .ID}}}],"content":{"text":{{json .Text}}}}]}`,
//			ID:      "messages.0.messageId",
//		},
//		Inbound: Inbound{List: "results", ID: "messageId", From: "from", To: "to", Text: "text"},
//		Status:  Status{List: "results", ID: "messageId", Status: "status.groupName", Words: map[string]channels.Status{"DELIVERED": "delivered"}},
//		Secret:  Secret{Header: "X-Secret", Value: "..."},
//	}
//
// Method, URL, headers and body are text/template over .ID .From .To .Text, with the functions json, query, base64 and digits. A path
// names a value in JSON by names and places: "messages.0.id"; calls of form fields and queries are read as an object of texts.
//
// # What it promises
//
//   - Settings that cannot work are refused by [New], with the field's name.
//   - A call to us is believed only with the shared secret, in a header or in the query, compared in constant time. Without one in
//     the settings none is believed.
//   - Everything in a call is stored before it is answered 200. When one thing of several cannot be stored the answer is 503 and all
//     comes again; what was stored is known by its id.
//   - A call of ours that may have been heard is unsure.
//
// It refuses to guess: a status word that the settings do not list is no news.
package aggregator
