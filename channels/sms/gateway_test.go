package sms_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/sms"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// people makes a contact of every number.
type people struct{}

func (people) ContactFor(ctx context.Context, tx *db.Tx, _ channels.Address, _ gateway.Hint) (string, error) {
	id := tx.NewID()
	const add = `INSERT INTO contacts (id, unit_code, country, created_at) VALUES (@id, 'CL', 'CL', @now)`
	_, err := db.Exec(ctx, tx, add, db.Args{"id": id, "now": tx.Now})
	return id, err
}

func (people) Profile(context.Context, db.Querier, string) (gateway.Profile, error) {
	zone, err := time.LoadLocation("America/Santiago")
	return gateway.Profile{Phone: marta, Country: "CL", Unit: "CL", Zone: zone}, err
}

func (people) Withdraw(context.Context, *db.Tx, gateway.Withdrawal) error { return nil }

const unitCL = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
VALUES ('CL', 'Andes', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56221234567', 'IVA')`

// A conversation through the true gateway and a carrier whose receipts overtake its answers.
func TestAConversationBySMSEndsDelivered(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), unitCL); err != nil {
		t.Fatal(err)
	}
	smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	defer smsc.Close()
	smsc.Behave(func(b *loopback.Behaviour) { b.Receipts, b.ReceiptFirst, b.HexIDs = true, true, true })
	g := gateway.New(w.DB, gateway.Options{Contacts: people{}, Debounce: func(channels.Inbound) time.Duration { return 0 }})
	transport, err := sms.New(sms.Options{
		Provider: sms.SMPP, Numbers: []string{ours}, Country: "56", DB: w.DB, Inbox: g, Book: g,
		SMPP: smpp.Account{Address: smsc.Addr(), SystemID: "chasqui", Password: "secret", IDs: smpp.IDsHexDecimal},
	})
	if err != nil {
		t.Fatal(err)
	}
	g.Use(transport)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	done := make(chan struct{})
	running, stop := context.WithCancel(ctx)
	go func() {
		defer close(done)
		transport.Run(running)
	}()
	defer func() {
		stop()
		<-done
	}()
	talk(ctx, t, w, g, smsc.Customer(marta))
}

// talk says some things, answers each, and looks what became of the answers.
func talk(ctx context.Context, t *testing.T, w *testkit.TheWorld, g *gateway.Gateway, marta *loopback.Customer) {
	t.Helper()
	reg := queue.NewRegistry()
	g.Register(reg)
	queue.Register(reg, func(context.Context, queue.Job[gateway.TurnJob]) error { return nil })
	var conversation string
	for i := range 5 {
		if err := marta.Say(ctx, ours, fmt.Sprintf("mensaje %d, ¿está?", i)); err != nil {
			t.Fatal(err)
		}
		err := w.DB.InTx(ctx, func(tx *db.Tx) error {
			var err error
			if conversation, err = db.Value[string](ctx, tx, `SELECT id::text FROM conversations`, nil); err != nil {
				return err
			}
			return g.Send(ctx, tx, "system", channels.Outbound{Conversation: conversation, Class: channels.ClassReply, Text: fmt.Sprintf("respuesta %d", i)})
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := queue.Drain(ctx, w.DB, reg, w.Clock, w.Clock.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if got, err := marta.Next(ctx); err != nil || got != fmt.Sprintf("respuesta %d", i) {
			t.Errorf("%q, %v", got, err)
		}
	}
	for delivered := 0; delivered < 5; {
		lines, err := g.Transcript(ctx, w.DB, conversation, 0)
		if err != nil {
			t.Fatal(err)
		}
		delivered = 0
		for _, l := range lines {
			if l.Out && l.Status == channels.StatusDelivered {
				delivered++
			}
		}
		if clock.Wait(ctx, 10*time.Millisecond) != nil {
			t.Fatalf("%d of 5 are delivered: %+v", delivered, lines)
		}
	}
}
