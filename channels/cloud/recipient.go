package cloud

import (
	"regexp"
	"strings"
)

// recipient is somebody as a post names them.
type recipient struct {
	field string   // of the post: to, recipient
	value string   // a wa_id or phone number in digits, or a business-scoped user id
	forms []string // value, and the other wa_ids that the same number may have; never posted to
}

var (
	userID = regexp.MustCompile(`^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$`) // "AR.1349...": a country, then Meta's number of the person
	digits = regexp.MustCompile(`^[1-9][0-9]{5,14}$`)
)

// recipientOf reads an address: E.164, a wa_id, a business-scoped user id, or the phone's JID of a linked device.
func recipientOf(address string) (recipient, bool) {
	if userID.MatchString(address) {
		return recipient{field: "recipient", value: address, forms: []string{address}}, true
	}
	number := strings.TrimSuffix(strings.TrimPrefix(address, "+"), "@s.whatsapp.net")
	if !digits.MatchString(number) {
		return recipient{}, false
	}
	return recipient{field: "to", value: number, forms: forms(number)}, true
}

// forms are the wa_ids that a number may have: Mexico's with a 1 after the country code, Argentina's with a 9, Brazil's with or
// without the ninth digit. They serve to find what is known of a pair.
func forms(number string) []string {
	out := []string{number}
	for _, f := range []struct {
		with, without string
		length        int // of the number with the digit
	}{{"521", "52", 13}, {"549", "54", 13}} {
		if rest, ok := strings.CutPrefix(number, f.with); ok && len(number) == f.length {
			return append(out, f.without+rest)
		}
		if rest, ok := strings.CutPrefix(number, f.without); ok && len(number) == f.length-1 {
			return append(out, f.with+rest)
		}
	}
	if strings.HasPrefix(number, "55") {
		const area = 4 // country and area code
		switch {
		case len(number) == 13 && number[area] == '9':
			return append(out, number[:area]+number[area+1:])
		case len(number) == 12:
			return append(out, number[:area]+"9"+number[area:])
		}
	}
	return out
}
