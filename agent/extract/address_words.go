package extract

import "strings"

// table: the words of addresses, folded, by what they begin.

// streetWords begin a street. The weak ones are words of every day too: outside the answer to the question they need a capital
// after them and a number.
var (
	streetWords = phrases(`calle|cll|cl|c|c/|calles|av|avd|avda|avenida|ave|avenidas|ac|ak|pasaje|psje|pje|psj|pasaj|camino|cno|jiron|jr|carrera|cra|cr|kr|kra|krr|crr|carr|
		diagonal|dg|diag|transversal|tv|transv|trans|tr|trv|circular|circunvalar|calzada|calz|prolongacion|prol|andador|and|privada|priv|cerrada|cda|retorno|circuito|cto|
		boulevard|blvd|bulevar|bvar|bv|bulevard|eje vial|eje|periferico|rua|r|alameda|al|travessa|tv|trav|estrada|estr|rodovia|rod|praca|pca|largo|via|viela|beco|ladeira|
		carretera|carret|autopista|autop|ruta|paseo|malecon|rambla|costanera|callejon|cjon|calleja|vereda|rotonda|parque industrial|quebrada|avendia|avenda|cale|caye`)
	weakStreets = phrases(`c|cl|cr|ac|ak|al|r|tr|tv|and|eje|via|largo|circuito|privada|priv|cerrada|retorno|camino|paseo|ruta|carretera|vereda|rotonda|parque industrial|
		parque|plaza|praca|autopista|circular|diagonal|trans|rambla|andador|beco|callejon|estrada|rod|periferico|calles|dg|cto|cda|bv|trav|estr|quebrada|cale|caye`)
	gridStreets = phrases(`calle|cll|cl|c|carrera|cra|cr|kr|kra|krr|k|crr|carr|diagonal|dg|diag|transversal|tv|transv|trans|tr|trv|avenida|av|ave|avda|ac|ak|circular|autopista|avenida calle|
		avenida carrera|av calle|av carrera|av cra|av cll|av kr|av cl`)
)

// unitWords begin a part of a building; those in namedUnits may carry a name instead of a number.
var (
	unitWords = phrases(`departamento|depa|dep|dp|oficina|ofic|ofi|of|casa|cs|torre|tr|to|block|blok|bloque|blq|bq|piso|p|int|interior|intr|apto|apt|apart|ap|apartamento|aptos|apartamiento|
		bloco|bl|sala|sl|andar|conj|conjunto|lote|lt|lot|mz|mza|manzana|manz|condominio|cond|fundos|local|loc|edificio|edif|ed|edf|puerta|pta|esc|escalera|cuerpo|nivel|cubiculo|consultorio|
		suite|penthouse|ph|uf|unidad|galpao|galpon|bodega|bod|loja|quadra|qd|sobrado|kitnet|planta baja|pb|terreo|subsuelo|contrafrente|planta alta|modulo|seccion|etapa|super manzana|
		supermanzana|sm|villa interior|casa interior|residencial|cluster|privada interior|bungalow`)
	namedUnits = phrases(`torre|edificio|edif|ed|edf|condominio|cond|conjunto|residencial|bloque|block|cluster`)
	aloneUnits = phrases(`fundos|pb|planta baja|terreo|subsuelo|contrafrente|planta alta|ph|penthouse`)
)

// Neighbourhoods: those in hoodKinds lose the word, the others keep it as part of the name.
var (
	hoodWords = phrases(`barrio|bo|bairro|colonia|col|fracc|fraccionamiento|frac|urb|urbanizacion|poblacion|pobl|pob|villa|sector|sec|zona|z|ciudadela|cdla|coop|cooperativa|asoc|asociacion|
		aahh|asentamiento humano|aa hh|a h|pueblo joven|pj|residenciales|resid|urbanizacao|parque|jardim|jd|vila|setor|st|loteamento|conjunto habitacional|cohab|unidad habitacional|uh|pueblo|ampliacion|
		caserio|reparto|ensanche|ens|lotificacion|aldea|canton|cto poblado|supermanzana`)
	hoodKinds = phrases(`barrio|bo|bairro|colonia|col`)
)

var localityWords = phrases(`comuna|comuna de|la comuna de|distrito|distrito de|dist|municipio|municipio de|mpio|alcaldia|alcaldia de|delegacion|deleg|del|canton|canton de|ciudad|ciudad de|cidade|cidade de|localidad|
	localidad de|partido de|provincia|provincia de|prov|mun`)

