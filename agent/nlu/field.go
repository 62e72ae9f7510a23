package nlu

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
)

// duty is what a technician's phrase means: a command, or a step of the day's work.
type duty struct {
	kind agent.CommandKind
	step booking.StepKind
}

// dutiesOf lists the words of technicians in Spanish and Portuguese, separated by bars.
var dutiesOf = []struct {
	duty    duty
	phrases string
}{
	{duty{step: booking.StepGo}, `arranque para|arranco para|yendo|estoy yendo|voy yendo|de camino|voy|ya voy|voy en camino|en camino|voy saliendo|voy para alla|voy pa alla|voy pa|voy para|voy a la|voy al|voy rumbo|salgo|ya salgo|sali|ya sali|saliendo|partiendo|rumbo a|
		to indo|estou indo|indo|a caminho|saindo|ja vou|vou para|vou pra|vou la|partiu|to saindo|estou saindo|on my way`},
	{duty{step: booking.StepNotYet}, `no voy aun|no voy todavia|todavia no voy|aun no voy|todavia no salgo|aun no salgo|no he salido|ainda nao vou|ainda nao sai|nao vou ainda|nao sai ainda`},
	{duty{step: booking.StepArrive}, `llegue|ya llegue|estoy en el sitio|ya estoy en el sitio|ya en el sitio|ya en sitio|estoy donde el cliente|estoy con el cliente|ya estoy con el cliente|estoy aca|estoy aqui|ya estoy aca|ya estoy aqui|estoy afuera|estoy en el lugar|estoy en el domicilio|estoy en la casa|estoy en la puerta|aca estoy|aqui estoy|
		acabei de chegar|acabo de llegar|acabamos de llegar|recien llegue|recien llego|cheguei|ja cheguei|estou aqui|to aqui|ja estou aqui|estou na porta|to na porta|estou no local|cheguei no local|arrived`},
	{duty{step: booking.StepStart}, `empiezo|empece|empezando|empezamos|comienzo|comence|comenzando|inicio|inicie|iniciando|arranco|parto con el trabajo|manos a la obra|
		comecei|comeco|comecando|iniciei|inicio o servico|vou comecar|started`},
	{duty{step: booking.StepPause}, `pausa|en pausa|hago una pausa|almuerzo|voy a almorzar|me voy a almorzar|colacion|salgo a almorzar|salgo a comer|voy a comer|vamos a comer|voy a colacion|estoy almorzando|hora de almuerzo|me voy a comer|descanso|
		em pausa|pausei|almoco|vou comer|vou para o almoco|vou pro almoco|hora do almoco|vou almocar|saindo para almocar|parei para almocar|pause`},
	{duty{step: booking.StepResume}, `sigo|sigo trabajando|reanudo|retomo|continuo|continuando|volvi|ya volvi|de vuelta|vuelvo al trabajo|
		voltei|ja voltei|retomei|retomando|volto ao trabalho|continuando o servico|resume`},
	{duty{step: booking.StepDone}, `listo|lista|termine|ya termine|terminado|terminada|quedo listo|quedo lista|finalice|finalizado|finalizada|acabe|ya acabe|cerrado|trabajo terminado|trabajo listo|cierro|
		pronto|terminei|ja terminei|finalizei|finalizado o servico|concluido|concluida|conclui|acabei|fechei|servico feito|servico pronto|done|finished`},
	{duty{step: booking.StepIncomplete}, `incompleto|incompleta|quedo incompleto|quedo incompleta|quedo pendiente|no pude terminar|no se pudo terminar|no alcance a terminar|no pude hacerlo|hay que volver|tengo que volver|habra que volver|
		falta repuesto|falta un repuesto|me falta repuesto|me falta el|me falta la|me falta un|me falta una|falta la pieza|
		nao consegui terminar|nao deu para terminar|nao deu pra terminar|tem que voltar|precisa voltar|preciso voltar|vou ter que voltar|falta peca|falta a peca|faltou peca|faltou a|ficou pendente|incomplete`},
	{duty{step: booking.StepNoAccess}, `no me atiende nadie|no atiende nadie|nadie atiende|nadie me atiende|no me contesta nadie|no contesta nadie|no responde nadie|nadie sale|no me abre nadie|no abre nadie|nao abre ninguem|ninguem me atende|nao atendem|nao atende|cliente no contesta|no contesta el cliente|nao atende ninguem|nao responde ninguem|no hay nadie|no hay nadie en casa|nadie abre|nadie me abre|nadie contesta|nadie responde|no abren|no me abren|no sale nadie|no esta el cliente|cliente no esta|
		ninguem em casa|nao tem ninguem|nao ha ninguem|ninguem atende|ninguem abre|ninguem responde|cliente nao esta|cliente ausente|no one home|nobody home`},
	{duty{step: booking.StepTry}, `toque|toque el timbre|ya toque|volvi a tocar|llame|lo llame|la llame|ya llame|volvi a llamar|llame al cliente|golpee|insisti|
		toquei|toquei a campainha|liguei|ja liguei|liguei para o cliente|bati|interfonei|chamei|tentei ligar`},
	{duty{step: booking.StepDelay}, `me voy a tardar|me tardo|voy a tardar|voy a demorar|voy a demorarme|me retraso|me voy a retrasar|vengo retrasado|voy retrasado|vou chegar atrasado|vou chegar tarde|vou chegar mais tarde|me atraso|voy atrasado|voy atrasada|vengo atrasado|me demoro|me voy a atrasar|voy a llegar tarde|llego tarde|estoy atrasado|atrasado|retraso|
		vou atrasar|estou atrasado|estou atrasada|vou me atrasar|vou demorar|me atrasei|atraso de|running late`},
	{duty{kind: agent.CmdAgenda}, `agenda|mi agenda|mi dia|mis trabajos|mis visitas|que tengo hoy|que me toca|que me toca hoy|lista de hoy|mi ruta|ruta|pendientes|mis pendientes|programa|plan del dia|
		minha agenda|meus servicos|minhas visitas|o que tenho hoje|o que tem hoje|minha rota|rota|meu dia|pendentes|servicos de hoje|schedule|my day`},
	{duty{kind: agent.CmdNextJob}, `siguiente|el siguiente|la siguiente|proximo|proxima|el proximo|la proxima|cual sigue|que sigue|datos del cliente|direccion|la direccion|
		o proximo|a proxima|qual o proximo|qual e o proximo|endereco|o endereco|dados do cliente|next`},
	{duty{kind: agent.CmdDecline}, `no puedo tomar|no la puedo tomar|no lo puedo tomar|no voy a poder|no puedo|no la tomo|no lo tomo|no tomo|no tomar|rechazo|rechazar|declino|paso|no alcanzo|muy lejos|
		nao posso pegar|nao pego|nao vou pegar|nao posso|recuso|recusar|nao aceito|nao quero|nao consigo|muito longe`},
	{duty{kind: agent.CmdTake}, `acepto|aceptar|lo tomo|la tomo|tomo|tomar|yo la hago|yo lo hago|aceito|aceitar|eu pego|pego|eu faco|pode mandar`},
	{duty{kind: agent.CmdHuman}, `me pueden marcar|me marcan|me marca|marquenme|llamame|llameme|me llaman|me llama alguien|me liga|me ligue|liga pra mim|liga para mim|agresivo|agresiva|agressivo|agressiva|me amenaza|me amenazo|me ameacou|esta borracho|esta bebado|ta bebado|problema con el cliente|problema com o cliente|no me quiere dejar entrar|no me dejan entrar|no quiere dejarme entrar|nao quer me deixar entrar|nao quer deixar entrar|nao me deixam entrar|nao deixa entrar|ayuda|necesito ayuda|ayudenme|me pueden llamar|me puede llamar|llamenme|que me llamen|oficina|central|un supervisor|hablar con alguien|jefe ayuda|emergencia|estafa|no me deja entrar|
		no quiere que entre|ajuda|preciso de ajuda|me ajuda|me ajudem|me liguem|podem me ligar|escritorio|supervisor|falar com alguem|nao me deixa entrar|golpe|help`},
}

