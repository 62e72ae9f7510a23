// Package migrations holds the schema: one SQL file a step, named NNNN_verb_noun.sql, applied in order by db.Migrate with goose.
//
// A step that has been released is never edited; the next step corrects it. Constraints carry the domain: what the database
// can refuse, it refuses. The tables of the queue are River's own and come from its migrations.
package migrations

import "embed"

// FS holds the steps.
//
//go:embed *.sql
var FS embed.FS
