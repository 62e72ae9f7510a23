package identity

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Cost of argon2id: the second choice of OWASP's password storage cheat sheet, some 30 ms.
const (
	argonMemory  = 19 * 1024 // KiB
	argonPasses  = 2
	argonThreads = 1
	argonKey     = 32
	argonSalt    = 16
)

// Length of a password, in characters (NIST SP 800-63B asks for 8 at least and allows any characters).
const (
	MinPassword = 10
	MaxPassword = 200
)

// CheckPassword refuses a password that is too short or too long.
func CheckPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword {
		return fault.New(fault.Invalid, "identity.password.length", fault.Arg("Min", MinPassword), fault.Arg("Max", MaxPassword),
			fault.Text(fmt.Sprintf("a password has %d to %d characters", MinPassword, MaxPassword)))
	}
	return nil
}

// HashPassword gives the argon2id hash in PHC form: $argon2id$v=19$m=..,t=..,p=..$salt$hash.
func HashPassword(password string) string {
	var salt [argonSalt]byte
	_, _ = rand.Read(salt[:]) // never fails
	key := argon2.IDKey([]byte(password), salt[:], argonPasses, argonMemory, argonThreads, argonKey)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonThreads, b64(salt[:]), b64(key))
}

// VerifyPassword reports whether password has the hash. A hash that cannot be read fits nothing; "" takes as long as any.
func VerifyPassword(hash, password string) bool {
	h, err := parseHash(hash)
	if err != nil {
		h = phc{memory: argonMemory, passes: argonPasses, threads: argonThreads, salt: make([]byte, argonSalt)}
	}
	key := argon2.IDKey([]byte(password), h.salt, h.passes, h.memory, h.threads, argonKey)
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1
}

type phc struct {
	memory, passes uint32
	threads        uint8
	salt, key      []byte
}

var errHash = errors.New("not an argon2id hash")

func parseHash(s string) (phc, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return phc{}, errHash
	}
	var h phc
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.threads); err != nil {
		return phc{}, errHash
	}
	var err1, err2 error
	h.salt, err1 = base64.RawStdEncoding.DecodeString(parts[4])
	h.key, err2 = base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(h.key) != argonKey || h.passes == 0 || h.threads == 0 || h.memory > 1<<20 {
		return phc{}, errHash
	}
	return h, nil
}
