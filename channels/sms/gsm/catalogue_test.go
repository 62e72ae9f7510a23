package gsm_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/locales"
)

// typical are values of placeholders as long as they commonly get, by language: what people read in the demo organisation.
var typical = map[string]map[string]string{
	"es": {
		"Service": "reparación de aire acondicionado", "Job": "reparación de aire acondicionado (2 equipos)",
		"JobTitle": "Reparación de aire acondicionado", "Slot": "mié 26 nov, de 14:00 a 18:00", "Old": "vie 27 nov, de 9:00 a 13:00",
		"Place": "San Pedro de la Paz", "Desk": "Te escribe por aquí en cuanto se desocupe.", "Tech": "Sebastián González",
		"Customer": "María Fernández", "Fire": "a Bomberos, al 132", "Medical": "a la ambulancia, al 131",
		"Address": "Av. Irarrázaval 1234, depto 56", "AddressExample": "Irarrázaval 1234, depto 56", "Where": "comuna",
		"Example": "Ñuñoa o Maipú", "Price": "entre $45.000 y $60.000, IVA incluido", "Tax": "IVA",
		"Fee": " Como falta poco para la visita, tiene un costo de $15.000.", "Next": "el lun 30 nov desde las 9:00",
		"Day": "mié 26 nov", "First": "mié 26 nov", "Last": "vie 28 nov", "Weekday": "mié", "Month": "nov",
		"Visitor": " Va Sebastián González, que llega dentro de ese horario.", "Question": "¿De qué marca y modelo es el equipo?",
		"TaxID": "RUT", "TaxData": "el régimen fiscal y el código postal del domicilio fiscal", "Access": "avisar en conserjería, torre B", "Wish": "mié 26 nov, de 14:00 a 18:00",
		"Summary": "• Reparación de aire acondicionado\n• mié 26 nov, de 14:00 a 18:00\n• Av. Irarrázaval 1234, depto 56, San Pedro de la Paz",
	},
	"pt-BR": {
		"Service": "conserto de ar-condicionado", "Job": "conserto de ar-condicionado (2 aparelhos)",
		"JobTitle": "Conserto de ar-condicionado", "Slot": "qua, 26 de nov, das 14h às 18h", "Old": "sex, 27 de nov, das 9h às 13h",
		"Place": "São Bernardo do Campo", "Desk": "Escreve por aqui assim que puder.", "Tech": "João Gonçalves",
		"Customer": "Conceição Araújo", "Fire": "para os bombeiros, no 193", "Medical": "para o SAMU, no 192",
		"Address": "Rua Augusta 1234, ap. 56", "AddressExample": "Rua Augusta 1234, ap. 56", "Where": "bairro ou CEP",
		"Example": "Pinheiros ou 05422-001", "Price": "entre R$ 250,00 e R$ 380,00", "Tax": "impostos",
		"Fee": " Como falta pouco para a visita, há um custo de R$ 80,00.", "Next": "na seg, 30 de nov, a partir das 9h",
		"Day": "qua, 26 de nov", "First": "qua, 26 de nov", "Last": "sex, 28 de nov", "Weekday": "qua", "Month": "nov",
		"Visitor": " Vai João Gonçalves, que chega dentro desse horário.", "Question": "Qual é a marca e o modelo do aparelho?",
		"TaxID": "CPF ou CNPJ", "TaxData": "a razão social e um e-mail", "Access": "avisar na portaria, torre B", "Wish": "qua, 26 de nov, das 14h às 18h",
		"Summary": "• Conserto de ar-condicionado\n• qua, 26 de nov, das 14h às 18h\n• Rua Augusta 1234, ap. 56, São Bernardo do Campo",
	},
	"en": {
		"Service": "air conditioning repair", "Job": "air conditioning repair (2 units)", "JobTitle": "Air conditioning repair",
		"Slot": "Wed 26 Nov, 14:00 to 18:00", "Old": "Fri 27 Nov, 9:00 to 13:00", "Place": "San Pedro de la Paz",
		"Desk": "They will write here as soon as they are free.", "Tech": "Sebastián González", "Customer": "María Fernández",
		"Fire": "the fire brigade on 132", "Medical": "an ambulance on 131", "Address": "Av. Irarrázaval 1234, depto 56",
		"AddressExample": "Irarrázaval 1234, depto 56", "Where": "comuna", "Example": "Ñuñoa or Maipú",
		"Price": "between $45,000 and $60,000, VAT included", "Tax": "VAT", "Fee": " As the visit is soon, there is a fee of $15,000.",
		"Next": "from 9:00 on Mon 30 Nov", "Day": "Wed 26 Nov", "First": "Wed 26 Nov", "Last": "Fri 28 Nov", "Weekday": "Wed", "Month": "Nov",
		"Visitor": " Sebastián González is coming, within that window.", "Question": "What make and model is the unit?",
		"TaxID": "tax id", "TaxData": "the company name and an e-mail", "Access": "tell the desk, tower B", "Wish": "Wed 26 Nov, 14:00 to 18:00",
		"Summary": "• Air conditioning repair\n• Wed 26 Nov, 14:00 to 18:00\n• Av. Irarrázaval 1234, depto 56, San Pedro de la Paz",
	},
}

