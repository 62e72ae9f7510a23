package money_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/core/money"
)

func TestALocaleWritesMoneyAsItsPeopleDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		money  money.Money
		locale string
		want   string
	}{
		{money.New(29990, "CLP"), "es-CL", "$29.990"},
		{money.New(-29990, "CLP"), "es-CL", "$-29.990"},
		{money.New(12000, "BRL"), "pt-BR", "R$ 120,00"},
		{money.New(123456789, "BRL"), "pt-BR", "R$ 1.234.567,89"},
		{money.New(45000, "MXN"), "es-MX", "$450.00"},
		{money.New(1234567, "ARS"), "es-AR", "$ 12.345,67"},
		{money.New(5, "USD"), "en", "$0.05"},
		{money.New(5000000, "COP"), "es-CO", "$ 50.000"},
		{money.New(5000050, "COP"), "es-CO", "$ 50.000,50"},
		{money.New(12050, "PEN"), "es-PE", "S/ 120.50"},
		{money.New(100, "???"), "es", "1.00 ???"},
	} {
		if got := c.money.Format(c.locale); got != c.want {
			t.Errorf("%v in %s: got %q, want %q", c.money, c.locale, got, c.want)
		}
	}
}

func TestARangeWritesBothEndsUnlessTheyAreOne(t *testing.T) {
	t.Parallel()
	if got, want := money.NewRange(19990, 45000, "CLP").Format("es-CL"), "$19.990 - $45.000"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := money.NewRange(19990, 19990, "CLP").Format("es-CL"), "$19.990"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := money.NewRange(2, 1, "CLP").Check(); !errors.Is(err, money.ErrUpsideDown) {
		t.Errorf("upside down: got %v", err)
	}
}

func TestCurrenciesDoNotMix(t *testing.T) {
	t.Parallel()
	if _, err := money.New(1, "CLP").Add(money.New(1, "BRL")); !errors.Is(err, money.ErrCurrency) {
		t.Errorf("got %v, want ErrCurrency", err)
	}
	if sum, err := money.Sum(money.New(1, "CLP"), money.New(2, "CLP")); err != nil || sum != money.New(3, "CLP") {
		t.Errorf("got %v, %v", sum, err)
	}
}

// The same sums in arbitrary precision: equal when they fit, ErrOverflow when they do not.
func TestArithmeticIsExactOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		den := rapid.Int64Range(1, math.MaxInt64).Draw(t, "den")
		x, y := money.New(a, "BRL"), money.New(b, "BRL")

		sum, err := x.Add(y)
		check(t, "add", new(big.Int).Add(big.NewInt(a), big.NewInt(b)), sum, err)
		diff, err := x.Sub(y)
		if b != math.MinInt64 {
			check(t, "sub", new(big.Int).Sub(big.NewInt(a), big.NewInt(b)), diff, err)
		}
		ratio, err := x.Ratio(b, den)
		check(t, "ratio", roundedRatio(a, b, den), ratio, err)
	})
}

func roundedRatio(a, num, den int64) *big.Int {
	product := new(big.Int).Mul(big.NewInt(a), big.NewInt(num))
	sign := product.Sign()
	product.Abs(product).Add(product, new(big.Int).SetUint64(uint64(den)/2))
	product.Quo(product, big.NewInt(den))
	if sign < 0 {
		product.Neg(product)
	}
	return product
}

func check(t *rapid.T, op string, want *big.Int, got money.Money, err error) {
	t.Helper()
	switch {
	case want.IsInt64() && want.Int64() != math.MinInt64:
		if err != nil || got.Minor != want.Int64() {
			t.Fatalf("%s: got %v, %v, want %v", op, got, err, want)
		}
	case !want.IsInt64():
		if !errors.Is(err, money.ErrOverflow) {
			t.Fatalf("%s: got %v, %v, want ErrOverflow", op, got, err)
		}
	}
}
