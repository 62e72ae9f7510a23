// Package money is amounts in minor units of a currency, and how a locale writes them.
//
// An amount is a count of the smallest unit the currency has (centavos for BRL; pesos for CLP, which has no centavos), so no
// rounding happens but where it is asked for. Arithmetic between currencies and arithmetic that would overflow are errors,
// never a wrong number.
//
//	p := money.New(29990, "CLP")
//	p.Format("es-CL") // "$29.990"
package money

import (
	"errors"
	"fmt"
	"math"
	"math/bits"

	"github.com/bojanz/currency"
)

// What arithmetic may refuse.
var (
	ErrCurrency = errors.New("money: the currencies differ")
	ErrUnknown  = errors.New("money: no such currency")
	ErrOverflow = errors.New("money: the amount is too large")
	// ErrUpsideDown is a range whose minimum is above its maximum.
	ErrUpsideDown = errors.New("money: the range is upside down")
)

// Money is an amount of a currency. The zero Money is nothing of no currency, and can be added to any.
type Money struct {
	Minor    int64  `json:"minor"`    // smallest units; negative for a credit
	Currency string `json:"currency"` // ISO 4217
}

// New is an amount in minor units.
func New(minor int64, code string) Money { return Money{Minor: minor, Currency: code} }

// Check refuses a currency that ISO 4217 does not know.
func (m Money) Check() error {
	if !currency.IsValid(m.Currency) {
		return fmt.Errorf("%w: %q", ErrUnknown, m.Currency)
	}
	return nil
}

// IsZero reports whether the amount is nothing.
func (m Money) IsZero() bool { return m.Minor == 0 }

// Add is m + other.
func (m Money) Add(other Money) (Money, error) {
	code, err := common(m, other)
	if err != nil {
		return Money{}, err
	}
	sum := m.Minor + other.Minor
	if other.Minor > 0 && sum < m.Minor || other.Minor < 0 && sum > m.Minor {
		return Money{}, ErrOverflow
	}
	return Money{Minor: sum, Currency: code}, nil
}

// Sub is m - other.
func (m Money) Sub(other Money) (Money, error) {
	if other.Minor == math.MinInt64 {
		return Money{}, ErrOverflow
	}
	return m.Add(Money{Minor: -other.Minor, Currency: other.Currency})
}

// Times is m taken n times.
func (m Money) Times(n int64) (Money, error) {
	return m.Ratio(n, 1)
}

// Ratio is m * num / den, rounded half away from zero: 19 % of m is m.Ratio(19, 100). den must be positive.
func (m Money) Ratio(num, den int64) (Money, error) {
	if den <= 0 {
		return Money{}, errors.New("money: the ratio's denominator is not positive")
	}
	negative := (m.Minor < 0) != (num < 0)
	hi, lo := bits.Mul64(magnitude(m.Minor), magnitude(num))
	lo, carry := bits.Add64(lo, uint64(den)/2, 0)
	hi += carry
	if hi >= uint64(den) {
		return Money{}, ErrOverflow
	}
	q, _ := bits.Div64(hi, lo, uint64(den))
	if q > math.MaxInt64 {
		return Money{}, ErrOverflow
	}
	minor := int64(q)
	if negative {
		minor = -minor
	}
	return Money{Minor: minor, Currency: m.Currency}, nil
}

// Compare is -1, 0 or 1 as m is less than, equal to or more than other.
func (m Money) Compare(other Money) (int, error) {
	if _, err := common(m, other); err != nil {
		return 0, err
	}
	switch {
	case m.Minor < other.Minor:
		return -1, nil
	case m.Minor > other.Minor:
		return 1, nil
	}
	return 0, nil
}

// Sum adds amounts of one currency.
func Sum(amounts ...Money) (Money, error) {
	var total Money
	for _, a := range amounts {
		var err error
		if total, err = total.Add(a); err != nil {
			return Money{}, err
		}
	}
	return total, nil
}

// Digits is how many decimals the currency has: 2 for BRL, 0 for CLP. It is 2 for a currency nobody knows.
func Digits(code string) int {
	if d, ok := digits[code]; ok {
		return d
	}
	if d, ok := currency.GetDigits(code); ok {
		return int(d)
	}
	return 2
}

// digits corrects CLDR, which gives what is customary in print, to ISO 4217, which gives what is paid: COP has centavos.
var digits = map[string]int{"CLP": 0, "PYG": 0, "COP": 2}

func common(a, b Money) (string, error) {
	switch {
	case a.Currency == b.Currency, b.Currency == "" && b.Minor == 0:
		return a.Currency, nil
	case a.Currency == "" && a.Minor == 0:
		return b.Currency, nil
	}
	return "", fmt.Errorf("%w: %s, %s", ErrCurrency, a.Currency, b.Currency)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
