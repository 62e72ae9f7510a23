package dialog

import (
	"slices"
	"strconv"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

const (
	shownAtOnce = 3  // slots in one offer
	shownAtMost = 24 // remembered as shown

	offerSoonest = "soonest" // shown with the question for a day, before any wish was told
)

// askSlot asks again for a choice among the slots on the table, or has new ones looked for.
func (r *run) askSlot() {
	onTable := r.st.Ask == agent.AskSlot && len(r.st.Options) > 0 && r.st.Options[0].Slot != nil
	if onTable && r.st.Work.Offer == "" {
		r.ask(question{ask: agent.AskSlot, stem: "ask.slot", options: r.st.Options})
		return
	}
	if r.unpriced() && !r.moving() {
		r.askPrice()
		return
	}
	r.offer()
}

func (r *run) offer() {
	req := r.request()
	req.Max = shownAtOnce
	req.Skip = slices.Clone(r.st.Form.Shown)
	if r.moving() && r.st.Form.Visit.Status.Movable() {
		req.Skip = append(req.Skip, booking.Slot{Window: r.st.Form.Visit.Window, TimeZone: r.st.Form.Visit.TimeZone})
	}
	if r.st.Work.Relaxed {
		req.Wish = booking.Wish{Exclude: req.Wish.Exclude, Prefer: req.Wish.Prefer}
	}
	if r.st.Work.Offer == "resume" {
		r.st.Form.Shown, req.Skip = nil, nil
	}
	r.wait(agent.Effect{Kind: agent.EffOffer, Offer: &req})
}

// offered shows the slots found; with none it looks once without the wish, then offers the waiting list.
func (r *run) offered(slots []booking.Slot) {
	f, w := &r.st.Form, r.st.Work
	if len(slots) == 0 {
		narrow := f.Wish != nil && len(f.Wish.Windows) > 0
		switch {
		case narrow && !w.Relaxed:
			w.Relaxed = true
			r.offer()
		case w.Offer == "more" && len(f.Shown) > 0:
			again := f.Shown[max(0, len(f.Shown)-shownAtOnce):]
			r.say(r.other("ask.slot.nomore"), agent.AskSlot, agent.SayValues{}, slotOptions(slices.Clone(again)))
		default:
			r.noSlots()
		}
		return
	}
	if len(slots) > shownAtOnce {
		slots = slots[:shownAtOnce]
	}
	f.Shown = append(f.Shown, slots...)
	if n := len(f.Shown); n > shownAtMost {
		f.Shown = f.Shown[n-shownAtMost:]
	}
	if w.Offer == offerSoonest {
		r.say("ask.when.soonest", agent.AskWhen, agent.SayValues{}, slotOptions(slots))
		return
	}
	r.say(r.other(r.offerID(slots)), agent.AskSlot, agent.SayValues{Service: f.Service}, slotOptions(slots))
}

// onTable tells whether slots were shown for the pending question.
func (r *run) onTable() bool {
	o := r.st.Options
	return (r.st.Ask == agent.AskSlot || r.st.Ask == agent.AskWhen) && len(o) > 0 && o[0].Slot != nil
}

// offerID picks the words that introduce the slots.
func (r *run) offerID(slots []booking.Slot) string {
	w := r.st.Work
	fits := slices.ContainsFunc(slots, func(s booking.Slot) bool { return s.Fits })
	wished := r.st.Form.Wish != nil && (len(r.st.Form.Wish.Windows) > 0 || len(r.st.Form.Wish.Exclude) > 0)
	switch {
	case w.Offer == "lost" && w.Expired:
		return "ask.slot.expired"
	case w.Offer == "lost":
		return "ask.slot.lost"
	case wished && (w.Relaxed || !fits):
		return "ask.slot.nofit"
	case w.Offer == "more":
		return "ask.slot.more"
	case len(slots) == 1:
		return "ask.slot.one"
	default:
		return "ask.slot.first"
	}
}

func slotOptions(slots []booking.Slot) []agent.Option {
	options := make([]agent.Option, 0, len(slots))
	for i := range slots {
		options = append(options, agent.Option{ID: strconv.Itoa(i + 1), Slot: &slots[i]})
	}
	return options
}

// onlyFit is the slot that a plain yes takes: the only one on the table, or the only one of them that lies in the wish. nil: none.
func (r *run) onlyFit() *booking.Slot {
	o := r.st.Options
	if len(o) == 1 {
		return o[0].Slot
	}
	var found *booking.Slot
	if w := r.st.Form.Wish; w == nil || len(w.Windows) == 0 {
		return nil
	}
	for i := range o {
		switch s := o[i].Slot; {
		case s == nil || !s.Fits:
		case found != nil:
			return nil
		default:
			found = s
		}
	}
	return found
}

// pickByWish takes the one slot on the table that lies in the wish ("el jueves" when one of the options is on Thursday).
func (r *run) pickByWish(wish booking.Wish) bool {
	if len(wish.Windows) != 1 || len(wish.Exclude) > 0 {
		return false
	}
	var found *booking.Slot
	for _, o := range r.st.Options {
		if o.Slot == nil || !wish.Windows[0].Overlaps(o.Slot.Window) {
			continue
		}
		if found != nil {
			return false
		}
		found = o.Slot
	}
	if found == nil {
		return false
	}
	r.choose(*found)
	return true
}

// choose takes a slot; it is held before anything else is asked.
func (r *run) choose(s booking.Slot) {
	f := &r.st.Form
	if f.Slot == nil || !f.Slot.Same(s) {
		r.release()
	}
	f.Slot = &s
	r.st.Proposal = nil
	r.st.Work.Progress, r.st.Work.Changed, r.st.Work.Offer = true, true, ""
	r.echo(slotSlot)
}

// more looks for other slots: the same wish without those shown, or another leaning.
func (r *run) more() {
	f, w := &r.st.Form, r.st.Work
	w.Progress = true
	if c := r.find(agent.CmdMore); c != nil && c.Value.When != nil && !c.Value.When.Wish.Zero() {
		wish := c.Value.When.Wish
		if len(wish.Windows) == 0 && f.Wish != nil {
			wish.Windows = f.Wish.Windows
			wish.Exclude = append(slices.Clone(f.Wish.Exclude), wish.Exclude...)
		}
		f.Wish = &wish
	}
	shown := f.Shown
	r.giveBack("more")
	f.Shown = shown
}

func (r *run) holding() bool {
	h := r.st.Form.Hold
	return h != nil && h.Slot.Same(*r.st.Form.Slot) && r.ev.Now.Before(h.Expires)
}

func (r *run) hold() {
	r.wait(agent.Effect{Kind: agent.EffHold, Hold: &booking.HoldSlot{
		Request: r.request(), Slot: *r.st.Form.Slot, Contact: r.view.Contact.ID,
	}})
}

func (r *run) held(res *agent.Result) {
	if res.Lost || res.Hold == nil {
		r.lost()
		return
	}
	hold, slot := *res.Hold, res.Hold.Slot
	if w := r.st.Work; w.Expired {
		w.Expired = false
		r.before("hold.again", agent.SayValues{})
	}
	r.st.Form.Hold, r.st.Form.Slot = &hold, &slot
	r.proceed()
}

// lost says sorry for a slot that went to somebody else and looks for others.
func (r *run) lost() {
	f, w := &r.st.Form, r.st.Work
	if f.Slot != nil {
		f.Shown = append(f.Shown, *f.Slot)
	}
	f.Slot, f.Hold, r.st.Proposal, r.st.Options = nil, nil, nil, nil
	w.Offer, w.Relaxed, w.Echo = "lost", false, nil
	r.offer()
}

// noSlots offers the waiting list when nothing can be promised.
func (r *run) noSlots() {
	r.st.Options = nil
	if r.moving() {
		v := *r.st.Form.Visit
		r.handOff(handOff{
			cause: booking.CauseNoSlot, priority: booking.P3, id: "human.no_slot", visit: v.ID, values: agent.SayValues{Visit: &v},
		})
		return
	}
	r.push(agent.FlowWaitlist, waitNoSlot)
	r.askWaitlist()
}
