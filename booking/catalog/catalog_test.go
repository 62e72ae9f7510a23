package catalog_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/money"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA'),
  ('BR', 'Brasil', 'BR', 'BRL', 'pt-BR', 'America/Sao_Paulo', '+551129000001', 'ISS');
INSERT INTO skills (code, names) VALUES ('washer_front', '{"en":"front loaders"}'), ('washer_top', '{}');
INSERT INTO service_types (code, position, names, words, kind, standard_minutes, p90_minutes, asks_problem, questions) VALUES
  ('tv_mount', 2, '{"es":"montaje de TV"}', '{}', 'install', 50, 80, false, '[]'),
  ('washer_repair', 1, '{"es":"reparación de lavadora"}', '{"synonyms":{"es":["lavadora"]}}', 'repair', 70, 120, true,
   '[{"id":"brand","text":{"es":"¿Qué marca?"}}]');
INSERT INTO service_skills (service_code, skill_code, level) VALUES
  ('washer_repair', 'washer_top', 1), ('washer_repair', 'washer_front', 2);
INSERT INTO price_book (id, unit_code, service_code, min_minor, max_minor, currency, tax_included, plus_parts, valid) VALUES
  ('00000000-0000-7000-8000-000000000001', 'CL', 'washer_repair', 34990, 39990, 'CLP', true, true, '[2026-01-01,2026-12-01)'),
  ('00000000-0000-7000-8000-000000000002', 'CL', 'washer_repair', 36990, 41990, 'CLP', true, true, '[2026-12-01,)'),
  ('00000000-0000-7000-8000-000000000003', 'CL', 'tv_mount', 29990, 29990, 'CLP', true, false, '[2026-01-01,)'),
  ('00000000-0000-7000-8000-000000000004', 'BR', 'tv_mount', 15000, 22000, 'BRL', true, false, '[2026-01-01,)');`

func world(t *testing.T) (*testkit.TheWorld, *catalog.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, catalog.New()
}

func TestAUnitOffersWhatItsPriceBookHoldsInOrder(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	list, err := c.Services(t.Context(), w.DB, "CL")
	if err != nil {
		t.Fatal(err)
	}
	var codes []booking.ServiceCode
	for _, s := range list {
		codes = append(codes, s.Code)
	}
	if diff := cmp.Diff([]booking.ServiceCode{"washer_repair", "tv_mount"}, codes); diff != "" {
		t.Errorf("services of CL (-want +got):\n%s", diff)
	}
	brazil, err := c.Services(t.Context(), w.DB, "BR")
	if err != nil {
		t.Fatal(err)
	}
	if len(brazil) != 1 || brazil[0].Code != "tv_mount" {
		t.Errorf("services of BR = %v, want tv_mount only", brazil)
	}
}

func TestAServiceComesWithItsSkillsAndQuestions(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	got, err := c.Service(t.Context(), w.DB, "washer_repair")
	if err != nil {
		t.Fatal(err)
	}
	want := booking.ServiceType{
		Code:        "washer_repair",
		Names:       map[string]string{"es": "reparación de lavadora"},
		Kind:        booking.KindRepair,
		Thing:       "lavadora",
		Standard:    70 * time.Minute,
		P90:         120 * time.Minute,
		Skills:      []booking.SkillNeed{{Skill: "washer_front", Level: 2}, {Skill: "washer_top", Level: 1}},
		Questions:   []booking.Question{{ID: "brand", Text: map[string]string{"es": "¿Qué marca?"}}},
		Units:       []booking.UnitCode{"CL"},
		AsksProblem: true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("service (-want +got):\n%s", diff)
	}
	needs, err := c.Needs(t.Context(), w.DB, "washer_repair")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Skills, needs); diff != "" {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
}

func TestAnUnknownServiceIsNotFound(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	for _, code := range []booking.ServiceCode{"", "piano_tuning"} {
		if _, err := c.Service(t.Context(), w.DB, code); !fault.Is(err, fault.NotFound) {
			t.Errorf("Service(%q) = %v, want not found", code, err)
		}
	}
}

func TestAPriceIsTheDaysAndCountsTheQuantity(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	got, err := c.Price(t.Context(), w.DB, catalog.PriceQuery{
		Unit: "CL", Service: "washer_repair", Quantity: 2, Day: booking.Day{Year: 2026, Month: time.November, Date: 30},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := &booking.Price{
		Service: "washer_repair", Unit: "CL", Range: money.NewRange(69980, 79980, "CLP"), TaxIncluded: true, TaxName: "IVA",
		PlusParts: true, ValidUntil: time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("price (-want +got):\n%s", diff)
	}
	later, err := c.Price(t.Context(), w.DB, catalog.PriceQuery{
		Unit: "CL", Service: "washer_repair", Day: booking.Day{Year: 2026, Month: time.December, Date: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	if later == nil || later.Range.Min.Minor != 36990 || !later.ValidUntil.IsZero() {
		t.Errorf("price of December = %+v, want from 36990, without end", later)
	}
}

func TestAPriceThatTheBookDoesNotHoldIsNil(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	for _, ask := range []catalog.PriceQuery{
		{Unit: "BR", Service: "washer_repair", Day: booking.Day{Year: 2026, Month: time.November, Date: 30}},
		{Unit: "CL", Service: "tv_mount", Day: booking.Day{Year: 2025, Month: time.November, Date: 30}},
	} {
		if p, err := c.Price(t.Context(), w.DB, ask); err != nil || p != nil {
			t.Errorf("Price(%+v) = %v, %v; want nil", ask, p, err)
		}
	}
}

func TestWordsAndSkillsAreListed(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	words, err := c.Words(t.Context(), w.DB)
	if err != nil {
		t.Fatal(err)
	}
	if len(words) != 2 || words[0].Code != "washer_repair" || string(words[0].Words) != `{"synonyms": {"es": ["lavadora"]}}` {
		t.Errorf("words = %+v", words)
	}
	skills, err := c.Skills(t.Context(), w.DB)
	if err != nil {
		t.Fatal(err)
	}
	if len(skills) != 2 || skills[0].Names["en"] != "front loaders" {
		t.Errorf("skills = %+v", skills)
	}
}

func TestOneSnippetIsFoundForATopicTheUnitsOwnFirst(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	if _, err := w.DB.Exec(t.Context(), `INSERT INTO snippets (id, unit_code, topic, language, body, source, valid, updated_at) VALUES
		('all', NULL, 'payment', 'es', 'de todos', 'terms', '(,)', '2026-01-01Z'), ('cl', 'CL', 'payment', 'es', 'de Chile', 'terms', '(,)', '2026-01-01Z'),
		('promo', 'CL', 'promo', 'es', '2x1', 'campaign', '(,2026-12-01)', '2026-01-01Z')`); err != nil {
		t.Fatal(err)
	}
	topics := []booking.Topic{booking.TopicPayment, booking.TopicPromo, booking.TopicWarranty}
	for _, row := range []struct {
		ask  catalog.SnippetQuery
		want string
	}{
		{catalog.SnippetQuery{Unit: "CL", Language: "es", Topics: topics, Day: booking.Day{Year: 2026, Month: time.November, Date: 30}}, "cl promo"},
		{catalog.SnippetQuery{Unit: "CL", Language: "es", Topics: topics, Day: booking.Day{Year: 2026, Month: time.December, Date: 1}}, "cl"},
		{catalog.SnippetQuery{Unit: "BR", Language: "es", Topics: topics, Day: booking.Day{Year: 2026, Month: time.November, Date: 30}}, "all"},
		{catalog.SnippetQuery{Unit: "CL", Language: "pt", Topics: topics, Day: booking.Day{Year: 2026, Month: time.November, Date: 30}}, ""},
	} {
		list, err := c.Snippets(t.Context(), w.DB, row.ask)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range list {
			ids = append(ids, string(s.ID))
		}
		if got := strings.Join(ids, " "); got != row.want {
			t.Errorf("%+v: %q, want %q", row.ask, got, row.want)
		}
	}
}
