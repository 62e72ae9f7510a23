package admin

import (
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/locales"
)

// deskView is what every page about people and customers needs.
type deskView struct {
	words locales.Words
	now   time.Time
	me    identity.User
	zones map[booking.UnitCode]*time.Location
}

func (v deskView) text(key string) string { return v.words.Text("web."+key, nil) }

// named is a word of a closed set; one that has no word yet keeps its code.
func (v deskView) named(area, code string) string {
	if key := "web." + area + "." + code; v.words.Has(key) {
		return v.words.Text(key, nil)
	}
	return code
}

// clock is a case's clock: what is left, or by how much it is over, and what it is doing.
func (v deskView) clock(e escalations.Escalation) (text, state string) {
	switch {
	case !e.Status.Live():
		return v.named("case_status", string(e.Status)), "ended"
	case e.PausedAt != nil:
		return "‖", "paused"
	case e.AnsweredAt != nil:
		return "✓", "answered"
	case e.Late(v.now):
		return "+" + lapse(v.now.Sub(e.DueAt)), "late"
	}
	return lapse(e.DueAt.Sub(v.now)), "running"
}

// lapse is a while as clocks show it: "4:59", "3 h 05", "2 d".
func lapse(d time.Duration) string {
	d = max(d, 0)
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%d:%02d", int(d/time.Minute), int(d%time.Minute/time.Second))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h %02d", int(d/time.Hour), int(d%time.Hour/time.Minute))
	}
	return fmt.Sprintf("%d d", int(d/(24*time.Hour)))
}

// at is an instant on the wall clock of a unit, with its day when that is not today.
func (v deskView) at(t time.Time, unit booking.UnitCode) string {
	zone := v.zones[unit]
	if zone == nil {
		zone = time.UTC
	}
	local := t.In(zone)
	if booking.DayOf(t, zone) == booking.DayOf(v.now, zone) {
		return local.Format("15:04")
	}
	return local.Format("02-01 15:04")
}

// holder says who has something.
func (v deskView) holder(id, name string) string {
	switch id {
	case "":
		return v.text("case.nobody")
	case v.me.ID:
		return v.text("case.you")
	}
	return name
}

func (v deskView) customer(name string) string {
	if name == "" {
		return v.text("case.no_name")
	}
	return name
}

// caseLink is where a case is worked: its conversation, or a page of its own.
func caseLink(e escalations.Escalation) string {
	if e.Conversation != "" {
		return "/conversations/" + string(e.Conversation)
	}
	return "/escalations/" + string(e.ID)
}

func (v deskView) mine(e escalations.Escalation) bool { return string(e.ClaimedBy) == v.me.ID }

// owner says who answers a conversation of the list.
func (v deskView) owner(s gateway.Summary) string {
	switch {
	case s.Conversation.Owner == channels.OwnerBot:
		return v.text("talk.bot")
	case s.HeldBy == "":
		return v.text("talk.waits")
	}
	return v.holder(s.HeldBy, s.HeldName)
}

// ago is how long something is past.
func (v deskView) ago(t time.Time) string {
	while := max(v.now.Sub(t), 0)
	text := lapse(while)
	if while < time.Hour {
		text = fmt.Sprintf("%d min", int(while/time.Minute))
	}
	return v.words.Text("web.talks.ago", locales.Args{"While": text})
}
