// table: phrases of intents beside the work itself.

package nlu

import "github.com/chasqui-fsm/chasqui/agent"

// sidePhrases are the phrases of what people ask and tell beside the work, separated by bars.
var sidePhrases = []struct {
	intent  intent
	phrases string
}{
	{intent{kind: agent.CmdComplain}, `devuelvan la plata|devuelvan mi plata|devuelvan el dinero|devuelvan mi dinero|devolver la plata|devolver mi dinero|devolver el dinero|devolver mi plata|
		devuelvanme la plata|devuelvanme mi dinero|devolucion del dinero|devolucion de la plata|devolucion de mi plata|reembolso|reembolsen|reembolsar|reembolsem|
		devolvam meu dinheiro|devolver meu dinheiro|devolver o dinheiro|quero meu dinheiro|dinheiro de volta|estorno|estornar|quiero mi plata|quiero mi dinero|
		poner un reclamo|hacer un reclamo|reclamacion|queja|quejarme|poner una queja|hacer una queja|fazer uma reclamacao|registrar reclamacao|quero reclamar|
		sernac|profeco|indecopi|procon|defensa al consumidor|defensa del consumidor|superintendencia|reclame aqui|condusef|acodeco|proteccion al consumidor|
		los voy a demandar|voy a denunciar|los voy a denunciar|vou denunciar|vou processar|vou no procon|mi abogado|meu advogado|acciones legales|via judicial|na justica|carta documento|
		me estafaron|son unos estafadores|son unos ladrones|me robaron|ladrones|fui enganado|fui estafado|me enganaron|e golpe isso|roubo|ladroes|
		una verguenza|que verguenza|falta de respeto|falta de respeito|falta de seriedad|poca seriedad|nada serios|irresponsables|irresponsabilidad|descaso|palhacada|que absurdo|um absurdo|una burla|
		pesima atencion|pesimo servicio|pesimo trabajo|mal servicio|muy mal servicio|mala atencion|pessimo servico|pessimo atendimento|atendimento pessimo|servico pessimo|atendimento horrivel|servico horrivel|atencion horrible|servicio horrible|que mal servicio|mal trabajo|trabajo mal hecho|servico mal feito|
		nadie llego|no llego nadie|nadie vino|no vino nadie|no aparecio|no aparecieron|nunca aparecio|nunca vino|nunca vinieron|no se presento|no se presentaron|me dejaron plantado|me dejaron plantada|
		me dejaron esperando|me dejo plantada|me dejo plantado|nao apareceu|nao apareceram|nao veio ninguem|me deixaram esperando|me deixou esperando|nao vieram|ninguem apareceu|perdi o dia|perdi la manana esperando|perdi el dia esperando|
		quedo peor|me dejo peor|dejo peor|dejaron peor|quedo mucho peor|quedo igual o peor|lo dejaron peor|la dejaron peor|ficou pior|deixou pior|me rompieron|me rompio|quebraram minha|quebraram meu|estragaram|me rayaron|
		segunda vez que|tercera vez que|ya van dos veces|ya van tres veces|ya es la segunda vez|ja e a segunda vez|segunda vez que nao|terceira vez|
		estoy harto|estoy harta|estoy enojado|estoy enojada|muy molesto|muy molesta|muy enojado|estoy indignado|indignada|indignado|estou indignada|estou indignado|estou muito irritada|estou muito irritado|to muito brava|to puto|cansado de esperar|cansada de esperar|
		incumplidos|informales|mentirosos|mentira tras mentira|me mintieron`},
	{intent{kind: agent.CmdAbuse}, `imbeciles|idiotas|estupidos|weones|hueones|culiaos|culiados|aweonao|pelotudo|pelotudos|boludos de mierda|forros|mierdas|pendejada|cabron|cabrones|chinga tu madre|chinguen a su madre|
		hijos de puta|hijueputa|malparido|malparidos|gonorrea|carajo|concha tu madre|ctmr|vete a la mierda|vayanse a la mierda|vayanse al carajo|inutil|inutiles|maldito|malditos|
		vai tomar no cu|vtnc|arrombado|arrombados|idiotas|burros|merda|bando de incompetentes|incompetentes|cuzao|desgracado|vsf|fuck you|shit`},
	{intent{kind: agent.CmdGreet}, `holi|holis|holaa|holaaa|hola hola|ola|eai|e ai|opa|salve|que onda|que hubo|quiubo|buenass|buenasss|oie|oii|oiii|oiee|eae|alou`},
	{intent{kind: agent.CmdWorker}, `desempregado|desempregada|desempleado|desempleada|sin trabajo|sem emprego|tienen cupos|hay cupos|buscan gente|buscan personal|buscan tecnicos|buscando gente|buscando personal|buscando tecnicos|necesitan gente|necesitan personal|necesitan tecnicos|contratan|contratando|hay pega|tienen pega|busco pega|busco chamba|hay chamba|
		busco empleo|dejar mi curriculum|dejar mi cv|enviar mi cv|mandar mi cv|mando mi cv|enviar curriculum|mi hoja de vida|hoja de vida|trabajar para ustedes|trabajar con uds|unirme al equipo|soy tecnico|soy instalador|soy maestro|
		soy electricista y busco|anos de experiencia|anos exp|trabajo de tecnico|trabajo de instalador|postular|postulacion|
		enviar curriculo|mandar curriculo|meu curriculo|enviar meu curriculo|mandar meu cv|tem vaga de|tem vaga para|tem vaga pra|vaga de tecnico|vaga de instalador|vagas abertas|vagas de emprego|trabalhe conosco|sou tecnico|sou instalador|procuro trabalho|procurando emprego|
		anos de experiencia na area|quero ser tecnico|trabalhar com vcs|fazer parte da equipe|prestar servico para voces|job application|looking for a job|are you hiring|hiring`},
	{intent{kind: agent.CmdSupplier}, `somos fabricantes|somos importadores|somos una distribuidora|somos distribuidora|proveedor de|proveedores de|soy vendedor de|represento a|represento la empresa|les ofrecemos|ofrecemos|queremos ofrecerles|
		quisiera ofrecerles|area de compras|compras con quien|quien ve las compras|quien ve compras|encargado de compras|encargada de compras|persona de compras|venta de repuestos|lista de precios mayorista|precios mayoristas|presentarles nuestros|
		nuestro catalogo|alianza comercial|propuesta comercial|
		somos distribuidores|distribuidora de pecas|fabricante de|representante de|oferecemos|queria oferecer|gostaria de oferecer|apresentar nossos|setor de compras|responsavel pelas compras|responsavel por compras|comprador|parceria comercial|proposta comercial|
		marketing digital para|posicionar su pagina|prestamos para empresas`},
	{intent{kind: agent.CmdWrong}, `numero equivocado|me equivoque de numero|me equivoque de chat|equivocado de numero|numero errado|mandei errado|mensagem errada|era para otra persona|no era para ustedes|era pra outra pessoa|
		este no es el numero de|es el numero de|ese es el numero de|soy yo tu hijo|mama soy yo|mae sou eu|pai sou eu|papa soy yo|wrong number|foi engano|desculpa engano|e o numero do|e o numero da|por que no me contestas|atende o telefone amor`},
	{intent{kind: agent.CmdHuman}, `atienda una persona|atienda alguien|ser atendido por|ser atendida por|hablar con alguien|hablar con una persona|hablar con un asesor|hablar con un ejecutivo|hablar con el encargado|hablar con el dueno|hablar con un supervisor|hablar con el gerente|hablar con el jefe|hablar con un agente|
		hablar con gente|quiero una persona|atencion humana|persona de verdad|persona humana|alguien real|no quiero hablar con un robot|no quiero un bot|no quiero hablar con una maquina|paseme con|pasame con|me pasa con|comuniqueme|comunicame|
		conectame con|me transfiere|me comunican|llamame|llamenme|que alguien me llame|que me llame|me llame alguien|me llama alguien|pueden llamarme|puede llamarme|me podrian llamar|me podria llamar|necesito que me llamen|necesito hablar con|prefiero que me llamen|
		falar com um humano|falar com alguem|falar com gente|falar com uma pessoa|falar com um atendente|falar com a atendente|falar com o responsavel|falar com o gerente|falar com supervisor|quero um atendente|quero atendente|atendente humano|
		nao quero falar com robo|nao quero robo|me transfere|me passa para|alguem me liga|me ligar|pode me ligar|me ligue|liga pra mim|liga para mim|
		real person|talk to someone|speak to a human|speak with someone|call me`},
	{intent{kind: agent.CmdOptOut}, `no quiero recibir mensajes|no quiero recibir publicidad|no quiero recibir promociones|no quiero mas publicidad|no quiero publicidad|no me envien publicidad|no me envien promociones|no me manden promociones|
		no me mande mas|no me escriba mas|no me escribas mas|no me contacten mas|no me contacten|no vuelvan a escribirme|no me vuelvan a escribir|dejen de molestar|dejen de mandar|deja de mandarme|deja de escribirme|dejen de enviarme|dejen de enviar|deje de enviarme|
		paren de mandar|paren de escribir|basta de mensajes|borren mi numero|borra mi numero|eliminen mi numero|eliminen mis datos|borren mis datos|quitenme de la lista|saquenme de su lista|sacame de su lista|sacarme de la lista|
		no me interesa recibir|
		nao quero receber|nao quero mais receber|nao me mandem|nao me mande|nao mandem mais|nao mande mais|nao me enviem|nao me envie|nao me escrevam|parem de me enviar|pare de enviar|parem de enviar|pare de mandar|parem de mandar|para de me mandar|
		chega de mensagem|chega de propaganda|tire meu numero|tirem meu numero|remova meu numero|removam meu numero|apaguem meus dados|apaga meu numero|apaguem meu numero|me remova da lista|me remove da lista|me tira dessa lista|nao me contatem|
		stop sending|stop messaging|do not text me|don't text me|remove me`},
	{intent{kind: agent.CmdPromo}, `promo|promos|promocion|promociones|promocao|promocoes|descuento|descuentos|desconto|descontos|oferta|ofertas|anuncio|anuncios|anunciaron|publicidad de ustedes|vi su publicidad|vi la publicidad|vi su aviso|cupon|cupom|
		codigo de descuento|codigo promocional|2x1|2 x 1|dos por uno|3x2|cyber|hot sale|black friday|buen fin|vi en facebook|vi en instagram|vi no facebook|vi no instagram|en instagram|en facebook|no instagram|no facebook|por instagram|por facebook|tiktok|
		rebaja|rebajas|campana publicitaria|propaganda de voces|discount|coupon`},
	{intent{kind: agent.CmdInvoice}, `factura|facturas|facturar|facturarme|facturen|facturacion|facturame|nota fiscal|nota fiscal eletronica|nf|nfe|nfse|nfs|nf e|notas fiscais|cfdi|comprobante fiscal|comprobante de pago|factura electronica|boleta electronica|boleta de venta|mi boleta|la boleta|
		una boleta|dan boleta|dan factura|con factura|emiten factura|emitem nota|emite nota|para nota|na nota|cnpj na nota|cpf na nota|uso g03|regimen fiscal|constancia fiscal|a nombre de mi empresa|recibo fiscal|preciso da nota|preciso de nota|quero a nota|quero nota|manda a nota|mandar a nota|mandam a nota|com nota|tem nota|dao nota|emitir nota|emitir a nota|invoice|tax receipt`},
	{intent{kind: agent.CmdPrefer}, `solo por whatsapp|solo por mensaje|solo mensajes|prefiero por whatsapp|prefiero por mensaje|prefiero mensajes|prefiero que me escriban|mejor escribanme|mejor me escriben|escribanme mejor|no me llamen|no me llame|no puedo contestar llamadas|
		no contesto llamadas|no puedo atender llamadas|solo en la tarde me llaman|llamen solo|llamenme solo|escribanme solo|contactenme solo|contactenme por|avisenme por|comuniquense por|
		so por mensagem|so por whatsapp|somente por mensagem|prefiro mensagem|prefiro por mensagem|prefiro whatsapp|prefiro que escrevam|nao me liguem|nao me ligue|nao atendo ligacao|nao posso atender ligacao|me chama so|me chamem so|me avisem por|so me chamem|mande mensagem nao liga|
		nada de ligacao|no llamadas`},
	{intent{kind: agent.CmdNote}, `dejen dicho|dejar dicho|caseta|vigilancia|garita|porteria|portero|conserje|conserjeria|recepcion del edificio|el guardia|al guardia|con el guardia|portaria|porteiro|zelador|sindico|anunciarse|anunciense|preguntar por|pregunten por|pregunta por|
		perguntar por|perguntem por|procurar por|toquen el timbre|tocar el timbre|tocar timbre|el timbre no|timbre no funciona|no sirve el timbre|golpear la puerta|golpeen|toquen fuerte|tocar o interfone|interfone nao funciona|tocar a campainha|campainha nao funciona|bater palma|
		citofono no|no funciona el citofono|cuidado con el perro|ojo con el perro|hay un perro|hay perro|tengo perro|tengo un perro|perro bravo|hay perros|tengo perros|cachorro bravo|tem cachorro|tenho cachorro|cuidado com o cachorro|
		clave del porton|codigo del porton|codigo de la puerta|clave de acceso|codigo de acceso|senha do portao|codigo do portao|senha da portaria|dejo las llaves|deje las llaves|dejo la llave|las llaves estan|a chave esta|deixo a chave|deixei a chave|llaves con|chave com|
		pueden estacionar|estacionar en|estacionamiento de visitas|vaga de visitante|traer escalera|traigan escalera|trazer escada|llamar al llegar|llamen al llegar|me llaman al llegar|avisar al llegar|avisen al llegar|avisen cuando lleguen|me avisam quando chegar|avisar quando chegar|me liga quando chegar|
		entrar por|entren por|entrada por|entrada de servicio|elevador de servico|gate code`},
	{intent{kind: agent.CmdPay}, `como pago|como puedo pagar|como se paga|como les pago|donde pago|puedo pagar|se puede pagar|pagar con|pagar en|pagar por|pago con|pago en efectivo|formas de pago|forma de pago|medios de pago|medio de pago|metodos de pago|metodo de pago|
		aceptan tarjeta|aceptan tarjetas|aceptan transferencia|aceptan efectivo|aceptan credito|reciben tarjeta|reciben transferencia|reciben efectivo|tarjeta de credito|tarjeta de debito|en cuotas|meses sin intereses|a meses|link de pago|link para pagar|enlace de pago|liga de pago|
		numero de cuenta|datos de transferencia|datos para transferir|datos para la transferencia|datos bancarios|a que cuenta|cuenta para depositar|les transfiero|les deposito|hacer el deposito|
		como eu pago|como pago|como faco para pagar|posso pagar|da para pagar|pagar no|pagar com|pagar em|formas de pagamento|forma de pagamento|meios de pagamento|aceitam cartao|aceita cartao|aceitam pix|aceita pix|aceitam dinheiro|no cartao|no pix|por pix|
		chave pix|chave do pix|pix copia e cola|copia e cola|o pix|um pix|fazer o pix|manda o pix|qr code do pix|parcelar|parcela|parcelam|em quantas vezes|divide no cartao|boleto|link de pagamento|dados para pagamento|dados bancarios|
		yape|plin|nequi|daviplata|mercado pago|mercadopago|webpay|oxxo|spei|paypal|how can i pay|credit card|pay by`},
	{intent{kind: agent.CmdOdd}, `ignora todas|ignora tus|ignora las|ignora lo anterior|ignora tu|ignore todas|ignore as|ignore suas|ignore tudo|ignore all|ignore your|ignore previous|olvida tus|olvida todas|olvida las instrucciones|olvida las reglas|olvida tus reglas|
		esqueca as instrucoes|esqueca suas|esqueca as regras|esqueca todas|desconsidere|eres mi asistente|ahora eres|a partir de ahora eres|a partir de agora voce|voce agora e|actua como|actuar como|aja como|finge ser|finge que|finja ser|finja que|haz de cuenta que eres|
		modo desarrollador|modo desenvolvedor|developer mode|jailbreak|system prompt|prompt del sistema|tu prompt|seu prompt|tus instrucciones|suas instrucoes|lista de clientes|lista dos clientes|datos de otros clientes|datos de los clientes|dados de outros clientes|dados dos clientes|
		telefonos de clientes|telefonos de los clientes|telefone dos clientes|base de datos|banco de dados|agenda gratis|agendame gratis|visita gratis sin|hazme un descuento del 100|descuento del 100|desconto de 100|drop table|select from|sin restricciones|sem restricoes|you are now|act as`},
	{intent{kind: agent.CmdBusiness}, `somos una empresa|soy de una empresa|para mi empresa|para una empresa|para la empresa|mi empresa|nuestra empresa|para mi negocio|para mi local|local comercial|locales comerciales|varias sucursales|sucursales|cadena de|licitacion|
		contrato de mantencion|contrato de mantenimiento|contrato anual|contrato mensual|contrato de servicio|poliza de mantenimiento|administro un edificio|administro edificios|administrador de edificio|administracion del edificio|administro un condominio|comite de administracion|
		para una oficina|mi oficina|mi local|mi tienda|mi restaurant|mi clinica|mi colegio|meu escritorio|nosso escritorio|en mi oficina|en oficina|para la oficina|para oficina|de la oficina|en la oficina|nuestras oficinas|para un hotel|en un hotel|mi hotel|el hotel|un restaurante|mi restaurante|del restaurante|una clinica|la clinica|un colegio|del colegio|una fabrica|una obra|obra nueva|constructora|inmobiliaria|
		somos uma empresa|sou de uma empresa|da minha empresa|minha empresa|nossa empresa|para empresa|pessoa juridica|escritorio|do escritorio|minha loja|da loja|para loja|meu comercio|sala comercial|ponto comercial|filiais|contrato de manutencao|contrato mensal|pmoc|
		administro um condominio|do condominio|para o condominio|um hotel|meu restaurante|da clinica|minha clinica|da escola|uma academia|da academia|consultorio|licitacao|corporativo|b2b|my company|our office`},
	{intent{kind: agent.CmdStatus}, `por donde viene|por donde anda|donde anda el tecnico|donde anda|donde viene|donde esta el tecnico|en que va|como va mi visita|como va mi solicitud|en que quedo mi visita|en que quedo|sigo esperando|estoy esperando al tecnico|
		estoy esperando el tecnico|lo sigo esperando|los sigo esperando|todavia espero|iban a llegar|iban a venir|iba a venir|iba a llegar|quedaron de venir|quedo de venir|quedaron en venir|quedo en venir|no ha venido|no ha llegado|no han llegado|aun no llega|
		aun no llegan|todavia no llegan|ya llegara|viene el tecnico|llega el tecnico|viene alguien hoy|vienen hoy|viene hoy|llegan hoy|a que hora pasa|a que hora vendrian|a que horas|cuando pasan|cuando me toca|
		ya viene|vienen en camino|estatus de mi|status de mi|seguimiento de mi|
		cade o tecnico|onde ta o tecnico|onde esta|ta vindo|ja ta vindo|o tecnico vem|vem hoje|voces vem hoje|to esperando|estou esperando o tecnico|continuo esperando|ainda nao chegou|nao chegou ainda|nao chegou|ficaram de vir|ficou de vir|ia vir|iam vir|
		que horas passam|que horas vao|horario da visita|andamento do|where is my technician|what time will`},
	{intent{kind: agent.CmdHours}, `atienden domingo|atienden domingos|atienden los domingos|atienden sabados|atienden los sabados|atienden hoy|atienden feriados|atienden en la noche|atienden de noche|atienden fines de semana|atienden fin de semana|
		trabajan domingo|trabajan domingos|trabajan sabado|trabajan sabados|trabajan los sabados|trabajan los domingos|trabajan hoy|trabajan feriados|trabajan en la noche|trabajan fines de semana|estan abiertos|estan abierto|abren sabado|abren domingo|abren hoy|
		hasta que hora|desde que hora|que dias trabajan|que dias atienden|que dias vienen a|horarios de atencion|su horario|sus horarios|en que horario|en que horarios|horario de trabajo|que horarios manejan|que horario tienen|
		atendem domingo|atendem domingos|atendem aos domingos|atendem sabado|atendem sabados|atendem hoje|atendem feriado|atendem a noite|atendem fim de semana|atendem final de semana|atendem de domingo|trabalham domingo|trabalham sabado|trabalham no sabado|
		trabalham de sabado|trabalham aos sabados|trabalham a noite|trabalham feriado|ate que horas|a partir de que horas|quais os horarios|que dias voces|horario de funcionamento|estao abertos|tao abertos|abrem sabado|abrem domingo|funcionam sabado|funcionam domingo|funcionam hoje`},
	{intent{kind: agent.CmdCoverage}, `vienen a|vienen hasta|van hasta|llegan hasta|llegan a|atienden en|atienden a|atienden la zona|cubren la zona|tienen servicio en|hacen servicio en|prestan servicio en|dan servicio en|estan en|tienen tecnicos en|hay servicio en|trabajan por|
		cobertura en|van para|
		atendem em|atendem na|atendem no|atende na|atende no|atendem a regiao|vem ate|vao ate|voces vem em|fazem em|fazem na regiao|tem tecnico em|tem tecnicos em|cobrem|chegam ate|atendem aqui|atendem por aqui`},
	{intent{kind: agent.CmdHelp}, `como funciona el servicio|como funciona o servico|como funcionan|como trabajan|como voces trabalham|que mas hacen|que mais voces fazem|a que se dedican`},
	{intent{kind: agent.CmdWarranty}, `tienen garantia|trae garantia|traen garantia|viene con garantia|vienen con garantia|queda con garantia|quedo con garantia|trabajan con garantia|dejan garantia|vem com garantia|fica com garantia|tiene garantia el trabajo|dan garantia|ofrecen garantia|hay garantia|con garantia el trabajo|cuanta garantia|cuanto dura la garantia|de cuanto es la garantia|que garantia dan|que garantia tienen|garantia del servicio|
		garantia por los trabajos|garantia por el trabajo|garantia de la reparacion|garantia sobre|
		tem garantia|dao garantia|voces dao garantia|da garantia|oferecem garantia|quanto tempo de garantia|qual a garantia|garantia do servico|garantia do conserto|prazo de garantia|a garantia cobre|la garantia cubre|cubre la garantia|lo cubre la garantia`},
	{intent{kind: agent.CmdCancel}, `cancelen mi|cancelen la|cancele mi|cancela mi|cancela la visita|cancelen todo|quiero anular|necesito anular|anulen la|anulen mi|anular mi visita|dar de baja mi visita|suspender mi visita|suspender visita|suspendan la|dejar sin efecto|
		ya no voy a necesitar la visita|ya no necesito la visita|ya no necesito que vengan|no necesito que vengan|que ya no vengan|mejor no vengan|no hace falta que vengan|
		cancela a visita|cancela minha visita|cancelem|cancele a visita|cancele minha|nao preciso mais da visita|nao precisa mais vir|nao preciso que venham|desmarcar a visita|quero desmarcar|preciso desmarcar|pode desmarcar|suspender a visita`},
	{intent{kind: agent.CmdMove}, `no voy a estar en la casa|no estare en casa|no puedo recibirlos|no puedo ese dia|no puedo recibir|no voy a alcanzar|puede ser otro dia|podria ser otro dia|se puede cambiar|lo podemos cambiar|la podemos cambiar|podemos cambiar|
		cambiarla para|cambiar para|cambiar mi visita|cambio de fecha|cambio de hora|cambio de horario|cambiar horario|pasarla para|pasarlo para|pasarla al|dejarla para|correrla|moverlo|mover la cita|recorrer mi cita|recorrer la cita|cambiar cita|mover cita|
		nao posso receber|nao consigo receber|nao vou estar em casa|nao estarei em casa|pode ser outro dia|podemos mudar|da para mudar|da para trocar|da para remarcar|mudar para|trocar para|passar para|deixar para outro dia|jogar para|mudar minha visita|troca de horario|mudanca de horario`},
	{intent{kind: agent.CmdPrice}, `cuanto por|cuanto sale|cuanto me sale|cuanto saldria|cuanto me cobrarian|cuanto cobrarian|cuanto cobra|en cuanto|a como|a cuanto|que costo|que valor|que precio|cual es el costo|cual es el valor|cual es el precio|que tarifa|tarifas|
		valores|costos|precios|cotizame|cotizarme|cotizan|cotice|cotizacion|presupuestar|presupuesten|cuanto es lo que|cuanto vendria|cuanto estaria|cuanto estan cobrando|que me cobran|me sale mas o menos|cuanto mas o menos|cuanto saldra|cuanto costaria|cuanto costara|
		quanto por|quanto sai|quanto sairia|quanto custaria|quanto ficaria|quanto cobra|quanto cobraria|quanto cobrariam|quanto que|quanto e que|qual seria o valor|valores|tabela de precos|faz orcamento|fazem orcamento|passar um orcamento|orcar|cotar|quanto vai ficar|
		quanto da|valor medio|media de preco|how much|what do you charge`},
}
