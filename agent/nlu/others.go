package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent"
)

// othersToo tells whether the answer to why a visit was called off calls off another one: "y la otra también".
func (o *Reading) othersToo() bool {
	if o.msg.Ask != agent.AskReason || o.t.Words() > 7 || o.has(agent.CmdCancel) {
		return false
	}
	other, too := false, false
	for i := range o.t.Tokens {
		switch o.t.Norm(i) {
		case "otra", "outra", "otras", "outras":
			before, after := o.t.Norm(i-1), o.t.Norm(i+1)
			other = other || (before == "la" || before == "a" || before == "las" || before == "as") && (closes(o.t, i+1) || after == "visita" || after == "cita" || after == "hora" || after == "tambien" || after == "tambem" || after == "igual" || after == "porfa" || after == "por")
		case "tambien", "tambem", "igual", "igualmente":
			too = true
		}
	}
	return other && too
}
