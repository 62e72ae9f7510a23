package admin

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// streamBeat keeps proxies from closing a stream on which nothing happens.
const streamBeat = 25 * time.Second

// boardStream says "change" when a fact appears that a board may show. The board then reads itself anew.
func (c *Console) boardStream(w http.ResponseWriter, r *http.Request) error {
	facts, err := events.Follow(r.Context(), c.d.DB)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	flow := http.NewResponseController(w)
	_ = flow.SetWriteDeadline(time.Time{}) // a stream lasts
	fmt.Fprint(w, "event: ready\ndata: {}\n\n")
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for {
		if flow.Flush() != nil {
			return nil
		}
		select {
		case f, ok := <-facts:
			if !ok {
				return nil
			}
			if shown(f.Name) {
				fmt.Fprintf(w, "event: change\ndata: {\"name\":%q}\n\n", f.Name)
			}
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return nil
		}
	}
}

// shown tells whether a board shows what a fact changes.
func shown(name string) bool {
	return strings.HasPrefix(name, "visit.") || strings.HasPrefix(name, "escalation.") || strings.HasPrefix(name, "assignment.")
}

func nowSpan(t time.Time) span.Span { return span.Of(t, 15*time.Minute) }

func territoryNames(l booking.Lane) string {
	names := make([]string, len(l.Resource.Territories))
	for i, t := range l.Resource.Territories {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}
