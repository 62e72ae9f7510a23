package gsm_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
)

func TestSizesAreThoseOfTheStandard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		coding gsm.Coding
		sizes  []int
	}{
		{"", gsm.GSM7, []int{0}},
		{strings.Repeat("ñ", 160), gsm.GSM7, []int{160}},
		{strings.Repeat("ñ", 161), gsm.GSM7, []int{153, 8}},
		{strings.Repeat("a", 152) + "€" + strings.Repeat("b", 10), gsm.GSM7, []int{152, 12}}, // the escape is not cut
		{strings.Repeat("€", 80), gsm.GSM7, []int{160}},
		{strings.Repeat("€", 81), gsm.GSM7, []int{152, 10}},
		{strings.Repeat("á", 70), gsm.UCS2, []int{70}},
		{strings.Repeat("á", 71), gsm.UCS2, []int{67, 4}},
		{strings.Repeat("á", 66) + "😀" + "12345", gsm.UCS2, []int{66, 7}}, // the pair is not cut
		{strings.Repeat("á", 60) + "👩‍👩‍👧" + "12345", gsm.UCS2, []int{60, 13}},
		{strings.Repeat("á", 65) + "🇨🇱" + "12345", gsm.UCS2, []int{65, 9}},
		{strings.Repeat("á", 66) + "a\u0301" + "12345", gsm.UCS2, []int{66, 7}},
	} {
		var sizes []int
		for _, s := range gsm.Split(c.text) {
			sizes = append(sizes, s.Size)
			if s.Coding != c.coding {
				t.Errorf("%q has coding %d", c.text, s.Coding)
			}
		}
		if !slices.Equal(sizes, c.sizes) {
			t.Errorf("%q: sizes %v, want %v", c.text, sizes, c.sizes)
		}
	}
}

func TestALineBreakOfTwoCharactersIsOne(t *testing.T) {
	t.Parallel()
	if got := gsm.Split("a\r\nb")[0]; got.Text != "a\nb" || got.Size != 3 {
		t.Errorf("%+v", got)
	}
}

func TestPlainWritesSpanishAndPortugueseInGSM7(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Mañana vamos para allá, ¿está bien?": "Mañana vamos para alla, ¿esta bien?",
		"Você não tem horário à tarde? Às 9h": "Voce nao tem horario à tarde? As 9h",
		"coração, AÇÃO, pingüino, ÉL":         "coracao, AÇAO, pingüino, ÉL",
		"“sí” – ‘no’… 3º piso, 2ª puerta, 5°": `"si" - 'no'... 3o piso, 2a puerta, 5o`,
		"• uno\u00a0dos":                      "- uno dos",
		"ya está":                             "ya esta",
		"allá 😀":                              "allá 😀", // UCS-2 whatever is done
		"Привет, José":                        "Привет, José",
		"a\u0301":                             "a", // decomposed
		"½ hora":                              "1/2 hora",
		"è é ù ì ò à ñ ü ö ä Ç € [1]":         "è é ù ì ò à ñ ü ö ä Ç € [1]",
	} {
		if got := gsm.Plain(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestEmojiGoWithTheBlankTheyLeave(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"✅ Listo":               "Listo",
		"Listo ✅":               "Listo",
		"Listo ✅.":              "Listo.",
		"Listo ✅ gracias":       "Listo gracias",
		"Uno 👍🏽\nDos ❤️ tres":   "Uno\nDos tres",
		"1️⃣ lunes\n2️⃣ martes": "1 lunes\n2 martes",
		"👍":                     "👍",
		"sin nada":              "sin nada",
		"📍 Calle 1\n🕘 9:00":     "Calle 1\n9:00",
		"👨‍🔧 El técnico 🇨🇱 va":  "El técnico va",
	} {
		if got := gsm.WithoutEmoji(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// letters are those that texts of ours and what customers type are made of, and what is hard to cut.
var letters = []rune("abc xyzñéüáíóúãõç¿¡€[]{}^~|\\\n😀👍🏽❤\ufe0f\u200d👩🔧🇨🇱“”…–º\u0301")

func TestSegmentsAreWholeSmallAndAsFewAsTheyCanBe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SampledFrom([]string{string(letters), "abcñé€[]^|", "áéí😀"}).Draw(t, "letters")
		text := rapid.StringOfN(rapid.SampledFrom([]rune(some)), 0, 700, -1).Draw(t, "text")
		check(t, text)
		plain := gsm.Plain(text)
		if gsm.Count(plain) > gsm.Count(text) {
			t.Fatalf("plain takes %d, was %d", gsm.Count(plain), gsm.Count(text))
		}
		if again := gsm.Plain(plain); again != plain {
			t.Fatalf("plain of plain is %q, was %q", again, plain)
		}
		check(t, plain)
	})
}

type failer interface{ Fatalf(string, ...any) }

// check holds the promises of Split against a text.
func check(t failer, text string) {
	segments := gsm.Split(text)
	only, part, read := 160, 153, gsm.Decode7
	if segments[0].Coding == gsm.UCS2 {
		only, part, read = 70, 67, gsm.DecodeUCS2
	}
	limit := part
	if len(segments) == 1 {
		limit = only
	}
	whole, total := "", 0
	for i, s := range segments {
		if s.Size > limit || s.Coding != segments[0].Coding || s.Size == 0 && text != "" {
			t.Fatalf("segment %d of %d: size %d, coding %d", i+1, len(segments), s.Size, s.Coding)
		}
		bytes := s.Size
		if s.Coding == gsm.UCS2 {
			bytes *= 2
		}
		if len(s.Data) != bytes || read(s.Data) != s.Text || !utf8.ValidString(s.Text) {
			t.Fatalf("segment %d reads %q, wants %q", i+1, read(s.Data), s.Text)
		}
		whole += s.Text
		total += s.Size
	}
	if whole != text {
		t.Fatalf("the segments read %q, the text is %q", whole, text)
	}
	if (total <= only) != (len(segments) == 1) {
		t.Fatalf("%d segments for %d", len(segments), total)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("hola")
	f.Add(strings.Repeat("👩‍👩‍👧€", 40))
	f.Add("\xff\r\n\x1b")
	f.Add("\u200d\u200d\ufe0f" + strings.Repeat("\u0301", 300))
	f.Fuzz(func(t *testing.T, text string) {
		check(t, strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd"))
		gsm.Split(text)
		check(t, strings.ReplaceAll(gsm.Plain(gsm.WithoutEmoji(strings.ToValidUTF8(text, "\ufffd"))), "\r\n", "\n"))
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x1b})
	f.Add([]byte{0x1b, 0x65, 0xff, 0x00})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, s := range []string{gsm.Decode7(data), gsm.DecodeUCS2(data), gsm.DecodeLatin1(data)} {
			if !utf8.ValidString(s) {
				t.Fatalf("%q is no text", s)
			}
		}
	})
}
