package extract

import "strings"

// table: the words of a yes and of a no, and those that may stand beside them.

// yesWords are a yes by themselves, anywhere in Latin America.
var yesWords = phrases(`si|si po|sip|sipi|sep|simon|sisas|sisa|si si|sisi|ya po|ya pues|ya pe|ya ok|claro|claro que si|claro que sim|clarin|clarinete|claro pues|por supuesto|por supuesto que si|obvio|obvio que si|obviamente|
	desde luego|como no|dale|dale si|dale pues|dale que va|dale nomas|listo|lista|listos|ok|okay|okey|okis|oki doki|okidoki|ok ok|okok|de una|de one|va|va que va|va pues|sale|sale pues|sale y vale|orale|orale pues|andale|andele|arre|
	vale|vaya pues|cabal|tuanis|chevere|bacan|bacano|chido|joya|de diez|de lujo|barbaro|macanudo|impecable|estupendo|genial|excelente|buenisimo|buenisima|fenomenal|super|super bien|muy bien|perfecto|perfecta|perfectisimo|
	bueno|esta bien|ta bien|esta bueno|ta bueno|esta perfecto|ta perfecto|esta excelente|todo bien|todo correcto|todo ok|todo en orden|todo perfecto|esta correcto|es correcto|correcto|correctisimo|exacto|exactamente|efectivamente|asi es|
	asi mismo|eso es|eso mismo|esa misma|ese mismo|tal cual|de acuerdo|estoy de acuerdo|conforme|estoy conforme|me parece|me parece bien|me parece perfecto|me parece super|me parece excelente|me parece genial|me parece muy bien|
	me parece buena idea|me sirve|nos sirve|me funciona|me acomoda|me viene bien|me va bien|me queda bien|me queda perfecto|me queda excelente|me conviene|me cuadra|me late|me tinca|me gusta|de maravilla|no hay problema|no hay ningun problema|ningun problema|sin problema|
	sin problemas|no tengo problema|no tengo problemas|no hay drama|no hay lio|no hay rollo|no hay falla|no hay inconveniente|ningun inconveniente|sin inconveniente|no tengo inconveniente|cero problema|cero drama|no me molesta|con gusto|con mucho gusto|encantado|encantada|adelante|
	proceda|procedan|hagale|hagale pues|hagamosle|hagamoslo|hagalo|hazlo|haganlo|confirmo|confirmado|confirmada|confirmadisimo|confirmar|confirmamos|confirmala|confirmalo|confirmela|confirmelo|confirmenla|confirmenlo|confirmame|confirmeme|queda confirmado|queda confirmada|positivo|afirmativo|
	afirma|acepto|aceptado|aceptamos|si quiero|la quiero|lo quiero|la tomo|lo tomo|tomo esa|me quedo con esa|autorizo|autorizado|aprobado|apruebo|agendalo|agendala|agendela|agendelo|agendenla|agendenme|agendame|agendeme|agendar|agenda|agendemos|agendado|reserva|reservalo|reservala|
	reservela|reservame|reserveme|reservemos|anotame|anoteme|anotenme|apuntame|apunteme|apuntenme|quedamos asi|quedamos en eso|trato hecho|hecho|siempre si|si adelante|seguro|segurisimo|seguro que si|de todas maneras|de fijo|fijo|
	sim|sim sim|com certeza|certeza|pode ser|pode|pode sim|podem sim|beleza|belesa|bele|fechado|fechou|isso|isso mesmo|isso ai|e isso|e isso ai|e isso mesmo|exato|exatamente|correto|confere|esta certo|ta certo|ta bom|ta bem|ta otimo|
	ta joia|ta perfeito|ta valendo|ta feito|ta ok|ta beleza|esta bom|esta otimo|esta perfeito|tudo bem|tudo certo|tudo ok|tudo correto|tudo joia|bora|vamos|vamo|vamos nessa|bora la|uhum|aham|aja|mhm|mjm|hum hum|certo|certinho|joia|otimo|perfeito|perfeita|combinado|
	combinadissimo|show|show de bola|massa|firmeza|suave|de boa|feito|por mim tudo bem|por mim pode ser|por mim tudo certo|confirma|confirmadissimo|pode confirmar|podem confirmar|pode agendar|podem agendar|pode marcar|podem marcar|
	pode reservar|pode deixar|pode deixar marcado|pode mandar|manda|manda ai|manda la|manda ver|manda bala|manda sim|marca sim|marca ai|agenda sim|agenda ai|quero sim|quero|aceito|concordo|de acordo|estou de acordo|serve|serve sim|me serve|da certo|da sim|funciona|sem problema|sem problemas|nao ha problema|nao tem problema|
	nao vejo problema|sem erro|nao tem erro|tranquilo|logico|claro sim|obvio que sim|
	yes|yep|yup|yeah|sure|fine|of course|alright|👍|👌|✅|🆗|☑|✔|🤝|🫡|💯|` + moreYes + "|" + suits())

