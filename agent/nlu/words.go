// table: the words of the trade in Spanish and Portuguese.

package nlu

// class of a word: what it says about a thing that is worked on.
type class int

const (
	clNone     class = iota
	clNo             // negations
	clWithout        // sin, sem
	clCease          // dejar de, parar de
	clAgain          // deja de, para de: what goes on
	clInstall        //
	clPut            // poner, conectar: an installation when its thing is put somewhere
	clContract       // a new line
	clRepair         //
	clCheck          // revisar: a repair or a maintenance
	clMaintain       //
	clPickUp         //
	clMeasure        //
	clReplace        //
	clRefill         // gas of an air conditioner
	clWork           // funcionar, prender: from here on, what a thing does
	clCool           //
	clHeat           //
	clWash           //
	clOpen           //
	clReach          // of a signal
	clDrip           //
	clEmit           // botar, soltar: a leak when it is water
	clSound          //
	clHalt           // apagarse, caerse
	clBreak          //
	clWater          // from here on, nouns and adjectives
	clBroken         //
	clNoise          //
	clSmell          //
	clError          //
	clIce            //
	clWeak           //
	clWarm           //
	clCold           //
	clRed            //
	clFault          //
	clLittle         //
	clOnly           //
	clAir            //
	clSpot           // a corner of a home
	clLine           // internet, señal
	clGas            //
	clWet            //
	clFlame          // what a burner lacks
	clBoost          // of a signal
	clShift          // to another time
	clCancel         //
)

// verbsOf lists verbs by class, in the infinitive.
var verbsOf = []struct {
	class  class
	es, pt string
}{
	{clInstall, `instalar empotrar embutir`, `instalar embutir`},
	{clPut, `poner conectar colocar montar colgar/cuelg fijar armar ubicar enganchar acoplar enchufar`, `colocar montar pendurar fixar conectar`},
	{clContract, `contratar trasladar suscribir adquirir`, `contratar transferir assinar`},
	{clRepair, `arreglar reparar componer/compon desarmar destapar solucionar resolver/resuelv restaurar`, `consertar arrumar reparar resolver solucionar`},
	{clCheck, `revisar chequear checar inspeccionar diagnosticar evaluar mirar`, `revisar checar avaliar olhar verificar`},
	{clMaintain, `limpiar mantener/mantien higienizar sanitizar desinfectar sopletear lavar`, `limpar higienizar lavar`},
	{clPickUp, `desinstalar desmontar retirar devolver/devuelv recoger recojer recolectar entregar`, `desinstalar retirar devolver recolher buscar`},
	{clMeasure, `medir/mid cubicar rectificar dimensionar`, `medir`},
	{clReplace, `cambiar reemplazar sustituir renovar`, `trocar substituir`},
	{clBoost, `ampliar mejorar aumentar extender reforzar potenciar amplificar expandir`, `ampliar melhorar aumentar reforcar estender expandir`},
	{clShift, `cambiar mover/muev correr pasar reagendar reprogramar postergar posponer aplazar adelantar modificar atrasar recorrer retrasar`, `trocar mudar remarcar reagendar adiar adiantar antecipar alterar reprogramar passar`},
	{clCancel, `cancelar anular suspender`, `cancelar desmarcar anular suspender`},
	{clRefill, `recargar cargar rellenar`, `recarregar carregar completar`},
	{clCease, `dejar parar cesar`, `deixar parar cessar`},
	{
		clWork, `funcionar andar servir/sirv prender encender/enciend arrancar partir jalar caminar correr levantar trabajar responder reaccionar iniciar marchar operar activar conectar navegar cargar`,
		`funcionar ligar acender trabalhar responder iniciar rodar operar conectar navegar carregar`,
	},
	{clCool, `enfriar helar/hiel congelar refrescar refrigerar climatizar`, `gelar esfriar resfriar refrigerar congelar refrescar climatizar`},
	{clHeat, `calentar/calient entibiar templar hornear`, `esquentar aquecer amornar`},
	{
		clWash, `coger cargar centrifugar exprimir lavar desaguar desagotar drenar escurrir girar llenar enjuagar secar evacuar rotar agitar absorber`,
		`centrifugar lavar drenar escoar torcer girar encher enxaguar bater secar rodar puxar esvaziar sugar agitar`,
	},
	{clOpen, `abrir cerrar/cierr destrabar desbloquear`, `abrir fechar destravar`},
	{clReach, `llegar alcanzar agarrar captar cubrir pescar jalar detectar enganchar tomar`, `chegar pegar alcancar captar`},
	{clDrip, `gotear chorrear filtrar escurrir lagrimear rezumar transpirar`, `pingar vazar gotejar escorrer minar transpirar`},
	{
		clEmit, `botar tirar perder/pierd soltar/suelt largar salir echar caer derramar expulsar lanzar aventar escupir dejar/dej arrojar brotar llorar sacar evacuar expeler`,
		`chorar soltar jogar perder sair cair cuspir derramar descer escorrer sobrar`,
	},
	{
		clSound, `bailar temblar/tiembl sacudir zarandear zapatear sonar/suen zumbar rechinar chirriar golpear vibrar tronar/truen rugir traquetear brincar saltar roncar crujir`,
		`dancar balancar chacoalhar sacudir chiar roncar vibrar estalar zumbir tremer pular ranger`,
	},
	{
		clHalt, `apagar detener/detien parar cortar caer trabar trancar bloquear pegar reiniciar colgar/cuelg pasmar congelar desconectar saltar atorar atascar frenar`,
		`desligar apagar cair travar desarmar parar reiniciar emperrar desconectar empacar engasgar`,
	},
	{
		clBreak, `varar escacharrar tildar romper descomponer/descompon danar malograr averiar estropear quemar fundir arruinar fregar joder chingar tronar/truen fallar rajar desgastar
		soltar/suelt`,
		`romper arrebentar quebrar estragar pifar avariar queimar danificar rasgar bugar`,
	},
}

