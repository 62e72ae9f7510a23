package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestANumberIsTakenInAnyFormOfWhatsApp(t *testing.T) {
	t.Parallel()
	for as, want := range map[string]string{
		"+56961234567": "+56961234567", "56961234567": "+56961234567", "5215512345679": "+525512345679", "+5215512345679": "+525512345679",
		"551187654321": "+5511987654321", "+55 11 98765-4321": "+5511987654321", "56961234567@s.whatsapp.net": "+56961234567",
		"5491123456789": "+5491123456789", "abc": "", "": "", "123": "",
	} {
		if got, err := chatNumber(as); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", as, got, err, want)
		}
	}
}

func TestLinesOfTheChatAreChecked(t *testing.T) {
	t.Parallel()
	for line, ok := range map[string]bool{
		"hola": true, "@wait 26h": true, "@wait": false, "@wait -1h": false, "@burst a | b": true, "@burst": false, "@location -33.4,-70.6": true,
		"@location 91,0": false, "@react 👍": true, "@react": false, "@image /no/such/file": false, "@dance": false,
	} {
		if _, err := parseChatLine(line); (err == nil) != ok {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestBadUsageIsOneLineAndCodeTwo(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"bogus"}, {"chat", "--as", "abc", "--demo"}, {"chat"}, {"solve", "/no/such/file"}, {"understand", "--jsonl"}} {
		var out, errs bytes.Buffer
		p := program{ctx: t.Context(), in: strings.NewReader("{bad\n"), out: &out, err: &errs}
		if code := p.run(args); code != exitUsage || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: code %d, %q", args, code, errs.String())
		}
	}
}
