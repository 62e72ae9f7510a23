package main

import (
	"context"
	"strings"
	"testing"
	"time"

	voiced "github.com/chasqui-fsm/chasqui/agent/voice/loopback"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
	"github.com/chasqui-fsm/chasqui/core/config"
)

// phone is somebody on WhatsApp who reacts, quotes, edits, deletes and speaks.
type phone struct {
	*outside
	*loopback.Phone
	ours string
}

func newPhoneTalk(t *testing.T, number string, server *voiced.Server) phone {
	t.Helper()
	clk, wa := demoStart(t), loopback.Start(t)
	wa.SetClock(clk)
	cfg := config.Config{WhatsAppEndpoint: wa.URL(), WhatsAppCertPubkey: loopback.CertPubKey()}
	if server != nil {
		cfg.TranscribeURL, cfg.TranscribeModel, cfg.TranscribeTimeout = server.URL(), "whisper-1", 10*time.Second
	}
	o := newOutside(t, clk, cfg)
	business := wa.NewPhone(t, "56229000777")
	pair(t, o.url, wa.URL(), business, false)
	o.run()
	return phone{outside: o, Phone: wa.NewPhone(t, number), ours: business.Number()}
}

// until waits for a count to be what it should.
func (p phone) until(what string, want int, sql string, args ...any) {
	p.t.Helper()
	for deadline := testNow().Add(20 * time.Second); p.count(sql, args...) != want; {
		if testNow().After(deadline) {
			p.t.Fatalf("not so in time: %s; the last were %v", what, p.lastLines())
		}
		must(p.t, waitABit(p.ctx))
	}
}

// hears is the next message of ours.
func (p phone) hears(parts ...string) loopback.Message {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, 20*time.Second)
	defer stop()
	m, err := p.Next(ctx)
	must(p.t, err)
	for _, part := range parts {
		if !strings.Contains(m.Text, part) {
			p.t.Errorf("no %q in %q", part, m.Text)
		}
	}
	return m
}

// says writes, and hears the answer.
func (p phone) says(text string, parts ...string) loopback.Message {
	p.t.Helper()
	p.does(func() error { _, err := p.Say(p.ctx, p.ours, text); return err })
	return p.hears(parts...)
}

// untilTold does not know what is asked until it is told something.
func (p phone) untilTold(part string, m loopback.Message) loopback.Message {
	p.t.Helper()
	for range 4 {
		if strings.Contains(m.Text, part) {
			return m
		}
		m = p.says("no sé")
	}
	p.t.Fatalf("no %q: %q", part, m.Text)
	return m
}

func (p phone) turns() int { return p.count(`SELECT count(*) FROM turns`) }

const booked = `SELECT count(*) FROM facts WHERE name = 'visit.booked'`

const inWith = `SELECT count(*) FROM messages WHERE direction = 'in' AND body = $1`

func TestOnWhatsAppAnEditOrADeletionCountsUntilItIsAnswered(t *testing.T) {
	t.Parallel()
	p := newPhoneTalk(t, "56961230011", nil)
	first, err := p.Say(p.ctx, p.ours, "se echó a perder el refrigerador")
	must(t, err)
	p.until("the first came", 1, inWith, "se echó a perder el refrigerador")
	second, err := p.Say(p.ctx, p.ours, "en providencia")
	must(t, err)
	p.until("the second came", 1, inWith, "en providencia")
	must(t, p.Edit(p.ctx, p.ours, first, "se echó a perder la lavadora"))
	p.until("it was edited", 1, inWith, "se echó a perder la lavadora")
	must(t, p.Revoke(p.ctx, p.ours, second))
	p.until("it was taken back", 1, `SELECT count(*) FROM messages WHERE dropped_at IS NOT NULL`)
	p.pass(time.Second)
	if m := p.hears("lavadora"); strings.Contains(m.Text, "refrigerador") || strings.Contains(m.Text, "Providencia") {
		t.Errorf("what was changed was read: %q", m.Text)
	}
	turns := p.turns()
	must(t, p.Edit(p.ctx, p.ours, first, "no, el horno"))
	p.until("the late edit was noted", 1, `SELECT count(*) FROM messages WHERE edited_to = 'no, el horno'`)
	must(t, p.Revoke(p.ctx, p.ours, first))
	p.until("the late deletion was noted", 1, `SELECT count(*) FROM messages WHERE dropped_at IS NOT NULL AND turn_id IS NOT NULL`)
	p.pass(time.Minute)
	if n := p.turns(); n != turns {
		t.Errorf("%d turns more", n-turns)
	}
}

func TestOnWhatsAppAReactionOrAQuoteCountsForTheMessageItPointsAt(t *testing.T) {
	t.Parallel()
	p := newPhoneTalk(t, "56961230012", nil)
	older := p.untilTold("1. ", p.says("hola, mantención de aire en ñuñoa, lo antes posible, me llamo Rosa Fuentes"))
	newer := p.says("ninguna me sirve", "1. ")
	if older.Text == newer.Text {
		t.Fatalf("the same slots again: %q", newer.Text)
	}
	p.does(func() error { _, err := p.Quote(p.ctx, p.ours, older, "1"); return err })
	p.hears("mensaje anterior", "1. ")
	p.does(func() error { _, err := p.Quote(p.ctx, p.ours, older, "este"); return err })
	p.hears("lo de ahora", "1. ")
	p.does(func() error { _, err := p.Quote(p.ctx, p.ours, newer, "1"); return err })
	p.hears("dirección")
	readBack := p.untilTold("¿La agendo", p.says("Irarrázaval 1234"))
	turns, before := p.turns(), p.count(booked)
	p.does(func() error { _, err := p.React(p.ctx, p.ours, newer, "👍"); return err })
	if p.count(booked) != before || p.turns() != turns+1 {
		t.Error("a thumb under an older message did something")
	}
	p.does(func() error { _, err := p.React(p.ctx, p.ours, readBack, "👍🏽"); return err })
	p.hears("agendada")
	if n := p.count(booked) - before; n != 1 {
		t.Errorf("%d visits are booked", n)
	}
	p.does(func() error { _, err := p.React(p.ctx, p.ours, readBack, ""); return err })
	if n := p.count(`SELECT count(*) FROM messages WHERE direction = 'out' AND status = 'queued'`); n != 0 {
		t.Errorf("a thumb that was taken back is answered")
	}
}

func TestOnWhatsAppAVoiceNoteIsHeard(t *testing.T) {
	t.Parallel()
	server := voiced.NewServer(t)
	p := newPhoneTalk(t, "5511961230013", server)
	sound := voiced.Speak(t, voiced.Brazil, "a minha máquina de lavar não liga, moro em Pinheiros")
	server.Hear(sound, voiced.Answer{Text: "então a minha máquina de lavar não liga né moro em pinheiros", LogProb: -0.3})
	p.does(func() error { _, err := p.SendVoice(p.ctx, p.ours, sound); return err })
	p.hears("lavar", "Pinheiros")
	if got := server.Requests(); len(got) != 1 {
		t.Errorf("%d files were sent", len(got))
	}
	if n := p.count(`SELECT count(*) FROM transcripts WHERE state = 'heard' AND seconds > 1`); n != 1 {
		t.Errorf("%d transcripts", n)
	}
}
