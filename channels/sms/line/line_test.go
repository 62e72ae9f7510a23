package line_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
)

func TestAPersonHasOneAddressHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		country, written string
		form             line.Form
		value, phone     string
	}{
		{"56", "56912345678", line.International, "+56912345678", "+56912345678"},
		{"56", "56912345678", line.Unknown, "+56912345678", "+56912345678"},
		{"56", "+56 9 1234-5678", line.Unknown, "+56912345678", "+56912345678"},
		{"56", "0056912345678", line.Unknown, "+56912345678", "+56912345678"},
		{"56", "912345678", line.National, "+56912345678", "+56912345678"},
		{"56", "0912345678", line.Unknown, "+56912345678", "+56912345678"},
		{"56", "5491123456789", line.Unknown, "+5491123456789", "+5491123456789"},
		{"55", "11987654321", line.Unknown, "+5511987654321", "+5511987654321"},
		{"55", "5511987654321", line.Unknown, "+5511987654321", "+5511987654321"},
		{"55", "56912345678", line.International, "+56912345678", "+56912345678"},
		{"", "56912345678", line.Unknown, "+56912345678", "+56912345678"},
		{"56", "1410", line.Unknown, "1410", ""},
		{"56", "BANCO", line.Unknown, "BANCO", ""},
		{"56", "", line.Unknown, "", ""},
		{"", "+1234567890123456", line.Unknown, "+1234567890123456", ""},
	} {
		l := &line.Line{Country: c.country}
		got, phone := l.Theirs(c.written, c.form)
		if got.Value != c.value || phone != c.phone || got.Channel != channels.SMS {
			t.Errorf("%s %q: got %q, %q", c.country, c.written, got.Value, phone)
		}
	}
}

func TestRepliesLeaveFromTheNumberThatWasWrittenTo(t *testing.T) {
	t.Parallel()
	l := &line.Line{Numbers: []string{"+56221234567", "3344"}, Country: "56"}
	for written, want := range map[string]string{
		"56221234567": "+56221234567", "+56221234567": "+56221234567", "221234567": "+56221234567", "3344": "3344", "999": "+56221234567",
	} {
		if got := l.Ours(written); got.Value != want || !l.Serves(got) {
			t.Errorf("%s: got %s", written, got.Value)
		}
	}
	if l.Serves(channels.Address{Channel: channels.WhatsApp, Value: "3344"}) || l.Serves(channels.Address{Channel: channels.SMS, Value: "1"}) {
		t.Error("it serves what is not its own")
	}
}

// book counts reports; the first one fails.
type book struct{ n int }

func (b *book) Report(context.Context, channels.Number) error {
	if b.n++; b.n == 1 {
		return errors.New("no database")
	}
	return nil
}

func TestAStateIsReportedOnceAndAgainWhenThatFailed(t *testing.T) {
	t.Parallel()
	b := &book{}
	l := &line.Line{Numbers: []string{"1", "2"}, Book: b, Log: slog.New(slog.DiscardHandler)}
	for range 4 {
		l.Report(t.Context(), channels.NumberUp, "")
	}
	if b.n != 3 { // one that failed, then one for each number
		t.Errorf("%d reports", b.n)
	}
	l.Report(t.Context(), channels.NumberDown, "gone")
	l.Forget()
	l.Report(t.Context(), channels.NumberDown, "gone")
	if b.n != 7 {
		t.Errorf("%d reports", b.n)
	}
}
