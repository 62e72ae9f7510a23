package extract

// table: words around names, first names, and words that are none.

// nameCues stand before a name whatever its letters; weakCues before one with a capital, unless a name was asked for.
var (
	nameCues  = phrases(`me llamo|mi nombre es|mi nombre completo es|mi nombre y apellido es|a nombre de|estoy a nombre de|ponla a nombre de|me chamo|meu nome e|meu nome completo e|em nome de|no nome de|pode me chamar de|podes llamarme|puedes llamarme|puede llamarme|pueden llamarme|me dicen|me puede llamar|my name is`)
	weakCues  = phrases(`habla|le habla|te habla|les habla|soy|yo soy|aqui e|aqui e o|aqui e a|aqui fala|quem fala e|sou|eu sou|sou o|sou a|i am|soy el|soy la|mi nombre|meu nome|nombre|nome|nombre y apellido|nombre completo|nome completo|es el|con`)
	askedCues = phrases(`habla|soy|sou|nombre|nome|mi nombre|meu nome|nombre completo|nome completo|con|es|e|a nombre|yo|eu|aqui`)
)

// notNames are words that follow "soy" or stand alone without being a name.
var notNames = phrases(`de|del|da|do|cliente|tecnico|yo|eu|el|la|los|un|una|um|uma|dueno|dueña|dona|dono|arrendatario|arrendataria|conserje|de la|de las|vecino|vecina|hola|oi|
	ola|buenas|buenos|bom|boa|gracias|obrigado|obrigada|si|no|sim|nao|ok|listo|manana|hoy|hoje|amanha|lunes|martes|miercoles|jueves|viernes|sabado|
	domingo|primera|primero|primeira|primeiro|segundo|tercera|tercero|terceira|terceiro|ultima|ultimo|cualquiera|qualquer|segunda|terca|quarta|quinta|sexta|que|quien|quem|para|por|cuanto|quanto|cuando|quando|donde|onde|como|persona|pessoa|asesor|atendente|
	necesito|quiero|quero|preciso|nuevo|nueva|novo|nova|mi|meu|minha|la misma|mesmo|tarde|noche|ahi|aqui|lo|bien|puedo|puede|tengo|tenho|este|
	sr|sra|don|doña|seu|dona|senhor|senhora|señor|señora|su|mas|y|e|o|u|ou|tambien|tambem|mama|papa|esposo|esposa|marido|mujer|hermano|hermana|hijo|hija|mae|pai|filho|filha`)

var titles = phrases(`don|doña|sr|sra|srta|señor|señora|señorita|seu|dona|senhor|senhora|doctor|doctora|dr|dra|ing|ingeniero|ingeniera|lic|licenciado|licenciada|prof|profesor|profesora|o|a|el|la|es|e|:|,`)

var greetings = phrases(`hola|oi|ola|buenas|buenas tardes|buenos dias|buen dia|bom dia|boa tarde|boa noite|claro|claro que si|si|sim|,|.|!|ah|es|e|ok|pues|buenas noches|dale|bueno|por supuesto|disculpe|eh|este|mire|oiga|ya|listo|perfecto|gracias`)

// firstNames are common first names of Latin America; one of them makes a bare answer a name even in small letters.
var firstNames = set(`juan jose luis carlos jorge miguel francisco pedro manuel antonio alejandro fernando ricardo roberto eduardo sergio daniel rafael javier andres diego raul oscar mario pablo victor hector marco marcos cesar alberto enrique gustavo julio alfredo arturo armando jaime ramon hugo gabriel david felipe
	ignacio cristian christian sebastian matias nicolas benjamin vicente martin tomas joaquin agustin santiago mateo lucas emiliano rodrigo gonzalo ivan ruben guillermo leonardo mauricio rene gerardo salvador esteban adrian fabian patricio claudio marcelo hernan alvaro camilo ernesto federico ramiro rolando
	maria ana carmen rosa juana guadalupe margarita francisca patricia martha marta laura claudia sandra monica veronica gabriela alejandra andrea carolina daniela paola natalia valentina camila sofia isabella valeria fernanda lucia paula mariana catalina antonia constanza javiera josefina macarena
	teresa elena silvia gloria cecilia adriana lorena susana norma irma yolanda alicia beatriz rocio karina karla carla marcela viviana pamela ximena jimena jessica vanesa vanessa diana angela angelica liliana luz esther ester raquel rebeca ruth sara olga graciela mercedes pilar isabel ines julia juliana luisa eugenia
	joao antonio paulo lucas marcos gabriel rafael bruno felipe thiago tiago rodrigo fernando marcelo eduardo leandro andre fabio anderson vitor vinicius gustavo guilherme henrique leonardo matheus mateus murilo renato ricardo roberto rogerio sergio wagner wellington wesley washington caio diogo igor jonas luan luciano mauricio
	nelson otavio samuel sandro valdir vicente william ana maria francisca antonia adriana juliana marcia fernanda patricia aline sandra camila amanda bruna jessica leticia julia luciana vanessa mariana gabriela vera vitoria larissa claudia beatriz luana rita sonia renata eliane josefa simone natalia cristiane carla debora rosangela
	jaqueline rosa daniela aparecida marlene terezinha raimunda andreia fabiana lucia raquel angela rafaela joana elaine michele marina lorena priscila tatiane tatiana viviane isabela helena alice sofia laura cristina sueli regina solange silvana simone ivone edna elza hilda zilda
	ximena xiomara yesenia yadira yamile wilson wilmer walter edwin edgar elkin fredy freddy jhon john jonathan kevin brayan bryan steven richard henry harold dario german gilberto gildardo orlando osvaldo oswaldo pascual rigoberto saul simon ulises uriel wilfredo hugo hilda humberto ismael israel jacinto jesus josue lautaro
	omar edgar vladimir amador abner elmer oliver alexander xavier baltazar anibal facundo thiago bautista milagros rocio agustina florencia julieta micaela camila abril candela morena brenda noelia romina soledad nahuel ezequiel emanuel maximiliano bruno dolores consuelo socorro esperanza amparo nieves perla blanca flor jazmin azucena violeta linda clara aurora marisol maricel maribel mabel nancy nelly nelida`)

