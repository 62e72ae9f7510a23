package catalog

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Words is what people say for a service, for the reader's lexicon.
type Words struct {
	Code  booking.ServiceCode
	Kind  booking.ServiceKind
	Names map[string]string // by language
	Words json.RawMessage   // synonyms and symptoms by language, as agent/nlu reads them
}

const sqlListWords = `SELECT code, kind, names, words FROM service_types ORDER BY position, code`

// Words lists the words of every service, in the order customers see them.
func (s *Store) Words(ctx context.Context, q db.Querier) ([]Words, error) {
	list, err := db.Collect[Words](ctx, q, sqlListWords, db.Args{})
	if err != nil {
		return nil, fmt.Errorf("list words of services: %w", err)
	}
	return list, nil
}