// noWords are a no by themselves.
var noWords = phrases(`no|no no|nono|nop|nope|nopo|no po|noup|ño|nel|nel pastel|nones|nanai|nah|nai|no pues|pues no|para nada|pa nada|en absoluto|tampoco|ya no|negativo|no gracias|mejor no|creo que mejor no|prefiero que no|prefiero no|no quiero|no queremos|no deseo|
	no me sirve|no nos sirve|no me funciona|no me acomoda|no me queda bien|no me queda|no me conviene|no me viene bien|no me va bien|no me parece|no me gusta|no me late|no me interesa|no puedo|no podemos|no voy a poder|no podre|no podria|no va a poder ser|no se va a poder|no se puede|todavia no|aun no|
	ahora no|ahorita no|por ahora no|por el momento no|de momento no|no por ahora|no por el momento|no es asi|asi no es|incorrecto|es incorrecto|esta mal|eso no|eso no es|eso no es asi|claro que no|por supuesto que no|desde luego que no|obvio no|obvio que no|obviamente no|que no|dije que no|te dije que no|le dije que no|
	ni hablar|ni de broma|ni loco|ni loca|ni en broma|ni a palos|jamas|jamais|nunca|de ninguna manera|de ningun modo|bajo ningun motivo|que va|ni ahi|ni cagando|ni muerto|ni muerta|nica|no me tinca|no me cuadra|no me acomodan|no me sirven|hoy no|ese dia no|esa hora no|a esa hora no|no hace falta|no es necesario|no necesito|no lo necesito|ya no lo necesito|ya no necesito|ya no quiero|ya no hace falta|no lo quiero|no la quiero|cancelo|no sirve|no tengo|no hay|no es|no soy|no esta|no estoy|no va|no vale|no corresponde|no acepto|no aceptamos|no confirmo|no autorizo|no apruebo|no conozco|no es correcto|no esta bien|no estoy de acuerdo|
	no estoy conforme|no de acuerdo|no correcto|no señor|no señora|no señorita|rechazo|rechazado|me niego|siempre no|negado|
	nao|nao nao|naum|n|nem|nem pensar|nem a pau|deixa|deixa pra la|deixa para la|nao obrigado|nao obrigada|melhor nao|acho melhor nao|prefiro nao|nao quero|nao queremos|nao serve|nao me serve|nao posso|nao podemos|nao da|nao da nao|nao vai dar|nao consigo|nao rola|nao vai rolar|nao tenho|nao tem|nao sou|nao estou|nao esta|nao e|nao e isso|nao vou|
	nao aceito|nao concordo|nao confirmo|nao autorizo|nao conheco|nao pode|nao pode ser|nao gostei|nao me interessa|nao tenho interesse|nao mesmo|ainda nao|agora nao|por enquanto nao|no momento nao|errado|ta errado|esta errado|incorreto|claro que nao|com certeza nao|obvio que nao|
	de jeito nenhum|de forma alguma|de maneira nenhuma|nada disso|que nada|nao precisa|nao preciso|nao e necessario|nao necessito|hoje nao|esse dia nao|esse horario nao|nesse horario nao|nao quero mais|nao preciso mais|ja nao preciso|nao vou poder|nao vou querer|nego|recuso|eu disse nao|eu disse que nao|disse nao|disse que nao|quero nao|posso nao|nope|no thanks|no way|👎|❌|🚫|🙅|⛔|✖|` + moreNo)

// someYes and someNo count only when nothing but courtesy stands beside them, the former in some countries only.
var (
	someYes = map[string]map[string]bool{
		"ya": {"CL": true, "PE": true, "BO": true}, "demas": {"CL": true}, "normal": {"PE": true}, "eso": {"CO": true},
		"ta": {"UY": true, "BR": true, "PY": true},
		"s":  {"": true}, "ss": {"": true},
		"puedo": {"": true}, "podemos": {"": true}, "posso": {"": true}, "podem": {"": true}, "consigo": {"": true},
		"tenho": {"": true}, "tem": {"": true}, "sou": {"": true}, "vou": {"": true},
	}
	someNo = map[string]bool{"na": true, "naa": true, "nn": true, "nunca": true}
)

