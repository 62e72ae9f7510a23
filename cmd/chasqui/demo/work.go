package demo

import "github.com/chasqui-fsm/chasqui/booking"

// pinHash is the argon2id hash of 2026, the PIN of every technician of the demo.
const pinHash = "$argon2id$v=19$m=19456,t=2,p=1$E3Q/f2W/lsyYjYMwQYqrtg$lwjgR0sFw6CUDnuqdwcZEGpyCy/gz3ta9XxPHzx1RSA"

// checklist of a service: a picture of every work, the unit's serial number and the customer's code after an installation.
func checklist(s *service) []booking.Item {
	switch s.kind {
	case booking.KindInstall:
		return []booking.Item{{ID: "photo", Kind: booking.ItemPhoto}, {ID: "serial", Kind: booking.ItemSerial}, {ID: "acceptance", Kind: booking.ItemAcceptance}}
	case booking.KindVisit:
		return []booking.Item{}
	default:
		return []booking.Item{{ID: "photo", Kind: booking.ItemPhoto}}
	}
}
