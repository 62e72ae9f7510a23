package whatsapp_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/proto"

	"github.com/jackc/pgx/v5/stdlib"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/guard"
)

// phone is somebody with WhatsApp: a client of the library that is the account's first device.
type phone struct {
	t        testing.TB
	server   *server
	account  *account
	cli      *whatsmeow.Client
	guard    *guard.Guard
	heard    chan *events.Message
	receipts chan *events.Receipt
}

// toServer brings requests for WhatsApp to a server here.
type toServer struct{ base *url.URL }

func (s toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = s.base.Scheme, s.base.Host
	return http.DefaultTransport.RoundTrip(r)
}

// phones is the store of all phones of a world. It is another database than ours: it knows everybody's numbers.
func (w *world) phones() *sqlstore.Container {
	w.t.Helper()
	if w.people == nil {
		other := &world{t: w.t, url: w.peopleURL}
		w.people = sqlstore.NewWithDB(stdlib.OpenDBFromPool(other.connect().Pool()), "pgx", nil)
		if err := w.people.Upgrade(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
	return w.people
}

// phone makes somebody.
func (w *world) phone(s *server) *phone {
	w.t.Helper()
	a := s.account()
	d := w.phones().NewDevice()
	jid := a.jid(0)
	d.ID, d.LID, d.PushName = &jid, a.lidJID(0), "Ana"
	d.Account = &waAdv.ADVSignedDeviceIdentity{
		Details: random(8), AccountSignatureKey: random(32), AccountSignature: random(64), DeviceSignature: random(64),
	}
	if err := d.Save(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	a.primary = d.IdentityKey
	p := &phone{t: w.t, server: s, account: a, heard: make(chan *events.Message, 4096), receipts: make(chan *events.Receipt, 4096)}
	p.guard = guard.Wrap(d)
	p.cli = whatsmeow.NewClient(d, nil)
	p.cli.SynchronousAck, p.cli.EnableDecryptedEventBuffer = true, true
	p.cli.SetForceActiveDeliveryReceipts(true)
	base, _ := url.Parse(s.http.URL)
	over := &http.Client{Transport: toServer{base}}
	p.cli.SetWebsocketHTTPClient(over)
	p.cli.SetPreLoginHTTPClient(over)
	p.cli.SetMediaHTTPClient(over)
	p.cli.AddEventHandler(func(e any) {
		switch e := e.(type) {
		case *events.Message:
			if !e.Info.IsFromMe {
				p.heard <- e
			}
		case *events.Receipt:
			p.receipts <- e
		}
	})
	if err := p.cli.Connect(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(p.cli.Disconnect)
	if !p.cli.WaitForConnection(10 * time.Second) {
		w.t.Fatal("the phone does not connect")
	}
	return p
}

// send sends anything to an account and gives its bare id.
func (p *phone) send(to *account, msg *waE2E.Message) string {
	p.t.Helper()
	return p.sendAs(to, p.cli.GenerateMessageID(), msg)
}

func (p *phone) sendAs(to *account, id string, msg *waE2E.Message) string {
	p.t.Helper()
	err := p.guard.Send(p.t.Context(), func(ctx context.Context) error {
		_, err := p.cli.SendMessage(ctx, to.lidJID(0), msg, whatsmeow.SendRequestExtra{ID: id})
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

func (p *phone) say(to *account, text string) string {
	p.t.Helper()
	return p.send(to, &waE2E.Message{Conversation: proto.String(text)})
}

// next is the next message that the phone shows.
func (p *phone) next() *events.Message {
	p.t.Helper()
	select {
	case m := <-p.heard:
		return m
	case <-time.After(10 * time.Second):
		p.t.Fatal("nothing came")
	}
	return nil
}

// quiet fails when something comes within a moment.
func (p *phone) quiet(d time.Duration) {
	p.t.Helper()
	select {
	case m := <-p.heard:
		p.t.Errorf("%s came: %v", m.Info.ID, m.Message)
	case <-time.After(d):
	}
}

// value is how we know somebody.
func (a *account) value() string { return a.lid + "@" + types.HiddenUserServer }