// weakYes introduce what follows: "bueno, no" is a no.
var weakYes = phrases(`bueno|ok|okay|okey|vale|ya|pues|bom|👍|👌|✅|🆗|🤝|🫡`)

// echoes repeat the verb of the question behind a yes or a no: "sí puedo", "não tenho".
var echoes = phrases(`puedo|podemos|puede|pueden|podria|podriamos|tengo|tenemos|tiene|hay|es|esta|estoy|soy|somos|estamos|estare|estaremos|voy|vamos|quiero|queremos|queria|deseo|necesito|necesitamos|
	posso|podemos|podem|tenho|temos|tem|sou|estou|estarei|vou|quero|queremos|gostaria|preciso|consigo|consegue|era|foi|fue|pode vir|podem vir|pode mandar|pueden venir|puede venir|que vengan|vengan|venga|venham|los espero|estare en casa|estare aqui|estare ahi|ahi estare|vou estar|vou estar em casa|mande|manden|mande nomas`)

// padding may stand beside a yes or a no and changes nothing.
var padding = phrases(strings.Join([]string{courtesy, moreCourtesy, addressed, moreAddressed, fillers, echoed, moreEchoed, happy}, "|"))

const courtesy = `gracias|muchas gracias|mil gracias|muchisimas gracias|gracias a ti|gracias a usted|gracias a vos|gracias a ustedes|gracias por todo|gracias por avisar|gracias por la ayuda|gracias por su ayuda|gracias por la atencion|se agradece|
	te agradezco|le agradezco|les agradezco|te lo agradezco|le agradeceria|te agradeceria|se lo agradezco|agradecido|agradecida|muy agradecido|muy agradecida|muy amable|muy amables|que amable|por favor|porfavor|porfi|porfis|porfita|plis|pls|please|tenga la bondad|si es tan amable|
	si no es molestia|hola|holi|buenas|buenos dias|buen dia|buenas tardes|buenas noches|hola buenas|que tal|saludos|un saludo|abrazo|abrazos|un abrazo|besos|bendiciones|dios la bendiga|dios lo bendiga|dios le bendiga|si dios quiere|dios mediante|primero dios|
	nos vemos|hasta luego|hasta mañana|chao|chau|adios|bye|que tenga buen dia|que tengas buen dia|buen fin de semana|feliz dia|disculpe|disculpa|perdon|obrigado|obrigada|muito obrigado|muito obrigada|muitissimo obrigado|obrigadao|obrigadinha|brigado|brigada|valeu|agradeco|eu agradeco|
	grato|grata|agradecida|gentileza|por gentileza|por favorzinho|oi|ola|opa|oba|epa|eai|e ai|bom dia|boa tarde|boa noite|se deus quiser|gracas a deus|ate mais|ate logo|ate la|tchau|abraco|abracos|um abraco|beijo|beijos|desculpa|desculpe|imagina|de nada|thanks|thank you|pura vida`

const addressed = `mi amor|mi vida|mi cielo|mi corazon|mi reyna|meu amor|minha linda|minha querida|señor|señora|señorita|sr|sra|srta|don|doña|joven|jefe|jefa|jefecito|amigo|amiga|amigos|amiguito|vecino|vecina|veci|mi rey|mi reina|reina|rey|linda|lindo|corazon|cariño|mijo|mija|mijita|mijito|parce|parcero|wey|guey|we|bro|hermano|hermana|man|compa|compadre|comadre|pana|
	causa|loco|che|boludo|mae|maje|socio|patron|caballero|dama|doctor|ingeniero|maestro|estimado|estimada|estimados|senhor|senhora|moço|moça|querido|querida|gente|pessoal|cara|mano|meu bem|meu anjo|amor|flor|chefe|meu amigo|minha amiga|usted|ustedes|vos|ti|a ti|a usted|voces|voce`

const fillers = `pues|pos|po|pe|entonces|entao|ehm|ah|ay|uy|oh|este|o sea|tipo|ne|ta|ahi|nomas|no mas|nada mas|es todo|eso es todo|eso seria todo|so isso|nada mais|oye|oiga|mira|mire|fijate|mmm|hmm|hum|ya|ahora si|siempre|desde ya|de verdad|en serio|
	muy|mucho|bien|bem|muito|todo|totalmente|absolutamente|definitivamente|definitivo|claramente|por mi|para mi|por mim|para mim|a mi|para nosotros|con eso|con esto|no se preocupe|no te preocupes|no se preocupen|no pasa nada|no hay apuro|no hay prisa|nao se preocupe|nao tem pressa|
	en vez de si|no si|nao sim|no quiero nada|no necesito nada`

