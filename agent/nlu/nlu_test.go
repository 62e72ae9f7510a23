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
		"la terma no parte y hay olor a gas": agent.UrgentGas, "o fogão não acende, cheiro forte de gás": agent.UrgentGas, "huele harto como a gas": agent.UrgentGas,
		"tengo gas natural": "", "não tem cheiro de gás": "", "se prendió fuego el enchufe": agent.UrgentSmoke, "no calienta, sale humo": agent.UrgentSmoke,
		"me pegó la corriente al tocarla": agent.UrgentShock, "levei choque": agent.UrgentShock, "¡GAS! ¡auxilio!": agent.UrgentGas,
	} {
		if r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now}); r.Urgency() != want {
			t.Errorf("%q: %q, want %q", said, r.Urgency(), want)
		}
	}
}

func TestAWordThatIsNearlyAnAngryOneIsNone(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"antes estaba bien", "la estufa no calienta", "a porta não fecha", "no entiendo el idioma", "deixo a porta aberta"} {
		r := rules.Understand(nlu.Message{Text: said, Country: "CL", Now: now})
		for _, c := range r.Commands() {
			switch c.Kind {
			case agent.CmdComplain, agent.CmdAbuse, agent.CmdStop, agent.CmdHuman:
				t.Errorf("%q is read as %s", said, c.Kind)
			}
		}
	}
}

func TestTechniciansStepsAreToldAndNotAsked(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"voy en camino": "go", "ya llegué": "arrive", "cheguei": "arrive", "tô indo pra próxima": "go", "terminei aqui": "done", "ninguém em casa": "no_access",
		"no hay nadie": "no_access", "me falta la placa, hay que volver": "incomplete", "me atraso 30": "delay", "¿listo?": "", "cuando llegue aviso": "",
		"ya casi termino, casi listo": "", "ya voy llegando?": "", "todavía no voy": "not_yet", "no voy a poder": "",
		"terminei não, falta um pouco": "", "cheguei ainda não": "", "comecei não senhor": "", "cheguei, não tem ninguém": "arrive", "cheguei não tem ninguém aqui": "arrive",
		"terminei nada": "", "terminei, nada mais": "done",
	} {
		_, commands := rules.Field(nlu.Message{Text: said, Country: "CL", Now: now})
		got := ""
		for _, c := range commands {
			if c.Kind == agent.CmdStep && got == "" {
				got = c.Value.Text
			}
		}
		if got != want {
			t.Errorf("%q is the step %q, want %q", said, got, want)
		}
	}
}

func TestOptOutIsTheWholeMessageAndCancelIsNot(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{
		"BAJA": true, "sair": true, "no me escriban más": true, "cancelar": false, "la tapa baja sola": false,
		"quero parar de receber propaganda mas quero agendar": true, "ya me cansé de recibir sus promociones": true, "va a parar de llover?": false, "pode parar de receber o sinal": false,
	} {
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
