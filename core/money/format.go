package money

import (
	"strconv"
	"strings"

	"github.com/bojanz/currency"
)

// Format writes m as the locale does: "$29.990" (es-CL), "R$ 120,00" (pt-BR), "$450.00" (es-MX). Spaces inside are ordinary
// ones, so that the text can be searched for and read aloud. The unknown locale writes as "en".
func (m Money) Format(locale string) string {
	if m.Check() != nil {
		return m.decimal() + " " + m.Currency
	}
	amount, err := currency.NewAmount(m.decimal(), m.Currency)
	if err != nil {
		return m.decimal() + " " + m.Currency
	}
	f := currency.NewFormatter(currency.NewLocale(locale))
	f.MinDigits = uint8(Digits(m.Currency))
	if unpadded[m.Currency] && m.Minor%100 == 0 {
		f.MinDigits = 0
	}
	f.MaxDigits = uint8(Digits(m.Currency))
	return plainSpaces.Replace(f.Format(amount))
}

// Range is a price between two amounts of one currency, both included.
type Range struct {
	Min Money `json:"min"`
	Max Money `json:"max"`
}

// NewRange is the range of minor units from low to high.
func NewRange(low, high int64, code string) Range {
	return Range{Min: New(low, code), Max: New(high, code)}
}

// Check refuses a range upside down or of two currencies.
func (r Range) Check() error {
	if err := r.Min.Check(); err != nil {
		return err
	}
	c, err := r.Min.Compare(r.Max)
	if err != nil {
		return err
	}
	if c > 0 {
		return ErrUpsideDown
	}
	return nil
}

// Exact reports whether the range is one amount.
func (r Range) Exact() bool { return r.Min == r.Max }

// Contains reports whether m is in the range.
func (r Range) Contains(m Money) bool {
	return m.Currency == r.Min.Currency && r.Min.Minor <= m.Minor && m.Minor <= r.Max.Minor
}

// Times is the range of n of the thing.
func (r Range) Times(n int64) (Range, error) {
	low, err := r.Min.Times(n)
	if err != nil {
		return Range{}, err
	}
	high, err := r.Max.Times(n)
	if err != nil {
		return Range{}, err
	}
	return Range{Min: low, Max: high}, nil
}

// Format writes "$29.990 - $45.000", or one amount when there is only one. The words between belong to the catalogue when a
// sentence needs them.
func (r Range) Format(locale string) string {
	if r.Exact() {
		return r.Min.Format(locale)
	}
	return r.Min.Format(locale) + " - " + r.Max.Format(locale)
}

// decimal writes the amount in major units with a dot, as "120.00".
func (m Money) decimal() string {
	d := Digits(m.Currency)
	s := strconv.FormatUint(magnitude(m.Minor), 10)
	if d > 0 {
		if len(s) <= d {
			s = strings.Repeat("0", d-len(s)+1) + s
		}
		s = s[:len(s)-d] + "." + s[len(s)-d:]
	}
	if m.Minor < 0 {
		s = "-" + s
	}
	return s
}

// unpadded currencies have centavos on paper only: whole amounts are written without them.
var unpadded = map[string]bool{"COP": true}

var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")
