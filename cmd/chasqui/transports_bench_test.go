package main

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	cloudloop "github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	smsloop "github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// bench is a way to people: from is ours, to is whom the nth message goes to.
type bench struct {
	o         *outside
	transport channels.Transport
	from      channels.Address
	to        func(n int) channels.Address
}

// BenchmarkTransports sends to people on loopback: by each transport alone, and through the gateway's outbox, whose overhead is the
// ratio of the two.
func BenchmarkTransports(b *testing.B) {
	for _, way := range []struct {
		name string
		open func(b *testing.B) bench
	}{{"linked", benchLinked}, {"cloud", benchCloud}, {"smpp", benchSMPP}} {
		w := way.open(b)
		b.Run(way.name, func(b *testing.B) {
			people, talks := make([]channels.Address, b.N), make([]string, b.N)
			for n := range b.N {
				people[n] = w.to(n)
				talks[n] = w.talk(people[n])
			}
			bare := perSecond(b.N, func(n int) { w.send(b, people[n]) })
			through := perSecond(b.N, func(n int) { w.sendThrough(b, talks[n]) })
			b.ReportMetric(bare, "bare/s")
			b.ReportMetric(through, "gateway/s")
			b.ReportMetric(bare/through, "overhead")
		})
	}
}

func (w bench) send(b *testing.B, to channels.Address) {
	b.Helper()
	_, err := w.transport.Send(w.o.ctx, channels.Outbound{
		ID: w.o.sys.db.NewID(), From: w.from, To: to, Class: channels.ClassReply, Text: "Su visita es el jue 26 nov, de 9:00 a 13:00.",
	})
	must(b, err)
}

// sendThrough queues a message and has the outbox send it. The pace of numbers is by the test's clock.
func (w bench) sendThrough(b *testing.B, talk string) {
	b.Helper()
	o := w.o
	must(b, o.sys.db.InTx(o.ctx, func(tx *db.Tx) error {
		m := channels.Outbound{Conversation: talk, Class: channels.ClassReply, Text: "Su visita es el jue 26 nov, de 9:00 a 13:00."}
		return o.sys.gateway.Send(o.ctx, tx, "bot", m)
	}))
	_, err := queue.Drain(o.ctx, o.sys.db, o.sys.registry, o.clk, o.clk.Now().Add(time.Second))
	must(b, err)
}

func perSecond(n int, act func(i int)) float64 {
	began := clock.System().Now()
	for i := range n {
		act(i)
	}
	return float64(n) / clock.System().Now().Sub(began).Seconds()
}

// talk is a conversation with somebody who wrote first.
func (w bench) talk(with channels.Address) string {
	w.o.t.Helper()
	got, err := w.o.sys.gateway.Receive(w.o.ctx, channels.Inbound{
		From: with, To: w.from, ExternalID: "bench " + with.Value, SentAt: w.o.clk.Now(), Kind: channels.KindText, Text: "hola",
	})
	must(w.o.t, err)
	if !got.Repeated {
		w.o.pass(time.Second)
	}
	return got.Conversation
}

func benchLinked(b *testing.B) bench {
	server := loopback.Start(b)
	o := newOutside(b, demoStart(b), config.Config{WhatsAppEndpoint: server.URL(), WhatsAppCertPubkey: loopback.CertPubKey()})
	business := server.NewPhone(b, "56229000782")
	pair(b, o.url, server.URL(), business, false)
	o.run()
	ana := server.NewPhone(b, "56961239101")
	to := on(channels.WhatsApp, ana.LID().String())
	return bench{o, o.sys.ways.linked, on(channels.WhatsApp, "+"+business.Number()), func(int) channels.Address { return to }}
}

func benchCloud(b *testing.B) bench {
	const ours = "+56229000783"
	clk, server := demoStart(b), cloudloop.Start(b)
	server.UseClock(clk)
	line := server.Line(ours)
	o := newOutside(b, clk, config.Config{
		CloudGraph: server.URL, CloudToken: cloudloop.Token, CloudAppSecret: "secret", CloudVerifyToken: "verify",
		CloudAccount: cloudloop.Account, CloudNumbers: map[string]string{ours: line},
	})
	hook := httptest.NewServer(o.sys.ways.cloud.Handler())
	b.Cleanup(hook.Close)
	server.Webhook(hook.URL, "secret")
	must(b, o.sys.ways.cloud.Refresh(o.ctx))
	o.run()
	return bench{o, o.sys.ways.cloud, on(channels.WhatsApp, ours), func(n int) channels.Address { // 45 at once is what one person may get
		ana := server.Customer(fmt.Sprintf("+5696124%04d", n/15)).To(line)
		if n%15 == 0 {
			ana.Say("hola")
			server.Settle()
		}
		return on(channels.WhatsApp, ana.WaID())
	}}
}

func benchSMPP(b *testing.B) bench {
	const ours = "+56229000784"
	smsc, err := smsloop.StartSMSC(smsloop.SMSCOptions{SystemID: "chasqui", Password: "secret"})
	must(b, err)
	b.Cleanup(smsc.Close)
	o := newOutside(b, demoStart(b), config.Config{
		SMSProvider: "smpp", SMSNumbers: []string{ours}, SMPPAddress: smsc.Addr(), SMPPSystemID: "chasqui", SMPPPassword: "secret",
	})
	o.run()
	return bench{o, o.sys.ways.sms, on(channels.SMS, ours), func(int) channels.Address { return on(channels.SMS, "+56961239103") }}
}

func on(c channels.Channel, value string) channels.Address {
	return channels.Address{Channel: c, Value: value}
}