func compileDuties() *text.Lexicon[duty] {
	l := text.NewLexicon[duty]()
	for _, row := range dutiesOf {
		for p := range strings.SplitSeq(row.phrases, "|") {
			if p = strings.TrimSpace(p); p != "" {
				l.Add(p, row.duty)
			}
		}
	}
	return l
}

// Field reads what a technician writes: steps of the day in the order in which they stand, and what is asked for.
func (r *Rules) Field(m Message) (language string, commands []agent.Command) {
	t := text.Parse(m.Text)
	current := m.Lang
	if current == "" {
		current = lang.ByCountry(m.Country)
	}
	f := &fieldReading{msg: m, t: t}
	for _, h := range r.findIntents(r.vocabulary.note(t, lang.Guess(t, current) == "pt")) {
		if h.Value.kind == agent.CmdDanger || h.Value.kind == agent.CmdWait {
			f.add(agent.Command{Kind: h.Value.kind, Value: agent.Value{Urgency: h.Value.urgency}}, h.From, h.To)
		}
	}
	f.duties(r.field.Longest(t))
	f.parts()
	f.reports()
	f.dropBeside()
	f.values()
	f.answers()
	return lang.Guess(t, current), f.out
}

type fieldReading struct {
	msg   Message
	t     text.Text
	out   []agent.Command
	taken [][2]int // tokens of amounts and serial numbers: no codes
}

