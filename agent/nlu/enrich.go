package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

var (
	trades = wordSet(`tecnico tecnica instalador instaladora electricista gasfiter plomero fontanero refrigerista refrigerador maestro soldador carpintero ayudante
		eletricista encanador montador ajudante soldador marceneiro technician electrician plumber installer`)
	vehicles   = wordSet(`moto auto carro camioneta furgon vehiculo bicicleta van motocicleta camion veiculo bicicleta kombi caminhonete furgao car motorbike`)
	owns       = wordSet(`tengo tenho con com propio propia proprio propria own have`)
	tradeEnds  = wordSet(`ha hace faz desde con com tengo tenho busco procuro y e estan estao buscan necesitan`)
	sendsPay   = wordSet(`manda mandame mandeme manden mande envia enviame envie envien pasame paseme pasa passa passe mandar enviar pasar passar quiero quero`)
	paysItself = wordSet(`pago pagar pix link enlace liga chave clave copia qr cuenta conta datos dados`)
)

const year = 365 * 24 * 60 * 60

// enrich adds to commands what else the message says of them.
func (c *composer) enrich() {
	// A proposal that books, moves or cancels wants a plain yes: extract is its judge alone.
	commits := c.o.msg.Ask == agent.AskConfirm && c.o.msg.Offers != agent.ProposeVisit
	if at := confirms(c.o.t); at >= 0 && !commits && !c.has(agent.CmdAffirm) && !c.has(agent.CmdDeny) && !c.has(agent.CmdWait) && !c.has(agent.CmdCancel) && !c.has(agent.CmdMove) {
		start, end := c.o.t.Span(at, at+1)
		c.add(agent.Command{Kind: agent.CmdAffirm}, start, end, 0.85)
	}
	for i := range c.out {
		switch cmd := &c.out[i]; cmd.Kind {
		case agent.CmdWorker:
			c.worker(cmd)
		case agent.CmdPay:
			if asksToSend(c.o.t) {
				cmd.Option = "now"
			}
		}
	}
}

var (
	confirmWords = wordSet(`confirmo confirmamos confirmado confirmada confirmadisimo`)
	notYetWords  = wordSet(`no nao luego despues depois manana amanha tarde si se cuando quando como para por`)
)

// confirms is where a message says "confirmo" in its own words beside other things; -1: it does not, or puts it off.
func confirms(t text.Text) int {
	at := -1
	for i := range t.Tokens {
		switch word := t.Norm(i); {
		case word == "?" || word == "¿":
			return -1
		case confirmWords[word] && at < 0 && (i == 0 || !notYetWords[t.Norm(i-1)] || i == 1 && t.Norm(0) == "si") && !notYetWords[t.Norm(i+1)]:
			at = i
		}
	}
	return at
}

// worker reads the trade, the years of it and the own vehicle of who looks for work.
func (c *composer) worker(cmd *agent.Command) {
	t := c.o.t
	for _, d := range extract.Durations(t) {
		if n := int(d.Seconds / year); n > 0 && n <= 60 {
			cmd.Value.Number = n
		}
	}
	for i, tok := range t.Tokens {
		word := t.Norm(i)
		switch {
		case tok.Kind != text.Word:
		case trades[word] && cmd.Value.Text == "":
			to := i + 1
			for to < len(t.Tokens) && to-i < 5 && t.Tokens[to].Kind == text.Word && !tradeEnds[t.Norm(to)] {
				to++
			}
			start, end := t.Span(i, to)
			cmd.Value.Text = t.Raw[start:end]
		case vehicles[word] && cmd.Option == "" && (owns[t.Norm(i-1)] || owns[t.Norm(i-2)] || owns[t.Norm(i+1)]) && !denied(t, i-1):
			cmd.Option = word
		}
	}
}

// asksToSend tells whether what is needed to pay is to be sent, rather than asked about.
func asksToSend(t text.Text) bool {
	sends, pays := false, false
	for i := range t.Tokens {
		word := t.Norm(i)
		if word == "?" || word == "¿" {
			return false
		}
		sends, pays = sends || sendsPay[word], pays || paysItself[word]
	}
	return sends && pays
}
