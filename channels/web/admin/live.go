package admin

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// streamBeat is how often a stream looks at the clocks; it also keeps proxies from closing one on which nothing happens.
const streamBeat = 10 * time.Second

// stream says "change" whenever one of the sources has news; the page then reads itself anew. It also says how many escalations
// are late, for the bar above every page.
func (c *Console) stream(w http.ResponseWriter, r *http.Request, facts, messages <-chan struct{}) error {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	flow := http.NewResponseController(w)
	_ = flow.SetWriteDeadline(time.Time{}) // a stream lasts
	fmt.Fprint(w, "event: ready\ndata: {}\n\n")
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for said := -1; ; {
		if late, ok := c.late(r); ok && late != said {
			fmt.Fprintf(w, "event: late\ndata: %d\n\n", late)
			said = late
		}
		if flow.Flush() != nil {
			return nil
		}
		select {
		case <-facts:
			fmt.Fprint(w, "event: change\ndata: {}\n\n")
		case <-messages:
			fmt.Fprint(w, "event: change\ndata: {}\n\n")
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return nil
		}
	}
}

// late counts the escalations that the reader should see answered by now; ok is false when that is not theirs to know.
func (c *Console) late(r *http.Request) (n int, ok bool) {
	user := web.User(r.Context())
	if !user.Can(identity.HandleEscalations) {
		return 0, false
	}
	n, err := c.d.Escalations.Late(r.Context(), c.d.DB, c.d.DB.Now(), unitCodes(user)...)
	return n, err == nil
}

// unitCodes are the units that a user sees; none: all.
func unitCodes(u identity.User) []booking.UnitCode {
	out := make([]booking.UnitCode, len(u.UnitCodes))
	for i, code := range u.UnitCodes {
		out[i] = booking.UnitCode(code)
	}
	return out
}

// about chooses facts by the beginning of their names.
func about(prefixes ...string) func(events.Fact) bool {
	return func(f events.Fact) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(f.Name, p) {
				return true
			}
		}
		return false
	}
}

// liveStream is the stream of pages that have none of their own.
func (c *Console) liveStream(w http.ResponseWriter, r *http.Request) error {
	facts, stop := c.d.Facts.Watch(about("escalation."))
	defer stop()
	return c.stream(w, r, facts, nil)
}

// changed answers an action that worked: the page reads itself anew, or, without script, is shown again.
func changed(w http.ResponseWriter, r *http.Request, page string) error {
	if r.Header.Get("HX-Request") != "true" {
		http.Redirect(w, r, page, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("HX-Trigger", "changed")
	w.WriteHeader(http.StatusNoContent)
	return nil
}
