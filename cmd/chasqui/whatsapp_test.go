package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/jpeg"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// onWhatsApp is somebody with WhatsApp on their phone.
type onWhatsApp struct {
	*loopback.Phone
	ours string // whom they write to
}

func (p onWhatsApp) Tell(ctx context.Context, text string) error {
	_, err := p.Say(ctx, p.ours, text)
	return err
}

func (p onWhatsApp) Pin(ctx context.Context, lat, lng float64) error {
	_, err := p.SendLocation(ctx, p.ours, lat, lng)
	return err
}

func (p onWhatsApp) Photo(ctx context.Context, caption string) error {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		return err
	}
	_, err := p.SendImage(ctx, p.ours, b.Bytes(), caption)
	return err
}

func (p onWhatsApp) Voice(ctx context.Context) error {
	_, err := p.SendVoice(ctx, p.ours, []byte("OggS\x00\x02voice"))
	return err
}

func (p onWhatsApp) Heard(ctx context.Context) (string, error) {
	m, err := p.Next(ctx)
	return m.Text, err
}

// pair links a phone as `chasqui whatsapp pair` does, by a QR code or by a code to type.
func pair(t testing.TB, url, endpoint string, phone *loopback.Phone, byCode bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer stop()
	out, in := io.Pipe()
	var failed bytes.Buffer
	p := program{ctx: ctx, in: bytes.NewReader(nil), out: in, err: &failed, env: []string{
		"DATABASE_URL=" + url, "WHATSAPP_ENDPOINT=" + endpoint, "WHATSAPP_CERT_PUBKEY=" + loopback.CertPubKey(), "LOG_LEVEL=error",
	}}
	args := []string{"whatsapp", "pair", "--json"}
	if byCode {
		args = append(args, "--phone", "+"+phone.Number())
	}
	code := make(chan int, 1)
	go func() { code <- p.run(args); _ = in.Close() }()
	last, used := map[string]string{}, false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		must(t, json.Unmarshal(lines.Bytes(), &last))
		switch {
		case last["step"] == "qr" && !used:
			used = true
			must(t, phone.Scan(ctx, last["text"]))
		case last["step"] == "code" && !used:
			used = true
			must(t, phone.Enter(ctx, last["text"]))
		}
	}
	if got := <-code; got != exitOK || last["step"] != "paired" || last["number"] != "+"+phone.Number() {
		t.Fatalf("exit %d after %v: %s", got, last, &failed)
	}
}

func TestALinkedNumberIsGivenUpHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	url, server := testkit.Database(t), loopback.Start(t)
	run := func(args ...string) (code int, failed string) {
		var stderr bytes.Buffer
		p := program{ctx: t.Context(), in: bytes.NewReader(nil), out: io.Discard, err: &stderr, env: []string{
			"DATABASE_URL=" + url, "WHATSAPP_ENDPOINT=" + server.URL(), "WHATSAPP_CERT_PUBKEY=" + loopback.CertPubKey(), "LOG_LEVEL=error",
		}}
		return p.run(args), stderr.String()
	}
	for number, written := range map[string]string{"5215512345678": "+52 55 1234 5678", "551187654321": "+5511987654321", "56229000778": "+56229000778"} {
		pair(t, url, server.URL(), server.NewPhone(t, number), false)
		if code, failed := run("whatsapp", "unpair", written); code != exitOK {
			t.Errorf("%s: exit %d: %s", written, code, failed)
		}
		if code, failed := run("whatsapp", "unpair", written); code != exitUsage || strings.Count(failed, "\n") != 1 {
			t.Errorf("%s again: exit %d: %q", written, code, failed)
		}
	}
}

// A whole life of a job over the encrypted wire: a customer and a technician with real WhatsApp clients, and our linked device.
func TestAJobLivesOnWhatsApp(t *testing.T) {
	t.Parallel()
	for name, byCode := range map[string]bool{"paired by QR": false, "paired by code": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clk, server := demoStart(t), loopback.Start(t)
			server.SetClock(clk)
			o := newOutside(t, clk, config.Config{WhatsAppEndpoint: server.URL(), WhatsAppCertPubkey: loopback.CertPubKey()})
			business := server.NewPhone(t, "56229000777")
			pair(t, o.url, server.URL(), business, byCode)
			o.run()
			on := func(number string) person {
				return onWhatsApp{Phone: server.NewPhone(t, number), ours: business.Number()}
			}
			o.journey(on)
		})
	}
}