// everywhere are values that no language changes.
var everywhere = map[string]string{
	"CommaName": ", Alejandra", "Name": "Alejandra", "Org": "Andes Servicios", "ETA": "15:40", "Time": "15:40", "Code": "4821",
	"Number": "V-104233", "Start": "14:00", "End": "18:00", "Low": "$45.000", "High": "$60.000", "Amount": "$15.000", "Count": "2",
	"Date": "26", "Hour": "14", "Minute": "30", "Text": "cerca de la plaza de armas",
}

// Texts to technicians and dispatchers do not go by SMS, and pieces of other texts are never sent alone.
func sentBySMS(key string) bool {
	for _, area := range []string{"tech.", "web.", "fault.", "error."} {
		if strings.HasPrefix(key, area) {
			return false
		}
	}
	area, _, _ := strings.Cut(key, ".")
	return slices.Contains(customers, area)
}

// customers are the areas of the chat catalogue that customers read.
var customers = []string{
	"greet", "session", "language", "ask", "confirm", "booked", "waitlist", "place", "price", "coverage", "hours", "warranty", "help", "thanks",
	"bye", "wait", "ok", "abuse", "leave", "optout", "media", "human", "desk", "visit", "stranger", "safety", "notice", "moved", "canceled", "rate",
	"echo", "apply", "invoice", "pay", "snippet", "else", "odd", "prefer", "note", "choice", "clarify", "later", "move", "cancel", "recall", "hold",
}

func TestWhatCustomersAreToldTakesTwoSegmentsAtMost(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	texts := 0
	for _, language := range book.Languages() {
		for key, m := range book.Messages(language) {
			if !sentBySMS(key) {
				continue
			}
			texts++
			for _, text := range []string{m.One, m.Many, m.Other} {
				filled := fill(t, language, text)
				plain := gsm.Plain(gsm.WithoutEmoji(filled))
				if !gsm.Fits(plain) {
					t.Errorf("%s %s has characters that make it UCS-2: %q", language, key, plain)
				}
				if n := gsm.Count(plain); n > 2 {
					t.Errorf("%s %s takes %d segments: %q", language, key, n, plain)
				}
			}
		}
	}
	if texts < 500 {
		t.Errorf("only %d texts: the test looks in the wrong place", texts)
	}
}

// fill puts the typical values of a language in.
func fill(t *testing.T, language, text string) string {
	t.Helper()
	base, _, _ := strings.Cut(language, "-")
	if base == "pt" {
		base = "pt-BR"
	}
	for {
		before, rest, ok := strings.Cut(text, "{{.")
		if !ok {
			return text
		}
		name, after, _ := strings.Cut(rest, "}}")
		value, ok := typical[base][name]
		if !ok {
			value, ok = everywhere[name]
		}
		if !ok {
			t.Fatalf("no typical value of %s", name)
		}
		text = before + value + after
	}
}