const echoed = `buena|a esa hora|en ese horario|en esa fecha|nesse horario|nesse dia|nessa hora|nessa data|para ese dia|eu|yo|nosotros|nos|me|la visita|a visita|la cita|esa hora|ese horario|ese dia|esa fecha|essa hora|esse horario|esse dia|essa data|esa|ese|esta|essa|esse|eso|isso|asi|assim|asi como esta|como esta|tal como esta|los espero|les espero|te espero|lo espero|espero|los esperamos|las espero|
	la espero|le espero|aguardo|aguardamos|fico no aguardo|fico aguardando|quedo atento|quedo atenta|quedo a la espera|estare atento|estare atenta|estamos atentos|quedo pendiente|pendiente|el horario|o horario|la hora|a hora|la fecha|a data|todo|tudo|datos|los datos|os dados`

// links join what stands beside a plain yes or no to it: "sí a la visita".
var links = phrases(`a|al|de|del|en|con|para|por|y|la|el|lo|los|las|da|do|em|com|pra|as|os|visita|cita|hora|horario|dia|fecha|data|servicio|servico|reserva|turno|reparacion|revision|casa|agendamento|agendamiento|confirmacion|confirmacao|atencion|tecnico|opcion|opcao`)

// plainly answer and nothing else.
var plainly = phrases(`si|sim|claro|claro que si|claro que sim|perfecto|perfeito|confirmo|confirmado|de acuerdo|por supuesto|combinado|me parece bien|no|nao|no gracias|nao obrigado|nao obrigada`)

// thanksFor begins a clause that says what for, up to the next sign.
var thanksFor = phrases(`gracias por|muchas gracias por|agradezco|obrigado por|obrigado pela|obrigado pelo|obrigada por|obrigada pela|obrigada pelo|valeu por|valeu pela|valeu pelo`)

// afterNo are kind words beside a no that would be a yes elsewhere.
var afterNo = phrases(`la verdad|a verdade|me equivoque|me confundi|me enganei|errei|prefiero otro|prefiero otra|prefiro outro|prefiro outra|mejor otro dia|mejor otra hora|mejor otro|mejor otra|melhor outro dia|melhor outro horario|otro dia mejor|outro dia|otro dia|mejor dejemoslo asi|mejor dejalo asi|mejor lo dejamos|cambiemos|cambiemosla|cambiemoslo|cambiala|cambialo|cambiela|cambielo|muda|deja|dejalo|dejela|dejelo|deja nomas|asi esta bien|esta bien asi|esta bien|estoy bien|estamos bien|asi estamos bien|todo bien|tudo bem|ta bom|tranquilo|tranquila|igual gracias|deixa|deixa assim|olvidalo|olvidelo`)

// refusals are a no whatever follows: "no puedo el jueves".
var refusals = phrases(`no puedo|no podemos|no podre|no voy a poder|no me sirve|no nos sirve|no me acomoda|no me queda|no me conviene|no me viene bien|no me va bien|nao posso|nao podemos|nao vou poder|nao da|nao vai dar|nao serve|nao me serve|nao consigo`)

// doubts are emojis that unmake an answer.
const doubts = "🤔🤨😐😑🙄😒😠😡🤬😤❓❔⁉‼😳😱🤯😡💩🖕"

const happy = `!|.|,|;|:|)|-|"|*|(|😊|🙂|😀|😁|😄|😃|😉|😇|🥰|😍|🤗|😎|🤩|☺|😌|👏|🎉|💪|❤️|❤|🧡|💛|💚|💙|💜|🤍|💕|💖|✨|🙌|🙏|😂|🤣|😅|😆|🤭|😜|😋|🥳|🌟|⭐|😘|💐|🌸|🌹|🏠|📅|🗓|🔧|🛠|👋|✌|🤞`

