package extract

import "strings"

// table: further ways of saying yes and no, by region and register.

const moreYes = `con todo gusto|con muchisimo gusto|esse mesmo|essa mesma|este mismo|esta misma|esos datos son correctos|los datos son correctos|mis datos son correctos|los datos estan bien|estan bien los datos|todos los datos estan bien|os dados estao corretos|os dados estao certos|os dados conferem|reagendala|reagendalo|reagendela|reagendelo|reagende|pode reagendar|pode remarcar|demas que si|de mas que si|wena|guena|a huevo|ahuevo|a webo|simona|sobres|asi mero|eso mero|jalo|dele|dele pues|dele nomas|dele si|denle|denle nomas|metele|metele nomas|metale|mandale|mandale nomas|echale|echele|de ley|de ley que si|al toque|de toque|fino|melo|todo melo|
	todo bien con eso|esta todo bien|esta todo correcto|esta todo en orden|esta todo ok|todo esta bien|todo esta correcto|todo esta en orden|todo esta perfecto|esta ok|esta okey|estan bien|estan correctos|estan correctas|son correctos|son correctas|asi quedamos|asi queda|asi esta perfecto|
	sin duda|sin dudas|sin ninguna duda|por mi bien|por mi perfecto|por mi esta bien|agende|agenden|agende nomas|confirme|confirmen|confirme nomas|prosiga|prosigan|continue|continuemos|avance|avancen|avancemos|sigamos|siga nomas|dele para adelante|para adelante|
	los espero|las espero|los esperamos|las esperamos|aca los espero|aqui los espero|ahi los espero|alla los espero|
	topo|topamos|maravilha|maravilhoso|top|top demais|legal|bacana|demorou|partiu|ja e|pode crer|sem duvida|sem duvidas|perfeitamente|positivissimo|ta tudo certo|esta tudo certo|ta tudo bem|esta tudo bem|ta tudo ok|esta tudo correto|ta tudo correto|tudo certinho|ta certinho|bem isso|
	manda bala|mete bala|pode fazer|pode seguir|pode prosseguir|pode continuar|prossiga|prossigam|pode ir em frente|pode vir sim|podem vir sim|marque|pode fechar|fecha|fechadissimo|estao certos|estao corretos|por mim ta otimo|por mim otimo|por mim perfeito`

const moreNo = `fijese que no|fijate que no|pues fijese que no|viera que no|sabe que no|sabes que no|esos no son mis datos|isso nao|isso nao e|la verdad no|la verdad que no|la verdad es que no|realmente no|francamente no|sinceramente no|honestamente no|na verdade nao|sinceramente nao|no esta correcto|no es lo correcto|no estan bien|no estan correctos|no son correctos|no son esos|no son mis datos|esos no son|ese no es|esa no es|
	no ese|no esa|no ese dia|no esa hora|no a esa hora|no en ese horario|no en este momento|en este momento no|ahora mismo no|este dia no|naah|ni en pedo|ni en joda|ni por nada|ni por si acaso|ni por asomo|ni al caso|ni a gancho|nada que ver|
	imposible|me es imposible|es imposible|no me da|no me va|no nos acomoda|no nos queda|no estoy interesado|no estoy interesada|no tengo interes|estoy en desacuerdo|no lo acepto|no la acepto|no lo confirmo|no la confirmo|falso|es falso|esta equivocado|esta equivocada|estan mal|estan equivocados|esta errado|esta errada|
	nao ta certo|nao esta certo|nao esta correto|nao ta correto|nao estao certos|nao confere|nao bate|nao ta bom|nao esta bom|nao sao esses|nao sao meus dados|esse nao|essa nao|essa hora nao|nesse dia nao|esse nao e|essa nao e|nem quero|nem precisa|nao precisa nao|nao quero nao|da nao|pode nao|vai dar nao|
	dispenso|to fora|estou fora|nem morto|nem morta|nem ferrando|nem fodendo|impossivel|e impossivel|nao estou interessado|nao estou interessada|nao me convem|nao me atende|nao e correto|nao rola nao|neste momento nao|nao neste momento|nao esse|nao essa|nao esse dia|na verdade nao quero`

const moreCourtesy = `por fa|porfis|xfa|xfis|pls porfa|plis porfa|porfavorcito|por favorcito|porfi pls|gracias de antemano|de antemano gracias|te pasaste|se pasaron|muitissimo grato|brigadao|vlw|obg|obgd|agradecido de antemano`

const moreAddressed = `sumerce|sumercé|su merced|mi niña|mi señora|señito|seño|srita|doñita|doñito|patroncito|mi jefe|mi jefa|mi estimado|mi estimada|profe|inge|licenciado|licenciada|lic|maestra|jovencito|señorito|chicos|chicas|muchachos|muchachas|amiguita|mi llave|hermanito|mi bro|mi pana|chamo|chama|tio|tia|moçinha|menina|menino|tchê|guri|parça|parceiro|parceira|chefia|amigao|meu caro|minha cara`

const moreEchoed = `dejalo asi|dejala asi|dejelo asi|dejela asi|dejemoslo asi|deixa assim|pode deixar assim|al pendiente|quedo al pendiente|estoy al pendiente|estare al pendiente|quedamos atentos|fico atento|fico atenta|no aguardo|esos son mis datos|son mis datos|esos son|esos son los datos|ese es mi nombre|esa es mi direccion|esa es la direccion|esa misma direccion|ahi mismo|es ahi|esos mismos|son esos|meus dados|esses sao meus dados|sao meus dados|sao esses|esse e meu nome|esse e meu endereço|e bom|e boa|e otimo|e otima|e perfeito|
	es buena|es bueno|es buena hora|es un buen horario|es perfecto|e um bom horario|poh|puh|pue|pes|pee|tche|uai|ue|visse|viu|hein|nos vemos ahi|ahi nos vemos|nos vemos entonces|ate la entao`

// suits lists what suits somebody well: "me viene bárbaro", "me queda perfecto".
func suits() string {
	var all []string
	for _, who := range []string{"me", "nos"} {
		for _, verb := range []string{"viene", "queda", "va", "sirve", "parece", "acomoda", "funciona", "cae", "conviene", "cai", "atende", "serve"} {
			for _, how := range []string{
				"bien", "muy bien", "super bien", "re bien", "perfecto", "perfectamente", "genial", "barbaro", "excelente", "super", "joya", "bacan", "chevere", "de diez", "regio", "impecable", "fantastico", "estupendo", "de maravilla", "bem", "muito bem", "perfeitamente", "otimo",
			} {
				all = append(all, who+" "+verb+" "+how)
			}
		}
	}
	return strings.Join(all, "|")
}
