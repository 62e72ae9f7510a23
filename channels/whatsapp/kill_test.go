package whatsapp_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// asProcess makes the test binary a process that runs devices until it is killed: a database and an endpoint.
const asProcess = "CHASQUI_TEST_WHATSAPP"

func TestMain(m *testing.M) {
	if url := os.Getenv(asProcess); url != "" {
		runUntilKilled(url, os.Getenv(asProcess+"_ENDPOINT"), os.Getenv(asProcess+"_KEY"))
	}
	os.Exit(m.Run())
}

func runUntilKilled(url, endpoint, key string) {
	ctx := context.Background()
	d, err := db.Open(ctx, url, clock.System(), ids.System(clock.System()))
	if err == nil {
		var tr *whatsapp.Transport
		tr, err = whatsapp.New(whatsapp.Options{DB: d, Inbox: newInbox(), Numbers: &book{}, Endpoint: endpoint, CertPubKey: key})
		if err == nil {
			err = tr.Run(ctx)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func TestAKilledProcessIsReplacedWithinTenSeconds(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	b.says("0", p.value(), "hola")
	p.next()
	b.stop()
	eventually(t, 10*time.Second, "nobody is connected", func() bool { return b.server.Connected(b.owner.Number()) == 0 })

	victim := exec.Command(os.Args[0])
	o := at(b.server)
	victim.Env = append(os.Environ(), asProcess+"="+b.url, asProcess+"_ENDPOINT="+o.Endpoint, asProcess+"_KEY="+o.CertPubKey)
	victim.Stderr = os.Stderr
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = victim.Process.Kill() }()
	eventually(t, 20*time.Second, "the victim is connected", func() bool { return b.server.Connected(b.owner.Number()) == 1 })
	heir := b.world.process(at(b.server)) // at the usual pace
	eventually(t, 10*time.Second, "the heir knows the number", func() bool { return heir.Serves(b.ours) })
	if err := clock.Wait(t.Context(), 2*time.Second); err != nil {
		t.Fatal(err)
	}
	if heir.Holds(b.ours) {
		t.Error("the heir does not wait for the death")
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait()
	began := clock.System().Now()
	id := p.say(b.owner, "¿están?") // while nobody is there
	them := b.hears(1)
	took := clock.System().Now().Sub(began)
	if took > 10*time.Second || them.ExternalID != p.value()+"/"+id {
		t.Errorf("%+v after %v", them, took)
	}
	out := channels.Outbound{ID: "1", From: b.ours, To: them.From, Text: "sí"}
	if _, err := heir.Send(t.Context(), out); err != nil {
		t.Error(err)
	}
	if m := p.next(); m.Text != "sí" {
		t.Errorf("the phone shows %q", m.Text)
	}
	t.Logf("what was written to the dead was stored %v after the kill", took)
}
