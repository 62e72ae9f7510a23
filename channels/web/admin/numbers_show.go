package admin

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// numbersView is the page of our numbers.
type numbersView struct {
	deskView
	list        []gateway.NumberStatus
	undelivered int
	units       []booking.Unit // those that the reader sees
	pairs       bool           // the reader may link and unlink, and linked devices are on
}

func (c *Console) numbersShow(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readNumbers(r)
	if err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, numbersBody(v))
	}
	f := c.frame(r, "numbers", v.text("numbers.title"), "desk.js")
	return c.kit.Show(w, r, http.StatusOK, numbersPage(f, v))
}

func (c *Console) readNumbers(r *http.Request) (v numbersView, err error) {
	v = numbersView{deskView: c.deskView(r)}
	v.pairs = c.d.Pairing != nil && v.me.Can(identity.ManageNumbers)
	if v.list, err = c.ourNumbers(r); err != nil {
		return v, err
	}
	if v.undelivered, err = c.d.Gateway.CountUndelivered(r.Context(), c.d.DB, v.me.UnitCodes...); err != nil {
		return v, err
	}
	if v.zones, err = c.zones(r); err != nil {
		return v, err
	}
	v.units, err = c.unitsOf(r)
	return v, err
}

// ourNumbers are those of the units that the reader sees, and those that are anybody's; alarms first. A limit whose time is over
// has ended, as for the outbox.
func (c *Console) ourNumbers(r *http.Request) ([]gateway.NumberStatus, error) {
	list, err := c.d.Gateway.Numbers(r.Context(), c.d.DB)
	if err != nil {
		return nil, err
	}
	me, now := web.User(r.Context()), c.d.DB.Now()
	list = slices.DeleteFunc(list, func(n gateway.NumberStatus) bool { return n.Unit != "" && !me.Sees(n.Unit) })
	for i := range list {
		if n := &list[i]; n.State == channels.NumberLimited && !n.Until.IsZero() && !now.Before(n.Until) {
			n.State, n.Since, n.Until = channels.NumberUp, n.Until, time.Time{}
		}
	}
	slices.SortStableFunc(list, func(a, b gateway.NumberStatus) int {
		return cmp.Or(rank(a.State)-rank(b.State), cmp.Compare(a.Ours.Channel, b.Ours.Channel), cmp.Compare(a.Ours.Value, b.Ours.Value))
	})
	return list, nil
}

func rank(s channels.NumberState) int {
	if s.Alarm() {
		return 0
	}
	return 1
}

// numbersStream says "change" when one of our numbers goes down or comes up, and when a message does not arrive.
func (c *Console) numbersStream(w http.ResponseWriter, r *http.Request) error {
	facts, stop := c.d.Facts.Watch(about("channel.", "message."))
	defer stop()
	return c.stream(w, r, facts, nil)
}
