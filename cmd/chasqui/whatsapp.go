package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"rsc.io/qr"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// whatsappCmd links phones to this installation.
type whatsappCmd struct {
	Pair   pairCmd   `cmd:"" help:"Link a phone: shows a QR code, or a code for --phone."`
	Unpair unpairCmd `cmd:"" help:"Give a linked number up."`
	Status statusCmd `cmd:"" help:"List our numbers and how they are."`
	Rates  ratesCmd  `cmd:"" help:"Load what messages of the Cloud API cost."`
	Spend  spendCmd  `cmd:"" help:"What messages of the Cloud API cost."`
}

type pairCmd struct {
	Phone string `help:"Number of the phone, with its country code: it is given a code to type instead of a QR code to scan."`
	Unit  string `help:"Business unit whose number it is; default: the one of its country."`
	JSON  bool   `help:"Print each step as a JSON object."`
}

// Run pairs a phone. The number answers as soon as a chasqui serve runs on the same database.
func (c pairCmd) Run(p program) error {
	return p.withSystem(func(sys *system) error {
		steps, err := sys.ways.linked.Pair(p.ctx, whatsapp.PairRequest{Phone: c.Phone})
		if err != nil {
			return err
		}
		for step := range steps {
			if err := c.show(p, step); err != nil {
				return err
			}
			if step.Step == whatsapp.StepPaired {
				return sys.paired(p.ctx, step.Number, c.Unit)
			}
		}
		return p.ctx.Err()
	})
}

func (c pairCmd) show(p program, step whatsapp.Pairing) error {
	if c.JSON {
		return json.NewEncoder(p.out).Encode(map[string]string{
			"step": string(step.Step), "text": step.Text, "number": step.Number, "reason": step.Reason,
		})
	}
	switch step.Step {
	case whatsapp.StepQR:
		drawing, err := draw(step.Text)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "\nWhatsApp > Linked devices > Link a device, and scan within %d s:\n\n%s\n",
			int(step.Expires.Sub(clock.System().Now()).Seconds()), drawing)
	case whatsapp.StepCode:
		fmt.Fprintf(p.out, "\nWhatsApp > Linked devices > Link with phone number, and type: %s\n", step.Text)
	case whatsapp.StepPaired:
		fmt.Fprintf(p.out, "%s is linked. It answers while chasqui serve runs.\n", step.Number)
	case whatsapp.StepFailed:
		return errors.New("the phone was not linked: " + whyNotPaired[step.Reason])
	}
	return nil
}

// whyNotPaired is for people.
var whyNotPaired = map[string]string{
	whatsapp.ReasonTimeout:  "nobody scanned or typed the code in time",
	whatsapp.ReasonOutdated: "WhatsApp refuses this version; update Chasqui",
	whatsapp.ReasonPasskey:  "the account asks for a passkey; take the passkey off on the phone, or use the Cloud API",
	whatsapp.ReasonBadPhone: "this number cannot get a code; try the QR code",
	whatsapp.ReasonError:    "WhatsApp did not go along; the log says more",
}

// draw is a QR code of half blocks, dark on light, with its quiet zone.
func draw(text string) (string, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return "", fmt.Errorf("draw QR code: %w", err)
	}
	const quiet = 2
	var out []rune
	for y := -quiet; y < code.Size+quiet; y += 2 {
		for x := -quiet; x < code.Size+quiet; x++ {
			switch upper, lower := code.Black(x, y), code.Black(x, y+1); {
			case upper && lower:
				out = append(out, ' ')
			case upper:
				out = append(out, '▄')
			case lower:
				out = append(out, '▀')
			default:
				out = append(out, '█')
			}
		}
		out = append(out, '\n')
	}
	return string(out), nil
}

// paired says whose number a newly linked one is.
func (s *system) paired(ctx context.Context, number, unit string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		units, err := s.trade.places.Units(ctx, tx)
		if err != nil {
			return err
		}
		if unit == "" {
			u, _ := booking.UnitFor(units, countryOf(number))
			unit = string(u.Code)
		}
		n := channels.Number{Ours: channels.Address{Channel: channels.WhatsApp, Value: number}, Transport: "linked"}
		return s.gateway.Assign(ctx, tx, n, unit)
	})
}

type unpairCmd struct {
	Number string `arg:"" help:"The linked number, as whatsapp status shows it."`
}

// Run gives a number up.
func (c unpairCmd) Run(p program) error {
	return p.withSystem(func(sys *system) error {
		ours, err := sys.linkedNumber(p.ctx, c.Number)
		if err != nil {
			return err
		}
		return sys.ways.linked.Unpair(p.ctx, ours)
	})
}

// linkedNumber is the linked number that somebody wrote: WhatsApp names Mexican and Brazilian ones otherwise than people do.
func (s *system) linkedNumber(ctx context.Context, written string) (channels.Address, error) {
	list, err := s.ways.linked.Numbers(ctx)
	if err != nil {
		return channels.Address{}, err
	}
	for _, n := range list {
		if phone := canonicalPhone(n.Ours.Value); n.Ours.Value == written || phone != "" && phone == canonicalPhone(written) {
			return n.Ours, nil
		}
	}
	return channels.Address{}, inputError(fmt.Sprintf("%s is not linked (chasqui whatsapp status)", written))
}

type statusCmd struct {
	JSON bool `help:"Print each number as a JSON object."`
}

// Run lists our numbers.
func (c statusCmd) Run(p program) error {
	return p.withSystem(func(sys *system) error {
		list, err := sys.gateway.Numbers(p.ctx, sys.db)
		if err != nil {
			return err
		}
		for _, n := range list {
			if err := c.show(p, n); err != nil {
				return err
			}
		}
		if len(list) == 0 && !c.JSON {
			fmt.Fprintln(p.out, "no number yet: chasqui whatsapp pair")
		}
		return nil
	})
}

func (c statusCmd) show(p program, n gateway.NumberStatus) error {
	if c.JSON {
		return json.NewEncoder(p.out).Encode(map[string]any{
			"channel": n.Ours.Channel, "number": n.Ours.Value, "transport": n.Transport, "state": n.State, "detail": n.Detail, "unit": n.Unit,
			"since": n.Since, "last_in": n.LastIn, "last_out": n.LastOut, "waiting": n.Waiting,
		})
	}
	last := "never"
	if !n.LastIn.IsZero() {
		last = n.LastIn.Local().Format(time.DateTime)
	}
	fmt.Fprintf(p.out, "%-9s %-16s %-7s %-10s since %s, last message %s, %d waiting\n", n.Ours.Channel, n.Ours.Value, n.Transport, n.State,
		n.Since.Local().Format(time.DateTime), last, n.Waiting)
	return nil
}

// withSystem runs something on the organisation's database, without serving.
func (p program) withSystem(run func(*system) error) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	url, leave, err := organisationURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	system := clock.System()
	sys, end, err := openSystem(p.ctx, url, system, ids.System(system), systemOptions{Log: log, Config: &cfg}, leave)
	if err != nil {
		return err
	}
	defer end()
	return run(sys)
}
