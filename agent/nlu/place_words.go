package nlu

// table: words around names of places, folded.

// pointers say that a place follows, whatever it is called.
var pointers = phraseSet(`vivo en|vivimos en|estoy en|estamos en|soy de|somos de|soy desde|resido en|radico en|queda en|quedo en|quedamos en|esta en|estan en|es en|seria en|fica em|fica no|fica na|
	comuna|comuna de|la comuna de|comuna es|colonia|barrio|el barrio|bairro|bairro de|bairro do|bairro da|distrito|distrito de|municipio|municipio de|municipio es|alcaldia|delegacion|ciudad|ciudad de|
	cidade|cidade de|localidad|localidad de|zona de|sector de|canton|canton de|partido de|provincia de|
	llegan a|llegan hasta|llegan por|llega a|llega hasta|llegais a|van a|van hasta|van para|va a|va hasta|vienen a|vienen hasta|vienen para|viene a|viene hasta|atienden en|atienden a|atiende en|atiende a|
	atienden|atiende|cubren|cubre|cubren en|cobertura en|cobertura a|cobertura para|servicio en|servicio a|servicios en|trabajan en|trabaja en|trabajan por|operan en|tienen tecnicos en|hay tecnicos en|
	tecnicos en|tecnico en|sucursal en|disponibilidad en|disponible en|disponibles en|van tambien a|vienen tambien a|dan servicio en|hacen visitas en|hacen domicilios en|domicilio en|domicilios en|domicilios a|
	casa en|depto en|departamento en|apartamento en|apto en|oficina en|local en|negocio en|empresa en|ubicado en|ubicada en|ubicados en|aca en|aqui en|por aca en|por aqui en|me mude a|nos mudamos a|
	moro em|moro no|moro na|moramos em|moramos no|moramos na|sou de|sou do|sou da|somos do|somos da|fico em|estou em|estou no|estou na|estamos no|estamos na|atendem em|atendem no|atendem na|atendem o|
	atendem a|atende em|atende no|atende na|atende o|atende a|atendem|atende|vao ate|vao em|vao no|vao na|vao para|vem ate|vem em|vem no|vem na|vem para|chegam em|chegam ate|chega ate|chega em|cobrem|cobre|
	cobertura em|cobertura no|cobertura na|servico em|servico no|servico na|trabalham em|trabalham no|tecnico em|tecnicos em|casa em|casa no|casa na|apartamento em|apartamento no|apartamento na|
	escritorio em|loja em|aqui em|aqui no|aqui na|ca em|me mudei para|desde|hasta|ate|comuna :|ciudad :|bairro :|colonia :|cidade :|distrito :|barrio :|municipio :|localidad :|escribo de|
	escribo desde|hablo de|hablo desde|le escribo de|les escribo de|te escribo de|falo de|falando de|i live in|live in`)

// kinds are those of them that say what kind of place it is.
var kinds = phraseSet(`comuna|comuna de|la comuna de|colonia|col|col .|barrio|el barrio|bairro|bairro de|bairro do|bairro da|distrito|distrito de|municipio|municipio de|alcaldia|delegacion|ciudad de|cidade de|
	localidad de|canton|canton de|partido de|comuna :|ciudad :|bairro :|colonia :|cidade :|distrito :|barrio :|municipio :|localidad :`)

// prepositions point at a place when its name is not a word of every day.
var prepositions = wordSet(`en em no na nos nas in desde hasta ate para por`)

// articles may stand between a pointer and the name.
var articles = wordSet(`el la los las o a os as do da dos das de del ao`)

// people come before a person's name.
var people = phraseSet(`me llamo|mi nombre es|mi nombre|nombre|soy|me chamo|meu nome e|meu nome|nome|sou|sou o|sou a|aqui e o|aqui e a|habla|fala|senor|senora|senorita|sr|sra|srta|don|dona|doctor|doctora|dr|dra|
	tecnico se llama|hablar con|con|com|falar com|dile a|digale a|llamar a|preguntar por|pregunte por|a nombre de|em nome de|hermano|hermana|esposo|esposa|marido|hijo|hija|mama|papa|
	vecino|vecina|amigo|amiga|jefe|se llama|recibe|estara|estaria|atendio|atendieron|vino|mando|gracias|obrigado|obrigada|hola|oi|ola|atte|saludos|abraco|chau|chao|tchau`)