// wordsOf lists other words by class.
var wordsOf = []struct {
	class class
	words string
}{
	{clHalt, `cayo cayeron cayendo detuvo murio`},
	{clEmit, `cayo cayeron cayendo`},
	{clDrip, `moja mojando mojo molha molhando molhou goteira goteiras charco poca`},
	{clFlame, `ignicion ignicao llama llamita chama chispa piloto fuerza presion pressao potencia corriente energia`},
	{clNo, `no nao ni nunca tampoco jamas nem nada`},
	{clWithout, `sin sem`},
	{clInstall, `instalacion instalaciones instalao instalacao instalacoes instalador instaladores install installation installing`},
	{clPut, `puesta puesto colocacion conexionado montaje ponga pongan ponen pongo ponganme poniendo montagem colocacao fixacao mount hang`},
	{clContract, `alta contratacion contratacao mudanza portabilidad portabilidade`},
	{clRepair, `arreglo arreglos reparacion reparaciones compostura reparo reparos conserto consertos service servis repair fix repairing fixing compongan componen`},
	{clCheck, `revision revisiones chequeo diagnostico revisao vistoria avaliacao diagnosticos revicion checada checadita revisada olhada`},
	{clMaintain, `sucio sucia sucios sujo suja sujos mantencion mantenciones mantenimiento mantenimientos manutencao manutencoes limpieza limpiezas limpeza limpezas higienizacion higienizacao
		lavado lavagem preventivo preventiva preventivos sanitizacion limpiada limpiecita limpada mantto mtto mantenimeinto mantension manutensao
		maintenance cleaning clean`},
	{clPickUp, `retiro retiros retirada devolucion devoluciones devolucao recojo recogida recolha recoleccion coleta return pickup collect`},
	{clMeasure, `medicion mediciones medidas medida medicao medicoes measure measurement measurements`},
	{clReplace, `cambio recambio reemplazo troca sustitucion replace`},
	{clRefill, `recarga carga recargas`},
	{clWork, `vale pega`},
	{clWash, `vuelta vueltas voltas avienta bota`},
	{clReach, `cobertura alcance`},
	{clDrip, `goteo goteos goteras gotera fuga fugas filtracion filtraciones vazamento vazamentos perdida gotas goteando leak leaks leaking dripping drips`},
	{clSound, `truena`},
	{clBreak, `descompuesta descompuesto descompuso descompusieron rota roto rotos rotas fundio echo broken`},
	{clBroken, `malo mala malos malas malograda malogrado danado danada averiado averiada quebrado quebrada estragado estragada pifado fallado fallada
		fregado jodido jodida chafa muerto muerta morreu murio estropeado queimado queimada inservible pana pane arruinada arruinado defeituosa
		defeituoso defectuoso defectuosa caput crash chipado chingado chingada madreado ruim`},
	{clNoise, `ruido ruidos ruidosa ruidoso sonido sonidos zumbido zumbidos barulho barulhos barulhao barulhento barulhenta barulheira estalo estalos bulla ruidito
		traqueteo chirrido golpeteo golpes estruendo noise noisy`},
	{clSmell, `huele olor olores fede hiede apesta cheiro cheira cheirando fedendo fedor mofo podrido humedad`},
	{clError, `error errores erro erros codigo parpadea parpadeando parpadean parpadeo piscando pisca alarma titila titilando`},
	{clIce, `escarcha escarchado escarchada hielo`},
	{clWeak, `ping latencia lag velocidad velocidade lento lenta lentos lentisimo lentitud debil debiles fraco fraca intermitente inestable instavel oscila oscilando oscilacao pesimo pesima pessimo pessima`},
	{clWarm, `caliente calientes calentito tibio tibia quente quentes calor morno morna`},
	{clCold, `fria frio frias helada helado gelada gelado`},
	{clRed, `roja rojo vermelha vermelho naranja anaranjada laranja`},
	{clFault, `raro rara raros estranho estranha esquisito esquisita explosion explosiones explota estallido explosao humo humito fumaca chispas chispa chispazo chispazos faisca faiscas fuego fogo llamas toques choque choques falla fallas fallo fallos fallando problema problemas problemita defeito defeitos averia averias desperfecto detalle inconveniente
		pau curto issue problem`},
	{clLittle, `poco poca pouco pouca apenas menos medio mal casi quase`},
	{clOnly, `solo puro so puramente solamente somente apenas nomas`},
	{clWater, `liquido agua aguas aguita water`},
	{clAir, `aire viento vento ventila ventilando air`},
	{clSpot, `habitaciones quartos pisos andares salas patios fondos corredor comedor jardin pieza piezas dormitorio dormitorios cuarto cuartos habitacion recamara recamaras quarto quartos sala patio terraza balcon varanda quintal fondo
		segundo tercer piso andar oficina escritorio rincon living quincho azotea sotano garagem garaje`},
	{clLine, `net internet senal conexion conexao sinal fibra navegacion rede`},
	{clGas, `gas`},
	{clWet, `mojada mojado mojadas encharcada encharcado empapada empapado molhada molhado chorreando ensopada`},
}

