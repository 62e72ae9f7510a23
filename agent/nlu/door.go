package nlu

import "github.com/chasqui-fsm/chasqui/agent"

var (
	doors = wordSet(`direccion endereco domicilio address`)
	// wrongs say of an address that it is not the right one, or shall be another.
	wrongs = wordSet(`mala mal malo equivoque equivocada equivocado equivoco erronea erroneo incorrecta incorrecto errado errada errei enganei incorreto wrong
		cambiar cambia cambie cambien cambio cambiaron cambiarla cambiame corregir corrige corrijan corrija modificar modifiquen actualizar actualicen
		mudar muda mude mudem mudou trocar troca troque trocaram corrigir corrija corrijam atualizar atualizem alterar altera altere alterem change correct
		otra otro outro outra nueva nuevo novo nova new`)
	moves = wordSet(`cambie cambiamos mude mudamos mudei mudamos mudando cambiando`)
	homes = wordSet(`casa departamento depto domicilio direccion apartamento endereco ap apto`)
)

// otherDoor tells whether the address on record shall be another, whether or not the new one is said: "me equivoqué de dirección", "quero mudar
// o endereço", "me cambié de casa".
func (o *Reading) otherDoor() (from, to int, ok bool) {
	if o.free() || o.msg.Ask == agent.AskName || o.msg.Ask == agent.AskLocation {
		return 0, 0, false
	}
	for i := range o.t.Tokens {
		if !doors[o.t.Norm(i)] && !homes[o.t.Norm(i)] {
			continue
		}
		for k := max(0, i-5); k < min(len(o.t.Tokens), i+4); k++ {
			w := o.t.Norm(k)
			if w == "no" || w == "nao" || w == "sin" || w == "sem" { // it shall not be
				if k < i && wrongs[o.t.Norm(k+1)] {
					return 0, 0, false
				}
				continue
			}
			if k != i && wrongs[w] && doors[o.t.Norm(i)] || moves[w] && k < i && o.t.Norm(i-1) == "de" {
				return min(i, k), max(i, k) + 1, true
			}
		}
	}
	return 0, 0, false
}
