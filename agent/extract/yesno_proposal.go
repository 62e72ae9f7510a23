package extract

// further words are a yes, or a no, to a proposal of one kind only: "cancélala" agrees to a cancel and to nothing else.
type proposalWords struct{ yes, no, beside phraseSet }

var further = map[string]proposalWords{
	"cancel": {
		phrases(`cancela|cancelala|cancelalo|cancelar|cancele|cancelela|cancelen|cancelenla|cancelarla|anula|anulala|anular|anulela|desmarca|desmarcar|desmarque|pode cancelar|podem cancelar|
			cancelado|cancelada|quiero cancelar|quero cancelar|cancel|cancel it`),
		phrases(`dejala|dejala asi|dejalo asi|no la canceles|no cancelar|nao cancela|nao cancele|deixa|deixa assim|mantenla|mantener|mantem|mantenha|mejor no`),
		phrases(`mi visita|minha visita|visita`),
	},
	"move": {
		phrases(`cambiala|cambiela|cambienla|muevela|muevanla|reagendala|reagendenla|reprogramala|reprogramenla|pode mudar|podem mudar|pode remarcar|podem remarcar|
			haz el cambio|hazlo|haganlo|haga el cambio|faz a mudanca|pode trocar|podem trocar`),
		phrases(`dejala|dejala asi|dejalo asi|deixa|deixa assim|mantenla|mantem`),
		phrases(`mi visita|minha visita|visita|el cambio|a mudanca`),
	},
	"visit": {
		phrases(`estare|ahi estare|aqui estare|voy a estar|estamos|estaremos|ahi estaremos|aqui estaremos|los espero|te espero|lo espero|les espero|los esperamos|te esperamos|esperamos|vengan|que vengan|
			habra alguien|va a haber alguien|hay alguien|estarei|vou estar|estaremos em casa|estarei em casa|vai ter alguem|tem alguem|podem vir|pode vir|pode vim|aguardando|estou aguardando|
			confirmamos|mantener|mantenemos`),
		phrases(`no voy a estar|no estare|no estaremos|no podre|no podemos|no puedo|no hay nadie|no va a haber nadie|no habra nadie|nao vou estar|nao estarei|nao vou poder|nao posso|nao podemos|
			nao vai ter ninguem|nao tem ninguem|imposible|impossivel`),
		phrases(`en casa|em casa|en la casa|manana|amanha|hoy|hoje|mi visita|minha visita|visita|alguien|alguem`),
	},
	"delay": {
		phrases(`espero|los espero|te espero|mantengan|mantenerla|mantener|mantenla|mantengamos|la mantenemos|mantem|mantenha|pode manter|manter|dejala|dejala asi|dejarla|deixa assim|no importa|nao importa|
			los esperamos|esperamos|aguardo|eu espero|vengan igual|que vengan|vengan|podem vir|pode vir`),
		phrases(`otro dia|outro dia|cambiala|muda|mudar|cambiar|cambiarla|prefiero otro dia|prefiro outro dia|no los espero|nao posso esperar|no puedo esperar`),
		phrases(`visita|igual`),
	},
}