// sorry beside a no changes nothing; beside a yes it makes one wonder.
var sorry = phrases(`😢|😭|😔|😞|😕|😟|🙁|☹|😩|😓|😥|🥺|😪|🤷|🤦|🤷‍♀️|🤷‍♂️|♀|♂|lo siento|lo lamento|que pena|que lastima|lamento|sinto muito|infelizmente|lamentablemente|desgraciadamente|ninguna|ninguno|nenhum|nenhuma|nada|nadie|ninguem|disculpen|perdonen|igual|de todas formas|de todos modos|mesmo assim|mesmo|por ahora|por el momento|de momento|todavia|aun|por enquanto|ainda`)

// hedges turn a yes or a no into something else: a condition, a doubt, a question, a promise to say it later.
var hedges = phrases(`pero|mas|o|ou|¿|?|que hora|a que hora|cual|cuando|quando|mas tarde|mejor|aunque|salvo|menos|cambia|cambiar|creo|creo que|yo creo|tal vez|quiza|quizas|talvez|depende|no se|no lo se|ni idea|nao sei|sei la|acho|acho que|melhor|so que|solo que|solo si|siempre que|siempre y cuando|
	desde que|contanto|se puede|puede ser|podria ser|pero que|excepto|antes|porem|en vez|en lugar|ao inves|otro|otra|outro|outra|sera que|luego|despues|depois|al rato|al ratito|mas rato|mas ratito|a lo mejor|capaz|capaz que|de repente|por ahi|supongo|imagino|me imagino|ojala|espero que|espero que si|espero que no|
	no creo|no lo creo|no creo que|no estoy seguro|no estoy segura|nao tenho certeza|nao estou certo|nao acho|probablemente|provavelmente|posiblemente|possivelmente|es posible|quem sabe|te confirmo|le confirmo|les confirmo|yo te confirmo|confirmo luego|confirmo despues|ya te confirmo|por confirmar|sin confirmar|a confirmar|
	sem confirmar|ainda nao confirmo|confirmo depois|te aviso|le aviso|les aviso|aviso|aviso luego|ya te aviso|dejame ver|deja ver|deja veo|dejame revisar|deje veo|dejeme ver|dejeme revisar|lo veo|vamos a ver|vamos ver|voy a ver|vou ver|deixa eu ver|deixa ver|te digo|le digo|ya te digo|lo consulto|consulto|lo pienso|lo voy a pensar|
	vou pensar|tengo que ver|tenho que ver|preciso ver|te escribo|le escribo|ahorita le digo|ahorita te digo|ya veo|como que no|como que nao|como asi|como que si|no gracias a|si no|sino|se nao|senao|no entiendo|no entendi|nao entendi|nao entendo|no recuerdo|no me acuerdo|nao lembro|adelante la visita|adelante mi visita|
	adelante la cita|adelantar|eso si|isso se|por que no|porque no|porque si|porque sim|porque nao|bueno fuera|seria bueno|seria otimo|bom seria|ojala si|que si|si que|verdad|de verdad que|no es cierto|cierto|no crees|te parece|le parece|les parece|o que|si acaso|se acaso|por si acaso|ni si ni no|ni|nem sim nem nao|mas o menos|mais ou menos|masomenos|
	a medias|casi|quase|talvez sim|sera|sera bueno|bueno no se|yo pienso|pienso que|considero|dudo|lo dudo|duvido|no quiero que|nao quero que|no digo que|no dije que|no es que|nao e que|si es que|si fuera|si pudiera|seria posible|solamente si|unicamente si|con una condicion|dale con|ta loco|esta loco|ta loca|ta caro|esta caro|esta loca`)

// softNo only repeats a no that was said.
var softNo = phrases(`creo que no|yo creo que no|pienso que no|acho que nao|eu acho que nao|mejor que no|lo siento pero no`)

// howAreYou asks for health right after a greeting, and says yes elsewhere.
var (
	howAreYou = phrases(`tudo bem|todo bien|tudo certo|tudo joia|tudo ok|todo ok`)
	greets    = phrases(`oi|ola|hola|opa|dia|tarde|noite|dias|tardes|noches|buenas`)
)

// orders are a yes by themselves, but with their object a wish or a question: "me confirma la hora".
var orders = phrases(`confirme|confirmen|agende|agenden|marque|fecha|continue|confirma|confirmar|confirmala|agenda|agendar|reserva|reservar|marca|anota|confirmame|confirmeme`)

var objects = phrases(`la|el|las|los|a|o|as|os|esa|ese|essa|esse|mi|minha|una|un|uma|um|otra|si|se|que`)

// knownWords is all of the above, for stretched and mistyped words.
var knownWords = vocabularyOf(minForgiven, false, yesWords, noWords, padding, hedges, sorry, echoes, confirming)
