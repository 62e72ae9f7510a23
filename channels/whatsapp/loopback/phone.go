package loopback

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/stdlib"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	waLog "go.mau.fi/whatsmeow/util/log"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/guard"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// Phone is a person with WhatsApp: a real client, as the first device of an account.
type Phone struct {
	server  *Server
	account *account
	client  *whatsmeow.Client
	guard   *guard.Guard

	mu       sync.Mutex
	heard    []Message
	receipts map[string]types.ReceiptType
	news     chan struct{}
}

// Message is one that a phone received.
type Message struct {
	ID   string
	From types.JID
	Text string // of a text, a caption or an edit
	Raw  *waE2E.Message
	Info types.MessageInfo
}

// NewPhone makes an account with a number of digits only ("56911112222") and connects its phone. Its LID is made of the number.
func (s *Server) NewPhone(tb testing.TB, number string) *Phone {
	tb.Helper()
	devices := container(tb)
	dev := devices.NewDevice()
	a := &account{number: number, lid: strings.Repeat("9", 15-min(len(number), 14)) + number, identity: dev.IdentityKey, devices: map[uint16]*device{}}
	a.devices[0] = &device{account: a}
	s.mu.Lock()
	s.accounts[number], s.lids[a.lid] = a, a
	s.mu.Unlock()
	if err := saveDevice(tb.Context(), dev, a); err != nil {
		tb.Fatal(err)
	}
	p := &Phone{server: s, account: a, guard: guard.Wrap(dev), receipts: map[string]types.ReceiptType{}, news: make(chan struct{}, 1)}
	p.client = whatsmeow.NewClient(dev, waLog.Noop)
	web := Clients(s.URL())
	p.client.SetWebsocketHTTPClient(web)
	p.client.SetPreLoginHTTPClient(web)
	p.client.SetMediaHTTPClient(web)
	p.client.SynchronousAck, p.client.EnableDecryptedEventBuffer, p.client.UseRetryMessageStore = true, true, true
	p.client.ManualHistorySyncDownload, p.client.InitialAutoReconnect = true, true
	p.client.SetForceActiveDeliveryReceipts(true)
	connected := make(chan struct{}, 8)
	p.client.AddEventHandlerWithSuccessStatus(func(event any) bool {
		switch e := event.(type) {
		case *events.Connected:
			connected <- struct{}{}
		case *events.Message:
			p.hear(e)
		case *events.Receipt:
			p.read(e)
		}
		return true
	})
	tb.Cleanup(p.client.Disconnect)
	if err := p.client.Connect(); err != nil {
		tb.Fatal(err)
	}
	select {
	case <-connected:
	case <-tb.Context().Done():
		tb.Fatal("the phone did not connect")
	}
	return p
}

// container is a store of devices in a database of its own.
func container(tb testing.TB) *sqlstore.Container {
	tb.Helper()
	devices := sqlstore.NewWithDB(stdlib.OpenDBFromPool(testkit.World(tb).DB.Pool()), "pgx", waLog.Noop)
	if err := devices.Upgrade(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return devices
}

// saveDevice makes a device the phone of an account, which needs no pairing.
func saveDevice(ctx context.Context, dev *store.Device, a *account) error {
	jid := a.jid(0)
	dev.ID, dev.LID, dev.PushName = &jid, a.lidJID(0), "+"+a.number
	dev.Account = &waAdv.ADVSignedDeviceIdentity{
		Details: []byte{}, AccountSignatureKey: a.identity.Pub[:], AccountSignature: make([]byte, 64), DeviceSignature: make([]byte, 64),
	}
	if err := dev.Save(ctx); err != nil {
		return fmt.Errorf("save phone: %w", err)
	}
	return nil
}

// Number of the phone, digits only.
func (p *Phone) Number() string { return p.account.number }

// LID of the account.
func (p *Phone) LID() types.JID { return p.account.lidJID(0) }

// Client is what the phone runs on.
func (p *Phone) Client() *whatsmeow.Client { return p.client }

// Scan pairs the device that shows a QR code.
func (p *Phone) Scan(_ context.Context, qr string) error { return p.server.scanned(p.account, qr) }

// Enter pairs the device that shows a code ("ABCD-EFGH").
func (p *Phone) Enter(_ context.Context, code string) error { return p.server.entered(p.account, code) }

func (p *Phone) hear(e *events.Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = append(p.heard, Message{ID: e.Info.ID, From: e.Info.Sender.ToNonAD(), Text: textOf(e.Message), Raw: e.Message, Info: e.Info})
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func textOf(m *waE2E.Message) string {
	for _, s := range []string{
		m.GetConversation(), m.GetExtendedTextMessage().GetText(), m.GetImageMessage().GetCaption(), m.GetDocumentMessage().GetCaption(),
		m.GetVideoMessage().GetCaption(), m.GetProtocolMessage().GetEditedMessage().GetConversation(),
	} {
		if s != "" {
			return s
		}
	}
	return ""
}

func (p *Phone) read(e *events.Receipt) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range e.MessageIDs {
		p.receipts[id] = e.Type
	}
	select {
	case p.news <- struct{}{}:
	default:
	}
}

// Next is the next message that the phone received, in the order of their coming.
func (p *Phone) Next(ctx context.Context) (Message, error) {
	for {
		p.mu.Lock()
		if len(p.heard) > 0 {
			m := p.heard[0]
			p.heard = p.heard[1:]
			p.mu.Unlock()
			return m, nil
		}
		p.mu.Unlock()
		select {
		case <-p.news:
		case <-ctx.Done():
			return Message{}, fmt.Errorf("phone %s waits for a message: %w", p.account.number, ctx.Err())
		}
	}
}

// Receipts are what the phone was told of its messages, by their ids: "" delivered, "read".
func (p *Phone) Receipts() map[string]types.ReceiptType {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := map[string]types.ReceiptType{}
	for id, kind := range p.receipts {
		out[id] = kind
	}
	return out
}

// to is the address of a number, a "123@lid" or a "569...@s.whatsapp.net".
func to(address string) (types.JID, error) {
	if _, err := strconv.ParseUint(strings.TrimPrefix(address, "+"), 10, 64); err == nil {
		return types.NewJID(strings.TrimPrefix(address, "+"), types.DefaultUserServer), nil
	}
	return types.ParseJID(address)
}