// everyday words are parts of names of places too. A name of nothing but these and articles is a place only with a pointer and
// capitals, or as the answer to the question.
var everyday = wordSet(`casa casas bela belo linda lindo formosa formoso velho velha cima baixo baixa meio fundo fundos centro norte sur sul este leste oeste oriente poniente occidente natal saude salud republica castelo castillo lapa esperanza esperanca libertad liberdade progreso
	progresso union paz bosque reina rey reyes jardin jardines jardins jardim belem constitucion flores flor retiro once luz cruz santa santo san angeles angel salud nueva nuevo novo nova alto alta alegre
	bonito bonita hermosa hermoso grande chico chica verde blanco blanca branco branca negro negra rojo azul amarillo rosa barra ponte puente rio lago laguna playa praia cerro monte valle vale campo campos
	sierra serra piedra pedra arena agua aguas fuente fonte mar puerto porto isla ilha victoria vitoria independencia bella vista buena boa viagem buenos aires aire feria feira mercado plaza praca parque
	industrial colonia barrio sector zona villa vila pueblo ciudad cidade parada estacion central terminal principal primero primera segunda segundo tercera domingo sabado lunes martes miercoles jueves
	viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro marco maio junho julho setembro outubro novembro dezembro semana dia noche tarde manana hoy
	palma palmas palmar pino pinos cedro cedros roble robles olivo olivos laurel laureles naranjo limon limones manzana manzano granada higuera cana maiz trigo cafe leche pan sal azucar miel carne
	corral rancho hacienda finca molino molinos horno hornos cocina mesa cama puerta ventana escalera torre torres fortaleza minas mina oro plata cobre hierro tigre leon toro vaca caballo gallo paloma
	palomas pato garza aguila caliente fria frio calor sol luna estrella cielo tierra fuego gas luz corriente motor maquina taller fabrica escuela colegio hospital iglesia cruces calle avenida esquina
	camino carretera linea vuelta entrada salida subida bajada altos bajos cuarto cuartos sala piso patio techo antigua viejo vieja joven amigo amigos familia madre padre hijos hermanos esposa senora senor
	dolores remedios milagros gloria gracia gracias consuelo amparo perdon fe caridad verdad justicia triunfo conquista porvenir futuro pasado presente ideal primavera verano otono invierno retorno descanso
	servicio general local minuto minutos hora horas momento ayuda espera cuenta orden problema tecnico visita garantia recreio cristal portao graca gracas prado sudoeste noroeste gama cruzeiro
	fundo carro moto duda nada todo otro otra mismo cambio precio costo vapor pintado florida ramos urca leme cabral merces cocorote horizonte belo funcionarios sion pari pina cerrado tijolo
	popular salitre modelia castilla ingenio pance unidad pampa pampas retoma trinidad compra compras trabajo oficina departamento depto carmen casas nevada neve chapa bomba bombas tubo cano caldera caldeira`)

// givenNames are people's first: "soy Salvador", "con Mercedes". They are places after a pointer only.
var givenNames = wordSet(`santiago salvador rosario mercedes guadalupe lourdes victoria vitoria leon carmen magdalena dolores soledad concepcion asuncion trinidad luis jose maria ana juan pedro pablo miguel
	rafael ramon antonio carlos fernando francisco martin andres vicente lorenzo felipe cristobal bernardo ignacio clara rosa teresa elena isabel lucia marta ines barbara juarez hidalgo morelos allende madero
	zapata castro herrera mendoza cordoba toledo avila molina pinto salazar cardenas obregon colon rivera lara reyes torres flores campos santos lima silva souza oliveira costa pereira ribeiro catalina
	valentina camila diego nicolas sebastian gabriel daniel david marcos mateo lucas tomas agustin benjamin joaquin emilio manuel alberto roberto jorge raul sergio victor ricardo eduardo alejandro valeria
	mariana carolina daniela andrea paula laura silvia gloria esperanza consuelo amparo paz sofia julia julio cesar augusto constanza florencia macarena montserrat belen rocio milagros angeles jesus abril
	natalia alicia beatriz cecilia veronica patricia monica sandra adriana gabriela viviana lorena marcela claudia sonia irene olga norma nelson nestor hector oscar ruben mario dario bruno marcelo fabio
	luiz joao paulo thiago rodrigo gustavo renato fabiana juliana fernanda bianca larissa aparecida fatima conceicao cruz luz sol ramos prado valencia merida sucre bolivar pereira armenia caldas cabral`)

// streetKinds stand before the name of a street that may be called like a place.
var streetKinds = wordSet(`calle av avenida avda ave rua r pasaje psje alameda paseo calzada boulevard bulevar blvd estrada carrera cra jiron jr travessa camino autopista carretera ruta metro estacion plaza praca
	parque mall shopping colegio escuela hospital clinica universidad supermercado banco edificio condominio conjunto torre hotel cementerio iglesia parroquia terminal rodovia largo diagonal transversal
	virgen banda club equipo partido calles esquina entre`)

// countries by the names that people give them.
var countries = map[string]string{
	"argentina": "AR", "bolivia": "BO", "brasil": "BR", "brazil": "BR", "chile": "CL", "colombia": "CO", "costa rica": "CR", "cuba": "CU", "republica dominicana": "DO", "rd": "DO",
	"ecuador": "EC", "guatemala": "GT", "honduras": "HN", "mexico": "MX", "nicaragua": "NI", "panama": "PA", "peru": "PE", "puerto rico": "PR", "paraguay": "PY", "el salvador": "SV", "uruguay": "UY",
	"venezuela": "VE", "uruguai": "UY", "paraguai": "PY", "equador": "EC", "colombia ": "CO",
}
