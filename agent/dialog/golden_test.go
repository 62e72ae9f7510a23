package dialog_test

import (
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// dialogue is one conversation at command level.
type dialogue struct {
	name    string
	country string
	play    func(w *world)
}

// dialogues are whole conversations at command level; their transcripts are read as text.
var dialogues = []dialogue{
	{"book_es_step_by_step", "CL", func(w *world) {
		w.hear("es", "hola", cmd(agent.CmdGreet))
		w.hear("es", "se me echó a perder la lavadora", service("washer_repair"))
		w.hear("es", "no centrifuga", problem("no centrifuga"))
		w.hear("es", "ñuñoa", at("cl-nunoa"))
		w.hear("es", "el jueves", w.on(3))
		w.hear("es", "la 2", pick("2"))
		w.hear("es", "irarrázaval 1234", address("Irarrázaval", "1234"))
		w.hear("es", "Marta Rojas", named("Marta Rojas"))
		w.hear("es", "sí", cmd(agent.CmdAffirm))
		w.hear("es", "gracias", cmd(agent.CmdThanks))
	}},
	{"book_pt_all_at_once", "BR", func(w *world) {
		w.hear("pt", "oi bom dia, meu ar condicionado tá pingando no quarto, quanto fica a visita? pinheiros, o quanto antes",
			cmd(agent.CmdGreet), service("ac_leak"), problem("pingando no quarto"), cmd(agent.CmdPrice), at("br-pinheiros"), soon())
		w.hear("pt", "a primeira", pick("1"))
		w.hear("pt", "Rua dos Pinheiros 870, ap 12, meu nome é João",
			set(agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: "Rua dos Pinheiros 870, ap 12", Street: "Rua dos Pinheiros", Number: "870", Unit: "ap 12"}}),
			named("João"))
		w.hear("pt", "blz, pode agendar", cmd(agent.CmdAffirm))
	}},
	{"price_first_es", "CL", func(w *world) {
		w.hear("es", "hola, cuánto cobran?", cmd(agent.CmdGreet), cmd(agent.CmdPrice))
		w.hear("es", "instalar un split", service("ac_install_small"))
		w.hear("es", "no sé", cmd(agent.CmdSkip))
		w.hear("es", "en maipú, y dan garantía?", at("cl-maipu"), cmd(agent.CmdWarranty))
		w.hear("es", "olvídalo", cmd(agent.CmdStop))
	}},
	{"corrections_es", "CL", func(w *world) {
		w.hear("es", "mantención de 2 aires en maipú el jueves", service("ac_maintenance"), set(agent.SlotQuantity, agent.Value{Number: 2}), at("cl-maipu"), w.on(3))
		w.hear("es", "1", pick("1"))
		w.hear("es", "Pajaritos 100", address("Pajaritos", "100"))
		w.hear("es", "Ana", named("Ana"))
		w.hear("es", "sí pero mejor el viernes", cmd(agent.CmdDeny), correct(agent.SlotWhen, agent.Value{When: &agent.When{Wish: w.day(4)}}))
		w.hear("es", "2", pick("2"))
		w.hear("es", "el número es 120", correct(agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: "120", Number: "120"}}))
		w.hear("es", "no", cmd(agent.CmdDeny))
		w.hear("es", "el trabajo", pick("3"))
		w.hear("es", "lavadora, no enciende", service("washer_repair"), problem("no enciende"))
	}},
	{"out_of_area_es", "CL", func(w *world) {
		w.hear("es", "atienden en arica? se rompió la lavadora", cmd(agent.CmdCoverage), service("washer_repair"), at("cl-arica"))
		w.hear("es", "y qué horario tienen", cmd(agent.CmdHours))
		w.hear("es", "ya", cmd(agent.CmdAffirm))
	}},
	{"out_of_area_then_another_place", "CL", func(w *world) {
		w.hear("es", "mantención en arica", service("ac_maintenance"), at("cl-arica"))
		w.hear("es", "no, es en ñuñoa", cmd(agent.CmdDeny), correct(agent.SlotPlace, agent.Value{Place: "cl-nunoa", Text: "ñuñoa"}))
	}},
	{"gas_es", "CL", func(w *world) {
		w.hear("es", "hola, el calefont, salió olor a gas", cmd(agent.CmdGreet), danger(agent.UrgentGas))
		w.hear("es", "hola?", cmd(agent.CmdGreet))
		w.hear("es", "sigue el olor", danger(agent.UrgentGas))
	}},
	{"water_pt", "BR", func(w *world) {
		w.hear("pt", "a máquina de lavar está vazando água pela cozinha toda", service("washer_repair"), problem("vazando água"), danger(agent.UrgentWater))
	}},
	{"sparks_mx", "MX", func(w *world) {
		w.hear("es", "el minisplit saca chispas", danger(agent.UrgentSparks))
	}},
	{"repair_ladder_es", "CL", func(w *world) {
		w.hear("es", "quiero agendar", cmd(agent.CmdBook))
		w.hear("es", "asdf")
		w.hear("es", "qwer")
		w.hear("es", "zxcv")
	}},
	{"ladder_pt_location", "BR", func(w *world) {
		w.hear("pt", "manutenção do ar", service("ac_maintenance"))
		w.hear("pt", "perto da padaria", at("nowhere"))
		w.hear("pt", "lá no centro", at("nowhere"))
		w.hear("pt", "1", pick("1"))
	}},
	{"slots_es_more_and_lost", "CL", func(w *world) {
		w.hear("es", "mantención en ñuñoa mañana", service("ac_maintenance"), at("cl-nunoa"), w.on(1))
		w.hear("es", "otra más tarde", cmd(agent.CmdMore))
		w.lose = 1
		w.hear("es", "1", pick("1"))
		w.hear("es", "mejor el domingo 20", correct(agent.SlotWhen, agent.Value{When: &agent.When{Wish: w.day(27)}}))
		w.hear("es", "ninguna", pick(agent.ChoiceNone))
		w.hear("es", "cualquiera", pick(agent.ChoiceAny))
	}},
	{"ambiguous_day_es", "CL", func(w *world) {
		w.hear("es", "mantención en ñuñoa el lunes", service("ac_maintenance"), at("cl-nunoa"),
			set(agent.SlotWhen, agent.Value{When: &agent.When{Alternatives: []booking.Wish{w.day(0), w.day(7)}}}))
		w.hear("es", "cuánto sale?", cmd(agent.CmdPrice))
		w.hear("es", "2", pick("2"))
	}},
	{"human_es_closed", "CL", func(w *world) {
		w.view.Desk = agent.DeskHours{Next: time.Date(2026, 11, 24, 8, 30, 0, 0, w.view.Zone)}
		w.hear("es", "quiero hablar con alguien", cmd(agent.CmdHuman))
		w.hear("es", "hay alguien?", cmd(agent.CmdStatus))
		w.hear("es", "no me escriban más", cmd(agent.CmdOptOut))
	}},
	{"complaint_pt", "BR", func(w *world) {
		w.hear("pt", "já é a segunda vez que o técnico não vem", cmd(agent.CmdComplain))
	}},
	{"visit_questions_es", "CL", func(w *world) {
		w.view.Contact.Name = "Marta Rojas"
		w.view.Visits = []agent.Visit{{
			ID: "visit-9", Service: "washer_repair", Status: booking.VisitScheduled, Locality: "Ñuñoa", TimeZone: zones["CL"],
			Window: span.Of(time.Date(2026, 11, 26, 9, 0, 0, 0, w.view.Zone), 4*time.Hour),
		}}
		w.hear("es", "hola", cmd(agent.CmdGreet))
		w.hear("es", "cuándo vienen?", cmd(agent.CmdStatus))
		w.hear("es", "reagendar porfa", cmd(agent.CmdMove))
	}},
	{"visit_late_mx", "MX", func(w *world) {
		w.view.Visits = []agent.Visit{{
			ID: "visit-9", Service: "washer_repair", Status: booking.VisitScheduled, Locality: "Del Valle", TimeZone: zones["MX"],
			Window: span.New(w.now.Add(-4*time.Hour), w.now.Add(-time.Hour)),
		}}
		w.hear("es", "no que iban a llegar de 6 a 9?", cmd(agent.CmdStatus))
	}},
	{"no_visit_pt", "BR", func(w *world) {
		w.hear("pt", "preciso cancelar a visita", cmd(agent.CmdCancel))
		w.hear("pt", "sem problema", cmd(agent.CmdAffirm))
	}},
	{"strangers", "CL", func(w *world) {
		w.hear("es", "Alo? Pamela? contestame", cmd(agent.CmdWrong))
		w.hear("es", "vendemos repuestos", cmd(agent.CmdSupplier))
		w.hear("es", "soy técnico, buscan gente?", cmd(agent.CmdWorker))
	}},
	{"optout_stranger_pt", "BR", func(w *world) {
		w.hear("pt", "PARE de me mandar propaganda", cmd(agent.CmdOptOut))
		w.hear("pt", "mas quero um conserto", cmd(agent.CmdBook))
	}},
	{"nothing_gathered", "MX", func(w *world) {
		w.hear("es", "olvídalo", cmd(agent.CmdStop))
		w.hear("es", "hola", cmd(agent.CmdGreet))
		w.hear("es", "no, nada", cmd(agent.CmdDeny))
	}},
	{"no_slots_pt", "BR", func(w *world) {
		w.empty = true
		w.hear("pt", "manutenção em pinheiros, quando puder", service("ac_maintenance"), at("br-pinheiros"), soon())
		w.hear("pt", "pode ser", cmd(agent.CmdAffirm))
	}},
	{"resume_after_pause_es", "CL", func(w *world) {
		w.hear("es", "mantención en ñuñoa", service("ac_maintenance"), at("cl-nunoa"))
		w.now = w.now.Add(2 * time.Hour)
		w.hear("es", "hola", cmd(agent.CmdGreet))
		w.hear("es", "te aviso", cmd(agent.CmdWait))
		w.now = w.now.Add(30 * time.Hour)
		w.hear("es", "hola", cmd(agent.CmdGreet))
	}},
	{"language_switch", "BR", func(w *world) {
		lang := cmd(agent.CmdLanguage)
		lang.Value.Text = "es"
		w.hear("pt", "oi, pode ser em español?", lang, service("ac_install_small"), set(agent.SlotQuantity, agent.Value{Number: 3}))
		w.hear("es", "9000 btu", set(agent.SlotDetail, agent.Value{Text: "9000 btu"}))
	}},
	{"web_chat_phone_en", "CL", func(w *world) {
		w.view.Contact.Phone = ""
		w.hear("en", "ac maintenance in nunoa asap, I'm Tom, Irarrazaval 99", service("ac_maintenance"), at("cl-nunoa"), soon(), named("Tom"), address("Irarrázaval", "99"))
		w.hear("en", "2", pick("2"))
		w.hear("en", "I'd rather not", cmd(agent.CmdSkip))
		w.hear("en", "how much?", cmd(agent.CmdPrice))
		w.hear("en", "yes", cmd(agent.CmdAffirm))
	}},
	{"pin_and_number_mx", "MX", func(w *world) {
		w.hear("es", "mantenimiento del clima en la del valle, lo antes posible", service("ac_maintenance"), at("mx-delvalle"), soon())
		w.hear("es", "la primera", pick("1"))
		w.hear("es", "en avenida coyoacán", set(agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: "avenida coyoacán", Street: "Avenida Coyoacán"}}))
		w.hear("es", "no tiene, portón verde", set(agent.SlotAddress, agent.Value{Address: &booking.Address{Raw: "portón verde", Reference: "portón verde"}}))
		w.hear("es", "perdón, cuánto tarda?", cmd(agent.CmdHelp))
		w.hear("es", "Luis", named("Luis"))
	}},
	{"photo_only", "CL", func(w *world) {
		w.media = []string{"image"}
		w.hear("es", "")
		w.media, w.voice = []string{"audio"}, agent.VoiceUnread
		w.hear("es", "")
	}},
	{"voice_says_back_es", "CL", func(w *world) {
		w.hear("es", "eh mantención en ñuñoa po", spoken(service("ac_maintenance"), at("cl-nunoa"))...)
		w.hear("es", "ya o sea el miércoles", spoken(set(agent.SlotWhen, agent.Value{When: &agent.When{Wish: w.day(2)}}))...)
		w.hear("es", "la uno", spoken(pick("1"))...)
		w.hear("es", "irarrázaval doce treinta y cuatro", spoken(address("Irarrázaval", "1234"))...)
		w.hear("es", "soy ana soto", spoken(named("Ana Soto"))...)
		w.hear("es", "no, en irarrázaval cuatro mil", append(spoken(address("Irarrázaval", "4000")), cmd(agent.CmdDeny))...)
		w.hear("es", "sí", spoken(cmd(agent.CmdAffirm))...)
	}},
	{"voice_says_back_pt", "BR", func(w *world) {
		w.hear("pt", "tipo, manutenção em pinheiros, né", spoken(service("ac_maintenance"), at("br-pinheiros"), soon())...)
		w.hear("pt", "quinta", spoken(correct(agent.SlotWhen, agent.Value{When: &agent.When{Wish: w.day(3)}}))...)
	}},
	{"voice_not_heard_es", "CL", func(w *world) {
		w.media, w.voice = []string{"audio"}, agent.VoiceUnclear
		w.hear("es", "")
		w.media, w.voice = []string{"audio"}, agent.VoiceUnclear
		w.hear("es", "")
		w.hear("es", "mantención en ñuñoa, lo antes posible", service("ac_maintenance"), at("cl-nunoa"), soon())
		w.media, w.voice = []string{"audio"}, agent.VoiceLate
		w.hear("es", "")
		w.media, w.voice = []string{"audio"}, agent.VoiceLong
		w.hear("es", "la 2", pick("2"))
	}},
	{"voice_not_heard_pt", "BR", func(w *world) {
		w.hear("pt", "manutenção em pinheiros", service("ac_maintenance"), at("br-pinheiros"))
		for range 3 {
			w.media, w.voice = []string{"audio"}, agent.VoiceUnread
			w.hear("pt", "")
		}
	}},
	{"older_message_quoted_es", "CL", func(w *world) {
		w.hear("es", "mantención en ñuñoa, lo antes posible", service("ac_maintenance"), at("cl-nunoa"), soon())
		w.hear("es", "otra", cmd(agent.CmdMore))
		w.hear("es", "la 2 de antes", pick(agent.ChoiceGone))
		w.hear("es", "esa", pick(agent.ChoiceGone))
		w.hear("es", "la 1", pick("1"))
		w.hear("es", "déjalo", cmd(agent.CmdStop))
		w.hear("es", "sí", pick(agent.ChoiceGone))
	}},
}

func TestDialoguesReadAsTheyShould(t *testing.T) {
	t.Parallel()
	for _, d := range slices.Concat(dialogues, besides) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(d.country)
			d.play(w)
			testkit.Golden(t, d.name+".golden", w.log.String())
		})
	}
}