func (f *fieldReading) add(c agent.Command, from, to int) {
	start, end := f.t.Span(from, to)
	c.Span, c.Quote, c.Score, c.Source = agent.Span{Start: start, End: end}, f.t.Raw[start:end], 0.9, agent.SourceRules
	f.out = append(f.out, c)
}

func (f *fieldReading) has(kind agent.CommandKind) bool {
	for _, c := range f.out {
		if c.Kind == kind {
			return true
		}
	}
	return false
}

func (f *fieldReading) duties(hits []text.Hit[duty]) {
	hits = slices.DeleteFunc(hits, func(h text.Hit[duty]) bool { // what costs a call or a job is no typing error
		return h.Fuzzy && (h.Value.kind != "" || h.Value.step == booking.StepTry || h.Value.step == booking.StepPause)
	})
	for i, h := range hits {
		if negated(f.t, h.From) && h.Value.step != booking.StepNotYet && h.Value.step != booking.StepNoAccess && h.Value.kind == "" {
			continue
		}
		if h.Value.kind == "" && (f.unsure(h.From) || f.deniedAfter(h)) {
			continue
		}
		if h.Value.kind != "" {
			if !f.has(h.Value.kind) {
				f.add(agent.Command{Kind: h.Value.kind}, h.From, h.To)
			}
			continue
		}
		if h.Value.step == booking.StepGo && overshadowed(hits, i) || i > 0 && hits[i-1].To > h.From && hits[i-1].Value == h.Value {
			continue
		}
		if f.beside(h.Value.step, hits) {
			continue
		}
		n := 1
		if h.Value.step == booking.StepTry {
			n = f.times(h.To)
		}
		for range n {
			f.add(agent.Command{Kind: agent.CmdStep, Value: agent.Value{Text: string(h.Value.step), Number: f.minutes()}}, h.From, h.To)
		}
	}
}

// beside tells whether a step was told already in this message, or is taken back by another: back from the break, out of danger.
func (f *fieldReading) beside(k booking.StepKind, hits []text.Hit[duty]) bool {
	switch k {
	case booking.StepTry:
		return false
	case booking.StepPause:
		if slices.ContainsFunc(hits, func(h text.Hit[duty]) bool { return h.Value.step == booking.StepResume }) {
			return true
		}
	case booking.StepGo:
		if f.has(agent.CmdDanger) {
			return true
		}
	}
	return slices.ContainsFunc(f.out, func(c agent.Command) bool { return c.Kind == agent.CmdStep && c.Value.Text == string(k) })
}

// dropBeside drops what is part of something else that was said: "la próxima" of who is on the way there, "la dirección" of who says that
// it is wrong.
func (f *fieldReading) dropBeside() {
	if !f.has(agent.CmdAstray) && !f.has(agent.CmdStep) {
		return
	}
	f.out = slices.DeleteFunc(f.out, func(c agent.Command) bool {
		return c.Kind == agent.CmdNextJob && (f.has(agent.CmdAstray) || f.goes())
	})
}

func (f *fieldReading) goes() bool {
	return slices.ContainsFunc(f.out, func(c agent.Command) bool { return c.Value.Text == string(booking.StepGo) })
}

// unsure tells whether a step is asked about, put off or supposed rather than told: "¿listo?", "cuando llegue", "ya casi".
func (f *fieldReading) unsure(at int) bool {
	for i := range f.t.Tokens {
		if word := f.t.Norm(i); word == "?" || word == "¿" {
			return true
		}
	}
	for i := max(0, at-4); i < at; i++ {
		switch f.t.Norm(i) {
		case "cuando", "quando", "casi", "quase", "hasta", "ate", "antes", "apenas", "assim", "falta", "faltan", "demora", "demoro", "tardo", "if", "when":
			return true
		case "si":
			return i == 0 || f.t.Norm(i-1) != ","
		}
	}
	return false
}

