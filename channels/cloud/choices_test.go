package cloud_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Whatever the choices are, the server takes the message, and every title can be read in full and picked.
func TestChoicesOfAnyShapeAreTakenAndReadInFull(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Statuses()
	ana := w.ana()
	word := rapid.SampledFrom([]string{"a", "ñandú", "jue 26 nov, 9:00 a 13:00", "😀", "lavadora ", "Sí", "x y", "1. uno", "refrigerador de dos puertas"})
	kinds := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		title := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "words"), "") })
		titles := rapid.SliceOfN(title, 1, 12).Draw(rt, "titles")
		head := strings.Repeat(word.Draw(rt, "head"), rapid.SampledFrom([]int{1, 5, 40, 100}).Draw(rt, "times"))
		out := w.out(ana.WaID(), "")
		out.Text, out.Choices = numbered(head, titles...)
		if rapid.Bool().Draw(rt, "without numbers") {
			out.Text = head
		}
		if rapid.Bool().Draw(rt, "asks") {
			out.Ask = "location"
		}
		w.Clock.Advance(6 * time.Second)
		if _, err := w.cloud.Send(t.Context(), out); err != nil {
			rt.Fatalf("%+v: %v", out, err)
		}
		got := ana.Next(t.Context())
		kinds[got.Type]++
		if got.Type == "text" || got.AsksLocation { // no shape for these: the text has them
			if got.Text != out.Text {
				rt.Errorf("the text became %q", got.Text)
			}
			return
		}
		if len(got.Choices) != len(titles) || !strings.HasPrefix(got.Text, strings.TrimSpace(head)) {
			rt.Fatalf("got %+v of %+v", got, out)
		}
		for i, c := range got.Choices {
			if c.ID != fmt.Sprint(i+1) || c.Title != titles[i] && c.Description != titles[i] {
				rt.Errorf("%q became %+v", titles[i], c)
			}
		}
		if got.Text != out.Text && got.Type != "button" {
			rt.Errorf("a %s's text became %q", got.Type, got.Text)
		}
	})
	for _, kind := range []string{"text", "button", "list"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was drawn: %v", kind, kinds)
		}
	}
}

func TestOnlyLinesThatSayTheChoicesAreLeftOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	choices := []channels.Choice{{ID: "1", Title: "Sí"}, {ID: "2", Title: "No"}}
	for text, want := range map[string]string{
		"¿Va?\n1. Sí\n2. No":                 "¿Va?",
		"Son:\n1. uno\n¿Va?\n\n1. Sí\n2. No": "Son:\n1. uno\n¿Va?",
		"¿Va?\n1. Sí\n2. No\nResponda":       "¿Va?\n1. Sí\n2. No\nResponda",
		"¿Va?\n1. Sí\n2. Nunca":              "¿Va?\n1. Sí\n2. Nunca",
		"1. Sí\n2. No":                       "1. Sí\n2. No",
		"¿Va?":                               "¿Va?",
	} {
		out := w.out(ana.WaID(), text)
		out.Choices = choices
		w.send(out)
		if got := ana.Next(t.Context()); got.Text != want || got.Type != "button" {
			t.Errorf("%q: got %+v", text, got)
		}
	}
}
