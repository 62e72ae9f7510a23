package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// noteSpan is the sentence of a note without the address that is written before it: "Calle 5 número 20, dejen dicho en caseta" is
// an address and how to get in.
func (o *Reading) noteSpan(h text.Hit[intent]) (start, end int) {
	start, end = sentence(o.t, h.From, h.To)
	a := o.Address
	if a == nil || h.Value.kind != agent.CmdNote {
		return start, end
	}
	door := a.End
	for _, part := range []string{a.Reference, a.Neighborhood, a.Locality} {
		if i := strings.LastIndex(a.Raw, part); part != "" && i > 0 {
			door = min(door, a.Start+i)
		}
	}
	if from, _ := o.t.Span(h.From, h.To); start <= a.Start && door <= from {
		start = max(start, door)
	}
	return start, end
}

// reference of the address; none when a note says the same.
func (o *Reading) reference() string {
	for _, h := range o.Intents {
		if h.Value.kind != agent.CmdNote {
			continue
		}
		if start, end := o.noteSpan(h); strings.Contains(o.t.Raw[start:end], o.Address.Reference) {
			return ""
		}
	}
	return o.Address.Reference
}
