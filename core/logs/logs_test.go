package logs_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/logs"
)

func TestNoPhoneAndNoWordsAreLoggedAboveDebug(t *testing.T) {
	t.Parallel()
	secrets := []string{"12345678", "1234 5678", "91234", "lavadora", "12.345.678", "987654321"}
	for _, format := range []string{"text", "json"} {
		var out strings.Builder
		log, err := logs.New(&out, logs.Options{Level: "debug", Format: format})
		if err != nil {
			t.Fatal(err)
		}
		log.Info("sent to +56912345678", "to", "+56 9 1234 5678", "rut", "12.345.678-5")
		log.Info("in", logs.Text, "mi lavadora no enciende", "address", struct{ Value string }{"56912345678@s.whatsapp.net"})
		log.Warn("bad", logs.Error, errors.New("send to (11) 98765-4321: refused"), "n", int64(56912345678))
		log.With(logs.Body, "la lavadora").WithGroup("g").Error("x", slog.Group("in", logs.Raw, "lavadora", "tel", "5511987654321"))
		for _, s := range secrets {
			if strings.Contains(out.String(), s) {
				t.Errorf("%s: the log shows %q:\n%s", format, s, out.String())
			}
		}
		if !strings.Contains(out.String(), "*78") {
			t.Errorf("%s: the end of the number, by which one recognises it, is missing:\n%s", format, out.String())
		}
	}
}

func TestWordsPassAtDebugAndNumbersDoNot(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	log, _ := logs.New(&out, logs.Options{Level: "debug"})
	log.Debug("in", logs.Text, "mi lavadora, llamar al 912345678")
	if s := out.String(); !strings.Contains(s, "lavadora") || strings.Contains(s, "12345678") {
		t.Errorf("got %s", s)
	}
}

func TestIdsAndTimesAreNotMasked(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"0192f3a4-5b6c-7d8e-9f01-234567890123", "visit 0192f3a4-5b6c-7d8e-9f01-234567890123 moved",
		"2026-11-26T09:00:00-03:00", "2026-11-26T12:00:00.123456Z", "1234567", "$29.990", "took 12ms", "es-CL", "",
	} {
		if got := logs.MaskNumbers(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
	for s, want := range map[string]string{
		"+56912345678":                      "*78",
		"at 2026-11-26T09:00:00Z 912345678": "at 2026-11-26T09:00:00Z *78",
		"call 55 (11) 98765-4321 now":       "call *21 now",
		"CPF 529.982.247-25":                "CPF *25",
	} {
		if got := logs.MaskNumbers(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestDurationsAndTimesKeepTheirKind(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	log, _ := logs.New(&out, logs.Options{Format: "json"})
	log.Info("done", logs.Took, 12*time.Millisecond, logs.Count, 3)
	if s := out.String(); !strings.Contains(s, `"took":12000000,"count":3`) {
		t.Errorf("got %s", s)
	}
}

func TestAnUnknownLevelIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := logs.New(&strings.Builder{}, logs.Options{Level: "loud"}); err == nil {
		t.Error("accepted")
	}
}
