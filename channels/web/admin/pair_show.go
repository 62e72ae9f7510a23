package admin

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// pairView is the page on which an account is linked.
type pairView struct {
	deskView
	units   []booking.Unit
	anybody bool    // the reader sees all units, so a number may be anybody's
	ask     pairAsk // what is being linked
	said    string  // why it was refused, in words; empty: as the step says
	stream  string  // tells the steps; empty: nothing was asked for yet
}

func (c *Console) readPair(r *http.Request) (v pairView, err error) {
	v = pairView{deskView: c.deskView(r)}
	v.anybody = len(v.me.UnitCodes) == 0
	v.units, err = c.unitsOf(r)
	return v, err
}

// pairShow asks what is to be linked, and how.
func (c *Console) pairShow(w http.ResponseWriter, r *http.Request) error {
	if c.d.Pairing == nil {
		return fault.New(fault.NotFound, "web.pair.off")
	}
	v, err := c.readPair(r)
	if err != nil {
		return err
	}
	return c.kit.Show(w, r, http.StatusOK, pairPage(c.frame(r, "numbers", v.text("pair.title"), "pair.js"), v))
}

// pairSubmit shows where the steps appear; its stream begins to link.
func (c *Console) pairSubmit(w http.ResponseWriter, r *http.Request) error {
	ask, err := c.pairAsk(r)
	if err != nil {
		return err
	}
	v, err := c.readPair(r)
	if err != nil {
		return err
	}
	v.ask = ask
	q := url.Values{"unit": {ask.unit}}
	if ask.phone != "" {
		q.Set("way", "phone")
		q.Set("phone", ask.phone)
	}
	v.stream = "/numbers/pair/stream?" + q.Encode()
	if r.Header.Get("HX-Request") == "true" {
		return c.kit.Show(w, r, http.StatusOK, pairing(v))
	}
	return c.kit.Show(w, r, http.StatusOK, pairPage(c.frame(r, "numbers", v.text("pair.title"), "pair.js"), v))
}

// unlink logs one of our linked accounts out.
func (c *Console) unlink(w http.ResponseWriter, r *http.Request) error {
	if c.d.Pairing == nil {
		return fault.New(fault.NotFound, "web.pair.off")
	}
	list, err := c.ourNumbers(r)
	if err != nil {
		return err
	}
	ours := channels.Address{Channel: channels.Channel(r.FormValue("channel")), Value: r.FormValue("number")}
	for _, n := range list {
		if n.Ours == ours && linked(n) {
			if err := c.d.Pairing.Unpair(r.Context(), ours); err != nil {
				return err
			}
			return changed(w, r, "/numbers")
		}
	}
	return fault.New(fault.NotFound, "web.pair.not_ours")
}

// linked tells whether a number is a linked device.
func linked(n gateway.NumberStatus) bool { return n.Transport == "linked" }

// failure is why nothing was linked and what to do now.
func (v pairView) failure(code string) string {
	if v.said != "" {
		return v.said
	}
	if key := "web.pair.failure." + code; v.words.Has(key) {
		return v.words.Text(key, nil)
	}
	return v.words.Text("web.pair.failure.other", map[string]any{"Code": code})
}

// letters is a code in two halves, as WhatsApp writes it.
func letters(code string) string {
	plain := strings.ReplaceAll(code, "-", "")
	if len(plain) != 8 {
		return code
	}
	return plain[:4] + "-" + plain[4:]
}
