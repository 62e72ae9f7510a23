package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/locales"
)

// Transcripts have no commas, numbers in words, and the sounds that people make while they think. Each is read like a text.
func TestWhatIsSpokenIsUnderstoodByTheDemosWords(t *testing.T) {
	t.Parallel()
	ears := turn.Ears{Rules: nlu.New(demoLexicon()), Speaker: say.New(locales.Must())}
	units := map[string]booking.Unit{
		"CL": {Code: "CL", Country: "CL", Locale: "es-CL", TimeZone: "America/Santiago"},
		"BR": {Code: "BR", Country: "BR", Locale: "pt-BR", TimeZone: "America/Sao_Paulo"},
		"MX": {Code: "MX", Country: "MX", Locale: "es-MX", TimeZone: "America/Mexico_City"},
	}
	at, err := time.Parse(time.RFC3339, dialogueStart)
	must(t, err)
	for _, c := range []struct {
		country string
		ask     agent.Ask
		said    string
		want    []string
	}{
		{"CL", "", "eh mira te explico o sea el calefont como que se prende y se apaga y ayer en la noche había olor a gas en la logia", []string{"danger gas", "set service water_heater_repair"}},
		{"MX", "", "este pues mire es que el refri abajo ya no enfría y traigo comida y pues me urge a ver quién puede venir ahorita", []string{"set service fridge_repair", "set when asap"}},
		{"BR", "", "então é o seguinte né eu comprei uma máquina de lavar e ela chega amanhã tipo eu queria instalar só que só dá depois das sete da noite", []string{"set service washer_install", "set when"}},
		{"CL", agent.AskWhen, "eh ya o sea puede ser el jueves como a las tres y media de la tarde", []string{"set when 26 15:30"}},
		{"BR", agent.AskWhen, "tipo pode ser na quinta de manhã né", []string{"set when 26"}},
		{"CL", agent.AskConfirm, "eh sí ya po", []string{"affirm"}},
		{"CL", agent.AskPhone, "eh es el más cincuenta y seis nueve ocho siete seis cinco cuatro tres dos uno", []string{"set phone +56987654321"}},
		{"BR", agent.AskPhone, "é onze nove oito sete meia cinco quatro três dois um", []string{"set phone +5511987654321"}},
		{"CL", agent.AskAddress, "eh vivo en los leones mil doscientos treinta y cuatro departamento cinco", []string{"los leones 1234 departamento 5"}},
		{"CL", agent.AskName, "hola eh mi nombre es marcela rojas", []string{"set name Marcela Rojas"}},
		{"BR", "", "olha eu preciso remarcar a visita de amanhã porque tipo eu não vou estar em casa", []string{"move"}},
		{"CL", agent.AskSlot, "eh quisiera hablar con una persona por favor", []string{"human"}},
	} {
		unit := units[c.country]
		zone, err := time.LoadLocation(unit.TimeZone)
		must(t, err)
		state := agent.State{Ask: c.ask}
		if c.ask == agent.AskConfirm {
			state.Proposal = &agent.Proposal{ID: "p", Kind: "book", ShownAt: at}
		}
		h := ears.Understand(channels.TurnWork{At: at, Messages: []channels.Stored{{
			ID: "m", Inbound: channels.Inbound{Kind: channels.KindAudio, SentAt: at},
			Transcript: &channels.Transcript{State: channels.TranscriptHeard, Text: c.said},
		}}}, agent.View{Unit: unit, Zone: zone, Contact: agent.Contact{Country: c.country}}, state)
		got := spokenCommands(h, zone)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q lacks %q: %s", c.said, want, got)
			}
		}
		for _, command := range h.Commands {
			if command.Source != "voice" {
				t.Errorf("%q: %s comes from %s", c.said, command.Kind, command.Source)
			}
		}
	}
}

// spokenCommands is what was heard, in one line.
func spokenCommands(h agent.Heard, zone *time.Location) string {
	var out []string
	for _, c := range h.Commands {
		s := fmt.Sprint(c.Kind, " ", c.Slot, " ", c.Value.Service, c.Value.Urgency, c.Value.Text)
		if w := c.Value.When; w != nil {
			if s += string(w.Wish.Prefer); len(w.Wish.Windows) > 0 {
				s += w.Wish.Windows[0].Start.In(zone).Format("2 15:04")
			}
		}
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	return strings.Join(out, "; ")
}
