package leads

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/booking"
)

// ladder is the main way of a lead, without its end.
var ladder = []booking.LeadStatus{
	booking.LeadNew, booking.LeadEngaged, booking.LeadQualifying, booking.LeadQualified, booking.LeadOffered,
}

// path lists the statuses a lead enters on its way from one to another, the last included, up the ladder only. ok is false when
// there is no way; staying is a way of no steps.
func path(from, to booking.LeadStatus) (steps []booking.LeadStatus, ok bool) {
	if from == to {
		return nil, from.Open()
	}
	for {
		if from.Can(to) {
			return append(steps, to), true
		}
		next, ok := up(from)
		if !ok {
			return nil, false
		}
		steps = append(steps, next)
		from = next
	}
}

// up is the next legal rung above a status.
func up(from booking.LeadStatus) (booking.LeadStatus, bool) {
	for _, rung := range ladder[slices.Index(ladder, from)+1:] {
		if from.Can(rung) {
			return rung, true
		}
	}
	return "", false
}

// known tells whether s is a status at all.
func known(s booking.LeadStatus) bool {
	switch s {
	case booking.LeadConverted, booking.LeadDisqualified, booking.LeadLost, booking.LeadMerged:
		return true
	}
	return s.Open()
}
