package nlu_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/booking"
)

// What people write while they are asked something else is read for what it is.
func TestAnswersThatAreNotToTheQuestion(t *testing.T) {
	t.Parallel()
	rules := nlu.New(demoLexicon())
	now := time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", -3*3600))
	for _, c := range []struct {
		country, text string
		ask           agent.Ask
		want, not     string // commands as kind, kind:slot or kind:slot=value
	}{
		{"MX", "vivo en la del valle", "", "set:place=", ""},
		{"MX", "es una mabe", agent.AskLocation, "set:problem=es una mabe", "set:place"},
		{"MX", "y puedo pagar con tarjeta", agent.AskLocation, "pay", "set:place"},
		{"CL", "es eléctrico", agent.AskSlot, "set:problem=es eléctrico", ""},
		{"MX", "y viene con garantía?", agent.AskSlot, "warranty", "set:service"},
		{"CL", "Los Plátanos 2500 casa 4, avisen en la caseta", agent.AskAddress, "note=avisen en la caseta", ""},
		{"BR", "cep 04571-010, apto 51", "", "set:place=", "set:address=cep"},
		{"BR", "a segunda", agent.AskName, "", "set:name"},
		{"BR", "a primeira", agent.AskName, "", "set:name"},
		{"CL", "colón 4510", agent.AskWhen, "set:address=colón 4510", ""},
		{"CL", "Calle Arturo Prat 455 depto 12", agent.AskDetail, "set:address=Calle Arturo Prat 455 depto 12", "set:detail"},
		{"CL", "en el piso 4, son 12000 btu", agent.AskDetail, "set:detail", "set:address"},
		{"CL", "para la florida", agent.AskLocation, "set:place=", ""},
		{"CL", "es por un ruido, vivo en la reina", "", "set:place=", ""},
		{"BR", "rua tuiuti 12, tocar a campainha", agent.AskAddress, "", "set:service"},
		{"CL", "mantención a 3 equipos el viernes", agent.AskWhen, "set:quantity", ""},
		{"BR", "manutenção no ar, moema, quinta de manhã", "", "set:place=moema", ""},
		{"CL", "vivo en Santiago, en Ñuñoa", "", "set:place=Ñuñoa", ""},
		{"CL", "ok, persona", "", "human", ""},
		{"BR", "então pessoa por favor", agent.AskSlot, "human", ""},
		{"CL", "una persona mayor", "", "", "human"},
		{"CL", "Marcela Ponce", agent.AskSlot, "set:name=Marcela Ponce", ""},
		{"BR", "isso, manda", agent.AskConfirm, "affirm", ""},
		{"CL", "Claudia Pereira", agent.AskConfirm, "set:name=Claudia Pereira", ""},
		{"CL", "sí, gracias Claudia", agent.AskConfirm, "affirm", "set:name"},
	} {
		r := rules.Understand(nlu.Message{
			Text: c.text, Country: c.country, Now: now, Ask: c.ask, Known: booking.ServiceCode("ac_repair"), Offers: "book",
		})
		got := " "
		for _, cmd := range r.Commands() {
			got += strings.TrimSuffix(string(cmd.Kind)+":"+string(cmd.Slot), ":") + "=" + cmd.Value.Text + "; "
		}
		if !strings.Contains(got, " "+c.want) || c.not != "" && strings.Contains(got, " "+c.not) {
			t.Errorf("%q at %q: %s", c.text, c.ask, got)
		}
	}
}

// Hours that are told apart from the days are hours of those days.
func TestHoursToldApartAreThoseOfTheDays(t *testing.T) {
	t.Parallel()
	rules := nlu.New(demoLexicon())
	now := time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", -3*3600))
	for text, want := range map[string]string{
		"trabajo hasta las 6, así que después de eso, mañana o pasado": "24 18:00-20:00, 25 18:00-20:00",
		"el jueves o el viernes, pero después de las 3":                "26 15:00-20:00, 27 15:00-20:00",
		"mañana":                      "24 00:00-00:00",
		"mantención a 3 aires mañana": "24 00:00-00:00",
	} {
		r := rules.Understand(nlu.Message{Text: text, Lang: "es", Country: "CL", Now: now, Ask: agent.AskWhen, Known: "ac_repair"})
		var got []string
		for _, cmd := range r.Commands() {
			if cmd.Slot == agent.SlotWhen {
				for _, w := range cmd.Value.When.Wish.Windows {
					got = append(got, w.Start.Format("2 15:04")+"-"+w.End.Format("15:04"))
				}
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}
