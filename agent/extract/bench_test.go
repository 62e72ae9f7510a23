package extract_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// long is a message of thirty words with something for most readers.
const long = "hola buenas tardes mire mi nombre es Carolina Fuentes y prefiero la segunda opción del jueves, mi celular es 9 6123 4567 y el rut 17.866.024-1, demoran como dos horas y media o más?"

func BenchmarkReaders(b *testing.B) {
	p := text.Parse(long)
	offer := offers["slots"]
	offer.Now = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for name, read := range map[string]func(){
		"numbers":   func() { extract.Numbers(p, "CL") },
		"durations": func() { extract.Durations(p) },
		"yesno":     func() { extract.ReadYesNo(p, "CL", "visit") },
		"choice":    func() { extract.Choose(p, offer) },
		"phones":    func() { extract.Phones(p, "CL") },
		"ids":       func() { extract.IDs(p, "CL", false) },
		"emails":    func() { extract.Emails(p) },
		"name":      func() { extract.Name(p, true) },
		"refuses":   func() { extract.Refuses(p) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				read()
			}
		})
	}
}
