package gateway

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// verdict is what the gate says of a message. Its zero value lets it pass.
type verdict struct {
	refused string // for good, and why
	// rule makes it wait until; others of the conversation go first
	rule  string
	until time.Time
	// setback is the state of the number that it would leave by
	setback *channels.SendError
	wait    time.Duration // its number has sent enough for now
}

// gate asks everything that may keep a message from leaving now: consent, the hours and the frequency of offers, the state of
// our number, its pace.
func (g *Gateway) gate(ctx context.Context, m queued) (verdict, error) {
	if m.Class == channels.ClassMarketing {
		if v, err := g.offerGate(ctx, m); err != nil || v != (verdict{}) {
			return v, err
		}
	}
	n, ok, err := g.number(ctx, m.From)
	if err != nil || !ok { // a web page has no number
		return verdict{}, err
	}
	if m.cold && g.warmOnly {
		return verdict{refused: "warm_only"}, nil
	}
	if !n.State.Sends(m.Class, m.cold) {
		return verdict{setback: &channels.SendError{Code: "number_" + string(n.State), Retryable: true, After: numberAgain}}, nil
	}
	wait, err := g.pace(ctx, n, m)
	return verdict{wait: wait}, err
}

// numberAgain is how soon a message is tried again whose number is down.
const numberAgain = 10 * time.Second

// offerGate is for marketing: a consent that stands, lawful hours, not too often.
func (g *Gateway) offerGate(ctx context.Context, m queued) (verdict, error) {
	switch m.consent {
	case "given":
	case "withdrawn":
		return verdict{refused: "consent_withdrawn"}, nil
	default:
		return verdict{refused: "consent_missing"}, nil
	}
	who, err := g.contacts.Profile(ctx, g.db, m.contact)
	if err != nil {
		return verdict{}, fmt.Errorf("profile: %w", err)
	}
	last, err := g.lastOffers(ctx, m)
	if err != nil {
		return verdict{}, err
	}
	now := g.db.Now().In(who.Zone)
	until, rule := offersFrom(who, m.To.Channel, last, now)
	if rule == "" {
		return verdict{}, nil
	}
	return verdict{rule: rule, until: until}, nil
}

// pace is how long a message waits for its turn among those of its number. It is given its turn once, however long it is.
func (g *Gateway) pace(ctx context.Context, n number, m queued) (time.Duration, error) {
	p, ok := paces[n.Transport]
	if !ok {
		return 0, nil
	}
	now := g.db.Now()
	if !m.paced.IsZero() {
		return max(m.paced.Sub(now), 0), nil
	}
	var wait time.Duration
	for _, l := range p.limits(n, m, now) {
		w, err := identity.Reserve(ctx, g.db, "send "+m.From.Value+" "+l.name, l.Limit, now)
		if err != nil {
			return 0, err
		}
		if w > 0 {
			w += rand.N(l.Every/2 + time.Millisecond) //nolint:gosec // jitter, not a secret
		}
		wait = max(wait, w)
	}
	if wait == 0 {
		return 0, nil
	}
	return wait, g.setPaced(ctx, m.ID, now.Add(wait))
}
