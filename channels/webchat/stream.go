package webchat

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// shown is a message as the page reads it.
type shown struct {
	Seq      int64              `json:"seq"`
	ID       string             `json:"id"`
	Out      bool               `json:"out"` // we said it
	Text     string             `json:"text"`
	Choices  []channels.Choice  `json:"choices,omitempty"`
	Location *channels.Location `json:"location,omitempty"`
	Ask      string             `json:"ask,omitempty"`
	At       time.Time          `json:"at"`
}

// heartbeat keeps proxies from closing a stream on which nothing is said.
const heartbeat = 25 * time.Second

func (c *Chat) list(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err != nil {
			fail(w, err)
			return
		}
		after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
		lines, err := c.since(r.Context(), from, after)
		if err != nil {
			fail(w, err)
			return
		}
		reply(w, http.StatusOK, map[string]any{"messages": lines})
	}
}

// since reads what was said to and by a person after a sequence number.
func (c *Chat) since(ctx context.Context, from channels.Address, after int64) ([]shown, error) {
	conv, ok, err := c.o.Inbox.FindConversation(ctx, c.o.DB, Ours, from)
	if err != nil || !ok {
		return []shown{}, err
	}
	lines, err := c.o.Inbox.Transcript(ctx, c.o.DB, conv.ID, after)
	out := make([]shown, len(lines))
	for i, l := range lines {
		out[i] = shown{
			Seq: l.Seq, ID: l.ID, Out: l.Out, Text: l.Text, Choices: l.Choices, Location: l.Location, Ask: l.Ask, At: l.SentAt,
		}
	}
	return out, err
}

func (c *Chat) stream(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err != nil {
			fail(w, err)
			return
		}
		after, _ := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64)
		if after == 0 {
			after, _ = strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
		}
		news, stop := c.o.Live.Watch("")
		defer stop()
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Accel-Buffering", "no")
		flow := http.NewResponseController(w)
		_ = flow.SetWriteDeadline(time.Time{}) // a stream lasts
		fmt.Fprint(w, "event: ready\ndata: {}\n\n")
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for {
			lines, err := c.since(r.Context(), from, after)
			if err != nil {
				return // the page connects again
			}
			for _, l := range lines {
				data, _ := json.Marshal(l) //nolint:errchkjson // plain fields
				fmt.Fprintf(w, "id: %d\nevent: message\ndata: %s\n\n", l.Seq, data)
				after = l.Seq
			}
			if flow.Flush() != nil {
				return
			}
			select {
			case <-r.Context().Done():
				return
			case <-news:
			case <-beat.C:
				fmt.Fprint(w, ": still here\n\n")
			}
		}
	}
}

// statuses of the codes that these endpoints can give.
var statuses = map[fault.Code]int{
	fault.Invalid: http.StatusBadRequest, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict,
	fault.Forbidden: http.StatusForbidden, fault.Unauthenticated: http.StatusUnauthorized,
	fault.Limited: http.StatusTooManyRequests, fault.Unavailable: http.StatusServiceUnavailable,
}

func fail(w http.ResponseWriter, err error) {
	status, ok := statuses[fault.CodeOf(err)]
	if !ok {
		status = http.StatusInternalServerError
	}
	if fault.KeyOf(err) == fault.KeyOf(errTooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	reply(w, status, map[string]string{"error": fault.KeyOf(err)})
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // plain fields; the status is out
}
