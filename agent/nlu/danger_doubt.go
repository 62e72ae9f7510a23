package nlu

// What takes a danger back. Each of these must be sure: in doubt it is a danger.

// thin are the words that may stand between a negation and the danger that it takes back: "no hay ningún olor a gas".
var thin = heard(`hay habia siento sentimos siente tiene tengo sale salio es huele tem ha sinto sai cheira un una ningun ninguna nenhum nenhuma el o any se ya ja mas esta ta a de da
	olor cheiro del do me nada echa bota hace haciendo saindo saliendo botando haya houve tenho fuga fugas vazamento peligro e percibe nota estar estaba dio dado
	paso senti deu levei mais inundo inundado aparecio veo vejo salen larga tira pegou pego era foi sono hubo dan le tira pegando prendio saiu solta teve`)

// denied tells whether the danger at i is taken back. Only a negation that governs it does: "no prende, hay olor a gas" is a danger.
func (a *alarm) denied(at int) bool {
	for i := at - 1; i >= 0 && at-i <= 6; i-- {
		switch {
		case a.in(i, denials) && (!a.pt || !a.is(i, "no")):
			return !a.goesOn(i)
		case a.is(i, "dejo", "parou", "paro") && a.is(i+1, "de"):
			return !a.is(i-1, "no", "nao")
		case a.is(i, "evitar", "prevenir"):
			return true
		case !thin[a.heard[i]]:
			return false
		}
	}
	return false
}

// goesOn: "no deja de oler a gas", "não para de vazar gás", and "no sé si", "no solo".
func (a *alarm) goesOn(i int) bool {
	if a.is(i+1, "se") && a.is(i+2, "siente", "percibe", "nota", "inundo", "ve") {
		return false
	}
	return a.is(i+1, "deja", "para", "paro", "paran", "dejo", "se", "sei", "solo", "so")
}

// over tells whether the danger is said to be past: "pero ya no", "ya lo arreglaron", "mas já passou", "falsa alarma".
func (a *alarm) over(to int) bool {
	for i := range a.heard {
		if a.is(i, "falsa", "falso") && a.is(i+1, "alarma", "alarme") || a.is(i, "alarme", "alarma") && a.is(i+1, "falso", "falsa") {
			return true
		}
	}
	if a.is(to, "nao") && (to+1 >= len(a.heard) || a.is(to+1, ",", ".", "!")) { // "dando choque não, só não liga"
		return true
	}
	for i := max(0, to-8); i < to; i++ { // "ya pasó el olor a gas"
		if a.is(i, "ya", "ja") && (a.is(i+1, "paso", "passou", "desaparecio", "sumiu") || a.is(i+1, "se") && a.is(i+2, "fue", "paso")) && !a.is(i+2, "corriente") {
			return true
		}
	}
	for i := to; i < len(a.heard) && i-to <= 12; i++ {
		switch {
		case a.is(i, "ya", "ja", "ahora", "agora") && a.is(i+1, "no", "nao"):
			if i+2 >= len(a.heard) || a.is(i+2, ".", ",", "!", "hay", "huele", "sale", "tiene", "se", "tem", "sai", "cheira", "tengo", "mas", "mais", "siento", "sinto") && !a.is(i+3, "prende", "enciende", "apaga", "liga") {
				return true
			}
		case a.is(i, "ya", "ja") && (a.is(i+1, "paso", "passou", "resolvi", "resolveu", "solucione", "resolveram", "arreglaron", "arregle", "consertaram", "sumiu", "desaparecio") ||
			a.is(i+1, "lo", "la", "se", "foi") && a.is(i+2, "arreglaron", "arregle", "repararon", "fue", "paso", "soluciono", "resolvido", "solucionaron", "quito", "resolvieron", "consertado", "seco", "secaron")):
			return true
		}
	}
	return false
}

// named tells whether the words are a name: "mi perro se llama Humo", "calle El Fuego".
func (a *alarm) named(at int) bool {
	for i := max(0, at-2); i < at; i++ {
		if a.is(i, "llama", "chama", "calle", "pasaje", "rua", "avenida", "av", "villa") && !a.is(i-1, "la") {
			return true
		}
	}
	return false
}

// supposed tells whether a danger is only thought of: "en caso de fuga de gas", "para evitar", "por si acaso hay humo", "riesgo de".
func (a *alarm) supposed(at int) bool {
	for i := max(0, at-6); i < at; i++ {
		switch {
		case a.is(i, "caso") && a.is(i+1, "de") && a.is(i-1, "en", "em"),
			a.is(i, "evitar", "evito", "prevenir", "prevencion", "prevencao", "riesgo", "risco", "miedo", "medo", "posible", "possivel"),
			a.is(i, "por") && a.is(i+1, "si", "se"),
			a.is(i, "detectar", "detectan", "deteccion", "certificado", "detector", "detectores") && !a.is(i-1, "sono"),
			a.is(i, "pelicula", "filme", "noticia", "noticias", "cancion"):
			return true
		}
	}
	return false
}
