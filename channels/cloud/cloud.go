package cloud

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// DefaultGraph is where Meta answers.
const DefaultGraph = "https://graph.facebook.com/v25.0"

// defaultMediaHosts serve the files that Graph names.
var defaultMediaHosts = []string{"lookaside.fbsbx.com"}

// Options of New.
type Options struct {
	DB          *db.DB
	Inbox       channels.Inbox
	Numbers     channels.NumberBook
	Files       channels.Files // nil: no media are sent
	Log         *slog.Logger   // nil: nothing is logged
	Graph       string         // with the version; empty: DefaultGraph
	Token       string
	AppSecret   string            // signs webhooks
	VerifyToken string            // Meta shows it when it subscribes the webhook
	Account     string            // id of the WhatsApp Business Account (WABA)
	Lines       map[string]string // E.164 of each of our numbers -> its phone_number_id
	MediaHosts  []string          // that media may come from beside Graph's own; nil: Meta's
	HTTP        *http.Client      // nil: one with sensible timeouts
}

// Cloud is the transport. It is safe for concurrent use.
type Cloud struct {
	o     Options
	graph *graph
	ours  map[string]string // phone_number_id -> E.164
	told  sync.WaitGroup    // read marks on their way
	slots chan struct{}     // how many at once
}

// New makes the transport. It refuses options by which webhooks could be forged or nothing could be sent.
func New(o Options) (*Cloud, error) {
	for name, v := range map[string]string{"token": o.Token, "app secret": o.AppSecret, "verify token": o.VerifyToken} {
		if v == "" {
			return nil, fmt.Errorf("cloud: the %s is missing", name)
		}
	}
	if o.Graph == "" {
		o.Graph = DefaultGraph
	}
	base, err := url.Parse(strings.TrimSuffix(o.Graph, "/"))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, errors.New("cloud: Graph's base URL is none")
	}
	if o.MediaHosts == nil {
		o.MediaHosts = defaultMediaHosts
	}
	if o.HTTP == nil {
		o.HTTP = patient()
	}
	if o.Log == nil {
		o.Log = logs.Discard()
	}
	c := &Cloud{o: o, ours: map[string]string{}, slots: make(chan struct{}, 16)}
	for number, id := range o.Lines {
		c.ours[id] = number
	}
	c.graph = newGraph(base, o)
	return c, nil
}

// patient waits for an answer no longer than a send may take, and as long as it takes for a file.
func patient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone() // it is one, by its doc
	t.ResponseHeaderTimeout = 30 * time.Second
	t.MaxIdleConnsPerHost = 32
	return &http.Client{Transport: t}
}

// Close waits for read marks that are on their way.
func (c *Cloud) Close() { c.told.Wait() }

// Channel is WhatsApp.
func (c *Cloud) Channel() channels.Channel { return channels.WhatsApp }

// Serves tells whether an address is one of the lines.
func (c *Cloud) Serves(ours channels.Address) bool {
	return ours.Channel == channels.WhatsApp && c.o.Lines[ours.Value] != ""
}
