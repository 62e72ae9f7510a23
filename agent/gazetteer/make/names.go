package main

// commonNames are what people call places that the source has under an English or a solemn name.
var commonNames = map[string]string{
	"MX Mexico City": "Ciudad de México", "GT Guatemala City": "Ciudad de Guatemala", "PA Panama City": "Ciudad de Panamá", "CU Havana": "La Habana", "CO Girardot City": "Girardot",
	"MX Santiago de Querétaro": "Querétaro", "MX León de los Aldama": "León", "MX Acapulco de Juárez": "Acapulco", "MX Victoria de Durango": "Durango", "MX Tuxtla": "Tuxtla Gutiérrez",
	"MX Pachuca de Soto": "Pachuca", "MX Xalapa de Enríquez": "Xalapa", "MX Texcoco de Mora": "Texcoco", "MX Iguala de la Independencia": "Iguala", "MX Heroica Matamoros": "Matamoros",
	"MX Heroica Guaymas": "Guaymas", "MX Heroica Caborca": "Caborca", "MX Poza Rica de Hidalgo": "Poza Rica", "MX Ciudad Apodaca": "Apodaca", "MX Ciudad General Escobedo": "General Escobedo",
	"MX Delegación Cuajimalpa de Morelos": "Cuajimalpa", "MX Gustavo Adolfo Madero": "Gustavo A. Madero", "MX Ciudad Nezahualcoyotl": "Nezahualcóyotl", "MX Ecatepec de Morelos": "Ecatepec",
	"MX Naucalpan de Juárez": "Naucalpan", "MX Ciudad de Villa de Álvarez": "Villa de Álvarez", "MX Ciudad de Allende": "San Miguel de Allende", "MX Ciudad de Huajuapan de León": "Huajuapan de León",
	"MX Santa María Chimalhuacán": "Chimalhuacán", "CL Hacienda La Calera": "La Calera", "DO Salvaleón de Higüey": "Higüey", "DO Santiago de los Caballeros": "Santiago de los Caballeros",
}

// rename gives the places of the table their common names.
func rename(list []city) {
	for i, c := range list {
		if common := commonNames[c.Country+" "+c.Name]; common != "" {
			list[i].Name = common
		}
	}
}