// referenceWords begin what is around the place.
var referenceWords = phrases(`frente a|frente al|frente de|frente del|enfrente de|enfrente del|en frente de|en frente del|al frente de|al frente del|al lado de|al lado del|a un lado de|a un lado del|cerca de|
	cerca del|cerquita de|detras de|detras del|atras de|atras del|junto a|junto al|contiguo a|contiguo al|diagonal a|diagonal al|a una cuadra|a dos cuadras|a tres cuadras|a media cuadra|
	a un costado de|a un costado del|costado norte|costado sur|costado este|costado oeste|costado|pasando|pasado|pasados|antes de llegar|referencia|referencias|ref|como referencia|punto de referencia|
	porton|reja|rejas|casa color|casa de color|fachada|timbre|puerta de|puerta color|casa de dos pisos|casa de 2 pisos|casa verde|casa azul|casa blanca|casa roja|casa amarilla|casa esquina|
	casa gris|casa cafe|casa rosada|casa celeste|casa naranja|arriba de|arriba del|abajo de|abajo del|encima de|al fondo|a la vuelta|subiendo|bajando|entrando por|entrada por|por la entrada|
	por la calle|a la altura|altura|a pasos|a metros|donde esta|donde queda|donde hay|hay un|hay una|tiene un|tiene una|es una casa|es un edificio|es la casa|es el edificio|esta el|esta la|
	el porton|la reja|la casa es|en toda la esquina|en la esquina|tocar|tocar el timbre|preguntar por|conserjeria|porteria|vigilancia|garita|caseta|em frente a|em frente ao|em frente|ao lado de|
	ao lado do|ao lado da|perto de|perto do|perto da|portao|proximo a|proximo ao|proximo da|proximo do|atras do|atras da|na esquina|na rua de tras|casa da esquina|casa de esquina|
	casa dos fundos|ponto de referencia|interfone|portaria|depois do|depois da|antes do|antes da|na altura|sobrado de|muro|casa amarela|casa vermelha|casa branca|frente ao|frente`)

// between words tell the crossing streets.
var betweenWords = phrases(`entre|entre calles|entre las calles|entre calle|e/|esquina|esquina con|esquina de|esq|esq con|esquina calle|casi|c/esq|quase esquina|esquina com|esquina da|intersecao|interseccion|interseccion con|
	cruce con|cruce|con esquina`)

// addressEnds are words that an address does not hold.
var addressEnds = phrases(`y puedo|e posso|puedo|podria|posso|soy|sou|me llamo|me chamo|mi nombre|meu nome|nombre|nome|pueden|podrian|podem|pode ser|puede ser|lunes|el lunes|el martes|martes|el miercoles|
	miercoles|el jueves|jueves|el viernes|viernes|el sabado|este sabado|el domingo|quiero|quisiera|necesito|queria|quero|preciso|gracias|muchas gracias|obrigado|obrigada|por favor|a que hora|que horas|
	que hora|cuanto|quanto|puede|vienen|vengan|venir|podem vir|manana|hoy|hoje|amanha|a las|as|a la una|desde las|despues de las|depois das|antes de las|a partir|de la manana|por la|en la manana|en la tarde|
	en la noche|de tarde|de manana|de manha|pela manha|pela tarde|segunda|terca|quarta|quinta|sexta|mi telefono|mi numero|mi celular|mi cel|mi fono|telefono|tel|celular|cel|fono|whatsapp|wsp|fone|mi rut|
	rut|cedula|cpf|dni|mi correo|correo|email|e-mail|estoy todo|estoy disponible|disponible|estare|la lavadora|el refrigerador|porque|pero|mas|se me|se echo|se echa|no funciona|no enfria|no prende|no enciende|
	tengo|tenho|es para|para el|para la|para manana|para o|para hoy|mejor|melhor|saludos|abraco|atte|ok|vale|listo|esa es mi|esa es la|avisame|avisenme|me avisan|me avisa|les sirve|te sirve|serve|
	y me|y mi|y el|y la lavadora|e meu|e minha|e o meu|estamos|vivo con|queda lejos|llegan|vem|voces|ustedes|alguien|alguem|quando|cuando|a qualquer|a cualquier|cualquier|qualquer|ya|ja`)

// leads come before an address.
var addressLeads = phrases(`vivo en|yo vivo en|vivimos en|estoy en|estamos en|resido en|mi direccion es|la direccion es|mi direccion|direccion es|direccion|la direccion|dire|mi dire|mi dire es|dir|domicilio|
	mi domicilio es|mi casa es|mi casa esta en|mi casa queda en|queda en|esta en|ubicado en|ubicada en|ubicados en|es en|seria en|seria|en la|en el|en|es|anota|anote|es aca en|es aqui en|aca en|aqui en|
	si es|si|claro|ok|moro na|moro no|moro em|moro|minha casa fica na|fica na|fica no|fica em|meu endereco e|o endereco e|meu endereco|endereco|o endereco|end|e na|e no|estou na|estou no|na|no|em|
	minha rua e|minha rua|la calle es|mi calle es|direccion exacta|la direccion exacta es|a|en calle|para|ir a|vengan a|venir a|ven a|vayan a|hola|buenas|buenos dias|buenas tardes|bom dia|boa tarde|
	oi|sim|si claro|bueno|ya|dale|perfecto|anota la direccion|te paso la direccion|le paso la direccion|esta es la direccion|esta es mi direccion|e`)

