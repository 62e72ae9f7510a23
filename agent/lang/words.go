package lang

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Words that one of the languages has and the others do not, folded; those that people write to a repair service.
var (
	spanish = set(`el la los las no una unos y en es soy estoy esta este hay mi mis muy pero con del al lo le les se su sus yo tu usted
		ustedes hola buenas buenos gracias quiero necesito puedo pueden puede tengo tiene vivo hoy manana ayer lunes martes miercoles
		jueves viernes noche noches dia dias cuanto cuando donde como cual hacer hace funciona lavadora refrigerador nevera calefont
		arreglar revisar bueno bien hasta ahora despues antes tambien nada algo aqui alla entonces porque si calle avenida piso comuna
		colonia que por para sale cobran precio visita tecnico enfria prende hablar persona asesor llamo nombre senora otro otra mejor
		listo dale vale claro ninguna ya va lavarropas heladera mantencion mantenimiento hacen oiga disculpe favor echo perder ruido
		esa ese eso olvidalo quien aire instalar olor fuga chispas tarde sabado domingo perdon interesa`)
	portuguese = set(`o os as um uma uns umas e em no na nos nas do da dos das ao aos com meu minha meus minhas eu voce voces tu ele
		ela sou estou esta tem tenho nao sim oi ola bom boa dia tarde noite obrigado obrigada quero preciso posso podem pode moro
		hoje amanha ontem segunda terca quarta quinta sexta quanto quando onde como qual fazer faz funciona geladeira maquina lavar
		aquecedor consertar conserto arrumar bem ate agora depois antes tambem nada aqui la entao porque se rua andar bairro que para
		por fica custa preco visita tecnico gela liga falar atendente pessoa chamo nome senhor senhora outro outra melhor beleza certo
		claro isso ja vazando pingando quebrou parou instalar limpeza manutencao ar condicionado cheiro vazamento deixa quem tudo
		muito mais mesmo favor comigo gostaria queria meia horas fora ainda atendem fechado joia valeu`)
	english = set(`the is are my you we it hello hi hey please thanks thank need want could would should fix repair broken install washing
		machine fridge water heater today tomorrow monday tuesday wednesday thursday friday saturday sunday morning afternoon evening how much many
		when where what which who why yes speak english someone person does not working guys don't leaking it's i'm i'd can't won't didn't this that these those
		with from have has had will was were been there here they them your our his her its and but or for about after before next last week month
		appointment schedule book cancel technician available house home apartment call phone address name fine good great sorry help get got send
		come coming make tell know like time day price cost afternoon noon tonight yesterday on at in of to be am an any some anyone broken door`)
)

// Words that two of the lists hold tell nothing.
var _ = func() bool {
	for w := range spanish {
		if portuguese[w] {
			delete(spanish, w)
			delete(portuguese, w)
		}
	}
	for w := range english {
		if spanish[w] || portuguese[w] {
			delete(english, w)
			delete(spanish, w)
			delete(portuguese, w)
		}
	}
	return true
}()
