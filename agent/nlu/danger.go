package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// gap is how many words may stand between the two halves of a danger: "huele muy fuerte a gas".
const gap = 3

// smells and leaks are what makes gas a danger; cries for help do too.
var smells = map[string]bool{
	"huele": true, "olor": true, "olores": true, "olorcito": true, "hiede": true, "apesta": true, "escape": true, "escapa": true, "escapando": true, "fuga": true,
	"pierde": true, "perdida": true, "cheiro": true, "cheirando": true, "cheira": true, "fedor": true, "vaza": true, "vazando": true, "vazamento": true,
	"smell": true, "smells": true, "leak": true, "leaking": true,
}

var cries = map[string]bool{"ayuda": true, "auxilio": true, "socorro": true, "ajuda": true, "help": true, "urgente": true}

// farDanger finds a smell or a leak of gas whose words do not stand side by side. In doubt it is a danger.
func farDanger(t text.Text) (text.Hit[intent], bool) {
	for i := range t.Tokens {
		if t.Norm(i) != "gas" {
			continue
		}
		for k := range t.Tokens {
			word := t.Norm(k)
			if far := k - i; cries[word] || smells[word] && far <= gap && -far <= gap+1 && !negated(t, min(i, k)) {
				return text.Hit[intent]{From: min(i, k), To: max(i, k) + 1, Value: intent{kind: agent.CmdDanger, urgency: agent.UrgentGas}}, true
			}
		}
	}
	return text.Hit[intent]{}, false
}
