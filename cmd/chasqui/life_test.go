package main

import (
	"strings"
	"time"
)

// journey is the life of a job, from the first word to the grade, on whatever channel people are: lead, photo, voice note, place,
// booking, reminder, another day, on the way, done, grade.
func (o *outside) journey(on func(number string) person) {
	o.t.Helper()
	ana := &talk{outside: o, person: on("56961239001")}
	o.books(ana)
	v := o.visit(ana.Number())
	o.movesIt(ana, v)
	v = o.visit(ana.Number())
	o.isDone(ana, &talk{outside: o, person: on(strings.TrimPrefix(v.Phone, "+"))}, v)
	const unsaid = `SELECT count(*) FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contact_handles h
		ON h.contact_id = c.contact_id WHERE h.value = $1 AND m.direction = 'out' AND m.status IN ('failed', 'queued')`
	if n := o.count(unsaid, "+"+ana.Number()); n > 0 {
		o.t.Errorf("%d messages to the customer did not leave", n)
	}
	if n := o.count(`SELECT count(*) FROM media WHERE status <> 'stored'`); n > 0 {
		o.t.Errorf("%d files were not kept", n)
	}
}

// books has a customer write until a visit is booked.
func (o *outside) books(ana *talk) {
	o.t.Helper()
	ask := ana.say("hola, se me echó a perder la lavadora, ¿pueden venir el miércoles en la tarde?")
	ana.answer(ask, map[string][]string{
		"detail": {"@photo", "no centrifuga", "no sé"}, "problem": {"@photo", "no centrifuga"}, "location": {"@voice", "@pin", "Ñuñoa"},
		"address": {"Irarrázaval 4000"}, "name": {"Ana Díaz"}, "slot": {"1"}, "confirm": {"sí"},
	})
	if v := o.visit(ana.Number()); v.Status != "scheduled" {
		o.t.Fatalf("the visit is %s; they were told:\n%s", v.Status, strings.Join(ana.all, "\n---\n"))
	}
	ana.wasTold("mié 25 nov")
}

// movesIt has the customer move the visit when they are reminded.
func (o *outside) movesIt(ana *talk, v visitNow) {
	o.t.Helper()
	o.pass(v.Start.Add(-23 * time.Hour).Sub(o.clk.Now()))
	ana.listen()
	ana.wasTold("te recordamos tu visita")
	ask := ana.say("no puedo, ¿puede ser el jueves en la tarde?")
	ana.answer(ask, map[string][]string{"slot": {"1"}, "confirm": {"sí"}, "when": {"el jueves en la tarde"}})
	ana.wasTold("quedó para el", "jue 26 nov")
}

// isDone has the technician do the job on its day, and the customer say how it was.
func (o *outside) isDone(ana, pedro *talk, v visitNow) {
	o.t.Helper()
	o.pass(v.Start.Add(-time.Hour).Sub(o.clk.Now()))
	ana.listen()
	pedro.say("2026") // the PIN of a new phone
	if strings.Contains(strings.Join(pedro.all, "\n"), "¿Tomas esta visita?") {
		pedro.say("acepto")
	}
	o.pass(v.Start.Add(10 * time.Minute).Sub(o.clk.Now()))
	pedro.listen()
	pedro.say("voy donde la señora Ana Díaz")
	pedro.say("llegué")
	pedro.say("empiezo")
	o.pass(50 * time.Minute)
	pedro.say("serie SN8842-0091K")
	if pedro.sends("@photo") {
		pedro.listen()
	}
	ask := pedro.say("listo")
	pedro.answer(ask, map[string][]string{
		"photo": {"@photo", "no tengo cómo mandar la foto"}, "detail": {"SN8842-0091K"}, "confirm": {"sí"},
	})
	if v := o.visit(ana.Number()); v.Status != "completed" && v.Status != "done" {
		o.t.Fatalf("the visit is %s; the technician was told:\n%s", v.Status, strings.Join(pedro.all, "\n---\n"))
	}
	ana.listen()
	ana.wasTold("va", "llegó", "nota")
	ana.say("5, excelente")
	ana.wasTold("Gracias")
}