// deniedAfter tells whether a step is taken back right behind it, as is said in Brazil: "terminei não", "cheguei ainda não".
func (f *fieldReading) deniedAfter(h text.Hit[duty]) bool {
	if h.Value.step == booking.StepNotYet || h.Value.step == booking.StepNoAccess {
		return false
	}
	i := h.To
	for f.t.Norm(i) == "ainda" || f.t.Norm(i) == "todavia" || f.t.Norm(i) == "aun" || f.t.Norm(i) == "nada" {
		i++
	}
	if w := f.t.Norm(i); w != "nao" && w != "no" {
		return f.t.Norm(h.To) == "nada" && closes(f.t, h.To+1)
	}
	next := f.t.Norm(i + 1)
	return closes(f.t, i+1) || next == "ainda" || next == "todavia" || next == "aun" || next == "senhor" || next == "viu"
}

// overshadowed tells whether a "voy" is part of what another phrase of the message says: late, or not at all.
func overshadowed(hits []text.Hit[duty], i int) bool {
	for k, o := range hits {
		if k != i && (o.Value.step == booking.StepDelay || o.Value.step == booking.StepNotYet || o.Value.kind == agent.CmdDecline ||
			o.Value.step == booking.StepPause) {
			return true
		}
	}
	return false
}

// times is how often something was tried: "toqué 3 veces".
func (f *fieldReading) times(at int) int {
	if n, k := f.t.Numeral(at); k > 0 && n >= 1 && n <= 9 {
		switch f.t.Norm(at + k) {
		case "veces", "vez", "vezes":
			return n
		}
	}
	return 1
}

// minutes that the message names.
func (f *fieldReading) minutes() int {
	for _, d := range extract.Durations(f.t) {
		return int(d.Seconds / 60)
	}
	for i := range f.t.Tokens { // "me atraso 40"
		if n, k := f.t.Numeral(i); k > 0 && n >= 5 && n <= 300 {
			return n
		}
	}
	return 0
}

// values are a PIN, the customer's code, a serial number.
func (f *fieldReading) values() {
	for i := range f.t.Tokens {
		word := f.t.Norm(i)
		switch {
		case slices.ContainsFunc(f.taken, func(s [2]int) bool { return s[0] <= i && i < s[1] }):
		case f.t.Tokens[i].Kind == text.Number && len(word) == 4:
			f.add(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotCode, Value: agent.Value{Text: word}}, i, i+1)
		case word == "serie" || word == "sn" || word == "serial":
			if s, to := f.serial(i + 1); s != "" {
				f.add(agent.Command{Kind: agent.CmdSet, Slot: agent.SlotSerial, Value: agent.Value{Text: s}}, i, to)
				f.taken = append(f.taken, [2]int{i, to})
			}
		}
	}
}

// serial reads the number of a unit that follows its name: letters, digits and hyphens written together.
func (f *fieldReading) serial(i int) (string, int) {
	for k := 0; k < 4; k++ {
		switch f.t.Norm(i) {
		case ":", "es", "n", "numero", "no", "nº", "#", ".", "e", "é":
			i++
		}
	}
	if i >= len(f.t.Tokens) {
		return "", i
	}
	to := i + 1
	for to < len(f.t.Tokens) && f.t.Tokens[to].Glued {
		to++
	}
	start, end := f.t.Span(i, to)
	s := strings.Trim(f.t.Raw[start:end], ".,;:")
	if len(s) < 4 || !strings.ContainsAny(s, "0123456789") {
		return "", i
	}
	return strings.ToUpper(s), to
}

// answers reads a yes or a no, and a message that fits an option shown.
func (f *fieldReading) answers() {
	if len(f.msg.Options) > 0 {
		if c := extract.Choose(f.t, extract.Offer{Options: f.msg.Options, Portuguese: f.msg.Lang == "pt", Now: f.msg.Now}).ID; c != "" {
			f.add(agent.Command{Kind: agent.CmdChoose, Option: c}, 0, len(f.t.Tokens))
		}
	}
	switch extract.YesNo(f.t, f.msg.Country) {
	case extract.Yes:
		f.add(agent.Command{Kind: agent.CmdAffirm}, 0, len(f.t.Tokens))
	case extract.No:
		f.add(agent.Command{Kind: agent.CmdDeny}, 0, len(f.t.Tokens))
	}
}
