package whatsapp_test

import (
	"context"
	"strconv"
	"testing"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
)

// What we add to the library: the same texts to the same person through Send, and straight through its client.
func BenchmarkSend(b *testing.B) {
	shop := newBusiness(b)
	p := newPhone(b, shop.server)
	shop.says("first", p.value(), "hola")
	p.next()
	client := whatsapp.ClientOf(shop.Transport, shop.ours)
	b.Run("ours", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			out := channels.Outbound{
				ID: "o" + strconv.Itoa(i) + b.Name() + strconv.Itoa(b.N), From: shop.ours, Text: "hola",
				To: channels.Address{Channel: channels.WhatsApp, Value: p.value()},
			}
			if _, err := shop.Send(b.Context(), out); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
	})
	b.Run("library", func(b *testing.B) {
		to, _ := types.ParseJID(p.value())
		for b.Loop() {
			if _, err := client.SendMessage(context.Background(), to, &waE2E.Message{Conversation: proto.String("hola")}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
	})
}
