package webchat

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
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

// page of a conversation.
type page struct {
	Messages []shown `json:"messages"`
	Typing   bool    `json:"typing"` // an answer to the last of them is on its way

	conversation string // empty: they never wrote
}

// heartbeat keeps proxies from closing a stream on which nothing is said.
const heartbeat = 25 * time.Second

func (c *Chat) list(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64) // what is no number is the start
		p, err := c.since(r.Context(), from, after)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		reply(w, http.StatusOK, p)
	}
}

// since reads what was said to and by a person after a sequence number.
func (c *Chat) since(ctx context.Context, from channels.Address, after int64) (page, error) {
	conv, ok, err := c.o.Inbox.FindConversation(ctx, c.o.DB, Ours, from)
	if err != nil || !ok {
		return page{Messages: []shown{}}, err
	}
	lines, err := c.o.Inbox.Transcript(ctx, c.o.DB, conv.ID, after)
	if err != nil {
		return page{}, err
	}
	p := page{Messages: make([]shown, 0, len(lines)), conversation: conv.ID}
	for _, l := range lines {
		if l.Out && l.Status == channels.StatusFailed || l.TakenBack { // it was taken back
			continue
		}
		p.Messages = append(p.Messages, shown{
			Seq: l.Seq, ID: l.ID, Out: l.Out, Text: l.Text, Choices: l.Choices, Location: l.Location, Ask: l.Ask, At: l.SentAt,
		})
		p.Typing = !l.Out && conv.Owner == channels.OwnerBot
	}
	return p, nil
}

func (c *Chat) stream(who person) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, err := who(r)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		after, _ := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64) // what is no number is the start
		if after == 0 {
			after, _ = strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
		}
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Accel-Buffering", "no")
		s := &stream{chat: c, from: from, after: after, w: w, flow: http.NewResponseController(w)}
		_ = s.flow.SetWriteDeadline(time.Time{}) // a stream lasts
		defer s.watch("")()
		s.run(r.Context())
	}
}

// stream is one page that listens.
type stream struct {
	chat  *Chat
	from  channels.Address
	after int64
	w     http.ResponseWriter
	flow  *http.ResponseController

	watched string
	news    <-chan struct{}
	stop    func()
}

// watch listens to a conversation instead of what was listened to. The function returned ends it, whatever is watched by then.
func (s *stream) watch(conversation string) func() {
	if s.stop != nil {
		s.stop()
	}
	s.watched = conversation
	s.news, s.stop = s.chat.o.Live.Watch(conversation)
	return func() { s.stop() }
}

// run tells what is new until the page goes away. On an error it just ends: the page connects again and says what it has.
func (s *stream) run(ctx context.Context) {
	fmt.Fprint(s.w, "event: ready\ndata: {}\n\n")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		p, err := s.chat.since(ctx, s.from, s.after)
		if err != nil {
			return
		}
		s.tell(p)
		if s.flow.Flush() != nil {
			return
		}
		if p.conversation != s.watched {
			s.watch(p.conversation)
			continue // what was said before it was watched
		}
		if len(p.Messages) > 0 {
			continue // there may be another page of them
		}
		select {
		case <-ctx.Done():
			return
		case <-s.news:
		case <-beat.C:
			fmt.Fprint(s.w, ": still here\n\n")
		}
	}
}

func (s *stream) tell(p page) {
	for _, m := range p.Messages {
		data, _ := json.Marshal(m) //nolint:errchkjson // plain fields
		fmt.Fprintf(s.w, "id: %d\nevent: message\ndata: %s\n\n", m.Seq, data)
		s.after = m.Seq
	}
	if p.Typing {
		fmt.Fprint(s.w, "event: typing\ndata: {}\n\n")
	}
}
