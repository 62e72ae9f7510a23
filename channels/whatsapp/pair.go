package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// PairRequest asks for a new device.
type PairRequest struct {
	Phone string // with it, a code to type on that phone; without, QR codes to scan
}

// Step is where a pairing is.
type Step string

// The steps of a pairing. The last two end it.
const (
	StepQR     Step = "qr"     // show Text as a QR code, until Expires or the next one
	StepCode   Step = "code"   // show Text, to be typed on the phone
	StepPaired Step = "paired" // Number is ours; its device runs in whichever process takes it
	StepFailed Step = "failed" // Reason says why
)

// Reasons of a pairing that failed.
const (
	ReasonTimeout  = "timeout"  // nobody scanned or typed
	ReasonOutdated = "outdated" // our version is refused: update Chasqui
	ReasonPasskey  = "passkey"  // the account asks for a passkey, which only a browser has
	ReasonBadPhone = "phone"    // the number cannot get a code
	ReasonError    = "error"    // see the log
)

// Pairing is one step of a pairing.
type Pairing struct {
	Step    Step
	Text    string
	Expires time.Time
	Number  string
	Reason  string
}

// Pair pairs a phone. Its steps come on the channel, which is closed after the last one, or without one when the context ends. A number
// that is paired already gets a new device, and its old one is logged out.
func (t *Transport) Pair(ctx context.Context, r PairRequest) (<-chan Pairing, error) {
	if r.Phone != "" && len(canonical(r.Phone)) < 8 {
		return nil, fault.New(fault.Invalid, "whatsapp.pair.phone_invalid", fault.Text("the phone is given with its country code"))
	}
	if err := t.prepare(ctx); err != nil {
		return nil, err
	}
	p, err := t.newPairing(ctx, r)
	if err != nil {
		return nil, err
	}
	conn, hangUp := context.WithCancel(context.WithoutCancel(ctx)) // see line.connection
	p.hangUp = hangUp
	codes, err := p.client.GetQRChannel(ctx)
	if err == nil {
		err = p.client.ConnectContext(conn)
	}
	if err != nil {
		hangUp()
		p.claim.close(ctx)
		return nil, fault.New(fault.Unavailable, "whatsapp.pair.unreachable", fault.Cause(err))
	}
	go p.run(ctx, codes)
	return p.steps, nil
}

func (t *Transport) newPairing(ctx context.Context, r PairRequest) (*pairing, error) {
	claim, err := openClaims(ctx, t.o.DB)
	if err != nil {
		return nil, err
	}
	p := &pairing{t: t, phone: r.Phone, claim: claim, steps: make(chan Pairing, 8), restart: make(chan struct{}, 1)}
	p.client = t.client(t.devices.NewDevice())
	p.client.PrePairCallback = func(jid types.JID, _, _ string) bool { return p.claimed(ctx, jid) }
	p.client.AddEventHandler(func(event any) {
		if _, ok := event.(*events.ManualLoginReconnect); ok {
			select {
			case p.restart <- struct{}{}:
			default:
			}
		}
	})
	return p, nil
}

// pairing is one under way. It holds the new device's claim until WhatsApp has accepted it: a process that logged in sooner would be
// refused, and the device lost.
type pairing struct {
	t       *Transport
	phone   string
	claim   *claims
	client  *whatsmeow.Client
	device  types.JID
	steps   chan Pairing
	restart chan struct{}
	hangUp  context.CancelFunc
}

func (p *pairing) claimed(ctx context.Context, jid types.JID) bool {
	ok, err := p.claim.take(ctx, jid.String())
	if err != nil {
		p.t.o.Log.WarnContext(ctx, "whatsapp pairing not claimed", logs.Error, err)
	}
	p.device = jid
	return ok && err == nil
}

func (p *pairing) run(ctx context.Context, codes <-chan whatsmeow.QRChannelItem) {
	defer close(p.steps)
	last := p.follow(ctx, codes)
	if last.Step == StepPaired {
		p.finish(ctx)
	}
	p.client.Disconnect()
	p.hangUp()
	p.claim.close(ctx)
	p.t.forget()
	p.t.stir()
	if last.Step != "" {
		p.say(ctx, last)
	}
}

func (p *pairing) say(ctx context.Context, step Pairing) {
	select {
	case p.steps <- step:
	case <-ctx.Done():
	}
}

// follow passes codes on until one is used, and gives the last step.
func (p *pairing) follow(ctx context.Context, codes <-chan whatsmeow.QRChannelItem) Pairing {
	asked := false
	for item := range codes {
		switch item.Event {
		case whatsmeow.QRChannelEventCode:
			if p.phone == "" {
				p.say(ctx, Pairing{Step: StepQR, Text: item.Code, Expires: p.t.o.Clock.Now().Add(item.Timeout)})
				continue
			}
			if asked {
				continue
			}
			asked = true
			code, err := p.client.PairPhone(ctx, canonical(p.phone), true, whatsmeow.PairClientChrome, "Chrome (Linux)")
			if err != nil {
				return p.failed(ctx, err)
			}
			p.say(ctx, Pairing{Step: StepCode, Text: code, Expires: p.t.o.Clock.Now().Add(codeLife)})
		case whatsmeow.QRChannelSuccess.Event:
			return Pairing{Step: StepPaired, Number: number(p.device)}
		case whatsmeow.QRChannelTimeout.Event:
			return Pairing{Step: StepFailed, Reason: ReasonTimeout}
		case whatsmeow.QRChannelClientOutdated.Event:
			return Pairing{Step: StepFailed, Reason: ReasonOutdated}
		case whatsmeow.QRChannelEventPasskeyRequest, whatsmeow.QRChannelEventPasskeyResponse:
			return Pairing{Step: StepFailed, Reason: ReasonPasskey}
		case whatsmeow.QRChannelScannedWithoutMultidevice.Event: // the same code may be scanned again
		default:
			return p.failed(ctx, item.Error)
		}
	}
	return Pairing{}
}

// codeLife is how long the connection lives that a code is for.
const codeLife = 160 * time.Second

func (p *pairing) failed(ctx context.Context, err error) Pairing {
	p.t.o.Log.InfoContext(ctx, "whatsapp pairing failed", logs.Error, err)
	var iq *whatsmeow.IQError
	if errors.As(err, &iq) && (iq.Code == 400 || iq.Code == 404) {
		return Pairing{Step: StepFailed, Reason: ReasonBadPhone}
	}
	return Pairing{Step: StepFailed, Reason: ReasonError}
}

// finish waits until WhatsApp asks the new device to log in, and takes the number from its former devices.
func (p *pairing) finish(ctx context.Context) {
	asked := time.NewTimer(10 * time.Second)
	defer asked.Stop()
	select {
	case <-p.restart:
	case <-asked.C:
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	ours := number(p.device)
	err := p.t.remove(ctx, ours, p.device)
	if err == nil {
		err = setPhoneSeen(ctx, p.t.o.DB, ours, p.t.o.Clock.Now())
	}
	if err != nil {
		p.t.o.Log.WarnContext(ctx, "whatsapp pairing not finished", logs.Error, err)
	}
}

// remove takes a number's devices out of the store, but for one. Who runs them logs them out when it notices.
func (t *Transport) remove(ctx context.Context, ours string, but types.JID) error {
	found, err := t.devicesOf(ctx, ours)
	if err != nil {
		return err
	}
	for _, d := range found {
		if *d.ID == but {
			continue
		}
		if err := t.devices.DeleteDevice(ctx, d); err != nil {
			return fmt.Errorf("remove device: %w", db.MapError(err))
		}
	}
	return nil
}
