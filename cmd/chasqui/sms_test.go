package main

import (
	"context"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/core/config"
)

// onSMS is somebody with any phone at all.
type onSMS struct {
	*loopback.Customer
	number, ours string
}

func (p onSMS) Number() string                              { return p.number }
func (p onSMS) Tell(ctx context.Context, text string) error { return p.Say(ctx, p.ours, text) }
func (p onSMS) Heard(ctx context.Context) (string, error)   { return p.Next(ctx) }
func (onSMS) Pin(context.Context, float64, float64) error   { return errNotHere }
func (onSMS) Photo(context.Context, string) error           { return errNotHere }
func (onSMS) Voice(context.Context) error                   { return errNotHere }

// The same life by short messages, over a carrier that speaks SMPP.
func TestAJobLivesBySMS(t *testing.T) {
	t.Parallel()
	const ours = "+56229000779"
	smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: "secret"})
	must(t, err)
	t.Cleanup(smsc.Close)
	o := newOutside(t, demoStart(t), config.Config{
		SMSProvider: "smpp", SMSNumbers: []string{ours}, SMPPAddress: smsc.Addr(), SMPPSystemID: "chasqui", SMPPPassword: "secret",
	})
	o.run()
	o.journey(func(number string) person {
		return onSMS{Customer: smsc.Customer("+" + number), number: number, ours: ours}
	})
}
