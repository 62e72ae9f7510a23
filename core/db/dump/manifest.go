package dump

import (
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// format of the file that this version writes and reads.
const format = 1

// Manifest is what a backup says of itself.
type Manifest struct {
	Format    int       `json:"format"`
	Chasqui   string    `json:"chasqui"` // version that made it
	Migration db.Steps  `json:"migration"`
	CreatedAt time.Time `json:"created_at"`
	Postgres  string    `json:"postgres"` // version of the server
	PgDump    int       `json:"pg_dump"`  // major version of pg_dump; no older pg_restore reads the dump
	Tables    []Table   `json:"tables"`   // ordered by name
}

// Table is what one table held.
type Table struct {
	Name     string `json:"name"` // schema.table, as SQL writes it
	Rows     int64  `json:"rows"`
	Checksum string `json:"checksum"` // a decimal number
}

// Rows of all tables.
func (m Manifest) Rows() int64 {
	var n int64
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}
