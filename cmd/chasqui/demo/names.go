package demo

import "github.com/chasqui-fsm/chasqui/booking"

// names of a country: given names, and family names (two are taken in Spanish, one in Portuguese).
type names struct{ given, family []string }

var peopleNames = map[booking.UnitCode]names{
	"CL": {
		given: []string{
			"Camila", "Matías", "Francisca", "Benjamín", "Valentina", "Sebastián", "Constanza", "Cristóbal", "Javiera", "Felipe",
			"Marcela", "Rodrigo", "Carolina", "Ignacio", "Paulina", "Gonzalo", "Daniela", "Cristián", "Macarena", "Hernán",
			"Loreto", "Patricio", "Ximena", "Óscar", "Verónica", "Claudio", "Antonia", "Tomás", "Marta", "Jorge",
		},
		family: []string{
			"González", "Muñoz", "Rojas", "Díaz", "Soto", "Contreras", "Silva", "Sepúlveda", "Morales", "Fuentes", "Araya",
			"Valenzuela", "Castillo", "Espinoza", "Tapia", "Figueroa", "Cortés", "Vergara", "Saavedra", "Henríquez", "Carrasco",
			"Poblete", "Riquelme", "Villagra", "Bustos", "Cárdenas", "Navarrete", "Alarcón",
		},
	},
	"BR": {
		given: []string{
			"Ana", "João", "Mariana", "Lucas", "Juliana", "Rafael", "Fernanda", "Gabriel", "Patrícia", "Bruno", "Camila", "Thiago",
			"Aline", "Rodrigo", "Letícia", "Felipe", "Vanessa", "Gustavo", "Renata", "Leandro", "Cláudia", "Marcelo", "Beatriz",
			"Eduardo", "Simone", "Vinícius", "Larissa", "Paulo", "Regina", "Caio",
		},
		family: []string{
			"Silva", "Santos", "Oliveira", "Souza", "Lima", "Pereira", "Ferreira", "Costa", "Rodrigues", "Almeida", "Nascimento",
			"Carvalho", "Araújo", "Ribeiro", "Barbosa", "Cardoso", "Rocha", "Teixeira", "Moreira", "Cavalcanti", "Mendes", "Freitas",
			"Andrade", "Pinheiro", "Nogueira", "Batista", "Duarte", "Moura",
		},
	},
	"MX": {
		given: []string{
			"María", "José Luis", "Guadalupe", "Alejandro", "Fernanda", "Miguel Ángel", "Verónica", "Ricardo", "Ximena", "Eduardo",
			"Leticia", "Jorge", "Adriana", "Raúl", "Mariana", "Arturo", "Gabriela", "Héctor", "Rocío", "Óscar", "Lucía", "Sergio",
			"Araceli", "Emilio", "Norma", "Iván", "Brenda", "Gerardo", "Elena", "Martín",
		},
		family: []string{
			"Hernández", "García", "Martínez", "López", "González", "Ramírez", "Flores", "Cruz", "Morales", "Reyes", "Gutiérrez",
			"Ortiz", "Chávez", "Ruiz", "Mendoza", "Aguilar", "Castillo", "Vázquez", "Jiménez", "Rivera", "Domínguez", "Salazar",
			"Cervantes", "Villanueva", "Zamora", "Barrera", "Ibarra", "Cuevas",
		},
	},
}

var technicianGiven = map[booking.UnitCode][]string{
	"CL": {
		"Luis", "Pedro", "Víctor", "Nelson", "Mauricio", "Andrea", "Hugo", "Manuel", "Jaime", "Carlos", "Ramón", "Alexis",
		"Francisco", "Sergio", "Bárbara", "Iván", "Raúl", "Eduardo", "Marcos", "Fabián", "Natalia", "Julio",
	},
	"BR": {
		"Carlos", "Edson", "Wagner", "Anderson", "Sandra", "Rogério", "Márcio", "Fábio", "Adriano", "Wesley", "Cícero", "Diego",
		"Luciana", "Jefferson", "Robson", "Éder", "Sidney", "Márcia", "Alex", "Davi", "Valdir", "Rubens",
	},
	"MX": {
		"Juan Carlos", "Roberto", "Francisco", "Javier", "Manuel", "Enrique", "Alfredo", "Rosa", "Daniel", "Salvador", "Ramón",
		"Víctor", "Armando", "Claudia", "Felipe", "Ernesto",
	},
}

// streets by country, with the word that comes before the number.
var streets = map[booking.UnitCode][]string{
	"CL": {
		"Los Aromos", "Av. Las Torres", "Pasaje El Quillay", "Santa Elena", "Los Alerces", "Av. Grecia", "Manuel Montt",
		"Pedro de Valdivia", "Los Copihues", "El Maitén", "Av. Central", "Las Araucarias", "Carmen", "San Martín", "Lira",
		"Gran Avenida", "Los Castaños", "Av. Principal", "O'Higgins", "Pasaje Los Ulmos",
	},
	"BR": {
		"Rua das Palmeiras", "Av. Brasil", "Rua Sete de Setembro", "Rua dos Pinheiros", "Rua Tiradentes", "Av. Santo Amaro",
		"Rua Bela Vista", "Rua São João", "Rua do Comércio", "Alameda dos Anjos", "Rua Quinze de Novembro", "Rua Vergueiro",
		"Rua das Flores", "Av. Afonso Pena", "Rua Barão de Jaguara", "Rua Piauí", "Rua Espírito Santo", "Rua Ipê Amarelo",
		"Rua Santa Rita", "Av. José Bonifácio",
	},
	"MX": {
		"Calle Hidalgo", "Av. Juárez", "Calle Morelos", "Calle 16 de Septiembre", "Av. Insurgentes", "Calle Allende", "Calle Jazmín",
		"Calle Pino", "Av. Revolución", "Calle Niños Héroes", "Calle Zaragoza", "Av. Vallarta", "Calle Roble", "Av. Las Américas",
		"Calle Guerrero", "Calle Matamoros", "Calle Encino", "Cerrada del Parque", "Calle Nogal", "Av. Universidad",
	},
}

var references = map[booking.UnitCode][]string{
	"CL": {"", "", "", "portón verde", "frente a la plaza", "al lado del almacén", "conserjería, preguntar por don Luis", "casa esquina"},
	"BR": {"", "", "", "portão branco", "em frente à padaria", "ao lado da farmácia", "portaria 24 h", "casa dos fundos"},
	"MX": {"", "", "", "portón café", "frente al parque", "a un lado de la tortillería", "caseta, avisar al vigilante", "casa de dos pisos"},
}
