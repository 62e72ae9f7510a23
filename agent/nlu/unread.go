package nlu

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Unread tells how much of a message its commands leave unexplained: the words with a meaning of their own that are part of no
// command, and the clauses that hold two of them or more. A yes, a no, a choice and an answer in free words explain all.
func (o *Reading) Unread(commands []agent.Command) (words, clauses int) {
	read := make([]bool, len(o.t.Tokens))
	for i := range commands {
		if explainsAll(&commands[i], o.msg.Ask) {
			return 0, 0
		}
		if c := &commands[i]; !whole(c.Span, o.t) {
			o.cover(read, c.Span)
		}
	}
	for _, h := range o.rules.words.Find(o.t) { // things and symptoms, also those beside the one that gave its span
		for i := h.From; i < h.To; i++ {
			read[i] = true
		}
	}
	inClause := 0
	for i, tok := range o.t.Tokens {
		if tok.Kind == text.Mark || connectors[tok.Norm] {
			inClause = 0
			continue
		}
		if read[i] || tok.Kind == text.Emoji || quiet[tok.Norm] || o.rules.vocabulary.knows(tok.Norm) {
			continue
		}
		words++
		if inClause++; inClause == 2 {
			clauses++
		}
	}
	return words, clauses
}

// explainsAll tells whether a command takes the whole message as its meaning.
func explainsAll(c *agent.Command, ask agent.Ask) bool {
	switch c.Kind {
	case agent.CmdAffirm, agent.CmdDeny, agent.CmdChoose:
		return true
	case agent.CmdSet:
		return c.Slot == agent.SlotProblem && ask == agent.AskProblem || c.Slot == agent.SlotDetail || c.Slot == agent.SlotRating
	}
	return false
}

func whole(s agent.Span, t text.Text) bool {
	return s.Start == 0 && s.End == len(t.Raw) && len(t.Tokens) > 3
}

func (o *Reading) cover(read []bool, s agent.Span) {
	for i, tok := range o.t.Tokens {
		if tok.Start < s.End && tok.End > s.Start {
			read[i] = true
		}
	}
}

// connectors begin a new clause.
var connectors = wordSet(`y e pero mas porque pues ademas tambem tambien entonces entao`)

// quiet are words that carry little by themselves: articles, prepositions, pronouns, helping verbs, courtesy and fillers.
var quiet = wordSet(`a al ante con de del desde el ella ellas ellos en entre es esta estan este esto estos esa ese eso esos estas era eran fue ser
	ha han he hay habia hace haber la las le les lo los me mi mis mio mia muy mucho mucha muchos no ni nos nosotros o para pa por que q se si sin so
	sobre su sus tal tan te ti tu tus un una uno unos unas usted ustedes vos ya yo como cual cuando donde quien cuanto cuanta cuantos aun asi
	ahi aca aqui alla bien bueno buena buenos buenas bueno solo solamente mas menos algo alguien alguno alguna todo toda todos todas otro otra
	cada mismo misma favor porfa porfavor gracias hola oye disculpa disculpe perdon saludos estimado estimados estimada senor senora senorita amigo
	amiga don dona quiero quisiera queria necesito necesitamos necesitaria quiere queremos puedo puede pueden podria podrian podemos poder tengo tiene tenemos
	tienen tener estoy estamos soy somos voy va van vamos ir hacer hacen hago dar dan da saber favor gustaria ver consulta pregunta ayuda ayudar ayudame
	ayudarme hoy ahora luego despues antes todavia siempre nunca casa cosa dia dias vez veces sr sra eh este o sea pues ps pos po igual onda
	em no na nos nas do da dos das ao aos as os um uma uns umas pra pro pelo pela com sem sob ate entre e ou mas nem se ja so eu ele ela eles elas voce
	voces vc vcs meu minha meus minhas seu sua seus suas nosso nossa isso isto este esta esse essa aquele aquela isto ser estou esta estao estava estar
	sou somos foi era tem tenho temos ter tinha ha faz fazer faco vai vou vamos ir pode podem posso podemos poder quero queria gostaria preciso precisamos
	precisa precisava quer queremos saber ver muito muita tudo toda todo todos algum alguma outro outra qual quando onde quem quanto como porque aqui ali la ca agora
	depois antes ainda sempre nunca hoje casa coisa dia vez bom boa bem oi ola obrigado obrigada favor gentileza por senhor senhora moco moca amigo ne
	entao tipo assim mesmo mesma so apenas the a an is are i you my it to of in on and for please hi hello thanks can could would do does have has need
	want with at this that me we our your`)
