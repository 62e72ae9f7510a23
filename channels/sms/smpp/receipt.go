package smpp

import (
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/linxGnu/gosmpp/pdu"

	"github.com/chasqui-fsm/chasqui/channels"
)

// receipt is what the network tells of a part of ours.
type receipt struct {
	id     string // as written there
	status channels.Status
	reason string // of a failure
}

// states of a receipt, as text and by number (SMPP 3.4, appendix B and 5.2.28). What is still under way is no news.
var states = map[string]channels.Status{
	"DELIVRD": channels.StatusDelivered, "DELIVERED": channels.StatusDelivered,
	"EXPIRED": channels.StatusFailed, "DELETED": channels.StatusFailed, "UNDELIV": channels.StatusFailed, "REJECTD": channels.StatusFailed,
	"ENROUTE": channels.StatusSent, "ACCEPTD": channels.StatusSent, "UNKNOWN": channels.StatusSent, "BUFFERED": channels.StatusSent,
}

var stateNames = []string{1: "ENROUTE", 2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 6: "ACCEPTD", 7: "UNKNOWN", 8: "REJECTD"}

// readReceipt reads both forms; where they differ the parameters hold. ok is false without an id or a state.
func readReceipt(text string, tlv map[pdu.Tag]pdu.Field) (r receipt, ok bool) {
	id, state, code := field(text, "id"), strings.ToUpper(field(text, "stat")), field(text, "err")
	if f, ok := tlv[pdu.TagReceiptedMessageID]; ok && f.String() != "" {
		id = f.String()
	}
	if d := tlv[pdu.TagMessageStateOption].Data; len(d) == 1 && int(d[0]) < len(stateNames) && stateNames[d[0]] != "" {
		state = stateNames[d[0]]
	}
	if d := tlv[pdu.TagNetworkErrorCode].Data; len(d) == 3 && code == "" {
		code = hex.EncodeToString(d)
	}
	status, known := states[state]
	if id == "" || id != printable(id) || !known {
		return receipt{}, false
	}
	r = receipt{id: id, status: status}
	if status == channels.StatusFailed {
		r.reason = strings.ToLower(state)
		if strings.Trim(code, "0") != "" && len(code) <= 10 {
			r.reason += " " + code
		}
	}
	return r, true
}

// field is a value of "id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…". Carriers differ in case and blanks, and
// the customer's words come last.
func field(text, name string) string {
	lower := strings.ToLower(text)
	if at := strings.Index(lower, "text:"); at >= 0 && len(lower) == len(text) {
		lower, text = lower[:at], text[:at]
	}
	if len(lower) != len(text) { // a letter whose lower case is longer: no receipt has one
		return ""
	}
	for at := 0; ; {
		i := strings.Index(lower[at:], name+":")
		if i < 0 {
			return ""
		}
		i += at
		at = i + len(name) + 1
		if i > 0 && lower[i-1] != ' ' {
			continue // the end of a longer name
		}
		value := strings.TrimLeft(text[at:], " ")
		if end := strings.IndexAny(value, " \r\n\x00\ufffd"); end >= 0 {
			value = value[:end]
		}
		if strings.Contains(value, ":") { // it is empty, and this is the next one
			return ""
		}
		return value
	}
}

// normal writes an id in one form whether it is of an answer or of a receipt.
func (i IDs) normal(id string, ofReceipt bool) string {
	id = strings.TrimSpace(id)
	base := 0
	switch {
	case i == IDsHexDecimal && ofReceipt, i == IDsDecimalHex && !ofReceipt:
		base = 10
	case i == IDsHexDecimal, i == IDsDecimalHex:
		base = 16
	default:
		return id
	}
	n, ok := new(big.Int).SetString(strings.TrimPrefix(strings.ToLower(id), "0x"), base)
	if !ok || len(id) > 64 {
		return id
	}
	return n.String()
}
