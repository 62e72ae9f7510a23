package text

// spellings of chats, folded, written out. Only those that mean the same in both languages, or exist in one only.
var spellings = map[string]string{
	// Spanish
	"q": "que", "k": "que", "ke": "que", "xq": "porque", "pq": "porque", "porq": "porque", "x": "por", "xfa": "por favor",
	"porfa": "por favor", "porfis": "por favor", "xfavor": "por favor", "pa": "para", "pal": "para el", "toy": "estoy",
	"tmb": "tambien", "tb": "tambien", "bn": "bien", "dnd": "donde", "dsps": "despues", "desp": "despues", "ntp": "no te preocupes",
	"mnn": "manana", "mnna": "manana", "manan": "manana", "hrs": "horas", "hs": "horas", "grax": "gracias", "tks": "gracias",
	"finde": "fin de semana", "prox": "proximo", "stgo": "santiago", "depto": "departamento", "dpto": "departamento",
	"nop": "no", "sip": "si", "sipo": "si", "yapo": "ya", "oki": "ok", "okey": "ok", "oka": "ok",
	// Portuguese
	"vc": "voce", "vcs": "voces", "td": "tudo", "tbm": "tambem", "blz": "beleza", "hj": "hoje", "amnh": "amanha",
	"qto": "quanto", "qnto": "quanto", "qdo": "quando", "qnd": "quando", "dps": "depois", "obg": "obrigado", "pfv": "por favor",
	"pfvr": "por favor", "fds": "fim de semana", "mt": "muito", "mto": "muito", "cmg": "comigo", "eh": "e", "naum": "nao",
	"neh": "ne", "aki": "aqui", "flw": "falou", "vlw": "obrigado", "pra": "para", "pro": "para o", "pras": "para as", "pros": "para os",
}

// Spelled writes a chat spelling out; a word that is none stays as it is.
func Spelled(w string) string {
	if full, ok := spellings[w]; ok {
		return full
	}
	return w
}
