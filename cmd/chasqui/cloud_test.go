package main

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// onCloud is somebody with WhatsApp who writes to a number of the Cloud API.
type onCloud struct {
	*loopback.Customer
	server *loopback.Server
	number string
	last   *loopback.Message // that they heard
	kinds  map[string]int    // of what they heard
}

func (p onCloud) Number() string { return p.number }

// Tell says something. What stands under a message as a button or a row is tapped, not typed.
func (p onCloud) Tell(_ context.Context, text string) error {
	for _, c := range p.last.Choices {
		if c.ID == text && p.last.Type == "button" {
			p.Tap(text)
			return nil
		}
		if c.ID == text && p.last.Type == "list" {
			p.PickRow(text)
			return nil
		}
	}
	p.Say(text)
	return nil
}

func (p onCloud) Pin(_ context.Context, lat, lng float64) error {
	p.SendLocation(lat, lng)
	return nil
}

func (p onCloud) Photo(_ context.Context, caption string) error {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		return err
	}
	p.SendImage("image/jpeg", b.Bytes(), caption)
	return nil
}

func (p onCloud) Voice(context.Context) error {
	p.SendVoice("audio/ogg; codecs=opus", []byte("OggS\x00\x02voice"))
	return nil
}

func (p onCloud) Heard(ctx context.Context) (string, error) {
	*p.last = p.Next(ctx)
	p.kinds[p.last.Type]++
	return p.last.Text, nil
}

// cloudConfig is what an operator sets for one number.
func cloudConfig(t *testing.T, server *loopback.Server, ours, line string) config.Config {
	t.Helper()
	cfg, err := config.Load([]string{
		"CLOUD_GRAPH=" + server.URL, "CLOUD_TOKEN=" + loopback.Token, "CLOUD_APP_SECRET=app secret", "CLOUD_VERIFY_TOKEN=verify",
		"CLOUD_ACCOUNT=" + loopback.Account, "CLOUD_NUMBERS=" + ours + "=" + line,
	})
	must(t, err)
	return cfg
}

// The same life by the Cloud API: signed webhooks in, Graph calls out, buttons and lists where they fit, templates outside the window.
func TestAJobLivesOnTheCloudAPI(t *testing.T) {
	t.Parallel()
	const ours, secret = "+56229000778", "app secret"
	clk, server := demoStart(t), loopback.Start(t)
	line := server.Line(ours)
	server.UseClock(clk)
	for _, d := range say.Drafts(locales.Must(), "es-CL") {
		server.AddTemplate(d.Name, d.Language, "UTILITY", d.Body)
	}
	o := newOutside(t, clk, cloudConfig(t, server, ours, line))
	hook := httptest.NewServer(o.sys.pages(o.ctx, o.sys.cfg, false))
	t.Cleanup(hook.Close)
	server.Webhook(hook.URL+"/hooks/cloud", secret)
	must(t, o.sys.ways.cloud.Refresh(o.ctx))
	must(t, o.sys.ways.cloud.SyncTemplates(o.ctx))
	o.run()
	kinds := map[string]int{}
	o.journey(func(number string) person {
		return onCloud{
			Customer: server.Customer("+" + number).To(line), server: server, number: number, last: &loopback.Message{}, kinds: kinds,
		}
	})
	for _, kind := range []string{"text", "template", "location_request_message"} {
		if kinds[kind] == 0 {
			t.Errorf("nobody heard a %s; heard %v", kind, kinds)
		}
	}
	server.Settle()
	talks, err := o.sys.ways.cloud.SpentOn(o.ctx, span.Span{Start: clk.Now().AddDate(0, 0, -7), End: clk.Now().Add(time.Hour)}, 10)
	if err != nil || len(talks) != 2 || talks[0].Billed == 0 {
		t.Errorf("spent on %+v, %v", talks, err)
	}
	if kinds["button"]+kinds["list"] == 0 {
		t.Errorf("nobody had anything to tap; heard %v", kinds)
	}
}
