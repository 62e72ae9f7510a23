package extract

import "strings"

// table: the words with which people pick.

var anyWords = phrases(`todas|todos|todas las anteriores|cuando puedan|cuando pueda|cuando quieran|cuando les acomode|cuando les quede mejor|cuando ustedes puedan|quando puderem|quando quiserem|quando for melhor|quando voces puderem|todas elas|todos eles|cualquiera|cualquier opcion|cualquier hora|cualquier horario|cualquier dia|cualquiera de las dos|cualquiera de los dos|cualquiera de las tres|cualquiera de esas|cualquiera de esos|cualquiera esta bien|cualquiera me sirve|la que sea|el que sea|lo que sea|la que quieran|la que quieras|la que usted diga|la que usted quiera|la que tengan|
	la que puedan|la que prefieran|la que prefiera|la que mas les acomode|la que les acomode|la que le acomode|la que les quede mejor|la que le quede mejor|el que puedan|el que quieran|me da igual|me da lo mismo|da igual|da lo mismo|me es igual|me es indiferente|es indiferente|indiferente|todas me sirven|todos me sirven|todas sirven|me sirven todas|me sirven todos|
	todas me acomodan|me acomodan todas|elija usted|elijan ustedes|elige tu|elegi vos|escoja usted|escojan ustedes|escoge tu|usted elija|usted escoja|ustedes elijan|como quieran|como ustedes quieran|como usted diga|no tengo preferencia|sin preferencia|
	qualquer um|qualquer uma|qualquer um serve|qualquer uma serve|qualquer horario|qualquer dia|qualquer opcao|qualquer|tanto faz|pra mim tanto faz|todas servem|todos servem|a que for melhor|o que for melhor|a que voces quiserem|o que voces quiserem|pode escolher|voces escolhem|voce escolhe|escolhe voce|escolham voces|
	nao tenho preferencia|o que tiver|a que tiver|any|any of them|either|whichever`)

var bothWords = phrases(`las dos me sirven|me sirven las dos|los dos me sirven|me sirven los dos|ambas|ambos|ambas me sirven|ambos me sirven|as duas servem|os dois servem|as duas|os dois|ambas servem|ambos servem|both`)

var noneWords = phrases(`nao da em nenhum|nao da em nenhuma|nao da nenhum|nao da nenhuma|nao da em nenhum desses|nao da em nenhuma dessas|nao da em nenhum deles|nao consigo em nenhum|nao consigo nenhum|no me queda ninguna|no me queda ninguno|no me sirve ninguna de esas|no me sirve ninguno de esos|no alcanzo ninguna|no alcanzo en ninguna|ninguna|ninguno|ninguna de las anteriores|ninguna de las dos|ninguno de los dos|ninguna de las tres|ninguna de esas|ninguno de esos|ninguna opcion|ninguna me sirve|ninguno me sirve|no me sirve ninguna|no me sirve ninguno|no me acomoda ninguna|no me acomoda ninguno|no puedo en ninguna|no puedo en ninguno|
	no puedo ninguna|no puedo ninguno|no me sirven|no me acomodan|esas no|esos no|esas no me sirven|esos no me sirven|ninguna de estas|ninguno de estos|nada de eso|nenhum|nenhuma|nenhum desses|nenhuma dessas|nenhum deles|nenhuma delas|nenhuma das opcoes|nenhum serve|nenhuma serve|nenhum me serve|nenhuma me serve|nao posso em nenhum|
	nao posso em nenhuma|nao serve nenhum|nao serve nenhuma|nenhum dos dois|nenhuma das duas|nenhum dos tres|nenhum dos horarios|esses nao|essas nao|esses horarios nao|none|none of them|neither`)

// blockers make a message more than a pick: a condition, a wish for others, a question.
var blockers = phrases(`pero|porem|so que|solo que|otra|otro|otras|otros|outra|outro|outras|outros|mas temprano|mas tarde|mais cedo|mais tarde|mas tardecito|mas tempranito|quiza|quizas|tal vez|talvez|a lo mejor|depende|no se|no estoy seguro|no estoy segura|nao sei|nao tenho certeza|creo|creo que|acho|acho que|hay|tienen|tiene|tienes|tendran|tendra|tem|teria|
	cuanto|cuanta|cuantos|quanto|quanta|cuando|quando|que hora|a que hora|que horas|cual|cuales|qual|quais|quien|quem|por que|porque|donde|onde|antes|despues|depois|desde|hasta|ate|a partir|entre|cambiar|cambia|mudar|trocar|mover|si no|se nao|aunque|
	no me sirve|no puedo|no podemos|no me acomoda|no me queda|nao posso|nao podemos|nao me serve|nao da|nao serve|que dia|que fecha|que data|como es|primera hora|primeira hora|ultima hora|hace|faz|tengo|tenho|tenemos|cuesta|custa|a ver|vamos a ver|cobran|si|se`)

// negations take an option away.
var negations = phrases(`no|nao|ni|nem|menos|salvo|excepto|tampoco|not`)

var earliest = phrases(`la mas temprano|la mas temprana|el mas temprano|lo mas temprano|lo mas temprano posible|la mas pronto|la mas pronta|la mas proxima|el mas proximo|la mas cercana|el mas cercano|la mas cerca|la que este mas cerca|la mas temprano posible|a mais cedo|o mais cedo|o mais cedo possivel|a mais proxima|o mais proximo|
	la que sea mas temprano|la que sea antes|mas temprano de todas|the earliest|the first available`)

