package nlu_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

var rules = nlu.New(nlu.Lexicon{
	Services: []nlu.ServiceWords{
		{Code: "washer_repair", Kind: "repair", Synonyms: map[string][]string{"es": {"lavadora"}, "pt": {"maquina de lavar"}}, Symptoms: map[string][]string{"es": {"no centrifuga", "no enciende"}, "pt": {"nao centrifuga"}}},
		{Code: "washer_install", Kind: "install", Synonyms: map[string][]string{"es": {"lavadora"}, "pt": {"maquina de lavar"}}},
		{Code: "fridge_repair", Kind: "repair", Synonyms: map[string][]string{"es": {"refri"}, "pt": {"geladeira"}}, Symptoms: map[string][]string{"es": {"no enfria"}, "pt": {"parou de gelar"}}},
	},
	Places: []nlu.PlaceWords{
		{ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Served: true},
		{ID: "br-se", Country: "BR", Name: "Sé", Served: true},
		{ID: "cl-maipu", Country: "CL", Name: "Maipú", Served: true},
		{ID: "cl-florida", Country: "CL", Name: "La Florida", Served: true},
	},
})

var now = time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", -3*3600))

func TestOpeningsNameTheirService(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"mi lavadora no centrifuga": "washer_repair", "instalar una lavadora": "washer_install", "mi labadora no centrifuga": "washer_repair",
		"minha geladeira parou de gelar": "fridge_repair", "no es instalar, la lavadora no enciende": "washer_repair", "hola": "",
	} {
		r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now})
		if got, _ := r.Service(); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

func TestPlacesAreSureOrNone(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"vivo en nunoa": "cl-nunoa", "en Maipú... no, perdón, en La Florida": "cl-florida", "no sé": "", "calle Maipú 123": "", "soy de maipu": "cl-maipu",
	} {
		if r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now}); r.PlaceID != want {
			t.Errorf("%q: %q, want %q", said, r.PlaceID, want)
		}
	}
}

func TestDangerAndItsDenial(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]agent.Urgency{
		"hay olor a gas": agent.UrgentGas, "no hay olor a gas": "", "saiu faísca da tomada": agent.UrgentSparks, "es una cocina a gas": "",
	} {
		if r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now}); r.Urgency() != want {
			t.Errorf("%q: %q, want %q", said, r.Urgency(), want)
		}
	}
}

func TestOptOutIsTheWholeMessageAndCancelIsNot(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{"BAJA": true, "sair": true, "no me escriban más": true, "cancelar": false, "la tapa baja sola": false} {
		if r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now}); r.OptOut() != want {
			t.Errorf("%q: %t, want %t", said, r.OptOut(), want)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{"mi lavadora no centrifuga el jueves", "\xff", "soy Ana, av. x 12", "la 2", "https://maps.google.com/?q=-33.45,-70.6"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, ask := range []agent.Ask{agent.AskNone, agent.AskName, agent.AskAddress, agent.AskConfirm, agent.AskLocation} {
			r := rules.Understand(nlu.Message{Text: s, Country: "CL", Now: now, Ask: ask})
			for _, c := range r.Commands() {
				if c.Span.Start < 0 || c.Span.End < c.Span.Start || c.Span.End > len(s) {
					t.Fatalf("%q: %+v", s, c)
				}
			}
		}
	})
}

func BenchmarkUnderstand(b *testing.B) {
	for b.Loop() {
		rules.Understand(nlu.Message{Text: "hola buenas, mi lavadora no centrifuga, vivo en Ñuñoa y puedo el jueves en la tarde", Country: "CL", Now: now})
	}
}
