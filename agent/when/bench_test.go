package when_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

func BenchmarkParse(b *testing.B) {
	for name, said := range map[string]string{
		"short":   "el jueves en la tarde",
		"long":    "hola buenas, mi lavadora dejó de centrifugar ayer y necesito que vengan lo antes posible, puedo el jueves después de las 3 o el viernes entre 9 y 12, pero el sábado no puedo, vivo en Los Leones 1234 depto 56, gracias",
		"no time": "la verdad es que no sé bien qué le pasa, hace un ruido muy fuerte cuando parte y después bota agua por abajo",
		"numbers": "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45",
		"hostile": "de 1 a 2 a 3 a 4 a 5 a 6 a 7 a 8 a 9 a 10 a 11 de lunes a martes a jueves de 3 a 5 a 7 y 8 y 9 de la tarde de la noche",
	} {
		b.Run(name, func(b *testing.B) {
			t := text.Parse(said)
			for b.Loop() {
				for _, c := range when.Parse(t, "es") {
					when.Resolve(c, time.Unix(0, 0), when.Policy{})
				}
			}
		})
	}
}
