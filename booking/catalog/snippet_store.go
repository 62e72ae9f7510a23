package catalog

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// SnippetQuery asks what is said of topics on a day.
type SnippetQuery struct {
	Unit     booking.UnitCode
	Language string
	Topics   []booking.Topic
	Day      booking.Day
}

const sqlListSnippets = `
SELECT DISTINCT ON (topic) id, topic, language, body AS text, source
FROM snippets
WHERE topic = ANY(@topics::text[]) AND language = @language AND (unit_code IS NULL OR unit_code = @unit) AND valid @> @day::date
ORDER BY topic, unit_code IS NULL, id`

// Snippets are the passages for topics, at most one for each: the unit's own before that of the organisation. A topic without one is
// missing.
func (s *Store) Snippets(ctx context.Context, q db.Querier, ask SnippetQuery) ([]booking.Snippet, error) {
	topics := make([]string, len(ask.Topics))
	for i, t := range ask.Topics {
		topics[i] = string(t)
	}
	list, err := db.Collect[booking.Snippet](ctx, q, sqlListSnippets, db.Args{
		"topics": topics, "language": ask.Language, "unit": ask.Unit, "day": ask.Day.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("list snippets: %w", err)
	}
	return list, nil
}