// strongLeads of them say that an address follows, in any sentence.
var strongLeads = phrases(`vivo en|yo vivo en|vivimos en|estoy en|estamos en|resido en|mi direccion es|la direccion es|mi direccion|direccion es|direccion|dire|mi dire es|dir|domicilio|mi domicilio es|
	mi casa esta en|mi casa queda en|queda en|ubicado en|ubicada en|es en|aca en|aqui en|moro na|moro no|moro em|fica na|fica no|fica em|meu endereco e|o endereco e|meu endereco|endereco|o endereco|
	estou na|estou no|la direccion exacta es|direccion exacta|te paso la direccion|esta es la direccion|esta es mi direccion`)

// Words that no name of a street holds: they show that the words before a number are a sentence.
var nameStops = words(`esta estan estaba es son soy sos era hay habia tiene tienen tengo tenemos tuve muy que cuando por para pero con sin se me le lo mi mis su sus nos no si ya hoy manana ayer ahora
	cuesta cobran cobra vale sale como cuanto cuantos quanto quantos esta ese esa esto eso todo toda todos todas mas menos hace hacen fue ser van voy va viene vienen vengan quiero necesito puedo
	pueden puede compre compramos pague pago costo dijo dijeron llego llegan llamo llama somos estoy estamos sea desde hasta sobre gracias hola buenas favor vez veces aprox aproximadamente
	aparte otro otra otros nuevo nuevos uno unos unas cada solo solamente tambien siempre nunca modelo marca serie codigo numero pedido orden factura boleta ticket folio contrato cliente
	sao tem temos tenho nao sim nosso voce voces quero preciso posso podem pode comprei paguei custa cobram quero foi ser sou estou um pra pro ate desde sobre apos obrigado ola vezes outro
	outra cada tambem nunca modelo nota pedido protocolo the of and for my el_de aire split lavadora refrigerador nevera estufa cocina calefont boiler secadora microondas horno televisor tele
	geladeira fogao maquina chuveiro ar equipo equipos aparato aparelho visita visitas tecnico tecnicos servicio servico trabajo precio preco total presupuesto hijos personas pessoas
	opcion opcao respuesta clave pin codigo error erro llevo llevamos faz temperatura grados graus capacidad capacidade garantia entre tipo kilos litros quedo queda quedamos llevan pesa mide vivo moro
	del_dia via_whatsapp samsung lg midea whirlpool mabe electrolux bosch daikin brastemp consul panasonic philco fensa mademsa indurama haceb kendal trotter carrier york gree hisense rheem`)

// Words of time that begin or fill no street without its kind: "Lunes 14", "enero 2026".
var nameTimes = words(`lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta feira enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre
	noviembre diciembre janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro semana mes ano dia dias hora horas minuto minutos tarde noche noite manha mediodia temprano hoje amanha
	proximo proxima fecha data`)

// Words after a number that make it a measure.
var measures = words(`mil millon millones milhao pesos peso lucas luca reais real soles sol dolares usd clp mxn cop ars bob colones quetzales btu btus frigorias horas hora hora hrs hr h hs min mins minutos
	minuto am pm kg kilos kilo gr g litros litro lts lt l anos ano dias dia meses mes semanas semana m2 mts metros metro cm mm km kms watts watt w v volts volt voltios hp pulgadas pulg polegadas
	veces vez vezes personas pessoas unidades equipos aires cuotas parcelas por porciento grados graus c% años puntos rpm amperes amp a_m bob toneladas ton m cuadras quadras varas tecnicos visitas hijos
	lavadoras maquinas aparelhos de_la`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// streetParticles are the small words inside names of streets.
var streetParticles = words(`de del la las los el y e da do das dos san santa sao don dona doctor dr gral general pte presidente a al`)

// federalUnits are the states of Brazil as they end an address, and short forms of other countries' capitals.
var federalUnits = words(`ac al ap am ba ce df es go ma mt ms mg pa pb pr pe pi rj rn rs ro rr sc sp se to cdmx edomex jal nl qro pue gto ver rm caba chile mexico brasil peru colombia argentina uruguay ecuador
	guatemala`)

// brasiliaCodes are the sectors of Brasília's addresses: "SQN 308 bloco B".
var brasiliaCodes = words(`sqn sqs shis shin qi ql qnm qnn qnl qnd qna qne qng qnj qnp qnr qr qs qe clsw sqsw sqnw sgan sgas cln cls scln scls scs sbs sbn scn srtvs srtvn shs shn smpw smln smdb qnb qnc csa csb cnb`)

// rural places have a number and no street.
var ruralWords = phrases(`parcela|fundo|hacienda|finca|quinta|chacra|chacara|sitio|fazenda|rancho|hijuela|granja|predio|parcelacion`)
