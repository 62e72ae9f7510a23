package whatsapp

import (
	"net/http"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
)

// client makes a client of the library. It is the only place that does: one that were made elsewhere could dial WhatsApp from a test.
func (t *Transport) client(d *store.Device) *whatsmeow.Client {
	c := whatsmeow.NewClient(d, libraryLog{log: t.o.Log})
	c.SynchronousAck = true             // a message is acknowledged when it is stored,
	c.EnableDecryptedEventBuffer = true // and can be read again when it was not
	c.UseRetryMessageStore = true
	c.ManualHistorySyncDownload = true
	c.EnableAutoReconnect = false // line.go does, with pauses that grow and an end
	c.DisableLoginAutoReconnect = true
	c.SetForceActiveDeliveryReceipts(true) // two ticks, though we are never "online"
	over := &http.Client{Transport: t.endpoint}
	c.SetWebsocketHTTPClient(over)
	c.SetPreLoginHTTPClient(over)
	c.SetMediaHTTPClient(over)
	return c
}
