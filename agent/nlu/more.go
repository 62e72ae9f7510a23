package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// tellsMore tells whether a message says something of the thing under work while something else is asked: "es a gas", "é da
// Samsung". It is short, asks nothing and means nothing else.
func (o *Reading) tellsMore() bool {
	switch o.msg.Ask {
	case agent.AskWhen, agent.AskSlot, agent.AskLocation:
	default:
		return false
	}
	return o.msg.Known != "" && describes[o.t.Norm(0)] && o.t.Words() > 1 && o.t.Words() <= 10 && !strings.ContainsAny(o.t.Raw, "?¿") &&
		len(o.Intents) == 0 && len(o.Times) == 0 && o.PlaceID == "" && o.Postcode.Value == "" && o.Address == nil && o.Choice == "" &&
		o.Name.Value == "" && o.service.code == "" && len(o.Impossible) == 0
}