var latest = phrases(`la mas tarde|la mas tardia|el mas tarde|el mas tardio|lo mas tarde|lo mas tarde posible|la mas lejana|a mais tarde|o mais tarde|o mais tarde possivel|a mais distante|the latest`)

var lastWords = phrases(`la ultima|el ultimo|ultima|ultimo|ultima opcion|la ultima opcion|al ultimo|a ultima|o ultimo|a ultima opcao|ultima opcao|la de abajo|la del final|el del final|a de baixo|a do final|the last|the last one|last`)

var beforeLast = phrases(`la penultima|el penultimo|penultima|penultimo|a penultima|o penultimo|la anterior a la ultima|the second to last`)

var middle = phrases(`la de en medio|el de en medio|la del medio|el del medio|la de al medio|la del centro|el del centro|la intermedia|el intermedio|la de enmedio|la segunda de las tres|a do meio|o do meio|a do centro|the middle one|del medio|de en medio|do meio`)

// ordinals of the options, by their place.
var ordinals = []phraseSet{
	phrases(`la primera|el primero|la primer|el primer|primera opcion|primera|primero|primer|primerita|la primerita|a primeira|o primeiro|primeira opcao|primeira|primeiro|first|the first|the first one|la de arriba|a de cima`),
	phrases(`la segunda|el segundo|segunda opcion|la segunda opcion|el segundo horario|a segunda|o segundo|segunda opcao|a segunda opcao|opcao segunda|segunda|segundo|second|the second|the second one`),
	phrases(`la tercera|el tercero|la tercer|el tercer|tercera opcion|tercera|tercero|tercer|a terceira|o terceiro|terceira opcao|terceira|terceiro|third|the third|the third one`),
	phrases(`la cuarta|el cuarto|cuarta opcion|cuarta|cuarto|a quarta|o quarto|a quarta opcao|quarta opcao|quarta|quarto|fourth|the fourth one`),
	phrases(`la quinta|el quinto|quinta opcion|quinta|quinto|a quinta|o quinto|a quinta opcao|quinta opcao|fifth|the fifth one`),
	phrases(`la sexta|el sexto|sexta opcion|sexto|o sexto|a sexta opcao|sexta opcao|sixth`),
}

// parts of the day: from minute up to minute.
var partsOfDay = []struct {
	words    phraseSet
	from, to int
}{
	{phrases(`en la mañana|por la mañana|de la mañana|a la mañana|la mañana|de mañana temprano|mañanita|de manhã|pela manhã|da manhã|a manhã|manhã|matutino|in the morning|morning|am|temprano|tempranito|cedo`), 0, 12 * 60},
	{phrases(`en la tarde|por la tarde|de la tarde|a la tarde|la tarde|tarde|tardecita|de tarde|a tarde|pela tarde|da tarde|à tarde|vespertino|in the afternoon|afternoon|pm|despues de almuerzo|despues del almuerzo|despues de almorzar|depois do almoço|depois de almoçar|apos o almoço`), 12 * 60, 19 * 60},
	{phrases(`en la noche|por la noche|de la noche|a la noche|la noche|noche|de noite|a noite|da noite|à noite|noite|nocturno|at night|evening`), 18 * 60, 24 * 60},
}

// pickers say that what follows is the place of an option.
var pickers = phrases(`opcion|opcao|alternativa|numero|nro|num|la|nº|#|opc|op|option|number|item`)

// fillers1 are words that pick nothing and may stand anywhere.
var fillers1 = set(`la el lo las los opcion opciones opcao opcoes alternativa numero nro num nº # a o as os e y quiero queremos quisiera querria prefiero preferimos preferiria prefiro preferia quero queria gostaria me nos te le sirve serve acomoda acomodaria acomodan queda quedaria
	quedo quedamos conviene convendria viene va vendria parece por favor gracias muchas obrigado obrigada muito sim ok okay oka dale listo seria sea serian para pra mi mim esa ese eso este esta estaria essa esse isso aquela aquel aquella entonces entao mejor melhor tomo tomamos elijo elegimos eligo escojo escolho escolhi
	fico ficamos con com voy vamos vou de del do da dos das pode puede podria poderia podemos posso puedo ser hola oi ola buenas buenos dias dia bom boa que na no en em una uma un um perfecto perfeito beleza blz bien bem ta esta claro genial bueno pues po pe porfa porfis amigo amiga señor señora señorita senorita senora senor
	agenda agendame agendeme agendenme agendar agendemos reserva reservame reserveme marca marcar marque sale va vale pode anotame anoteme anota deme dame dejame dejeme deja dejemos ponme pongame poneme ponga pone coloca coloque hora horario horarios turno cita visita fecha data al mas eso es si super yo eu nosotros mas
	aparece disponible disponivel i want the one please take would like that works for me confirmo confirma confirmar quedaria gusta gustaria late cuadra vengan venga viernecito buen tarde noche dia pues eh ah mmm joven che mae ahi alli aqui tambien igual misma mismo mesmo mesma quiza agende esas esos mejor mi casa feira`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
