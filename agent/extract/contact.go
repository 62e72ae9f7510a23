package extract

import (
	"regexp"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Found is a value with the words that carry it.
type Found struct {
	Text       string
	Value      string
	Start, End int // bytes
	Confidence float64
}

// emailLike is looser than a mail address: what it finds and emailRight does not is a mistyped one.
var (
	emailLike  = regexp.MustCompile(`[^\s@<>(),;:"]+@[^\s@<>();:"]+`)
	emailRight = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,18}$`)
)

// misspelt are endings of the large mail houses that nobody has: who wrote one meant another.
var misspelt = set(`gmail.con gmail.cm gmail.co gmail.om gmail.comm gmial.com gmai.com gmal.com gamil.com gmil.com gnail.com gmail.cl gmail.com.br hotmail.con hotmail.cm hotmai.com hotmal.com hotnail.com hotmial.com outlook.con outlok.com outloo.com yahoo.con yaho.com icloud.con`)

// Emails reads addresses of mail, in lower case. A mistyped one ("ana@gmail,com", "ana@gmail.con") is none.
func Emails(t text.Text) []Found {
	var out []Found
	for _, at := range emailLike.FindAllStringIndex(t.Raw, 4) {
		raw := strings.TrimRight(t.Raw[at[0]:at[1]], ".,!?'*")
		lead := len(raw) - len(strings.TrimLeft(raw, "'*¿¡.,"))
		f := Found{Text: raw[lead:], Value: strings.ToLower(raw[lead:]), Start: at[0] + lead, End: at[0] + len(raw), Confidence: 0.97}
		if f.Text == "" {
			continue
		}
		if head, rest, ok := strings.Cut(f.Text, ","); ok && rest != "" && emailRight.MatchString(head) { // "ana@correo.cl,gracias"
			f.Text, f.Value, f.End = head, strings.ToLower(head), f.Start+len(head)
		}
		_, domain, _ := strings.Cut(f.Value, "@")
		if !emailRight.MatchString(f.Text) || strings.Contains(f.Text, "..") || misspelt[domain] {
			continue
		}
		out = append(out, f)
	}
	return out
}
