package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// talk is a conversation.
type talk struct {
	id     booking.ConversationID
	person *person
	human  bool // a person of ours has it
	lines  []line
}

// line is one message.
type line struct {
	id     booking.MessageID
	in     bool
	body   string
	author string
	at     time.Time
}

// Of the visits of the last days and the next ones that have a lead, this many percent are shown with their conversation.
const talksShown = 45

// converse makes the conversations in which visits were booked.
func (w *world) converse(d draw) {
	talking := map[*person]bool{}
	for _, v := range w.visits {
		if v.lead == nil || v.day < -2 || talking[v.person] || v.lead.source == "partner" || !d.chance(talksShown) {
			continue
		}
		talking[v.person] = true
		t := w.bookingTalk(d, v)
		v.lead.talk = t
		w.talks = append(w.talks, t)
	}
}

// bookingTalk is how a visit was booked. It ends with the message that told the promise; the last words of the customer are
// the consent. It names weekdays and no dates, so that it stays true when the demo moves by whole weeks.
func (w *world) bookingTalk(d draw, v *visit) *talk {
	t := &talk{id: booking.ConversationID(w.ids.New()), person: v.person}
	say := wordsOf[v.person.language]
	at := v.lead.at
	add := func(in bool, text string) *line {
		author := "bot"
		if in {
			author = "contact"
			at = at.Add(time.Duration(20+d.IntN(50)) * time.Second)
		} else {
			at = at.Add(time.Duration(2+d.IntN(3)) * time.Second)
		}
		t.lines = append(t.lines, line{
			id: booking.MessageID(w.ids.New()), in: in, body: text, author: author, at: at,
		})
		return &t.lines[len(t.lines)-1]
	}
	first := one(d, say.need)
	need := v.problem
	if need == "" {
		first, need = one(d, say.want), serviceName(v.service, v.person.language)
	}
	given, _, _ := strings.Cut(v.person.name, " ")
	add(true, fmt.Sprintf(first, need))
	add(false, say.askPlace)
	add(true, v.person.site.locality.Name)
	add(false, say.askAddress)
	add(true, v.person.site.address.Raw)
	add(false, fmt.Sprintf(say.offer, say.window(v)))
	add(true, "1")
	add(false, fmt.Sprintf(say.readBack, serviceName(v.service, v.person.language), say.window(v), v.person.site.locality.Name))
	v.consent = add(true, one(d, say.yes)).id
	v.toldBy = add(false, fmt.Sprintf(say.promise, given, say.window(v))).id
	return t
}

// phrasebook is what a talk is made of in one language.
type phrasebook struct {
	need, want []string
	askPlace   string
	askAddress string
	offer      string
	readBack   string
	yes        []string
	promise    string
	weekdays   [7]string
	hours      string
	anger      []string
	wait       string
}

var wordsOf = map[string]phrasebook{
	"es": {
		need: []string{
			"hola, %s, pueden venir a verlo?", "buenas tardes, %s. cuanto sale la visita?", "hola necesito ayuda, %s",
			"buenas, %s desde ayer",
		},
		want:       []string{"hola, necesito %s", "buenas, quiero agendar %s", "hola buen día, hacen %s?"},
		askPlace:   "Claro, lo vemos. ¿En qué comuna o colonia está?",
		askAddress: "Sí llegamos ahí. ¿Me da la dirección con número? Puede mandar su ubicación.",
		offer:      "Le puedo ofrecer:\n1. %s\n2. otro día\n¿Cuál le acomoda?",
		readBack:   "Entonces: %s, %s, en %s. ¿Confirma?",
		yes:        []string{"si", "sí, confirmo", "dale, gracias", "si porfa", "ok"},
		promise:    "Listo, %s. Le esperamos: %s. Le aviso cuando el técnico vaya en camino.",
		weekdays:   [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
		hours:      "%s entre %s y %s",
		anger: []string{
			"ya van 2 veces que no llega el tecnico, quiero hablar con alguien",
			"oiga y el técnico? quedaron de venir y nadie me avisa nada",
			"quiero hablar con una persona por favor",
			"me cobraron de más, quién me puede ayudar?",
			"quedó goteando igual que antes, necesito que vuelvan hoy",
		},
		wait: "Entiendo, y lamento la molestia. Le paso con una persona del equipo, que le responde por aquí.",
	},
	"pt": {
		need: []string{
			"oi, %s, vocês conseguem vir ver?", "boa tarde, %s. quanto fica a visita?", "oi preciso de ajuda, %s", "bom dia, %s desde ontem",
		},
		want:       []string{"oi, preciso de %s", "boa tarde, quero agendar %s", "oi, vocês fazem %s?"},
		askPlace:   "Claro, vamos ver isso. Em que bairro fica?",
		askAddress: "Atendemos aí, sim. Pode me passar o endereço com número? Pode mandar a localização.",
		offer:      "Posso oferecer:\n1. %s\n2. outro dia\nQual fica melhor?",
		readBack:   "Então: %s, %s, em %s. Confirma?",
		yes:        []string{"sim", "confirmo", "pode ser, obrigada", "isso mesmo", "ok"},
		promise:    "Pronto, %s. Combinado: %s. Aviso quando o técnico estiver a caminho.",
		weekdays:   [7]string{"domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"},
		hours:      "%s, das %s às %s",
		anger: []string{
			"já é a segunda vez que o técnico não vem, quero falar com alguém",
			"cadê o técnico? marcaram e ninguém avisa nada",
			"quero falar com uma pessoa por favor",
			"cobraram a mais, quem pode me ajudar?",
			"continua pingando igual antes, preciso que voltem hoje",
		},
		wait: "Entendo, e sinto muito. Vou passar para uma pessoa da equipe, que responde por aqui.",
	},
}

// window says the promised window by its weekday.
func (p phrasebook) window(v *visit) string {
	w := v.local()
	return fmt.Sprintf(p.hours, p.weekdays[w.Start.Weekday()], w.Start.Format("15:04"), w.End.Format("15:04"))
}