// ordinary words begin no name in small letters: they are what people say instead of one.
var ordinary = set(`tanto faz qualquer fala español espanol portugues ingles castellano lavadora refrigerador refri nevera heladera geladeira aire ar split minisplit calefont terma boiler aquecedor maquina equipo televisor tele tv internet fibra modem router horno cocina campana agua gas luz corriente ruido fuga olor puerta motor filtro ducha caliente frio fria
	enfria calienta funciona funcionan prende enciende gotea pierde bota centrifuga gira suena huele quebro parou vazando pingando liga esquenta gela lava seca esta estan estaba es era fue soy somos son ser estoy estamos hay habia tiene tienen tenia vienen viene venir vengan van voy ir va quiere quieren quisiera queria necesitamos
	puede pueden podria podrian pode podem poderia gostaria cancelar cancela cancelen anular reagendar agendar agenda cambiar cambio mover repetir repite volver salir salida sair stop baja alto parar pare para menu ayuda ajuda siguiente omitir pular continuar continua humano agente operador operadora persona alguien alguem nadie ninguem
	precio costo valor cuesta cobran cobra pago pagar preco custa hora horario dia semana mes ano fecha data visita cita turno servicio servico reparacion instalacion mantencion mantenimiento manutencao conserto instalacao direccion endereco calle rua avenida casa departamento apartamento edificio piso comuna colonia barrio bairro ciudad cidade
	telefono telefone celular numero correo email rut cpf dni cedula factura boleta nota garantia tecnico tecnica empresa trabajo trabalho oficina negocio local tienda loja arriendo dueno vivo vive moro mora trabajo llamo llama llamen chamo espera espere espero aguarde momento minuto rato segundo ahora agora ahorita luego despues depois antes pronto
	nada todo todos algo mucho poco mas menos tambien siempre nunca aun todavia ainda ya muy tan asi mal mejor peor igual mismo otra otro esto eso aquello cual cuales quien donde cuando porque pero aunque sino con sin sobre entre hasta desde segun contra eh em na nos nas ao
	puta puto mierda huevon weon huea pendejo cabron culiao carajo joder verga boludo pelotudo idiota imbecil estupido estupida caralho porra merda foda fdp otario burro chinga cojudo marica gonorrea malparido hijueputa concha ctm lixo vsf bosta inutil inutiles ladrones maldito tonto tonta payaso palhaco bobo
	prueba test teste bot robot chatbot asdf qwerty xxx anonimo nombre apellido nome sobrenome usuario cliente nadie secreto privado fulano mengano no nao se sei quiero decir dizer digo importa interesa urgente emergencia peligro perdon disculpa desculpa gracias genial excelente claro obvio mañana manana tarde noche
	dentro cerca alrededor vespera dime dame muestrame mostre ponme pon posponer apagar borrar eliminar consultar versao version contacto informacion direcciones tu tus sus nuestro voltarei voltei volvere saldre adeus tchau desisto help hello bye valew blza meio
	uno dos tres cuatro cinco seis siete ocho nueve diez primera segunda tercera primero segundo tercero ultima ultimo ninguna ninguno cualquiera enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre viaje vacaciones hambre sueño cansado cansada enojado enojada molesto molesta triste feliz contento
	alergico alergica embarazada enfermo enferma mayor menor viejo vieja nuevo nueva argentino argentina chileno chilena peruano peruana colombiano colombiana mexicano mexicana brasileiro brasileira venezolano venezolana`)