// commonWords are never taken for a typing error of a word of the trade.
const commonWords = `campainha campainhas costado costados zona zonas pared paredes muro muros rejilla reja tablero escalera balde toalla ropas camisa blusa polera polar fresca fresco lluvia
	primavera invierno otono calorcito pueblo campo playa plaza parque iglesia hospital escuela colegio universidad banco tienda mercado farmacia estacion metro bus avion barco camion
	amigo amiga amigos hermanas primo prima suegra abuela abuelo bebe guagua guaguas mascota gato gatos perros pareja esposo esposa marido novio novia jefa jefe colega empleado
	contacto contactos correo mensaje mensajes audio audios video videos imagen imagenes numero numeros codigos direccion ubicacion referencia mapa
	aviso avisen avise avisar avisan llamada llamadas llamar llaman llamen llame hablan hablen hablo escribo escriben escriban leer leido visto vieron vimos viste mando mandan manden envio enviar envian
	puesto pudo pudieron pudiera podido quise quisieron quedado quedan queden quedar volvio volvieron hubo hubiera habia habian tenia tenian seria serian fueron fuera fuese diga dice dicen dijo dijeron decir
	haria harian hagan haga hago hice hizo hicieron traer trae traen traigo traigan trajo vendo venden vender ventas compro compraron comprar comprado regalo regalan
	agenda agendar agendado agendada reservado confirmo confirmar confirmado confirmada cancelado cancelada acepto aceptan aceptar gasto gastar ahorro ahorrar barato barata baratos caro cara caros gratis
	siete ocho nueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa ciento quinientos medidor altura ancho largo larga cortas profundo blanco blanca negro negra gris verde azul amarillo rojo
	ningun ninguna ninguno algun alguna alguno algunos cualquier cualquiera ambos ambas demas propio propia mismos mismas ultimo primera segunda tercera cuarta quinto sexto septimo
	mesmos coisas pessoas pessoal galera amigos parente cachorro gatinho crianca criancas esposa marido namorado chefe sogra tio tia predios casinha janela porta portao escada cama mesa cadeira
	parede paredes teto chao piso azulejo banheiro lavanderia garagem corredor fundos frente esquina travessa avenida bairros cidades estado estados pais mundo
	ligacao ligacoes mensagens recado foto fotos imagem endereco referencia mapa contato contatos codigo senha aviso avisa avisar avisem falo falam falem mando mandam mandem envio enviam vejam vimos viram
	puder pudesse quiser tiver tivesse houver seria seriam fossem fazia faziam feito feita ficou ficaram fiquei disse disseram dizer trazer trouxe compro comprar compraram vendo vendem vender
	marcado marcada marcaram confirmo confirmar confirmada aceito aceitar gasto gastar barato barata caro cara gratis trinta quarenta cinquenta sessenta oitenta noventa cento branco branca preto preta cinza verde amarelo
	alguns algumas nenhum nenhuma qualquer ambos proprio propria ultimo ultima terceiro terceira quarta quinto sexta setimo ontem anteontem madrugada
	quanto quanta quantos quantas ahora antes aunque ayuda barrio bastante bonita buena buenas bueno buenos cabeza cada calle camino carne carta casas casos centro cerca cerrada
	chica chico chicos cierto cinco clase cliente clientes colonia color compra compras comuna comunas contar contigo corta corto cosas cosita cuadra cuadras cuando
	cuanta cuanto cuantos cuenta cuesta cuestan dejado dentro desde despues diario dinero dios donde durante ejemplo ella ellos empresa encima entonces entre
	entrega espera espero estaba estado estamos estan estar estas este estos existe factura familia favor fecha final forma fotos frente fuera fuerte gente gracias
	grande grandes gusta hablar hacen hacer hasta hermana hermano hijos hombre horario horas hoteles idea igual jueves junto llama llamo lleva llevo local luego
	lugar lunes madre manana manera marca martes mayor media medio mejor menos mensaje mesa meses miercoles minuto misma mismo mitad modelo momento mucha muchas mucho
	mujer mundo nadie negocio noche nombre nosotros nuestra nuestro nueva nuevo nuevos numero nunca otras otros padre pagar pago pagos para parece parte pasado pasar
	pedir pensar perdon perro persona personas pesos plata plaza poder porque precio primera primero pueblo puede pueden puedo puerta pues quedo quien quiere quieren
	quiero quisiera real repente rico saber sabado sale santa seguro semana senor senora siempre siguiente sino sobre solo somos sueldo suelo suelta sueno tambien tanto
	tarde tarjeta tener tengo tiempo tiene tienen tienda todas todavia todos torre trabajo tres turno ultima unos usted ustedes valor vamos varias venga vengan venir
	verano verdad vereda vidas viene vienen viernes viven vivir vivo volver
	agora ainda alguem algum alguma amanha antes aqui assim atende ate bairro banho bastante bebe boleto cartao casa cedo certo chegou cidade coisa comprei comigo
	conta contas conto cozinha dela dele demais dentro depois dessa desse deve dia dinheiro disse domingo duas ela eles empresa então entao entrega essa esse esta
	estou faco fala falar familia favor fazem fazer feira ficar filho filha final foram fora fosse gente gosta gostaria grande hoje horario horas igual irmao jeito
	junto lado legal loja longe lugar mae manda mandar marca marcar melhor menina menino mesma mesmo minha minutos moca moro muita muito mulher nada ninguem noite
	nome nossa nosso nova novo numero obrigada obrigado onde ontem outra outro pagar parece parte passa passar pelo pessoa pode podem poder porque porta posso prazo
	preciso preco predio primeira queria quero quinta rapaz rapido rua saber sabado seguinte segunda semana semanas senhor senhora sera sexta sobre sozinho sempre
	talvez tambem tarde tempo tenho terca tinha toda todos trabalho tudo umas valor vamos vem vejo venha verdade vezes vindo visita vizinho voces voltar
	cliente central cerro corre corren cosa costo cotiza celular color contra cuido gastos ganas hogar joven lavado llave madera marzo abril mayo junio julio agosto
	septiembre octubre noviembre diciembre janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro ninos nino nina saldo salon salida sector
	soporte suerte tarea techo tienes tinto trato triste vecino vecina ventas viaje vuelvo viejo vieja mides partes parto porto ligue partido andes andrea armando
	mide media pones ponte pongo corea carla marta pedro juan luis maria carmen rosa victoria estancia colina
	abierto abierta canal canales paseo pasaje hermosa hermoso reunion cantar comer dormir bailar piensa siento sientes odias amas casarte
	crees pareces eres serias gustaria podrias sabes saberlo`
