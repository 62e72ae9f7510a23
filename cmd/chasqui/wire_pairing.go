package main

import (
	"context"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
)

// pairing links phones for the admin pages; nil without linked devices.
func (s *system) pairing() admin.Pairer {
	if s.ways.linked == nil {
		return nil
	}
	return pairer{s}
}

type pairer struct{ sys *system }

// Pair passes the steps of a pairing on; a number that was linked is the unit's at once.
func (p pairer) Pair(ctx context.Context, phone, unit string) (<-chan admin.PairStep, error) {
	steps, err := p.sys.ways.linked.Pair(ctx, whatsapp.PairRequest{Phone: phone})
	if err != nil {
		return nil, err
	}
	out := make(chan admin.PairStep, 8)
	go func() {
		defer close(out)
		for step := range steps {
			next := p.step(ctx, step, unit)
			select {
			case out <- next:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

func (p pairer) step(ctx context.Context, step whatsapp.Pairing, unit string) admin.PairStep {
	switch step.Step {
	case whatsapp.StepQR:
		return admin.PairStep{QR: step.Text, Expires: step.Expires}
	case whatsapp.StepCode:
		return admin.PairStep{Code: step.Text, Expires: step.Expires}
	case whatsapp.StepPaired:
		if err := p.sys.paired(ctx, step.Number, unit); err != nil {
			p.sys.log.ErrorContext(ctx, "linked number not assigned", "error", err)
		}
		return admin.PairStep{Number: step.Number}
	default:
		return admin.PairStep{Failure: failures[step.Reason]}
	}
}

// failures are the transport's reasons as the page words them.
var failures = map[string]string{
	whatsapp.ReasonTimeout: "timeout", whatsapp.ReasonOutdated: "outdated", whatsapp.ReasonPasskey: "passkey",
	whatsapp.ReasonBadPhone: "refused", whatsapp.ReasonError: "unreachable",
}

// Unpair gives a number up.
func (p pairer) Unpair(ctx context.Context, ours channels.Address) error {
	return p.sys.ways.linked.Unpair(ctx, ours)
}
