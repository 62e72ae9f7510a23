// table: what the organisation says of what customers ask.

package demo

import "github.com/chasqui-fsm/chasqui/booking"

// snippet is one passage in one language, and the paper of the organisation that it stands in.
type snippet struct {
	id     booking.SnippetID
	unit   booking.UnitCode // empty: of all
	topic  booking.Topic
	lang   string
	text   string
	source string
	until  string // the first day on which it no longer holds; empty: it stays
}

// Papers that the passages are taken from.
const (
	termsCL = "Condiciones de servicio Chile 2026"
	termsBR = "Condições de serviço Brasil 2026"
	termsMX = "Condiciones de servicio México 2026"
)

var snippets = []snippet{
	{"pago-cl", "CL", booking.TopicPayment, "es", "Puedes pagar con Webpay, Mercado Pago, transferencia o efectivo, cuando el trabajo está hecho.", termsCL + ", 4.1", ""},
	{"pago-cl-pt", "CL", booking.TopicPayment, "pt", "Você pode pagar com Webpay, Mercado Pago, transferência ou dinheiro, quando o serviço estiver pronto.", termsCL + ", 4.1", ""},
	{"pago-cl-en", "CL", booking.TopicPayment, "en", "You can pay by Webpay, Mercado Pago, bank transfer or cash, once the work is done.", termsCL + ", 4.1", ""},
	{"pago-br", "BR", booking.TopicPayment, "pt", "Aceitamos Pix, cartão em até 3x e boleto; o pagamento é feito quando o serviço fica pronto.", termsBR + ", 4.1", ""},
	{"pago-br-es", "BR", booking.TopicPayment, "es", "Aceptamos Pix, tarjeta hasta en 3 cuotas y boleto; se paga cuando el trabajo está hecho.", termsBR + ", 4.1", ""},
	{"pago-br-en", "BR", booking.TopicPayment, "en", "We take Pix, card in up to 3 instalments and boleto; you pay once the work is done.", termsBR + ", 4.1", ""},
	{"pago-mx", "MX", booking.TopicPayment, "es", "Puedes pagar con SPEI, OXXO, tarjeta, Mercado Pago o efectivo, cuando el trabajo está terminado.", termsMX + ", 4.1", ""},
	{"pago-mx-pt", "MX", booking.TopicPayment, "pt", "Você pode pagar com SPEI, OXXO, cartão, Mercado Pago ou dinheiro, quando o serviço estiver pronto.", termsMX + ", 4.1", ""},
	{"pago-mx-en", "MX", booking.TopicPayment, "en", "You can pay by SPEI, OXXO, card, Mercado Pago or cash, once the work is done.", termsMX + ", 4.1", ""},

	{"factura-cl", "CL", booking.TopicInvoice, "es", "Emitimos boleta o factura electrónica.", termsCL + ", 4.3", ""},
	{"factura-cl-en", "CL", booking.TopicInvoice, "en", "We issue an electronic receipt (boleta) or invoice (factura).", termsCL + ", 4.3", ""},
	{"nota-br", "BR", booking.TopicInvoice, "pt", "Sim, emitimos nota fiscal de serviço (NFS-e) para CPF ou CNPJ, inclusive o CNPJ com letras.", termsBR + ", 4.3", ""},
	{"nota-br-es", "BR", booking.TopicInvoice, "es", "Sí, emitimos nota fiscal de servicio (NFS-e) con CPF o CNPJ.", termsBR + ", 4.3", ""},
	{"nota-br-en", "BR", booking.TopicInvoice, "en", "Yes, we issue a service invoice (NFS-e) for a CPF or CNPJ.", termsBR + ", 4.3", ""},
	{"factura-mx", "MX", booking.TopicInvoice, "es", "Sí, facturamos (CFDI 4.0) dentro del mes en que pagas.", termsMX + ", 4.3", ""},
	{"factura-mx-en", "MX", booking.TopicInvoice, "en", "Yes, we issue a CFDI 4.0 invoice within the month of your payment.", termsMX + ", 4.3", ""},

	{
		"promo-mx-2x1", "MX", booking.TopicPromo, "es",
		"Sí, el 2x1 en mantenimiento de minisplit sigue: dos equipos en la misma visita por el precio de uno, hasta el 31 de diciembre.",
		"Promoción CTWA-2X1-MX, bases 2026", "2027-01-01",
	},
	{
		"promo-cl-verano", "CL", booking.TopicPromo, "es",
		"La promoción que corre es la mantención antes del verano: el precio ya viene rebajado y es el que te muestro aquí.",
		"Campaña CTWA-AC-CL 2026", "2027-01-01",
	},

	{"horario-cl", "CL", booking.TopicHours, "es", "Hacemos visitas de lunes a viernes de 9:00 a 18:00 y los sábados de 9:00 a 13:00; domingos y feriados no.", termsCL + ", 2.1", ""},
	{"horario-cl-pt", "CL", booking.TopicHours, "pt", "Fazemos visitas de segunda a sexta das 9h às 18h e aos sábados das 9h às 13h; domingos e feriados não.", termsCL + ", 2.1", ""},
	{"horario-cl-en", "CL", booking.TopicHours, "en", "We make visits Monday to Friday from 9:00 to 18:00 and Saturdays from 9:00 to 13:00; not on Sundays or holidays.", termsCL + ", 2.1", ""},
	{"horario-br", "BR", booking.TopicHours, "pt", "Fazemos visitas de segunda a sábado; aos domingos e feriados não. Em São Paulo também à noite, de segunda a sexta.", termsBR + ", 2.1", ""},
	{"horario-br-es", "BR", booking.TopicHours, "es", "Hacemos visitas de lunes a sábado; domingos y feriados no. En São Paulo también en la noche, de lunes a viernes.", termsBR + ", 2.1", ""},
	{"horario-br-en", "BR", booking.TopicHours, "en", "We make visits Monday to Saturday, not on Sundays or holidays. In São Paulo also in the evening, Monday to Friday.", termsBR + ", 2.1", ""},
	{"horario-mx", "MX", booking.TopicHours, "es", "Hacemos visitas de lunes a sábado de 9:00 a 18:00; domingos y días festivos no.", termsMX + ", 2.1", ""},
	{"horario-mx-pt", "MX", booking.TopicHours, "pt", "Fazemos visitas de segunda a sábado das 9h às 18h; domingos e feriados não.", termsMX + ", 2.1", ""},
	{"horario-mx-en", "MX", booking.TopicHours, "en", "We make visits Monday to Saturday from 9:00 to 18:00; not on Sundays or holidays.", termsMX + ", 2.1", ""},

	{"garantia-es", "", booking.TopicWarranty, "es", "Nuestro trabajo tiene 30 días de garantía: si vuelve a fallar lo mismo, volvemos sin cobrar la visita.", termsCL + ", 6", ""},
	{"garantia-pt", "", booking.TopicWarranty, "pt", "Nosso serviço tem 30 dias de garantia: se o mesmo defeito voltar, a gente volta sem cobrar a visita.", termsBR + ", 6", ""},
	{"garantia-en", "", booking.TopicWarranty, "en", "Our work has a 30-day warranty: if the same fault comes back, we come back without charging the visit.", termsCL + ", 6", ""},
}
