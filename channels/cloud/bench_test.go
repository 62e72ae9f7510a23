package cloud_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// BenchmarkSend measures a send against a post by net/http that keeps nothing. bare/op is the bare post's time and ratio how many
// of them a send costs: what is more are three statements in Postgres.
func BenchmarkSend(b *testing.B) {
	w := newWorld(b)
	w.server.Statuses()
	ana := w.ana()
	body := `{"messaging_product":"whatsapp","to":"` + ana.WaID() + `","type":"text","text":{"body":"¿En qué comuna?"}}`
	var bare time.Duration
	machine := clock.System()
	for b.Loop() {
		w.send(w.out(ana.WaID(), "¿En qué comuna?"))
		ana.Next(b.Context())

		b.StopTimer()
		w.Clock.Advance(6 * time.Second)
		if w.Clock.Now().Sub(w.box.last().SentAt) > 12*time.Hour {
			ana.Say("hola")
			w.server.Settle()
			w.cloud.Close()
		}
		began := machine.Now()
		barePost(b, w.server.URL+"/"+w.line+"/messages", body)
		bare += machine.Now().Sub(began)
		ana.Next(b.Context())
		b.StartTimer()
	}
	per := float64(bare) / float64(b.N)
	b.ReportMetric(per, "bare-ns/op")
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/per, "ratio")
}

func barePost(b *testing.B, url, body string) {
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, url, bytes.NewReader([]byte(body)))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+loopback.Token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		b.Fatalf("answered %d", answer.StatusCode)
	}
}

func BenchmarkWebhook(b *testing.B) {
	w := newWorld(b)
	body := payload(b, "text")
	for b.Loop() {
		if got := w.post(body, loopback.Sign(secret, body)); got != http.StatusOK {
			b.Fatalf("answered %d", got)
		}
	}
}
