package admin

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// visitView is one visit as its page draws it.
type visitView struct {
	words   locales.Words
	detail  booking.VisitDetail
	facts   []events.Fact
	talk    []channels.Line
	zone    *time.Location
	mayMove bool
	mayRead bool // the conversation
}

func (c *Console) visitShow(w http.ResponseWriter, r *http.Request) error {
	detail, zone, err := c.visitOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	v := visitView{
		words: c.kit.Words(r), detail: detail, zone: zone,
		mayMove: web.User(ctx).Can("visits.change") && detail.Visit.Status.Movable(),
		mayRead: web.User(ctx).Can("conversations.read"),
	}
	v.facts, err = events.Since(ctx, c.d.DB, 0, 200, events.Filter{
		VisitID: []string{string(detail.Visit.ID)}, WorkOrderID: []string{string(detail.Order.ID)},
	})
	if err != nil {
		return err
	}
	if detail.Conversation != "" && v.mayRead {
		if v.talk, err = c.d.Gateway.Transcript(ctx, c.d.DB, string(detail.Conversation), 0); err != nil {
			return err
		}
	}
	f := c.frame(r, "board", v.title(), "board.js")
	return c.kit.Show(w, r, http.StatusOK, visitPage(f, v))
}

// visitOf reads the visit that the address names; one of a unit that the reader does not see does not exist for them.
func (c *Console) visitOf(r *http.Request) (booking.VisitDetail, *time.Location, error) {
	unknown := fault.New(fault.NotFound, "web.visit.unknown")
	id := chi.URLParam(r, "id")
	if !ids.Valid(id) {
		return booking.VisitDetail{}, nil, unknown
	}
	detail, err := c.d.Visits.Detail(r.Context(), c.d.DB, booking.VisitID(id))
	if fault.Is(err, fault.NotFound) {
		return detail, nil, unknown
	}
	if err != nil {
		return detail, nil, err
	}
	if !web.User(r.Context()).Sees(string(detail.Order.Unit)) {
		return detail, nil, unknown
	}
	zone, err := time.LoadLocation(detail.Visit.TimeZone)
	return detail, zone, err
}

func (v visitView) title() string {
	return v.words.Text("web.visit.title", locales.Args{"Number": v.detail.Order.Number})
}

// when is a stretch of time with its day.
func (v visitView) when(s span.Span) string {
	if s.IsZero() {
		return "–"
	}
	return dayName(v.words, booking.DayOf(s.Start, v.zone)) + ", " + hours(s, v.zone)
}

// moment is an instant of the history.
func (v visitView) moment(t time.Time) string { return t.In(v.zone).Format("02-01 15:04") }

// factName is a fact in words; one that has none keeps its public name.
func (v visitView) factName(f events.Fact) string {
	if key := "web.fact." + f.Name; v.words.Has(key) {
		return v.words.Text(key, nil)
	}
	return f.Name
}

func (v visitView) address() string {
	a := v.detail.Site.Address
	text := a.Raw
	if v.detail.Site.Locality != "" {
		text += ", " + v.detail.Site.Locality
	}
	return text
}

// phone is the best way to call the contact; empty when none is known.
func (v visitView) phone() string {
	for _, h := range v.detail.Contact.Handles {
		if h.Kind == booking.HandleE164 {
			return h.Value
		}
	}
	return ""
}
