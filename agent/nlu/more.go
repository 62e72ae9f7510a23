package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
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

// earlyAddress tells whether a message may be nothing but an address that comes before it is asked for: "principe de gales 7000" to
// the question for a day.
func (o *Reading) earlyAddress() bool {
	switch o.msg.Ask {
	case agent.AskLocation:
		return !o.place.found() && o.Postcode.Value == "" && len(o.Times) == 0
	case agent.AskWhen, agent.AskSlot:
		return len(o.Times) == 0 && o.Choice == "" && o.YesNo == extract.Unclear && len(o.Intents) == 0 && o.service.code == ""
	}
	return false
}

// answersDetail tells whether a message may answer a question about the thing; a street with its number does not.
func (o *Reading) answersDetail() bool {
	return o.msg.Ask == agent.AskDetail && (o.Address == nil || o.Address.Street == "" || o.Address.Number == "" || o.Address.Start > 0)
}

// personWord is the token that asks for a person in a message that says little else, as people are told to write it: "ya, persona".
func (o *Reading) personWord() int {
	at := -1
	for i := range o.t.Tokens {
		switch w := o.t.Norm(i); {
		case w == "persona" || w == "pessoa" || w == "humano" || w == "humana" || w == "ejecutivo" || w == "ejecutiva" || w == "atendente":
			at = i
		case o.t.Tokens[i].Kind != text.Word || asksPerson[w]:
		default:
			return -1
		}
	}
	return at
}

// asksPerson are words that may stand beside it.
var asksPerson = wordSet(`ya si sim ok dale entonces entao pues po mejor melhor una un uma um con com la a favor por porfa porfavor quiero quero pasame pasa me necesito preciso hola oi`)
