package cloud_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
)

func TestRefreshTellsHowOurNumbersAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct {
		quality, tier, status string
		want                  channels.NumberState
	}{
		{"GREEN", "TIER_10K", "CONNECTED", channels.NumberUp},
		{"YELLOW", "TIER_1K", "CONNECTED", channels.NumberUp},
		{"RED", "TIER_1K", "CONNECTED", channels.NumberPaused},
		{"GREEN", "TIER_1K", "FLAGGED", channels.NumberPaused},
		{"GREEN", "TIER_1K", "RESTRICTED", channels.NumberPaused},
		{"RED", "TIER_250", "BANNED", channels.NumberBanned},
		{"UNKNOWN", "TIER_250", "PENDING", channels.NumberConnecting},
		{"GREEN", "TIER_250", "DISCONNECTED", channels.NumberRefused},
	} {
		w.server.Quality(w.line, c.quality, c.tier, c.status)
		if err := w.cloud.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := w.box.number(); n.State != c.want || n.Quality != c.quality || n.Tier != c.tier || n.Ours != wa(ours) || n.Transport != "cloud" {
			t.Errorf("%+v: got %+v", c, n)
		}
	}
}

func TestRefreshTellsWhenGraphRefusesOrIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, c := range map[string]struct {
		change func(*cloud.Options)
		want   channels.NumberState
	}{
		"token": {func(o *cloud.Options) { o.Token = "old" }, channels.NumberRefused},
		"away":  {func(o *cloud.Options) { o.Graph = closed.URL }, channels.NumberDown},
	} {
		if err := w.open(c.change).Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := w.box.number(); n.State != c.want || n.Detail == "" {
			t.Errorf("%s: got %+v", name, n)
		}
	}
}

func TestNoticesOfTheAccountChangeOurNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	until := w.Clock.Now().Add(72 * time.Hour).Truncate(time.Second)
	for _, c := range []struct {
		field string
		value map[string]any
		want  channels.NumberState
	}{
		{"phone_number_quality_update", map[string]any{"display_phone_number": "+56 2 2123 4567", "event": "FLAGGED", "current_limit": "TIER_1K"}, channels.NumberPaused},
		{"phone_number_quality_update", map[string]any{"display_phone_number": "56221234567", "event": "UNFLAGGED", "current_limit": "TIER_1K"}, channels.NumberUp},
		{"account_update", map[string]any{"event": "ACCOUNT_RESTRICTION", "restriction_info": []any{
			map[string]any{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": until.Unix()},
		}}, channels.NumberLimited},
		{"account_update", map[string]any{"event": "ACCOUNT_RESTRICTION"}, channels.NumberPaused},
		{"account_update", map[string]any{"event": "DISABLED_UPDATE", "ban_info": map[string]any{"waba_ban_state": "SCHEDULE_FOR_DISABLE"}}, channels.NumberPaused},
		{"account_update", map[string]any{"event": "DISABLED_UPDATE", "ban_info": map[string]any{"waba_ban_state": "DISABLE"}}, channels.NumberBanned},
		{"account_update", map[string]any{"event": "DISABLED_UPDATE", "ban_info": map[string]any{"waba_ban_state": "REINSTATE"}}, channels.NumberUp},
		{"account_update", map[string]any{"event": "ACCOUNT_DELETED"}, channels.NumberRefused},
	} {
		w.server.Notice(c.field, c.value)
		w.server.Settle()
		n := w.box.number()
		if n.State != c.want || n.Ours != wa(ours) || n.State == channels.NumberLimited && !n.Until.Equal(until) {
			t.Errorf("%v: got %+v", c.value, n)
		}
	}
	before := len(w.box.numbers)
	w.server.Notice("phone_number_quality_update", map[string]any{"display_phone_number": "1", "event": "FLAGGED"})
	w.server.Notice("account_update", map[string]any{"event": "VERIFIED_ACCOUNT"})
	w.server.Settle()
	if len(w.box.numbers) != before {
		t.Errorf("got %+v", w.box.numbers[before:])
	}
}

func TestOptionsByWhichWebhooksCouldBeForgedAreRefused(t *testing.T) {
	t.Parallel()
	good := cloud.Options{Token: "t", AppSecret: "s", VerifyToken: "v"}
	if _, err := cloud.New(good); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*cloud.Options){
		"secret": func(o *cloud.Options) { o.AppSecret = "" }, "token": func(o *cloud.Options) { o.Token = "" },
		"verify": func(o *cloud.Options) { o.VerifyToken = "" }, "graph": func(o *cloud.Options) { o.Graph = "graph.facebook.com" },
	} {
		o := good
		change(&o)
		if _, err := cloud.New(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// A restart leaves what is long over.
func TestRefreshForgetsSendsOfLongAgo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.send(w.out(ana.WaID(), "hola"))
	count := func() (n int) {
		if err := w.DB.QueryRow(t.Context(), `SELECT count(*) FROM cloud_sends`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{29 * 24 * time.Hour, 1}, {2 * 24 * time.Hour, 0}} {
		w.Clock.Advance(c.after)
		if err := w.cloud.Refresh(t.Context()); err != nil || count() != c.want {
			t.Errorf("after %v there are %d, %v", c.after, count(), err)
		}
	}
}
