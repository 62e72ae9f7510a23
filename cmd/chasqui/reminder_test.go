package main

import (
	"fmt"
	"strings"
	"testing"
)

// books has a customer book a visit for Thursday by text.
func (s *speaker) books() {
	s.t.Helper()
	got := s.line("hola, mantención de aire en Ñuñoa, el jueves en la mañana, soy Rosa Fuentes")
	answers := map[string]string{"slot": "1", "address": "Irarrázaval 1234", "name": "Rosa Fuentes", "phone": "no", "confirm": "sí", "detail": "no sé", "when": "el jueves en la mañana"}
	for range 8 {
		if strings.Contains(got, "visit.booked") {
			return
		}
		for ask, answer := range answers {
			if strings.Contains(got, `"ask":"`+ask+`","commands"`) {
				got = s.line(answer)
				break
			}
		}
	}
	s.t.Fatalf("nothing is booked: %s", got)
}

// A reminder opens a session in which the shortest of answers is about its visit.
func TestABareAnswerToAReminderIsAboutItsVisit(t *testing.T) {
	t.Parallel()
	for i, answer := range []string{"sí", "1", "@react 👍🏽"} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			s := newSpeaker(t, fmt.Sprintf("+5696123010%d", i), nil)
			s.books()
			s.wants(s.line("@wait 50h"), "recordamos tu visita", `"ask":"confirm"`)
			s.wants(s.line(answer), "visit.confirmed")
			if got := s.line("@react 👍"); strings.Contains(got, `"type":"reply"`) {
				t.Errorf("a thumb under what asks nothing is answered: %s", got)
			}
		})
	}
}
