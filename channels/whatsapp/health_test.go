package whatsapp_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func TestEachEndOfAConnectionHasItsStateAndWhatComesAfter(t *testing.T) {
	t.Parallel()
	now := testkit.Start
	for name, c := range map[string]struct {
		event any
		state channels.NumberState
		next  string
		until time.Duration // of the state
		rest  time.Duration
	}{
		"connected":       {&events.Connected{}, channels.NumberUp, "stay", 0, 0},
		"disconnected":    {&events.Disconnected{}, channels.NumberConnecting, "again", 0, 0},
		"one lost ping":   {&events.KeepAliveTimeout{ErrorCount: 1}, channels.NumberConnecting, "stay", 0, 0},
		"two lost pings":  {&events.KeepAliveTimeout{ErrorCount: 2}, channels.NumberConnecting, "again", 0, 0},
		"pings are back":  {&events.KeepAliveRestored{}, channels.NumberUp, "stay", 0, 0},
		"logged out":      {&events.LoggedOut{}, channels.NumberLoggedOut, "gone", 0, 0},
		"replaced":        {&events.StreamReplaced{}, channels.NumberReplaced, "rest", 0, 0},
		"banned an hour":  {&events.TemporaryBan{Code: 101, Expire: time.Hour}, channels.NumberBanned, "rest", time.Hour, time.Hour},
		"banned":          {&events.TemporaryBan{Code: 102}, channels.NumberBanned, "rest", 0, 24 * time.Hour},
		"outdated":        {&events.ClientOutdated{}, channels.NumberOutdated, "rest", 0, 6 * time.Hour},
		"refused":         {&events.ConnectFailure{Reason: 409}, channels.NumberRefused, "rest", 0, 30 * time.Minute},
		"server's fault":  {&events.ConnectFailure{Reason: 501}, channels.NumberConnecting, "again", 0, 0},
		"unknown failure": {&events.StreamError{Code: "516"}, channels.NumberConnecting, "again", 0, 0},
	} {
		got, ok := whatsapp.Judge(c.event, now)
		if !ok || got.State != c.state || got.Next != c.next {
			t.Errorf("%s: %+v", name, got)
		}
		for what, d := range map[string]struct {
			at   time.Time
			want time.Duration
		}{"until": {got.Until, c.until}, "rest": {got.Rest, c.rest}} {
			if d.want == 0 != d.at.IsZero() || d.want > 0 && d.at.Sub(now) != d.want {
				t.Errorf("%s: %s %v", name, what, d.at)
			}
		}
	}
	if _, ok := whatsapp.Judge(&events.PushName{}, now); ok {
		t.Error("a changed name ends nothing")
	}
}

func TestPausesDoubleUpToFiveMinutesAndAreNeverAlike(t *testing.T) {
	t.Parallel()
	for n, most := range []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300} {
		most *= time.Second
		seen := map[time.Duration]bool{}
		for range 50 {
			d := whatsapp.UsualPause(n)
			if d < most/2 || d > most {
				t.Errorf("try %d: %v", n, d)
			}
			seen[d] = true
		}
		if len(seen) < 10 {
			t.Errorf("try %d: only %d different pauses", n, len(seen))
		}
	}
	if d := whatsapp.UsualPause(1 << 40); d > 5*time.Minute || d <= 0 {
		t.Errorf("a late try: %v", d)
	}
}

func TestEachFailureSaysWhetherTheMessageMayGoAgain(t *testing.T) {
	t.Parallel()
	ack := func(code int) error { return fmt.Errorf("%w %d", whatsmeow.ErrServerReturnedError, code) }
	for name, c := range map[string]struct {
		err           error
		code          string
		retry, unsure bool
	}{
		"not connected":        {whatsmeow.ErrNotConnected, "not_connected", true, false},
		"before it left":       {whatsapp.Unsent(context.DeadlineExceeded), "not_sent", true, false},
		"no answer":            {whatsmeow.ErrMessageTimedOut, "timed_out", true, true},
		"our own patience":     {context.DeadlineExceeded, "timed_out", true, true},
		"cut off":              {&whatsmeow.DisconnectedError{Action: "message send"}, "disconnected", true, true},
		"cut off while asking": {whatsmeow.ErrIQDisconnected, "not_connected", true, false},
		"limited":              {ack(463), "timelocked", false, false},
		"too fast":             {ack(429), "too_fast", true, false},
		"stanza refused":       {ack(479), "malformed", false, false},
		"anything else":        {ack(420), "refused_420", false, false},
		"nobody there":         {whatsapp.ErrNotThere, "not_on_whatsapp", false, false},
		"nobody there either":  {whatsapp.Unsent(errors.New("no LID found for x from server")), "not_on_whatsapp", false, false},
		"too large":            {fmt.Errorf("upload: %w", whatsapp.ErrTooLarge), "too_large", false, false},
		"asked too much":       {whatsapp.Unsent(whatsmeow.ErrIQRateOverLimit), "server_busy", true, false},
		"unheard of":           {errors.New("?"), "unknown", true, true},
	} {
		got := whatsapp.SendErrorOf(c.err)
		if got.Code != c.code || got.Retryable != c.retry || got.Unsure != c.unsure || !errors.Is(got, c.err) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAFileThatIsGoneIsNotAskedForAgain(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]bool{
		whatsmeow.ErrMediaDownloadFailedWith404: false, whatsmeow.ErrMediaDownloadFailedWith410: false,
		whatsmeow.ErrInvalidMediaHMAC: false, whatsapp.ErrTooLarge: false, context.DeadlineExceeded: true,
	} {
		var got *channels.SendError
		if !errors.As(whatsapp.FetchErrorOf(err), &got) || got.Retryable != want {
			t.Errorf("%v: %+v", err, got)
		}
	}
}

func TestAPollIsOnlyMadeOfWhatFitsIntoOne(t *testing.T) {
	t.Parallel()
	a, b := channels.Choice{ID: "1", Title: "lunes"}, channels.Choice{ID: "2", Title: "martes"}
	many := make([]channels.Choice, 13)
	for i := range many {
		many[i] = channels.Choice{Title: fmt.Sprint(i)}
	}
	for name, c := range map[string]struct {
		choices []channels.Choice
		want    bool
	}{
		"two": {[]channels.Choice{a, b}, true}, "one": {[]channels.Choice{a}, false}, "alike": {[]channels.Choice{a, a}, false},
		"none": {nil, false}, "thirteen": {many, false}, "twelve": {many[:12], true}, "no title": {[]channels.Choice{a, {ID: "3"}}, false},
	} {
		if got := whatsapp.Pollable(c.choices); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
