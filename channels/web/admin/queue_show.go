package admin

import (
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels/web"
)

// What the queue may be narrowed to.
const (
	showOpen = "open" // all that still needs somebody
	showMine = "mine"
	showAll  = "all" // also what was resolved lately
)

// queueView is the queue of what waits for a person.
type queueView struct {
	deskView
	show string
	list []escalations.Waiting
	late int
}

func (c *Console) queueShow(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readQueue(r)
	if err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, queueBody(v))
	}
	f := c.frame(r, "escalations", v.words.Text("web.queue.title", nil), "desk.js")
	return c.kit.Show(w, r, http.StatusOK, queuePage(f, v))
}

func (c *Console) readQueue(r *http.Request) (queueView, error) {
	v := queueView{deskView: c.deskView(r), show: r.URL.Query().Get("show")}
	choice := escalations.Queue{Units: unitCodes(v.me), Now: v.now}
	switch v.show {
	case showMine:
		choice.Holder = booking.UserID(v.me.ID)
	case showAll:
		choice.Settled = true
	default:
		v.show = showOpen
	}
	var err error
	if v.list, err = c.d.Escalations.Waiting(r.Context(), c.d.DB, choice); err != nil {
		return v, err
	}
	for _, e := range v.list {
		if e.Late(v.now) {
			v.late++
		}
	}
	v.zones, err = c.zones(r)
	return v, err
}

// zones are the time zones of the units, by their codes.
func (c *Console) zones(r *http.Request) (map[booking.UnitCode]*time.Location, error) {
	units, err := c.d.Places.Units(r.Context(), c.d.DB)
	if err != nil {
		return nil, err
	}
	out := map[booking.UnitCode]*time.Location{}
	for _, u := range units {
		if out[u.Code], err = time.LoadLocation(u.TimeZone); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// queueStream says "change" when what waits for a person changes.
func (c *Console) queueStream(w http.ResponseWriter, r *http.Request) error {
	facts, stop := c.d.Facts.Watch(about("escalation."))
	defer stop()
	return c.stream(w, r, facts, nil)
}

func (c *Console) deskView(r *http.Request) deskView {
	return deskView{words: c.kit.Words(r), now: c.d.DB.Now(), me: web.User(r.Context())}
}
