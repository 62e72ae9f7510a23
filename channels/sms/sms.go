package sms

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/aggregator"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/channels/sms/twilio"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Provider is what is behind the transport. It is the transport's name in the book of numbers.
type Provider string

const (
	SMPP   Provider = "smpp"
	Twilio Provider = "twilio"
	HTTP   Provider = "http"
)

// Options of New.
type Options struct {
	Provider Provider
	Numbers  []string // ours: E.164, a short code or a name
	Country  string   // calling code of numbers that the network writes without one: "56"; empty: it writes none so

	SMPP   smpp.Account       // of the provider chosen
	Timing smpp.Timing        // zero: as usual
	Twilio twilio.Account     // of the provider chosen
	HTTP   aggregator.Account // of the provider chosen

	KeepAccents bool // text goes out as it is written: UCS-2, 70 characters a segment
	KeepEmoji   bool

	DB     *db.DB
	Inbox  channels.Inbox
	Book   channels.NumberBook // may be nil
	Client *http.Client        // nil: a plain one
	Log    *slog.Logger        // nil: nothing is logged
}

// provider is a way to send.
type provider interface {
	Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error)
	Run(ctx context.Context)
}

// Transport sends and receives short messages. It is safe for concurrent use.
type Transport struct {
	o       Options
	line    *line.Line
	way     provider
	link    *smpp.Link // of SMPP; else nil
	handler http.Handler
}

// New makes the transport. Settings that cannot work are a fault of code invalid.
func New(o Options) (*Transport, error) {
	if len(o.Numbers) == 0 {
		return nil, refused("numbers")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	t := &Transport{o: o, line: &line.Line{
		Numbers: o.Numbers, Country: o.Country, Transport: string(o.Provider), Inbox: o.Inbox, Book: o.Book, Log: o.Log,
	}}
	switch o.Provider {
	case SMPP:
		if wrong := o.SMPP.Check(); wrong != "" {
			return nil, refused(wrong)
		}
		t.link = smpp.New(smpp.Options{Account: o.SMPP, Timing: o.Timing, Line: t.line, DB: o.DB, Log: o.Log})
		t.way = t.link
	case Twilio:
		if o.Twilio.AccountSID == "" || o.Twilio.AuthToken == "" {
			return nil, refused("twilio")
		}
		c := twilio.New(twilio.Options{Account: o.Twilio, Line: t.line, HTTP: o.Client, Clock: o.DB.Clock(), Log: o.Log})
		t.way, t.handler = c, c.Handler()
	case HTTP:
		c, err := aggregator.New(aggregator.Options{Account: o.HTTP, Line: t.line, HTTP: o.Client, Clock: o.DB.Clock(), Log: o.Log})
		if err != nil {
			return nil, err
		}
		t.way, t.handler = c, c.Handler()
	default:
		return nil, refused("provider")
	}
	return t, nil
}

func refused(setting string) error {
	return fault.New(fault.Invalid, "config.sms.invalid", fault.Text("the SMS setting "+setting+" is missing or wrong"), fault.Arg("field", setting))
}

// Channel is SMS.
func (t *Transport) Channel() channels.Channel { return channels.SMS }

// Serves tells whether an address is one of ours here.
func (t *Transport) Serves(ours channels.Address) bool { return t.line.Serves(ours) }

// Holds tells whether this process has the connection by which an address of ours sends. HTTP needs none.
func (t *Transport) Holds(ours channels.Address) bool {
	return t.Serves(ours) && (t.link == nil || t.link.Holds())
}

// Numbers are our addresses.
func (t *Transport) Numbers() []channels.Address {
	var out []channels.Address
	for _, n := range t.line.Numbers {
		out = append(out, channels.Address{Channel: channels.SMS, Value: n})
	}
	return out
}

// Handler takes the provider's calls; nil when there are none.
func (t *Transport) Handler() http.Handler { return t.handler }

// Run keeps the connection, or looks after the account, until the context ends.
func (t *Transport) Run(ctx context.Context) { t.way.Run(ctx) }

// muchSegments is past what a message of ours should take.
const muchSegments = 2

// Send sends a message in the plainest letters.
func (t *Transport) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	if !t.o.KeepEmoji {
		out.Text = gsm.WithoutEmoji(out.Text)
	}
	if !t.o.KeepAccents {
		out.Text = gsm.Plain(out.Text)
	}
	if n := gsm.Count(out.Text); n > muchSegments {
		t.o.Log.InfoContext(ctx, "long short message", "message", out.ID, "segments", n)
	}
	return t.way.Send(ctx, out)
}
