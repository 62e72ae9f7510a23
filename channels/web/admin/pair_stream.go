package admin

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// pairStream links an account while it is open, and tells each step as the piece of page that shows it: "step", and "end" for the
// last one. It is refused to a page of another origin, since to read it begins something.
func (c *Console) pairStream(w http.ResponseWriter, r *http.Request) error {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return fault.New(fault.Forbidden, "web.error.forbidden")
	}
	ask, err := c.pairAsk(r)
	if err != nil {
		return err
	}
	v := pairView{deskView: c.deskView(r), ask: ask}
	steps, refused := c.d.Pairing.Pair(r.Context(), ask.phone, ask.unit)
	if fault.CodeOf(refused) == fault.Internal && refused != nil {
		return refused
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	flow := http.NewResponseController(w)
	_ = flow.SetWriteDeadline(time.Time{}) // a phone is looked for first
	fmt.Fprint(w, "event: ready\ndata: {}\n\n")
	if refused != nil {
		v.said = web.Said(v.words, refused)
		_ = tellStep(w, r, v, PairStep{Failure: "refused"}) // a reader who went away is told nothing
		return nil
	}
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for flow.Flush() == nil {
		select {
		case step, more := <-steps:
			if !more {
				step = PairStep{Failure: "lost"}
			}
			v.now = c.d.DB.Now()
			if tellStep(w, r, v, step) != nil || step.last() { // the reader went away, or there is no more
				return nil
			}
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return nil
		}
	}
	return nil
}

// tellStep writes one event: a piece of page has lines, and each is data of its own.
func tellStep(w http.ResponseWriter, r *http.Request, v pairView, step PairStep) error {
	var page bytes.Buffer
	if err := pairStep(v, step).Render(r.Context(), &page); err != nil {
		return err
	}
	event := "step"
	if step.last() {
		event = "end"
	}
	_, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, strings.ReplaceAll(page.String(), "\n", "\ndata: "))
	return err
}
