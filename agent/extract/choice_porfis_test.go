package extract_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// A number with a please behind it is that option and no day of the month.
func TestAnOptionIsAskedForKindly(t *testing.T) {
	t.Parallel()
	offer := extract.Offer{
		Options: []extract.Shown{{ID: "1", Title: "mar 24 nov, 9:00 a 12:00"}, {ID: "2", Title: "lun 23 nov, 9:00 a 12:00"}},
		Now:     time.Date(2026, 11, 23, 9, 5, 0, 0, time.UTC),
	}
	for _, said := range []string{"el 1", "el 1 porfis", "el 1 porfa", "el 1 por favor"} {
		if got := extract.Choose(text.Parse(said), offer).ID; got != "1" {
			t.Errorf("%q: %q", said, got)
		}
	}
}
