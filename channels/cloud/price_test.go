package cloud_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func (w *world) spent(during span.Span) []cloud.Spend {
	w.t.Helper()
	got, err := w.cloud.Spent(w.t.Context(), during)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func TestSpendIsWhatTheStatusesSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("visit", "es", "UTILITY", "Su visita es mañana.")
	w.server.AddTemplate("promo", "es", "MARKETING", "Hay ofertas.")
	w.sync()
	chile, mexico, gone := w.server.Customer("56911112222"), w.server.Customer("5215512345678"), w.server.Customer("56933334444")
	w.server.Leave(gone)
	send := func(to, template string) {
		out := w.out(to, "x")
		out.Template = &channels.Template{Name: template, Language: "es"}
		w.send(out)
	}
	send(chile.WaID(), "visit")
	send(chile.WaID(), "promo")
	send(mexico.WaID(), "visit")
	send(gone.WaID(), "visit")                     // never delivered, never charged
	w.server.Statuses("read", "delivered", "sent") // out of order
	send(chile.WaID(), "visit")
	chile.AsUsername().Say("hola")
	w.server.Settle()
	w.send(w.out(chile.UserID(), "gratis"))
	w.server.Settle()
	w.server.Again()
	w.server.Settle()
	day := span.Of(testkit.Start.Add(-time.Hour), 24*time.Hour)
	want := []cloud.Spend{
		{Country: "CL", Category: "marketing", Messages: 1, Billed: 1, Unknown: 1},
		{Country: "CL", Category: "service", Messages: 1},
		{Country: "CL", Category: "utility", Messages: 2, Billed: 2, Unknown: 2},
		{Country: "MX", Category: "utility", Messages: 1, Billed: 1, Unknown: 1},
	}
	if diff := cmp.Diff(want, w.spent(day)); diff != "" {
		t.Error(diff)
	}
	if err := w.cloud.LoadRates(t.Context(), []cloud.Rate{
		{Country: "CL", Category: "utility", Since: testkit.Start.AddDate(0, -2, 0), Currency: "USD", Micros: 99_999},
		{Country: "CL", Category: "utility", Since: testkit.Start.AddDate(0, -1, 0), Currency: "USD", Micros: 20_000},
		{Country: "CL", Category: "utility", Since: testkit.Start.AddDate(0, 1, 0), Currency: "USD", Micros: 77_777},
		{Country: "MX", Category: "utility", Since: testkit.Start, Currency: "USD", Micros: 8_500},
	}); err != nil {
		t.Fatal(err)
	}
	want[2].Unknown, want[2].Currency, want[2].Micros = 0, "USD", 40_000
	want[3].Unknown, want[3].Currency, want[3].Micros = 0, "USD", 8_500
	if diff := cmp.Diff(want, w.spent(day)); diff != "" {
		t.Error(diff)
	}
	if got := w.spent(span.Of(testkit.Start.Add(time.Hour), time.Hour)); len(got) != 0 {
		t.Errorf("another hour: got %+v", got)
	}
}

func TestDeliveriesCarryTheirPrice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	out := w.out(ana.WaID(), "hola")
	w.send(out)
	w.server.Settle()
	want := &channels.Price{Category: "service", Model: "PMP"}
	if diff := cmp.Diff(want, w.box.statuses[1].Price); diff != "" || w.box.statuses[2].Price != nil {
		t.Errorf("%s %+v", diff, w.box.statuses)
	}
	const linked = `SELECT count(*) FROM message_prices WHERE message_id = $1 AND country = 'CL' AND ours = $2`
	var n int
	if err := w.DB.QueryRow(t.Context(), linked, out.ID, ours).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}
